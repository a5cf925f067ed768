"""The reference is what the program says of itself, and leaves nothing of it out."""

from __future__ import annotations

import ast
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from docs.gallery import GALLERY, index
from docs.reference import reference
from tests.docs.shell import Shell
from tracker.cli.app import COMMANDS
from tracker.cli.fields import ANSWERS
from tracker.cli.settings import SETTINGS
from tracker.cli.trouble import EXIT_CODES
from tracker.domain.events import EVENTS
from tracker.domain.rules import RULES
from tracker.formats.casebook.keys import KEYS

PROJECT = Path(__file__).parents[2]
REFERENCE = (PROJECT / "docs" / "reference.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("path", "made"),
    [(PROJECT / "docs" / "reference.md", reference), (GALLERY / "README.md", index)],
)
def test_what_is_made_of_the_program_is_made_of_this_one(path: Path, made: Any) -> None:
    assert path.read_text(encoding="utf-8") == made(), "run: make reference"


def heading(text: str) -> str:
    """What stands below a heading, up to the next of its level."""
    level = text.partition(" ")[0]
    _, found, below = f"\n{REFERENCE}".partition(f"\n{text}\n")
    assert found, f"the reference has no {text}"
    ends = [below.find(f"\n{'#' * deep} ") for deep in range(2, len(level) + 1)]
    return below[: min(end for end in [*ends, len(below)] if end >= 0)]


@pytest.mark.parametrize("name", [name for group in COMMANDS.values() for name in group])
def test_every_option_that_the_help_names_is_in_the_reference(name: str, shell: Shell) -> None:
    section = heading(f"#### {name}") + heading("## Shared options")
    help_ = shell.type(f"tracker {name} -h").output
    there, said = (set(re.findall(r"--[a-z-]+", text)) for text in (help_, section))
    assert len(there) > 2
    assert there - said == {"--help"}


@pytest.fixture
def shell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Shell:
    return Shell(tmp_path, monkeypatch)


def test_every_phrase_is_there() -> None:
    phrases = heading("## Phrases")
    missing = [p.template for e in EVENTS for p in e.phrases if f"`{p.template}`" not in phrases]
    assert not missing
    assert all(f"`{event.__name__}`" in phrases for event in EVENTS)


def test_every_rule_is_there_with_its_remedy() -> None:
    rules = heading("## Rules")
    assert all(f"`{rule.name}`" in rules and rule.remedy in rules for rule in RULES)


def test_every_answer_exit_code_and_key_is_there() -> None:
    answers = set(ANSWERS) - {"errors"}
    assert all(heading(f"### {name} --json") for name in answers)
    codes = heading("## Exit codes")
    assert all(f"| {number} | {meaning} |" in codes for number, meaning in EXIT_CODES.items())
    keys = heading("## Casebooks")
    assert all(f"`{key}`" in keys for key in KEYS)


def test_every_table_view_and_column_of_a_book_is_there(shell: Shell) -> None:
    assert shell.type("tracker new mine Mine --db book.db").code == 0
    with closing(sqlite3.connect("book.db")) as database:
        found = database.execute(
            "SELECT m.name, c.name FROM sqlite_master AS m, pragma_table_info(m.name) AS c"
            " WHERE m.type IN ('table', 'view') AND m.name <> 'alembic_version'"
            " AND m.name NOT LIKE 'sqlite_%'"
        ).fetchall()
    assert len(found) > 50
    assert not [row for row in found if f"| `{row[1]}` |" not in heading(f"### {row[0]}")]


def test_every_variable_that_the_program_reads_is_there() -> None:
    trees = [ast.parse(path.read_text()) for path in (PROJECT / "tracker").rglob("*.py")]
    read = {name for tree in trees for name in variables(tree)}
    assert read == set(SETTINGS)
    environment = heading("## Environment")
    assert all(f"| `{name}` |" in environment for name in read)


def variables(tree: ast.Module) -> Iterator[str]:
    """Names that stand in `os.environ.get(...)`, also by a constant of the module."""
    constants = {
        target.id: node.value.value
        for node in tree.body
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "os.environ.get":
            name = node.args[0]
            yield (
                str(name.value)
                if isinstance(name, ast.Constant)
                else str(constants[ast.unparse(name)])
            )


def test_the_documents_are_linked() -> None:
    readme = (PROJECT / "README.md").read_text(encoding="utf-8")
    for name in ("tutorial", "concepts", "analysts", "reference", "errors/README"):
        assert f"(docs/{name}.md" in readme


def test_no_link_of_the_docs_leads_nowhere() -> None:
    for path in [PROJECT / "README.md", *(PROJECT / "docs").rglob("*.md")]:
        for target in re.findall(r"\]\(([^)#:\s]+)(?:#[^)]*)?\)", path.read_text(encoding="utf-8")):
            assert (path.parent / target).exists(), f"{path.name}: {target}"

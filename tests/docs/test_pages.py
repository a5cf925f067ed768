"""Every command in the docs prints what the docs say.

After a wanted change of words, `UPDATE_DOCS=1 pytest tests/docs/test_pages.py` writes what comes
out into the pages; read the difference before keeping it.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from tests.docs.page import blocks, typed
from tests.docs.shell import Shell

PROJECT = Path(__file__).parents[2]
PAGES = ("README.md", "docs/tutorial.md", "docs/concepts.md", "docs/analysts.md")


@pytest.fixture
def shell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Shell:
    monkeypatch.setenv("PATH", str(Path(sys.executable).parent), prepend=os.pathsep)
    return Shell(tmp_path, monkeypatch)


def page(name: str) -> str:
    return (PROJECT / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", PAGES)
def test_every_command_prints_what_the_page_says(name: str, shell: Shell) -> None:
    said = page(name)
    if "import pandas" in said:
        pytest.importorskip("pandas", reason="the analysts' page is run with pandas")
    came_out = typed(said, shell)
    if os.environ.get("UPDATE_DOCS"):
        (PROJECT / name).write_text(came_out, encoding="utf-8")
    assert came_out == said


@pytest.mark.parametrize("name", PAGES)
def test_a_page_has_commands_to_be_typed(name: str) -> None:
    assert sum(len(block.commands()) for block in blocks(page(name))) > 3


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("technology partner", "minority partner"),
        ("20 Sep 2020  6 ", "20 Sep 2020  7 "),
        ("44 entries counted\n", ""),
    ],
)
def test_a_page_that_says_otherwise_is_found(was: str, now: str, shell: Shell) -> None:
    """The README's demo, with one thing changed."""
    told, block, rest = page("README.md").partition("$ tracker demo\n")
    demo, end, _ = rest.partition("```")
    assert was in demo
    wrong = f"{told}{block}{demo.replace(was, now)}{end}"
    assert typed(wrong, shell) != wrong

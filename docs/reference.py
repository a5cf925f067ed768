"""Writes `docs/reference.md` and the index of `docs/errors/`: `make reference`.

All of it is read from the program: its commands and options, event types, rules, tables, steps and
settings, and the tables of words that stand beside them. Nothing of it is typed here.
"""

from __future__ import annotations

import itertools
import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from contextlib import closing
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory

from docs.commands import commands, shared
from docs.gallery import GALLERY, gallery, index
from docs.markdown import MADE, code, prose, table
from tracker.bdd.spec import forms
from tracker.cli.fields import ANSWERS, Fields, Part
from tracker.cli.phrasebook import Entry, phrasebook
from tracker.cli.settings import SETTINGS
from tracker.cli.trouble import EXIT_CODES
from tracker.domain.rules import RULES
from tracker.formats.casebook.keys import AMENDMENTS, ENTRY, HEAD, KEYS, SOURCE, TO
from tracker.formats.spans import HEADER as SPANS
from tracker.store.book import open_book
from tracker.store.tables import MEANINGS, metadata

DOCS = Path(__file__).parent


def reference() -> str:
    """The whole of `docs/reference.md`."""
    parts = (
        ["# Reference", MADE, CONTENTS],
        commands(),
        shared(),
        phrases(),
        rules(),
        json(),
        exit_codes(),
        settings(),
        casebook(),
        spans(),
        tables(),
        views(),
        steps(),
    )
    return "\n\n".join(block for part in parts for block in part) + "\n"


CONTENTS = """\
[Commands](#commands) · [Shared options](#shared-options) · [Phrases](#phrases) · [Rules](#rules) ·
[JSON answers](#json-answers) · [Exit codes](#exit-codes) · [Environment](#environment) ·
[Casebooks](#casebooks) · [Spans](#spans) · [Tables](#tables) · [Gherkin steps](#gherkin-steps)"""


# The language, and what is odd in a deal


def phrases() -> Iterator[str]:
    yield "## Phrases"
    yield "In braces stands what is filled in. What stands in parentheses is read, never printed."
    for group, found in itertools.groupby(phrasebook(), key=lambda each: each.group):
        yield f"### {group}"
        rows = (
            (phrase_of(each), code(each.example), code(each.event), each.meaning) for each in found
        )
        yield table(("phrase", "example", "event", "meaning"), rows)


def phrase_of(entry: Entry) -> str:
    return code(entry.phrase) if entry.prints else f"({code(entry.phrase)})"


def rules() -> Iterator[str]:
    yield "## Rules"
    yield "What `tracker check` looks for. In a remedy, DEAL, N and NAME are filled in."
    rows = ((code(each.name), each.severity, each.finding, each.remedy) for each in RULES)
    yield table(("rule", "severity", "finding", "remedy"), rows)


# Answers


def json() -> Iterator[str]:
    yield "## JSON answers"
    yield prose(import_module("tracker.cli.fields").__doc__.partition("\n\n")[2])
    for name, answer in ANSWERS.items():
        yield f"### {name} --json" if name != "errors" else "### An error with --json"
        yield "A list of these:" if answer.many else OBJECTS.get(name, "An object:")
        yield table(("field", "type", "meaning"), field_rows(answer.fields))


OBJECTS = {"changes --from": "An object a line, with `--follow` too:"}


def field_rows(fields: Fields, where: str = "") -> Iterator[tuple[str, str, str]]:
    for name, said in fields.items():
        if isinstance(said, Part):
            yield code(f"{where}{name}"), "list of objects" if said.many else "object", said.meaning
            yield from field_rows(said.fields, f"{where}{name}{'[]' * said.many}.")
        else:
            kind, _, meaning = said.partition(": ")
            yield code(f"{where}{name}"), kind, meaning


def exit_codes() -> Iterator[str]:
    yield "## Exit codes"
    yield (
        "What every message looks like, what provokes it and what to do about it is shown in "
        "[the gallery of errors](errors/README.md)."
    )
    kinds = defaultdict(set)
    for shown in gallery():
        kinds[shown.code].add(shown.kind)
    rows = (
        (str(number), meaning, ", ".join(code(kind) for kind in sorted(kinds[number]) if kind))
        for number, meaning in EXIT_CODES.items()
    )
    yield table(("exit code", "means", "kinds"), rows)


# Settings and files


def settings() -> Iterator[str]:
    yield "## Environment"
    yield table(("variable", "meaning"), ((code(name), said) for name, said in SETTINGS.items()))


def casebook() -> Iterator[str]:
    yield "## Casebooks"
    yield (
        "A casebook is YAML 1.2 in which every value is read as text. A file holds one deal, or "
        "several as several documents."
    )
    parts = {"A deal": HEAD, "An entry": ENTRY, "A source": SOURCE, "`to` of a correction": TO}
    parts |= {f"An amendment that begins with `{does}`": keys for does, keys in AMENDMENTS.items()}
    for title, keys in parts.items():
        yield f"### {title}"
        yield table(("key", "meaning"), ((code(each), KEYS[each]) for each in keys))


def spans() -> Iterator[str]:
    yield "## Spans"
    yield (
        "`tracker export DEAL --format spans` is a CSV: a row for each thing, each stretch of time "
        "in which it stood so, and each stretch of time in which that was known. "
        "[How to ask it](analysts.md)."
    )
    yield table(("column", "meaning"), ((code(each), meaning("spans", each)) for each in SPANS))


def tables() -> Iterator[str]:
    yield "## Tables"
    yield prose(import_module("tracker.store.tables").__doc__ or "")
    yield "`alembic_version` holds the version of the tables."
    for each in metadata.sorted_tables:
        yield f"### {each.name}"
        rows = (
            (
                code(column.name),
                str(column.type).lower(),
                "key" if column.primary_key else "null" if column.nullable else "",
                meaning(each.name, column.name),
            )
            for column in each.columns
        )
        yield table(("column", "type", "", "meaning"), rows)


def views() -> Iterator[str]:
    """The views that people read, as a new book has them."""
    with TemporaryDirectory() as folder:
        book = Path(folder) / "book.db"
        with open_book(book, create=True), closing(sqlite3.connect(book)) as database:
            names = "SELECT name FROM sqlite_master WHERE type = 'view' ORDER BY name"
            for (name,) in database.execute(names).fetchall():
                columns = [row[1] for row in database.execute(f"PRAGMA table_info({name})")]
                yield f"### {name}"
                yield table(("column", "meaning"), ((code(e), meaning(name, e)) for e in columns))


def meaning(of: str, column: str) -> str:
    """What a column holds: what is said of it in that table, else in all.

    A view has the columns of a table, but writes out the times as spans do.
    """
    if of.endswith("_history"):
        of = "spans" if column.startswith(("held_", "known_")) else of.replace("_history", "s")
    found = MEANINGS.get(f"{of}.{column}") or MEANINGS.get(column)
    if found is None:
        raise LookupError(f"tracker/store/tables.py: MEANINGS says nothing of {of}.{column}")
    return found


def steps() -> Iterator[str]:
    yield "## Gherkin steps"
    yield "In brackets stands what may be left out, in braces what is filled in."
    rows = ((each.keyword, code(each.form), each.meaning) for each in forms())
    yield table(("", "step", "meaning"), rows)


def main() -> None:
    """Write both files."""
    (DOCS / "reference.md").write_text(reference(), encoding="utf-8")
    (GALLERY / "README.md").write_text(index(), encoding="utf-8")


if __name__ == "__main__":
    main()

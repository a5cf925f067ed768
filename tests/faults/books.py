"""Books to be killed over: many copies of one, and all of their rows to compare."""

from __future__ import annotations

import shutil
import sqlite3
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, NamedTuple, Protocol

import pytest

from tests.faults import calls
from tests.faults.killing import Commands, Ran
from tests.places import ON_POSTGRESQL, administering, forget, in_schema
from tracker.store.schema import SCHEMA
from tracker.store.tables import metadata

KINDS = ("delete", "wal", "postgresql")

CASE = """\
deal: widgets
title: The widgets of Acme
zone: America/New_York
entries:
  - {on: 2020-08-02, what: Microsoft bid of $30bn, sources: [{publisher: Reuters}]}
  - {on: 2020-08-06, what: order EO 1 effective 2020-09-20}
  - {on: 2020-08-14, what: sale due in 90 days}
  - {on: 2020-08-27, what: Walmart joined Microsoft}
---
deal: gadgets
title: The gadgets of Acme
zone: UTC
entries:
  - {on: 2020-08-02, what: Oracle interested}
"""

ADDED = ("added", "also_added")
"""The tables that the later version has, which books are brought up to."""

Rows = dict[str, list[tuple[Any, ...]]]
"""The rows of each table that has any."""


class Kind(Protocol):
    """Where copies of the book are."""

    original: Any

    def fresh(self, name: str) -> str:
        """The place of another copy."""

    def none(self, name: str) -> str:
        """A place where there is no book yet."""

    def rows(self, place: str) -> Rows:
        """What is there, read by another program, when whoever wrote it is gone."""


class Files:
    """In files, each in a folder of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.original = folder / "book.db"

    def fresh(self, name: str) -> str:
        place = self.none(name)
        shutil.copy(self.original, place)
        return place

    def none(self, name: str) -> str:
        (self.folder / name).mkdir()
        return str(self.folder / name / "book.db")

    def rows(self, place: str) -> Rows:
        return rows_of(Path(place))


def rows_of(file: Path) -> Rows:
    """The rows of a file; no file has none, nor has an empty one."""
    if not file.exists():
        return {}  # nor is one made
    with closing(sqlite3.connect(file)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        found = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        names = {name for (name,) in found} & metadata.tables.keys()
        return _some(
            {name: connection.execute(f"SELECT * FROM {name}").fetchall() for name in names}
        )


class Schemas:
    """In schemas of a PostgreSQL database: the original, and one that each copy takes in turn."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.original = in_schema(folder / "book.db")
        self.copy = in_schema(folder / "copy")

    @staticmethod
    def schema(place: str) -> str:
        """The name of the schema at that place."""
        return place.partition("search_path%3D")[2].partition(",")[0].partition("&")[0]

    def fresh(self, name: str) -> str:
        there, here = map(self.schema, (self.original, self.copy))
        tables = ", ".join(f"{here}.{table}" for table in metadata.tables)
        with administering() as connection, connection.transaction():
            connection.execute("SET LOCAL session_replication_role = replica")  # no triggers
            connection.execute(f"TRUNCATE {tables}")
            for table in metadata.tables:
                connection.execute(f"INSERT INTO {here}.{table} SELECT * FROM {there}.{table}")
            # A later version may have brought the last copy up.
            connection.execute(f"DROP TABLE IF EXISTS {', '.join(f'{here}.{a}' for a in ADDED)}")
            connection.execute(f"UPDATE {here}.alembic_version SET version_num = '{SCHEMA}'")
        return f"{self.copy}&application_name={here}"

    def none(self, name: str) -> str:
        place = in_schema(self.folder / name)
        schema = self.schema(place)
        with administering() as connection:
            connection.execute(f"DROP SCHEMA {schema} CASCADE")
            connection.execute(f"CREATE SCHEMA {schema}")
        alone = place.replace(",public", "")
        return f"{alone}&application_name={schema}"

    def rows(self, place: str) -> Rows:
        """Of positions only the order in each deal: the numbers are the server's."""
        schema = self.schema(place)
        with administering() as connection:
            _wait_for_the_end(connection, schema)
            return rows_in(connection, schema)


def rows_in(connection: Any, schema: str) -> Rows:
    """The rows of a schema."""
    query = "SELECT table_name FROM information_schema.tables WHERE table_schema = %s"
    found = connection.execute(query, [schema]).fetchall()
    names = {name for (name,) in found} & metadata.tables.keys()
    return _some({name: _read(connection, schema, name) for name in names})


def _read(connection: Any, schema: str, table: str) -> list[tuple[Any, ...]]:
    columns = ", ".join(
        "rank() OVER (PARTITION BY deal ORDER BY position)"
        if (table, column.name) == ("entries", "position")
        else column.name
        for column in metadata.tables[table].columns
    )
    found: list[tuple[Any, ...]] = connection.execute(
        f"SELECT {columns} FROM {schema}.{table}"
    ).fetchall()
    return found


def _wait_for_the_end(connection: Any, name: str) -> None:
    """A server notices a little later that whom it served was killed."""
    query = "SELECT 1 FROM pg_stat_activity WHERE application_name = %s"
    while connection.execute(query, [name]).fetchone():
        time.sleep(0.005)


def _some(rows: Rows) -> Rows:
    return {name: sorted(there, key=repr) for name, there in rows.items() if there}


class Ground(NamedTuple):
    """A kind of book, how SQLite is to write it, and what runs the commands."""

    kind: Kind
    wal: bool
    commands: Commands

    def refuse(self, how: str) -> None:
        """Skip a test whose commands cannot be killed so here."""
        if how == "at_call" and not isinstance(self.kind, Files):
            pytest.skip("a server has the files, and is killed in test_server_killed.py")
        if how == "at_call" and not calls.can_be_traced():
            pytest.skip("ptrace is for Linux on x86_64 or aarch64, where the sandbox allows it")

    def run(self, words: Sequence[object], place: str, **options: Any) -> Ran:
        """A command about the book at that place."""
        return self.commands.run(*words, "--db", place, wal=self.wal, **options)

    def start(self, words: Sequence[object], place: str, **options: Any) -> int:
        """The same, not waited for: the id of its process."""
        return self.commands.start(*words, "--db", place, wal=self.wal, **options)


@contextmanager
def ground(kind: str, folder: Path, commands: Commands) -> Iterator[Ground]:
    """The original in that folder, with the entries of `CASE`; of no kind that is not tested."""
    if ON_POSTGRESQL and kind != "postgresql":
        pytest.skip("about books in SQLite files: unset TRACKER_TEST_STORE")
    made: Files | Schemas = Schemas(folder) if kind == "postgresql" else Files(folder)
    case = folder / "case.yaml"
    case.write_text(CASE)
    wal = kind == "wal"
    begun = commands.run("import", case, "--db", made.original, wal=wal)
    assert (begun.code, begun.err) == (0, ""), begun
    yield Ground(made, wal, commands)
    forget(folder)


def words_of(command: str, more: str, folder: Path, on: Ground) -> list[str]:
    """The words of a command, with the casebook `more.yaml` or the log of it that it imports."""
    (folder / "more.yaml").write_text(more)
    if "log.jsonl" in command:
        place = on.kind.fresh("gone-on")
        on.run(["import", folder / "more.yaml"], place)
        log = on.run(["export", "--all", "--format", "jsonl"], place)
        (folder / "log.jsonl").write_text(log.out)
    return command.format(folder=folder).split()

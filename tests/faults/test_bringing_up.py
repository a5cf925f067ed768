"""A book of an older version is brought up whole or stays what it was, and a copy of it is kept."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, event

from tests.faults.asking import a_book
from tests.faults.later import NEXT, Later
from tests.faults.shortage import IN_USE
from tests.faults.test_disk import files_no_larger
from tests.torture import times
from tracker.store.engine import connect
from tracker.store.errors import StoreDamaged, StoreError
from tracker.store.schema import SCHEMA, prepare, version
from tracker.store.tables import metadata

pytestmark = [pytest.mark.torture, pytest.mark.sqlite]

KEPT = f"book.{SCHEMA}.db"


class Crash(Exception):
    """Whatever may come in between."""


@pytest.fixture
def later(tmp_path: Path) -> Later:
    return Later(tmp_path / "migrations")


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """A book of the present version, which is an older one for the later."""
    folder = tmp_path / "books"
    folder.mkdir()
    (folder / "book.db").write_bytes(a_book())
    return folder / "book.db"


@contextmanager
def opened(book: Path) -> Iterator[Engine]:
    engine = connect(book)
    try:
        yield engine
    finally:
        engine.dispose()


def rows(book: Path) -> dict[str, list[Any]]:
    with closing(sqlite3.connect(book)) as connection:
        return {
            each: connection.execute(f"SELECT * FROM {each}").fetchall() for each in metadata.tables
        }


def names(book: Path) -> set[str]:
    return {each.name for each in book.parent.iterdir() if not each.name.endswith(IN_USE)}


def statements(later: Later, book: Path, fail_at: int) -> int:
    """Bring it up, failing before that statement; how many there were until then."""
    asked = 0
    with later.installed(), opened(book) as engine:

        @event.listens_for(engine, "before_cursor_execute")
        def ask(*_: object) -> None:
            nonlocal asked
            asked += 1
            if asked == fail_at:
                raise Crash

        prepare(engine)
    return asked


def test_all_is_brought_up_and_what_was_there_is_kept(book: Path, later: Later) -> None:
    before = rows(book)
    with later.installed(), opened(book) as engine:
        prepare(engine)
        assert version(engine) == NEXT
    assert rows(book)["entries"] == before["entries"]
    assert names(book) == {"book.db", KEPT}
    assert rows(book.with_name(KEPT)) == before


def test_it_fails_at_every_statement_and_nothing_is_changed(book: Path, later: Later) -> None:
    before = rows(book)
    for number in range(1, statements(later, copy_of(book), -1) + 1):
        with pytest.raises(Crash):
            statements(later, book, number)
        assert book.read_bytes() == a_book(), number
        assert names(book) <= {"book.db", KEPT}, number
        if book.with_name(KEPT).exists():
            assert rows(book.with_name(KEPT)) == before
    with opened(book) as engine:
        assert version(engine) == SCHEMA


def copy_of(book: Path) -> Path:
    """The same book in a folder of its own."""
    folder = book.parent.with_name("elsewhere")
    folder.mkdir()
    (folder / "book.db").write_bytes(book.read_bytes())
    return folder / "book.db"


def test_without_room_nothing_is_changed(book: Path, later: Later) -> None:
    for step in range(times(6)):
        with (
            later.installed(),
            opened(book) as engine,
            files_no_larger(step / times(24)),
            pytest.raises(StoreError, match=r"no room|cannot be"),
        ):
            prepare(engine)
        assert book.read_bytes() == a_book()
        assert names(book) <= {"book.db", KEPT}


def test_who_tries_again_keeps_no_second_copy(book: Path, later: Later) -> None:
    last = statements(later, copy_of(book), -1)
    for _ in range(3):
        with pytest.raises(Crash):
            statements(later, book, last)
        assert names(book) == {"book.db", KEPT}


def test_no_copy_takes_the_place_of_another_file(book: Path, later: Later) -> None:
    mine = book.with_name(KEPT)
    mine.write_text("my notes")
    with later.installed(), opened(book) as engine:
        prepare(engine)
    assert mine.read_text() == "my notes"
    assert names(book) == {"book.db", KEPT, f"book.{SCHEMA}.2.db"}


def test_a_damaged_book_is_not_brought_up(book: Path, later: Later) -> None:
    content = bytearray(a_book())
    content[12 * 4096 : 13 * 4096] = os.urandom(4096)
    book.write_bytes(content)
    with later.installed(), opened(book) as engine, pytest.raises(StoreDamaged):
        prepare(engine)
    assert (book.read_bytes(), names(book)) == (bytes(content), {"book.db"})

"""The log refuses to be changed, whoever asks."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.store.conftest import Append

pytestmark = pytest.mark.sqlite

ROW = "SELECT deal, {entry}, {id}, event, x'00', previous, hash, position FROM entries"


@pytest.fixture
def anybody(file: Path, append: Append) -> Iterator[sqlite3.Connection]:
    """A connection that knows nothing of the tracker."""
    append("a", b"1")
    with closing(sqlite3.connect(file)) as connection:
        yield connection


@pytest.mark.parametrize(
    ("statement", "reason"),
    [
        ("UPDATE entries SET state = x'00'", "record a correction"),
        ("UPDATE entries SET position = 9 WHERE deal = 'a'", "record a correction"),
        ("DELETE FROM entries", "record a retraction"),
        ("INSERT OR REPLACE INTO entries " + ROW.format(entry="entry", id="'x'"), "number or id"),
        ("REPLACE INTO entries " + ROW.format(entry="9", id="id"), "number or id"),
    ],
)
def test_an_entry_stays_what_it_is(
    anybody: sqlite3.Connection, statement: str, reason: str
) -> None:
    before = anybody.execute("SELECT * FROM entries").fetchall()
    with pytest.raises(sqlite3.IntegrityError, match=f"the log only grows: .*{reason}"):
        anybody.execute(statement)
    assert anybody.execute("SELECT * FROM entries").fetchall() == before

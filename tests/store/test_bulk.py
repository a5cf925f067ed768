"""Many rows at once are the rows that SQLAlchemy would write one by one."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Row, insert, select

from tracker.store import bulk
from tracker.store.book import open_book
from tracker.store.tables import entries, reviews

ROWS = [
    ("deal", "CFIUS", "Oracle", -(2**62), 2**62, 0, 5, 1, "open", "2020", "rumour", True, "[1, 2]"),
    ("deal", "東芝", "", 3, 4, 0, 5, 0, 'it\'s \\ "so"', None, "unsourced", False, "[]"),
]


def there(connection: Connection) -> list[Row[Any]]:
    return list(connection.execute(select(reviews).order_by(reviews.c.name)).all())


def test_rows_are_added_and_removed(tmp_path: Path) -> None:
    names = [column.name for column in reviews.c]
    with (
        open_book(tmp_path / "book.db", create=True) as book,
        book.recorder.transaction() as connection,
    ):
        connection.execute(insert(reviews), [dict(zip(names, row, strict=True)) for row in ROWS])
        wanted = there(connection)
        bulk.remove(connection, reviews, [(*row[:4], row[5]) for row in ROWS])
        assert not there(connection)
        bulk.add(connection, reviews, iter(ROWS))
        assert there(connection) == wanted
        bulk.remove(connection, reviews, [(*ROWS[0][:4], ROWS[0][5])])
        bulk.remove(connection, reviews, [])
        assert there(connection) == wanted[1:]


def test_what_was_written_in_bytes_is_bytes(tmp_path: Path) -> None:
    row = ("deal", 0, "id", "DealOpened", b'{"\xc3\xa9":0}', "", "hash", 1)
    with (
        open_book(tmp_path / "book.db", create=True) as book,
        book.recorder.transaction() as connection,
    ):
        bulk.add(connection, entries, [row])
        assert tuple(connection.execute(select(entries)).one()) == row

"""A copy of a book is a book, and takes nothing that was there away."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tracker.domain.drafts import Draft
from tracker.domain.errors import Refusal
from tracker.store.backup import back_up
from tracker.store.book import Book, open_book
from tracker.store.errors import StoreError
from tracker.store.integrity import heads_of, verify

pytestmark = pytest.mark.sqlite


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    with open_book(tmp_path / "book.db", create=True) as book:
        book.new("deal", "A deal", zone="UTC")
        book.record("deal", Draft(sentence="Oracle chosen", on="2020-09-13"))
        yield book


def test_the_copy_is_a_book(book: Book, tmp_path: Path) -> None:
    size = back_up(book.engine, tmp_path / "new" / "copy.db")
    assert (tmp_path / "new" / "copy.db").stat().st_size == size
    assert [path.name for path in (tmp_path / "new").iterdir()] == ["copy.db"]
    with open_book(tmp_path / "new" / "copy.db") as copy:
        assert heads_of(copy.recorder) == heads_of(book.recorder)
        assert verify(copy.recorder).findings == ()


def test_a_book_in_use_is_copied_as_it_was_last_committed(book: Book, tmp_path: Path) -> None:
    with book.recorder.reading():
        back_up(book.engine, tmp_path / "copy.db")
    book.record("deal", Draft(sentence="Oracle bid", on="2020-09-14"))
    with open_book(tmp_path / "copy.db") as copy:
        assert copy.history("deal").version == 1


def test_a_file_that_is_there_stays_unless_told_otherwise(book: Book, tmp_path: Path) -> None:
    target = tmp_path / "copy.db"
    target.write_text("Dear diary")
    with pytest.raises(Refusal, match="is there already") as error:
        back_up(book.engine, target)
    assert error.value.hints == ("--force replaces it",)
    assert target.read_text() == "Dear diary"
    back_up(book.engine, target, replace=True)
    with open_book(target) as copy:
        assert copy.history("deal").version == 1


def test_a_book_is_not_copied_over_itself(book: Book, tmp_path: Path) -> None:
    (tmp_path / "link.db").symlink_to(tmp_path / "book.db")
    for name in ("book.db", "link.db"):
        with pytest.raises(Refusal, match="is the book itself"):
            back_up(book.engine, tmp_path / name, replace=True)


def test_a_place_that_takes_no_file(book: Book, tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="is a folder"):
        back_up(book.engine, tmp_path, replace=True)
    with pytest.raises(StoreError, match="cannot be written: Not a dir"):
        back_up(book.engine, tmp_path / "book.db" / "copy.db")


def test_what_is_no_file_is_not_replaced_by_one(book: Book, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(Refusal, match="is no file"):
        back_up(book.engine, tmp_path / "pipe", replace=True)
    assert (tmp_path / "pipe").is_fifo()

"""A party goes by the name that each deal shows it under, whatever other deals call it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.places import at
from tracker.domain.drafts import Correction, Draft
from tracker.domain.errors import NotThere
from tracker.domain.history import History
from tracker.store.boards import Boards
from tracker.store.book import Book, open_book
from tracker.store.parties import bids
from tracker.views.asking import Asked
from tracker.views.boards import Wanted

NOW = 1_606_780_800_000_000
SAID = {
    "a": ("2020-09-13 Oracle bid", "2020-09-13 Oracle also known as Big Red"),
    "b": ("2020-10-01 Big Red bid",),
    "c": (
        "2020-09-01 Big Red bid",
        "2020-09-01 Oracle bid",
        "2020-09-20 Oracle also known as Big Red",
    ),
    "d": ("2020-09-01 Oracle bid", "2020-09-01 Oracle also known as Acme"),
}
JOINED = ["a Oracle", "c Oracle"]


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    with open_book(at(tmp_path / "book.db"), create=True) as book:
        for deal, said in SAID.items():
            book.new(deal, f"The deal {deal}", zone="UTC")
            for on, _, sentence in (each.partition(" ") for each in said):
                book.record(deal, Draft(sentence=sentence, on=on, new=True))
        yield book


def shown(book: Book, party: str, *, page: int | None = None, **asked: Any) -> list[str]:
    boards = Boards(book, Asked(now=NOW, **asked), most=page)
    return [f"{e.deal} {e.bidder.name}" for e in bids(boards, Wanted(), party, ())]


@pytest.mark.parametrize("page", [None, 1])
@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"as_of": "2020-09-15"}, JOINED),
        ({"as_of": "2020-10-02"}, ["a Oracle", "b Big Red", "c Oracle"]),
        ({"as_of": "2020-09-15", "known_by": "2020-09-15"}, ["a Oracle", "c Big Red"]),
        ({"as_of": "2020-09-15", "recorded_by": "2099-01-01"}, JOINED),
        ({"as_of": "2020-09-15", "recorded_by": "2019-01-01"}, []),
    ],
)
def test_by_an_alias(book: Book, asked: dict[str, str], found: list[str], page: int | None) -> None:
    assert shown(book, "big red", page=page, **asked) == found


def test_by_the_name_that_an_alias_is_shown_under(book: Book) -> None:
    assert shown(book, "Oracle", as_of="2020-09-15") == ["a Oracle", "c Oracle", "d Oracle"]


def test_a_name_joined_by_a_correction(book: Book) -> None:
    noted = book.record("d", Draft(sentence="note: Oracle has another name", on="2020-09-02"))
    with pytest.raises(NotThere, match="nobody is called 'Big Oak'"):
        shown(book, "Big Oak")
    number, said = noted.written.entry.number, "Oracle also known as Big Oak"
    book.record("d", Correction(entry=number, because="which it is", what=said))
    assert shown(book, "Big Oak") == ["d Oracle"]


def test_only_logs_that_join_the_name_are_read(book: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    read = list[str]()
    history = book.history

    def reading(deal: str) -> History:
        read.append(deal)
        return history(deal)

    monkeypatch.setattr(book, "history", reading)
    assert shown(book, "Big Red") == ["a Oracle", "b Big Red", "c Oracle"]
    assert read == ["a", "c"]

"""Logs at hand are those of the book, whoever writes to it; and what a text is found in."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.places import at
from tracker.domain.drafts import Citation, Draft, Retraction
from tracker.domain.errors import NotThere
from tracker.domain.sources import Source
from tracker.store.book import Book, open_book
from tracker.store.search import entries_with
from tracker.store.shelf import Shelf


@pytest.fixture
def book(file: Path) -> Iterator[Book]:
    with open_book(at(file), create=True) as book:
        for deal in ("harbour", "tiktok"):
            book.new(deal, f"The {deal} deal", zone="UTC")
        quoted = Source(
            "Reuters",
            title="Die Straße nach Austin",
            url="https://example.com/1",
            quote='They said "100%" of it',
            via="Dow Jones",
        )
        for deal, sentence, *sources in (
            ("tiktok", "Oracle bid", quoted),
            ("harbour", "Acme bid of £2bn"),
            ("tiktok", "note: nothing is signed"),
        ):
            book.record(deal, Draft(sentence=sentence, on="2020-09-13", sources=tuple(sources)))
        book.record("tiktok", Retraction(entry=2, because="they meant another"))
        book.record("tiktok", Citation(entry=1, source=Source("Pressestelle")))
        yield book


def test_a_log_is_read_once_while_nobody_writes(book: Book) -> None:
    shelf = Shelf(book)
    head, history = shelf.history("tiktok")
    assert (head.version, history.version) == (4, 4)
    assert shelf.history("tiktok")[1] is history


def test_a_log_is_read_again_when_it_has_grown(book: Book, file: Path) -> None:
    shelf = Shelf(book)
    before, _ = shelf.history("tiktok")
    with open_book(at(file)) as other:
        other.record("tiktok", Draft(sentence="Oracle chosen", on="2020-09-14"))
    head, history = shelf.history("tiktok")
    assert (head.version, history.version) == (5, 5)
    assert head.hash != before.hash


def test_the_position_moves_on_with_every_entry(book: Book) -> None:
    shelf = Shelf(book)
    before = shelf.position()
    book.record("harbour", Draft(sentence="Acme bid rejected", on="2020-09-14"))
    assert shelf.position() > before


def test_a_deal_that_is_not_there_is_said_so(book: Book) -> None:
    with pytest.raises(NotThere, match="no deal 'tikto'"):
        Shelf(book).history("tikto")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("BID", [("harbour", 1), ("tiktok", 1)]),
        ("reuters", [("tiktok", 1)]),
        ("£2bn", [("harbour", 1)]),
        ('"100%" of', [("tiktok", 1)]),
        ("100_", []),
        ("%", [("tiktok", 1)]),
        ("The harbour deal", []),
        ("bid of £", [("harbour", 1)]),
        ("STRASSE", [("tiktok", 1)]),
        ("dow jones", [("tiktok", 1)]),
        ("meant another", [("tiktok", 3)]),
        ("pressestelle", [("tiktok", 4)]),
        ("https", []),
        ("publisher", []),
        ("sources", []),
        ("BidSubmitted", []),
        ("2020-09-13", []),
        ("\0", []),
    ],
)
def test_entries_are_found_by_what_people_wrote_in_them(
    book: Book, text: str, found: list[tuple[str, int]]
) -> None:
    assert entries_with(book, text) == found


def test_the_last_recorded_are_found_where_there_are_many(
    book: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tracker.store.search.MOST", 1)
    assert entries_with(book, "bid") == [("harbour", 1)]
    book.record("tiktok", Draft(sentence="Oracle bid", on="2020-09-14"))
    assert entries_with(book, "bid") == [("tiktok", 5)]

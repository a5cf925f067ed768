"""What is kept so as not to be worked out again is a few things, however many were asked."""

from __future__ import annotations

import gc
import tracemalloc
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from tests.load.visits import DEALS, begin
from tests.torture import times
from tracker.domain.history import EVERYTHING, History
from tracker.store import following, recent
from tracker.store.book import Book, open_book
from tracker.store.following import Following
from tracker.store.shelf import Shelf
from tracker.web import drawing
from tracker.web.drawing import Drawings

pytestmark = pytest.mark.torture

ROUNDS = 2 + times(1)


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    with open_book(tmp_path / "book.db", create=True) as book:
        begin(book)
    with open_book(tmp_path / "book.db") as book:
        yield book


def held(ask: Callable[[int], object], most: int) -> tuple[int, int]:
    """The bytes held after so many different things were asked, and after many times as many."""
    tracemalloc.start()
    try:
        sizes = []
        for round_ in range(ROUNDS):
            for number in range(most):
                ask(round_ * most + number)
            gc.collect()
            sizes.append(tracemalloc.get_traced_memory()[0])
    finally:
        tracemalloc.stop()
    return sizes[0], sizes[-1]


def test_only_the_last_histories_are_on_the_shelf(book: Book) -> None:
    def ask(shelf: Shelf, number: int) -> None:
        _, history = shelf.history(DEALS[number % len(DEALS)])
        history.as_of(EVERYTHING)

    for number in range(len(DEALS)):
        # What is kept of days and texts is then all there: this is about something else.
        ask(Shelf(book), number)
    others = alive(History)
    shelf = Shelf(book)
    first, last = held(lambda number: ask(shelf, number), recent.MOST)
    assert last < 2 * first
    assert alive(History) - others <= 2 * recent.MOST + 1


def test_only_the_last_drawings_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    drawings = Drawings()
    monkeypatch.setattr(drawing, "chart", lambda *_, **options: str(options["width"]))
    monkeypatch.setattr(drawing, "svg", lambda drawn: drawn * 1000)
    read: Any = SimpleNamespace(
        question=EVERYTHING, head=SimpleNamespace(hash="x"), history=SimpleNamespace(deal="d")
    )
    first, last = held(lambda number: drawings.drawn(read, "light", 1000 + number), drawing.MOST)
    assert first > drawing.MOST * 4000
    assert last < 1.2 * first


def test_who_follows_keeps_only_the_deals_told_of_last(
    book: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(following, "MOST", 5)
    others = alive(History)
    told = Following(book, 0)
    assert len(list(told.fresh())) == len(DEALS) * 6
    assert alive(History) - others <= 5 + recent.MOST + 1


def alive(kind: type) -> int:
    """How many there are of a kind, those that other tests hold among them."""
    gc.collect()
    return sum(isinstance(each, kind) for each in gc.get_objects())

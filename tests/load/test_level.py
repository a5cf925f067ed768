"""However often the page and a book are asked, they hold no more memory and no more files."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from tests.load.level import growth, sampled
from tests.load.visits import Visits, begin
from tests.torture import TIMES, times
from tracker.store.book import Book, open_book
from tracker.web import drawing
from tracker.web.access import Access
from tracker.web.app import create

pytestmark = pytest.mark.torture

A_FEW_PERCENT = 0.05
WARM, VISITS = 300, 1500 if TIMES == 1 else times(5000)
"""So many of each kind: a hundred thousand in `make torture`."""


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    with open_book(tmp_path / "book.db", create=True) as book:
        begin(book)
        yield book


@pytest.fixture
def client(book: Book) -> Iterator[TestClient]:
    app = create(book, Access(), "2021-06-01")
    with TestClient(app, base_url="http://localhost:8100") as client:
        yield client


def test_the_page_holds_no_more_after_many_requests(
    book: Book, client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(drawing, "MOST", 4)  # so that it is full soon
    visit = Visits(book).by_the_page(client)
    for _ in range(WARM):
        visit()
    memory, files = growth(sampled(visit, VISITS))
    assert memory < A_FEW_PERCENT
    assert files <= 0


def test_a_book_holds_no_more_after_many_questions(book: Book) -> None:
    memory, files = growth(sampled(Visits(book).by_itself, VISITS))
    assert memory < A_FEW_PERCENT
    assert files <= 0

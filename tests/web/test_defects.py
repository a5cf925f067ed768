"""Where the tracker itself is wrong, or its book is out of reach, others learn nothing of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from starlette.testclient import TestClient

from tests.web.routes import TABLE, WRITES, example
from tests.web.wire import request, running
from tracker.store.book import Book
from tracker.store.errors import StoreDamaged, StoreError, StoreLocked
from tracker.store.shelf import Shelf
from tracker.web.access import Access
from tracker.web.app import create
from tracker.web.guard import HEADERS

pytestmark = pytest.mark.torture

SECRET = "/home/somebody/secret.db with password=word"
READS = [path for path, ways in TABLE.items() if WRITES not in ways.values()]


@pytest.fixture(
    params=[ZeroDivisionError, KeyError, StoreDamaged, StoreLocked], ids=lambda x: x.__name__
)
def broken(
    request: pytest.FixtureRequest, book: Book, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Any]:
    """A page whose book cannot be asked, and what becomes of it."""

    def wrong(*_: Any) -> Any:
        raise request.param(SECRET)

    monkeypatch.setattr(Shelf, "history", wrong)
    monkeypatch.setattr(Shelf, "position", wrong)
    app = create(book, Access())
    app.state.closing.set()
    base = "http://localhost:8100"
    with TestClient(app, base_url=base, raise_server_exceptions=False) as client:
        yield client, 503 if issubclass(request.param, StoreError) else 500


def test_what_is_wrong_is_told_nobody_else(broken: Any) -> None:
    client, status = broken
    seen = set()
    for path in READS:
        answer = client.get(example(path))
        seen.add(answer.status_code)
        assert answer.status_code in (200, status), path
        assert "secret" not in f"{answer.text}{answer.headers}"
        assert "Traceback" not in answer.text
        assert ".py" not in answer.text
        for name, value in HEADERS.items():
            assert answer.headers[name] == value, path
    assert status in seen


def test_what_is_wrong_is_told_as_it_was_asked(broken: Any) -> None:
    client, status = broken
    error = client.get("/api/deals/harbour/status").json()["error"]
    assert error["code"] == (5 if status == 503 else 70)
    page = client.get("/deals/harbour")
    assert page.headers["content-type"].startswith("text/html")
    assert "<main" in page.text


def test_what_is_wrong_is_told_to_who_started_the_page(
    book: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    def wrong(*_: Any) -> Any:
        raise StoreDamaged(SECRET)

    with running(book, may_complain=True) as page:
        monkeypatch.setattr(Shelf, "history", wrong)
        assert page.told(request("/deals/harbour")).status == 503
        monkeypatch.undo()
        assert page.told(request("/deals/harbour")).status == 200
    assert page.complaints.said == [SECRET]


def test_a_defect_ends_no_server(book: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    def wrong(*_: Any) -> Any:
        raise RecursionError

    with running(book, may_complain=True) as page:
        monkeypatch.setattr(Shelf, "history", wrong)
        for path in ("/deals/harbour", "/api/deals/harbour/status"):
            assert page.told(request(path)).status == 500
        monkeypatch.undo()
        assert page.told(request("/deals/harbour")).status == 200
    assert len(page.complaints.said) == 2


def test_what_is_refused_does_not_say_where_the_book_is(book: Book, reader: TestClient) -> None:
    place = str(book.engine.url.database)
    for path in (
        "/deals/none",
        "/deals/harbour?as_of=x",
        "/deals/harbour?why=none",
        "/parties?name=x",
    ):
        answer = reader.get(path)
        assert answer.status_code in (404, 422)
        assert place not in answer.text

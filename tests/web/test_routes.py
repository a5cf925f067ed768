"""Every address is in the table of who may ask it, and to everybody else it is closed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from starlette.testclient import TestClient

from tests.cli.commandline import TODAY
from tests.web.conftest import FORM, WRITER
from tests.web.routes import ENDLESS, TABLE, WRITES, example, ways_of
from tracker.store.book import Book
from tracker.web.access import Access
from tracker.web.app import create

pytestmark = pytest.mark.torture

READER = "the-word-that-opens-the-page"
BY_LINKS = Access(hosts={"deals.example"}, reading=READER, writing=WRITER, form=FORM)
METHODS = "GET HEAD POST PUT PATCH DELETE OPTIONS TRACE".split()

Headers = dict[str, str]


def bearer(token: str) -> Headers:
    return {"Authorization": f"Bearer {token}"}


ELSEWHERE = {"Origin": "http://evil.example", "Sec-Fetch-Site": "cross-site"}
CALLERS: dict[str, Headers] = {
    "stranger": {},
    "wrong token": bearer("guess"),
    "no token": bearer(""),
    "token of forms": bearer(FORM),
    "reader": bearer(READER),
    "writer": bearer(WRITER),
    "another site": {**bearer(WRITER), **ELSEWHERE, "Sec-Fetch-Mode": "cors"},
    "a frame of another site": {
        **bearer(WRITER),
        **ELSEWHERE,
        "Sec-Fetch-Mode": "navigate",
        "Sec-Fetch-Dest": "iframe",
    },
    "another port of this machine": {
        **bearer(WRITER),
        "Origin": "http://deals.example:81",
        "Sec-Fetch-Site": "same-site",
        "Sec-Fetch-Mode": "no-cors",
    },
    "another name": {**bearer(WRITER), "Host": "evil.example"},
}
SENT = {"token": FORM, "what": "record", "sentence": "note: hm", "on": "2020-09-14"}


def refusal(caller: str, method: str) -> int | None:
    """What the guard answers, whatever the address is."""
    if caller == "another name":
        return 421
    if method not in ("GET", "HEAD", "POST"):
        return 405
    if caller in ("another site", "a frame of another site", "another port of this machine"):
        return 403
    return 401 if caller not in ("reader", "writer") else None


def expected(path: str, method: str, caller: str) -> int:
    """What the table says that somebody is answered where both links were given out."""
    if refused := refusal(caller, method):
        return refused
    asked = "GET" if method == "HEAD" and path != ENDLESS else method
    whom = TABLE[path].get(asked)
    if caller == "reader" and (whom == WRITES or method == "POST"):
        # That there is such an address is known to everybody who has the program.
        return 403 if asked in TABLE[path] or method == "POST" else 405
    if whom is None:
        return 405
    return 303 if (path, method) == ("/deals/{deal}/record", "POST") else 200


@pytest.fixture
def by_links(book: Book) -> Iterator[TestClient]:
    """The page as others reach it, by a link to read and a link to record."""
    with client(create(book, BY_LINKS, TODAY), "http://deals.example") as made:
        yield made


@contextmanager
def client(app: Any, base: str) -> Iterator[TestClient]:
    app.state.closing.set()  # what never ends ends at once
    with TestClient(app, base_url=base, follow_redirects=False) as made:
        yield made


def status(client: TestClient, path: str, method: str, headers: Headers) -> int:
    data = SENT if method == "POST" else None
    return client.request(method, example(path), headers=headers, data=data).status_code


def test_every_address_is_in_the_table(book: Book) -> None:
    assert ways_of(create(book, BY_LINKS)) == {path: set(ways) for path, ways in TABLE.items()}


def test_where_nothing_is_recorded_there_is_nothing_to_record_by(book: Book) -> None:
    without = {path: set(ways) for path, ways in TABLE.items() if WRITES not in ways.values()}
    assert ways_of(create(book, Access())) == without


@pytest.mark.parametrize("path", TABLE)
def test_an_address_answers_those_it_is_for_alone(by_links: TestClient, path: str) -> None:
    for method in METHODS:
        for caller, headers in CALLERS.items():
            got = status(by_links, path, method, headers)
            assert got == expected(path, method, caller), (method, caller)


@pytest.mark.parametrize("path", TABLE)
def test_at_this_machine_everybody_reads_and_nobody_records(book: Book, path: str) -> None:
    has_it = WRITES not in TABLE[path].values()
    with client(create(book, Access(), TODAY), "http://localhost:8100") as here:
        for method in METHODS:
            got = status(here, path, method, {})
            if method == "POST":
                assert got == 403
            elif method == "GET" or (method == "HEAD" and path != ENDLESS):
                assert got == (200 if has_it else 404), method
            else:
                assert got == 405, method


@pytest.mark.parametrize("path", TABLE)
def test_no_address_changes_the_book_but_by_its_form(
    by_links: TestClient, book: Book, path: str
) -> None:
    before = book.recorder.max_notification_id()
    for method in METHODS:
        address, _, _ = example(path).partition("?")
        by_links.request(method, address, headers=CALLERS["writer"], params=SENT)
    assert book.recorder.max_notification_id() == before


def test_a_refusal_tells_nothing_of_what_is_there(by_links: TestClient) -> None:
    """The same answer, whichever token is wrong and whatever was asked for."""
    asked = ("/", "/deals/harbour", "/deals/none", "/none", "/api/deals", "/static/page.css")
    wrong: tuple[Headers, ...] = (
        {},
        bearer("guess"),
        bearer(READER[:-1]),
        bearer("é→"),
        {"Cookie": "tracker-80=x"},
    )
    answers = set()
    for path in asked:
        for headers in wrong:
            raw = {name.encode(): value.encode() for name, value in headers.items()}
            got = by_links.get(path, headers=raw)
            answers.add((got.status_code, got.content, tuple(sorted(got.headers.items()))))
    assert len(answers) == 1
    assert answers.pop()[0] == 401

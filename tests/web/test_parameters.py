"""Every parameter of every address takes anything: it answers, or says what cannot be read.

Never a defect, never where the book is, never a file that is none of the page's.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as some
from starlette.testclient import TestClient

from tests.places import forget, in_schema
from tests.torture import examples, times
from tests.web.conftest import FORM, WRITER
from tests.web.hostile import DEAL, plain, write
from tests.web.routes import TABLE, example, routes_of
from tests.web.wire import answer, request, running, say
from tracker.store.book import Book, open_book
from tracker.views.paging import _encoded
from tracker.web import drafting
from tracker.web.access import Access
from tracker.web.app import STATIC, create

pytestmark = pytest.mark.torture

TODAY = "2020-09-14"
WORDS = (
    "<script>hit()</script>|\0|a\0b|%00|../../../../etc/passwd|..%2f..%2fetc%2fpasswd|%2e%2e%2f|"
    "\\..\\|/etc/passwd|a\r\nSet-Cookie: x=y|\u202e|\ufffd|\U0010ffff|é→|'\"|' OR 1=1 --|%|_|*|[|("
    "|-1|0|1e999|1.5|٣|0x1|NaN|true|2020-09-14|2020-09-14T99|0000-00-00|0001-01-01|9999-12-31|"
    "9999-12-31T23:59-14:00|0001-01-01T00:00+14:00|-5000-01-01|2020-W53|2020-Q4|2020-01-01.."
    "2021-01-01|..|tomorrow|999999999999999d|9999999 months|99999999999 years|none|all|Anna"
).split("|")
BYTES = (
    b"\xff\xfe",
    b"\xc0\xaf",
    b"\xed\xa0\x80",
    b"\xf4\x90\x80\x80",
    b"%",
    b"%zz",
    b"%u0041",
    b"+",
)
SIZES = ("x" * 199, "x" * 201, "x" * 10_000, "9" * 30, "9" * 5000, "é" * 200, "[" * 2000)
PLACES: tuple[tuple[Any, ...], ...] = (
    *(("\0",) * count for count in range(1, 6)),
    ("\ud800".encode("utf-8", "replace").decode(), "x"),
    (1e308, "x"),
    (2**63, "a", "b"),
    (None,) * 3,
)
CURSORS = tuple(map(_encoded, PLACES))
VALUES = (*(each.encode() for each in (*WORDS, *SIZES, *CURSORS)), *BYTES)
FIELDS = "what entry sentence on reported by publisher basis because announced claims claims_on new"
FORM_FIELDS = (*FIELDS.split(), *drafting.SOURCE, "fragment", "token")


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def book(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Book]:
    folder = tmp_path_factory.mktemp("asked")
    file = folder / "book.db"
    place = in_schema(file) if request.param == "postgresql" else str(file)
    with open_book(place, create=True) as book:
        write(book, plain, "https://deals.example/x")
        yield book
    forget(folder)


@pytest.fixture(scope="module")
def app(book: Book) -> Any:
    made = create(book, Access(writing=WRITER, form=FORM), TODAY)
    made.state.closing.set()
    return made


@pytest.fixture
def client(app: Any) -> Iterator[TestClient]:
    """Somebody who may record; a defect is an answer here, as it is for others."""
    base = "http://localhost:8100"
    with TestClient(app, base, raise_server_exceptions=False, follow_redirects=False) as client:
        client.headers["Authorization"] = f"Bearer {WRITER}"
        yield client


def is_sound(answer: Any) -> bool:
    """An answer to somebody who asked nonsense, or a redirect within the page."""
    assert answer.status_code in (200, 303, 304, 307, 400, 403, 404, 405, 409, 422), answer.text
    assert "book.db" not in answer.text
    assert "Traceback" not in answer.text
    assert "root:" not in answer.text
    assert "set-cookie" not in answer.headers
    there = answer.headers.get("location", "/")
    return there.startswith(("/", "http://localhost:8100/")) and not there.startswith("//")


def some_of(values: tuple[bytes, ...], count: int, seed: str) -> list[bytes]:
    """A few of them, others for every seed; in the long run all."""
    return random.Random(seed).sample(values, min(times(count), len(values)))


def places(path: str) -> list[str]:
    """The names of the places in an address."""
    return [part.strip("{}") for part in path.split("/") if part.startswith("{")]


@pytest.mark.parametrize("path", TABLE)
def test_every_parameter_takes_anything(app: Any, client: TestClient, path: str) -> None:
    here = [each for each in routes_of(app) if each.path == path]
    for route in here:
        (method,) = route.methods
        data = {"token": FORM, "sentence": "note: hm"} if method == "POST" else None
        address = example(path, deal=DEAL).partition("?")[0]
        patterns = [f"{address}?{name}={{}}" for name in (*route.parameters, "x")]
        patterns += [example(path, **{"deal": DEAL, name: "{}"}) for name in places(path)]
        for pattern in (*patterns, address + "?{}", address + "/{}"):
            for value in some_of(VALUES, 2, pattern):
                asked = pattern.format(quote(value, safe=""))
                assert is_sound(client.request(method, asked, data=data)), asked


@pytest.mark.parametrize("path", ["/api/deals", "/api/deadlines", "/api/bidders"])
def test_a_cursor_that_none_of_ours_made_is_refused(client: TestClient, path: str) -> None:
    for cursor in CURSORS:
        for each in (path, f"/api/deals/{DEAL}/deadlines"):
            answer = client.get(each, params={"after": cursor, "limit": "2"})
            assert answer.status_code in (200, 422), answer.text
            assert "\0" not in answer.text


def test_every_field_of_a_form_takes_anything(book: Book, client: TestClient) -> None:
    usual = {"token": FORM, "entry": "1", "sentence": "note: hm", "because": "x", "publisher": "FT"}
    kind = {"Content-Type": "application/x-www-form-urlencoded"}
    for what in ("record", *drafting.AMENDING):
        for name in FORM_FIELDS:
            for value in some_of(VALUES, 1, what + name):
                fields: dict[str, Any] = {**usual, "what": what, name: value}
                body = "&".join(f"{key}={quote(each, safe='')}" for key, each in fields.items())
                answer = client.post(f"/deals/{DEAL}/preview", content=body, headers=kind)
                assert is_sound(answer), fields


def test_made_up_addresses_find_no_defect(app: Any, client: TestClient) -> None:
    ways = [(route, method) for route in routes_of(app) for method in route.methods]
    values = (
        some.sampled_from(VALUES)
        | some.binary(max_size=30)
        | some.text(max_size=30).map(lambda text: text.encode("utf-8", "surrogatepass"))
    )
    times = some.sampled_from([b"2020-09-04", b"2020-Q3", b"9999-12-31", b"0001-01-01"])

    @given(some.sampled_from(ways), some.data())
    @examples(60)
    def holds(way: Any, data: some.DataObject) -> None:
        route, method = way
        names = some.sampled_from([*route.parameters, "x"])
        asked = data.draw(some.lists(some.tuples(names, times | values), max_size=5))
        query = "&".join(f"{name}={quote(value, safe='')}" for name, value in asked)
        address = example(route.path, deal=DEAL).partition("?")[0]
        sent = {"token": FORM, "sentence": "note: hm"} if method == "POST" else None
        assert is_sound(client.request(method, f"{address}?{query}", data=sent))

    holds()


UPS = ("..", "%2e%2e", "..%2f..", "%2e%2e%2f%2e%2e", "..%5c..", "....", ".%00.", "%252e%252e")
FILES = ("app.py", "tracker/web/app.py", "etc/passwd", "etc/passwd%00.css")
ODD = ("", "/", "//", "/.", "/..", "/%00", "/%2fetc/passwd", f"/{Path(__file__)}", f"/{'x' * 5000}")


def climbing() -> Iterator[str]:
    """Addresses of files that are none of the page's."""
    for root, up, depth, file in product(("/static/", "/static//", "/"), UPS, (1, 2, 3, 8), FILES):
        yield f"{root}{f'{up}/' * depth}{file}"
        yield f"{root}{f'{up}%2f' * depth}{file}"
    yield from (f"/static{each}" for each in ODD)


def test_no_file_but_those_of_the_page_is_served(book: Book) -> None:
    with running(book) as page, page.line() as line:
        for path in climbing():
            say(line, request(path))
            got = answer(line)
            assert got.status in (307, 404, 422), path
            assert b"import" not in got.body
            assert b"root:" not in got.body
        for each in STATIC.iterdir():
            assert page.told(request(f"/static/{each.name}")).body == each.read_bytes()

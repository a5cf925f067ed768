"""A token opens the page to who has it, is told nobody, and of a wrong one nothing is learned."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from subprocess import check_output
from typing import Any
from urllib.parse import quote

import httpx2
import pytest
from hypothesis import given
from hypothesis import strategies as some
from starlette.testclient import TestClient

from tests.torture import examples
from tests.web.conftest import FORM, WRITER
from tests.web.routes import ENDLESS, TABLE, example
from tests.web.test_serve import link, serving
from tests.web.wire import request, running
from tracker.store.book import Book
from tracker.web import access as access_module
from tracker.web.access import READER as READS
from tracker.web.access import WRITER as WRITES
from tracker.web.access import Access, is_loopback
from tracker.web.app import create

pytestmark = pytest.mark.torture

TOKENS = ("plain", "a b&c#d+é", "→ \u202e", "50%25", '"quoted"; Path=/x', "=,;\\", "é" * 60, "\x7f")
WRONG = ("", "guess", WRITER[:-1], f"{WRITER}x", WRITER.upper(), FORM, "é", "\ud800", "\0")


@pytest.mark.parametrize("token", TOKENS)
@pytest.mark.parametrize("scheme", ["http", "https"])
def test_a_token_of_any_characters_opens_the_page_in_each_of_three_ways(
    book: Book, token: str, scheme: str
) -> None:
    app = create(book, Access(hosts={"deals.example"}, reading=token))
    with TestClient(app, base_url=f"{scheme}://deals.example") as client:
        bearer = {b"Authorization": f"Bearer {token}".encode()}
        assert client.get("/api/deals").status_code == 401
        assert client.get("/api/deals", headers=bearer).status_code == 200
        came = client.get(f"/deals/harbour?token={quote(token, safe='')}&as_of=2020-09-14")
        assert came.headers["refresh"] == "0; url=/deals/harbour?as_of=2020-09-14"
        assert client.get("/deals/harbour").status_code == 200
        kept = came.headers["set-cookie"].lower().split("; ")
        flags = {
            "httponly",
            "samesite=strict",
            "path=/",
            *(["secure"] if scheme == "https" else []),
        }
        assert set(kept[1:]) == flags
        assert came.headers["cache-control"] == "no-store"
        assert token not in came.text


@given(token=some.text(), given_=some.text() | some.sampled_from(WRONG))
@examples(100)
def test_no_other_token_has_a_role(token: str, given_: str) -> None:
    held = Access(reading=token, writing=WRITER, form=FORM)
    encoded = given_.encode("utf-8", "replace").decode()
    wanted = WRITES if encoded == WRITER else READS if encoded == token else None
    assert held.role(encoded) == wanted


def test_every_token_is_compared_in_a_time_that_tells_nothing(
    monkeypatch: pytest.MonkeyPatch, writer: TestClient
) -> None:
    compared: list[tuple[bytes, bytes]] = []

    def compare(one: bytes, other: bytes) -> bool:
        compared.append((one, other))
        return one == other

    for module in (access_module, sys.modules["tracker.web.recording"]):
        monkeypatch.setattr(module, "compare_digest", compare)
    writer.get("/", params={"token": "guess"})
    writer.get("/", headers={"Authorization": "Bearer guess"})
    writer.post("/deals/harbour/preview", data={"token": "guess"})
    for right in (WRITER, FORM):
        assert (b"guess", right.encode()) in compared


@pytest.mark.parametrize("token", [WRITER, *(each for each in WRONG if each != FORM)])
def test_a_wrong_token_of_a_form_is_like_none(writer: TestClient, token: str) -> None:
    sent = {"what": "record", "sentence": "note: hm", "on": "2020-09-14"}
    path = "/deals/harbour/record"
    none = writer.post(path, data=sent)
    body = httpx2.QueryParams(sent | {"token": token.encode("utf-8", "replace").decode()})
    kind = {"Content-Type": "application/x-www-form-urlencoded"}
    wrong = writer.post(path, content=str(body), headers=kind)
    assert (none.status_code, wrong.status_code) == (403, 403)
    assert (wrong.text, wrong.headers) == (none.text, none.headers)


def test_a_form_of_another_start_is_refused(book: Book) -> None:
    """Its word is made anew, and does not fit where the page was ended and begun again."""
    for form, status in ((FORM, 403), ("the word of this start", 303)):
        app = create(book, Access(writing=WRITER, form="the word of this start"))
        with TestClient(app, base_url="http://localhost", follow_redirects=False) as client:
            client.headers["Authorization"] = f"Bearer {WRITER}"
            sent = {"token": form, "sentence": "note: hm", "on": "2020-09-14"}
            assert client.post("/deals/harbour/record", data=sent).status_code == status


@pytest.mark.parametrize(
    "path", ["/deals/harbour", "/a%3Fb", "/a%23b", "//evil.example/x", "/%0d%0aX: y"]
)
@pytest.mark.parametrize(
    "query", ["", "&a=b%26c", "&b=token", "&Token=x", "&a=%0d%0aSet-Cookie:%20x=y", "&=%ff"]
)
def test_no_token_is_left_in_the_address(book: Book, path: str, query: str) -> None:
    with running(book, Access(reading="the+word/of=readers", writing=WRITER)) as page:
        word = quote("the+word/of=readers", safe="")
        path = path.replace(" ", "%20")
        got = page.told(request(f"{path}?token={word}{query}"))
        assert got.status == 200
        there = got.headers["refresh"].removeprefix("0; url=")
        assert re.fullmatch(r"/(?!/)[!-~]*", there)
        assert word not in there
        assert len(got.headers.get_all("set-cookie") or ()) == 1
        assert got.headers["x"] is None


@pytest.mark.parametrize("reading", [None, "the-word-of-readers"])
def test_what_opens_by_a_token_is_kept_by_no_browser(book: Book, reading: str | None) -> None:
    app = create(book, Access(reading=reading, writing=WRITER))
    app.state.closing.set()
    with TestClient(app, base_url="http://localhost") as client:
        for path in TABLE:
            for token in ("guess", WRITER):
                bearer = {"Authorization": f"Bearer {token}"}
                got = client.get(example(path), headers=bearer)
                refused = got.status_code == 401
                is_kept = not refused and path != ENDLESS and (reading is None or path == "/static")
                kept = got.headers["cache-control"]
                assert kept == ("private, no-cache" if is_kept else "no-store"), path
        came = client.get("/", params={"token": WRITER})
        assert (came.status_code, came.headers["cache-control"]) == (200, "no-store")


@pytest.fixture
def processes(demo: Path) -> Iterator[Any]:
    with serving(demo, "--write", TRACKER_TOKEN="the-word-that-i-chose") as process:
        yield process


def test_a_token_is_said_once_and_nowhere_else(processes: Any) -> None:
    """Neither among the processes of the machine, nor at the terminal when something is wrong."""
    reading, writing = link(processes), link(processes)
    base, _, token = writing.partition("?token=")
    shown = check_output(["ps", "-o", "args=", "-p", str(processes.pid)], text=True)
    for path in ("", "deals/none", "api/none", "static/none", "deals/tiktok-us/record"):
        for word in (token, f"{token}x", "the-word-that-i-chose"):
            got = httpx2.get(f"{base}{path}", headers={"Authorization": f"Bearer {word}"})
            shown += f"{got.text}{got.headers}"
            shown += httpx2.get(f"{base}{path}", params={"token": f"{word}x"}).text
    processes.kill()
    _, complained = processes.communicate(timeout=60)
    assert reading.endswith("?token=the-word-that-i-chose")
    for each in (shown, complained):
        assert token not in each
        assert "the-word-that-i-chose" not in each


@pytest.mark.parametrize(
    ("host", "alone"),
    [("127.0.0.1", True), ("127.9.9.9", True), ("::1", True), ("localhost", True)]
    + [
        (each, False)
        for each in ("127.evil.example", "0.0.0.0", "::", "", "10.0.0.1", "localhost.x")
    ],
)
def test_only_an_address_of_this_machine_opens_without_a_token(host: str, alone: bool) -> None:
    assert is_loopback(host) == alone

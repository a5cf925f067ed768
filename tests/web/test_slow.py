"""Who keeps the page waiting is cut off, and keeps nobody else waiting.

The page's patience is half a minute. Here it is short for those who try it, and long again before
anybody asks as people do, so that nothing depends on how fast this machine is.
"""

from __future__ import annotations

import select
import socket
from collections.abc import Callable
from contextlib import ExitStack
from itertools import repeat
from types import SimpleNamespace
from typing import Any
from unittest.mock import Mock

import pytest
from uvicorn import Config
from uvicorn.server import ServerState

from tests.torture import times
from tests.web.conftest import FORM, WRITER
from tests.web.wire import END, Served, request, rest, running, say, until
from tracker.store.book import Book
from tracker.web import connection, live
from tracker.web.access import Access

pytestmark = pytest.mark.torture

WRITES = Access(reading="the-word-of-readers", writing=WRITER, form=FORM)
BEGUN = request(
    "/deals/harbour/record",
    "POST",
    Authorization=f"Bearer {WRITER}",
    Content_Type="application/x-www-form-urlencoded",
    Content_Length="90000",
)
ASKS = request("/api/deals", Authorization=f"Bearer {WRITER}")
HALVES = {
    "nothing": b"",
    "half a line": b"GET / HT",
    "half of the headers": BEGUN[:-2],
    "a form that never ends": BEGUN + b"quote=a",
    "nothing behind an answer": ASKS,
    "half a line behind an answer": ASKS + b"GET / HT",
    "half a form behind an answer": ASKS + BEGUN,
    "a refused form that never ends": BEGUN.replace(WRITER.encode(), b"guess"),
}
DRIPS = {
    "a line": (b"", b"G"),
    "headers": (b"GET / HTTP/1.1\r\nHost: localhost\r\nX: ", b"a"),
    "empty lines": (b"", b"\r\n"),
    "a form": (BEGUN, b"a"),
    "headers behind an answer": (ASKS + b"GET / HTTP/1.1\r\nHost: localhost\r\nX: ", b"a"),
    "the body of what is read": (request("/api/deals", Content_Length="90000"), b"a"),
}


@pytest.fixture
def hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "PATIENCE", 0.3)


def answers(page: Served) -> None:
    """The page answers somebody else."""
    assert b"harbour" in page.told(ASKS).body


@pytest.mark.usefixtures("hurried")
@pytest.mark.parametrize("name", HALVES)
def test_who_falls_silent_is_cut_off(book: Book, name: str) -> None:
    with running(book, WRITES) as page, page.line() as line:
        say(line, HALVES[name])
        rest(line)
        until(lambda: page.connections == 0)


@pytest.mark.usefixtures("hurried")
@pytest.mark.parametrize("name", DRIPS)
def test_who_sends_byte_by_byte_is_cut_off(book: Book, name: str) -> None:
    begun, drop = DRIPS[name]
    with running(book, WRITES) as page, page.line() as line:
        say(line, begun)
        line.settimeout(0.02)
        for _ in repeat(None, int(END / 0.02)):
            say(line, drop)
            if page.connections == 0:
                break
            select.select([], [], [], 0.02)
        else:
            pytest.fail("it is not cut off")


def test_who_takes_no_answer_is_cut_off(book: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "PATIENCE", 1.0)
    with running(book, WRITES) as page, page.line(room=4096) as line:
        line.settimeout(1)
        asked = 200 * request("/static/deal.js", Authorization=f"Bearer {WRITER}")
        until(lambda: not is_taken(line, asked))
        answers(page)
        until(lambda: page.connections == 0)


def test_who_listens_and_takes_nothing_is_cut_off(
    book: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And keeps no place from those who do."""
    monkeypatch.setattr(connection, "PATIENCE", 1.0)
    monkeypatch.setattr(live, "event", lambda _: b": much\n" * 100_000)
    with running(book) as page, page.line(room=4096) as line:
        say(line, request("/api/live?after=0"))
        until(lambda: page.app.state.listeners)
        until(lambda: not page.app.state.listeners)
        until(lambda: page.connections == 0)


def is_taken(line: socket.socket, said: bytes) -> bool:
    """Whether the other side goes on reading, or its machine for it."""
    try:
        line.sendall(said)
    except (TimeoutError, ConnectionError):
        return False
    return True


class Reader:
    """The transport of an answer that is still to be taken, in parts of these sizes."""

    def __init__(self, *left: int) -> None:
        self.left = list(left)
        self.is_cut = False

    def get_write_buffer_size(self) -> int:
        return self.left.pop(0)

    def abort(self) -> None:
        self.is_cut = True


def test_who_takes_an_answer_slowly_is_not_cut_off_until_nothing_of_it_is_taken() -> None:
    reader: Any = Reader(900, 500, 500, 100, 100, 100)
    waiting: list[Callable[[], None]] = []

    def call_later(_: float, look: Callable[[], None]) -> Any:
        waiting.append(look)
        return Mock()

    loop: Any = SimpleNamespace(call_later=call_later)
    line = connection.Connection(Config(Mock()), ServerState(), {}, loop)
    line.transport = reader
    line._wait()
    looks = 0
    while waiting:
        assert not reader.is_cut
        waiting.pop()()
        looks += 1
    assert reader.is_cut
    assert looks == 3


def test_the_page_answers_beside_those_who_are_silent(book: Book) -> None:
    """More than it holds: the one that has been silent longest makes room."""
    with running(book, WRITES) as page:
        for _ in range(times(1)):
            with ExitStack() as open_lines:
                for said in (b"", b"GET / HT", BEGUN, ASKS):
                    for _ in range(connection.MOST // 4 + 20):
                        say(open_lines.enter_context(page.line()), said)
                    answers(page)
                until(lambda: page.connections <= connection.MOST)
                answers(page)
            until(lambda: page.connections == 0)


def test_who_is_answered_is_not_cut_off_for_those_who_wait(
    book: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "MOST", 10)
    with running(book) as page, page.line() as listens, ExitStack() as open_lines:
        say(listens, request("/api/live"))
        assert b"listening" in listens.recv(65536) + listens.recv(65536)
        for _ in range(times(50)):
            open_lines.enter_context(page.line())
        answers(page)
        assert listens.recv(65536)
        assert len(page.app.state.listeners) == 1


def test_nothing_is_left_of_those_who_leave(book: Book) -> None:
    with running(book, WRITES) as page:
        for said in (*HALVES.values(), request("/api/live"), ASKS[:-1]):
            for _ in range(times(5)):
                with page.line() as line:
                    say(line, said)
        until(lambda: page.connections == 0 and not page.server.server_state.tasks)
        answers(page)

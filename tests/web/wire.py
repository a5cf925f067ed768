"""The page on a port of this machine, and what is said to it byte by byte."""

from __future__ import annotations

import logging
import socket
import struct
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.client import HTTPMessage, HTTPResponse
from threading import Thread
from typing import Any, NamedTuple

from tracker.store.book import Book
from tracker.web.access import Access
from tracker.web.app import create
from tracker.web.serving import listening, server_of

END = 60.0
"""Seconds after which a test gives up: an end, not a speed that is asked for."""

LOGS = ("uvicorn.error", "asyncio", "tracker.web.answering")


class Served:
    """A page that is served, and what its server complains of meanwhile."""

    def __init__(self, book: Book, access: Access, today: str | None) -> None:
        self.app: Any = create(book, access, today)
        self.server = server_of(self.app)
        self.socket = listening("127.0.0.1", 0)
        self.port: int = self.socket.getsockname()[1]
        self.complaints = Complaints()

    @property
    def base(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def connections(self) -> int:
        """How many the server holds open."""
        return len(self.server.server_state.connections)

    @contextmanager
    def line(self, room: int | None = None) -> Iterator[socket.socket]:
        """A connection to it; `room` is how many bytes of answers wait here, where few should."""
        with socket.socket() as made:
            made.settimeout(END)
            if room:
                made.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, room)
            made.connect(("127.0.0.1", self.port))
            yield made

    def told(self, said: bytes) -> Answer:
        """The first answer to what is said on a connection of its own."""
        with self.line() as line:
            say(line, said)
            return answer(line)


class Complaints(logging.Handler):
    """What is said at the terminal of who started the page."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.said: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.said.append(self.format(record))


class Answer(NamedTuple):
    """An answer, as far as it came."""

    status: int
    headers: HTTPMessage
    body: bytes


@contextmanager
def running(
    book: Book,
    access: Access | None = None,
    today: str | None = None,
    *,
    may_complain: bool = False,
) -> Iterator[Served]:
    """The page, until the block ends: without a complaint, unless it may."""
    served = Served(book, access or Access(), today)
    thread = Thread(target=served.server.run, kwargs={"sockets": [served.socket]})
    loggers = [logging.getLogger(name) for name in LOGS]
    for each in loggers:
        each.addHandler(served.complaints)
    thread.start()
    try:
        yield served
    finally:
        served.app.state.closing.set()
        served.server.should_exit = True
        thread.join()
        served.socket.close()
        for each in loggers:
            each.removeHandler(served.complaints)
    assert may_complain or served.complaints.said == []


def request(path: str = "/", method: str = "GET", *, body: bytes = b"", **headers: str) -> bytes:
    """A request as a program writes it; `Content_Length="7"` is the header Content-Length."""
    named = {"Host": "localhost"} | {n.replace("_", "-"): each for n, each in headers.items()}
    lines = [f"{method} {path} HTTP/1.1", *(f"{n}: {each}" for n, each in named.items())]
    return "\r\n".join([*lines, "", ""]).encode() + body


def say(line: socket.socket, said: bytes) -> None:
    """As much of it as the other side takes: it may have ended before."""
    with suppress(ConnectionError):
        line.sendall(said)


def answer(line: socket.socket, method: str = "GET") -> Answer:
    """The next answer on that connection, as far as it comes."""
    with HTTPResponse(line, method=method) as got:
        got.begin()
        try:
            body = got.read()
        except ConnectionError:  # the rest of what we said was not read
            body = b""
        return Answer(got.status, got.headers, body)


def rest(line: socket.socket) -> bytes:
    """All that still comes, until the other side ends the connection."""
    came = b""
    with suppress(ConnectionError):
        while more := line.recv(65536):
            came += more
    return came


def tear(line: socket.socket) -> None:
    """End a connection without a word."""
    line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    line.close()


def until(happened: Callable[[], object]) -> None:
    """Wait for it."""
    end = time.monotonic() + END
    while not happened():
        assert time.monotonic() < end, "it does not happen"
        time.sleep(0.005)

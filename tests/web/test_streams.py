"""Listeners in any number, cut off at any moment: each gives its place back to others."""

from __future__ import annotations

import asyncio
import random
import time
from contextlib import ExitStack, suppress
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from starlette.types import Message

from tests.torture import times
from tests.web.wire import Served, answer, request, rest, running, say, tear, until
from tracker.store.book import Book
from tracker.store.following import Followed, Following
from tracker.web import live
from tracker.web.access import Access
from tracker.web.app import create

pytestmark = pytest.mark.torture

LISTENS = request("/api/live")
SCOPE = {
    "type": "http",
    "asgi": {"version": "3.0", "spec_version": "2.3"},
    "http_version": "1.1",
    "method": "GET",
    "scheme": "http",
    "path": "/api/live",
    "raw_path": b"/api/live",
    "query_string": b"after=0",
    "root_path": "",
    "headers": [(b"host", b"localhost")],
    "server": ("127.0.0.1", 8100),
    "client": ("127.0.0.1", 1),
}


def listeners(page: Served) -> int:
    return len(page.app.state.listeners)


def test_no_more_listen_than_there_is_room_for_and_others_are_answered(book: Book) -> None:
    with running(book) as page, ExitStack() as open_lines:
        for _ in range(live.MOST):
            say(open_lines.enter_context(page.line()), LISTENS)
        until(lambda: listeners(page) == live.MOST)
        for _ in range(times(10)):
            assert page.told(LISTENS).status == 503
            assert page.told(request("/deals/harbour")).status == 200
        open_lines.close()
        until(lambda: listeners(page) == 0)
        with page.line() as line:
            say(line, LISTENS)
            until(lambda: listeners(page) == 1)


def test_who_is_cut_off_at_any_moment_gives_the_place_back(book: Book) -> None:
    dice = random.Random(7)
    with running(book) as page:
        for _ in range(times(40)):
            with ExitStack() as open_lines:
                lines = [open_lines.enter_context(page.line()) for _ in range(6)]
                for line in lines:
                    say(line, LISTENS)
                for line in lines:
                    time.sleep(dice.choice((0, 0, 0.001, 0.004)))
                    dice.choice((tear, lambda line: line.close()))(line)
        until(lambda: listeners(page) == page.connections == 0)


async def _turns(coroutine: Any, turns: int) -> None:
    """Cut it off after so many turns of the loop."""
    task = asyncio.ensure_future(coroutine)
    for _ in range(turns):
        await asyncio.sleep(0)
    task.cancel()
    with suppress(asyncio.CancelledError):
        await task


def test_who_is_cut_off_after_any_number_of_turns_gives_the_place_back(book: Book) -> None:
    """Also between the answer's making and its beginning, when nothing of it has run yet."""
    app = create(book, Access())
    begun: list[Message] = []

    async def receive() -> Message:
        await asyncio.Event().wait()
        raise AssertionError

    async def send(message: Message) -> None:
        begun.append(message)

    async def cut_off(turns: int) -> None:
        await _turns(app(dict(SCOPE), receive, send), turns)
        assert app.state.listeners == set(), turns

    async def all_cut_off() -> None:
        for turns in range(times(60)):
            await cut_off(turns % 200)

    asyncio.run(all_cut_off())
    assert begun, "none was cut off behind its beginning"


@pytest.mark.parametrize("sent", [0, 1, 2])
def test_whose_line_breaks_while_it_is_told_gives_the_place_back(book: Book, sent: int) -> None:
    app = create(book, Access())

    async def receive() -> Message:
        await asyncio.Event().wait()
        raise AssertionError

    async def broken() -> None:
        told: list[Message] = []

        async def send(message: Message) -> None:
            if len(told) == sent:
                raise OSError
            told.append(message)

        with suppress(OSError):
            await app(dict(SCOPE), receive, send)
        assert len(told) == sent

    asyncio.run(broken())
    assert app.state.listeners == set()


def test_who_has_left_before_the_answer_gives_the_place_back(book: Book) -> None:
    app = create(book, Access())

    async def receive() -> Message:
        return {"type": "http.disconnect"}

    async def send(_message: Message) -> None:
        await asyncio.sleep(0)

    asyncio.run(app(dict(SCOPE), receive, send))
    assert app.state.listeners == set()


def test_listeners_take_no_thread_from_those_who_ask(
    book: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nor a connection to the book, even where every look into it takes for ever."""
    may_look, looks = Event(), live.look

    def stuck(following: Following) -> list[Followed]:
        with following.book.recorder.reading():
            may_look.wait()
        return looks(following)

    monkeypatch.setattr(live, "look", stuck)
    with running(book) as page, ExitStack() as open_lines:
        for _ in range(live.MOST):
            say(open_lines.enter_context(page.line()), LISTENS)
        try:
            until(lambda: listeners(page) == live.MOST)
            for _ in range(times(10)):
                assert page.told(request("/deals/harbour")).status == 200
        finally:
            may_look.set()


def test_a_thousand_readers_leave_nothing_behind(book: Book) -> None:
    """Neither a file, nor a thread that waits, nor a connection to the book."""
    with running(book) as page:
        page.told(request("/deals/harbour"))
        until(lambda: page.connections == 0)
        before = handles()
        for _ in range(times(10)):
            with ExitStack() as open_lines:
                lines = [open_lines.enter_context(page.line()) for _ in range(100)]
                for line in lines[::2]:
                    say(line, LISTENS)
                for line in lines[1::2]:
                    say(line, request("/static/page.css", Connection="close"))
                assert answer(lines[-1]).status == 200
        until(lambda: page.connections == 0 and listeners(page) == 0)
        until(lambda: handles() <= before + 16)
        pool: Any = book.engine.pool
        until(lambda: pool.checkedout() == 0)


def handles() -> int:
    return sum(1 for _ in Path("/dev/fd").iterdir())


def test_the_page_ends_though_others_listen_and_wait(book: Book) -> None:
    with running(book) as page, ExitStack() as open_lines:
        lines = [open_lines.enter_context(page.line()) for _ in range(4)]
        for line, said in zip(lines, (LISTENS, b"", b"GET / HT", request()[:-2]), strict=True):
            say(line, said)
        until(lambda: listeners(page) == 1)
        page.app.state.closing.set()
        page.server.should_exit = True
        for line in lines:
            rest(line)
        until(lambda: page.connections == 0)

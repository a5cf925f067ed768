"""What is recorded is told to those who listen; no more are let in than can be served."""

from __future__ import annotations

import asyncio
import json
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Any

import pytest
from starlette.requests import Request
from starlette.testclient import TestClient

from tests.cli.commandline import Tracker
from tracker.store.book import Book
from tracker.store.following import Following
from tracker.web import live
from tracker.web.access import Access
from tracker.web.app import create


class Listener:
    """A request that is open until so many looks into the book are over."""

    def __init__(self, app: Any, looks: int) -> None:
        self.app, self.looks = app, looks

    async def is_disconnected(self) -> bool:
        self.looks -= 1
        return self.looks < 0


def heard(book: Book, after: int, looks: int = 1) -> list[dict[str, Any]]:
    app = create(book, Access())
    listener: Any = Listener(app, looks)

    async def listen() -> bytes:
        following = Following(book, after)
        return b"".join([each async for each in live.events(listener, following)])

    told = asyncio.run(listen()).decode()
    return [json.loads(line[5:]) for line in told.splitlines() if line.startswith("data:")]


@pytest.fixture(autouse=True)
def _no_pause(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(live, "PAUSE", 0)


def test_what_is_recorded_is_told_with_its_position(book: Book, tracker: Tracker) -> None:
    end = book.recorder.max_notification_id()
    assert end
    assert heard(book, end) == []
    tracker.says("record", "tiktok-us", "note: hm", "--on", "2020-09-14", "--source", "Reuters")
    (told,) = heard(book, end)
    assert told == {
        "position": end + 1,
        "deal": "tiktok-us",
        "entry": 46,
        "sentence": "note: hm",
        "on": "2020-09-14",
    }


def test_nothing_is_told_twice(book: Book) -> None:
    told = [each["position"] for each in heard(book, 0, looks=3)]
    assert len(told) > 45
    assert told == sorted(set(told))


def test_no_more_listen_than_can_be_served(book: Book) -> None:
    app = create(book, Access())
    app.state.listeners.update(range(live.MOST))
    answer = TestClient(app, base_url="http://localhost").get("/api/live")
    assert (answer.status_code, answer.json()["error"]["kind"]) == (503, "too-many-listeners")


def test_those_who_come_at_once_are_counted(book: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    app, monkey = create(book, Access()), monkeypatch
    monkey.setattr(live, "MOST", 2)

    async def come(places: AsyncExitStack) -> bool:
        request = Request({"type": "http", "app": app, "headers": []})
        return await places.enter_async_context(asynccontextmanager(live.place)(request))

    async def all_come() -> list[bool]:
        async with AsyncExitStack() as places:
            return await asyncio.gather(*(come(places) for _ in range(4)))

    assert sorted(asyncio.run(all_come())) == [False, False, True, True]
    assert app.state.listeners == set()


def test_a_log_that_is_long_is_told_in_parts(book: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(live, "AT_ONCE", 10)
    assert len(heard(book, 0, looks=1)) == 10
    told = [each["position"] for each in heard(book, 0, looks=3)]
    assert told == list(range(1, 31))


def test_who_cannot_be_served_makes_room(book: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    app = create(book, Access())
    monkeypatch.setattr(live, "Following", lambda *_: 1 / 0)
    client = TestClient(app, base_url="http://localhost", raise_server_exceptions=False)
    assert client.get("/api/live").status_code == 500
    assert app.state.listeners == set()


@pytest.mark.parametrize("position", ["9" * 5000, "9" * 30, "-1", "x"])
def test_a_position_that_is_none_is_refused(reader: TestClient, position: str) -> None:
    answer = reader.get("/api/live", headers={"Last-Event-ID": position})
    assert answer.status_code == 422

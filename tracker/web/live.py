"""`/api/live`: entries as any process records them, as server-sent events."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from functools import partial
from itertools import islice
from typing import Annotated

import msgspec
from anyio import CapacityLimiter
from anyio.to_thread import run_sync
from fastapi import APIRouter, Depends, Header, Query, Request
from starlette.responses import Response, StreamingResponse

from tracker.store.errors import StoreError
from tracker.store.following import Followed, Following
from tracker.web.answering import Trouble, json
from tracker.web.described import PROBLEMS, problem

router = APIRouter(prefix="/api")

PAUSE = 1.0
"""Seconds between two looks into the book."""

MOST = 24
"""So many pages may listen at once: each looks into the book once a second."""

LOOKS = 4
"""So many of them look at the same time: the other threads are for those who ask."""

AT_ONCE = 50
"""Entries that are told after one look."""

TOO_MANY = Trouble(
    5, "too-many-listeners", "too many pages listen already", ("close some of them",)
)


class Listeners(set[Request]):
    """Those who listen now, and how many of them may look into the book at the same time."""

    def __init__(self) -> None:
        super().__init__()
        self.looks = CapacityLimiter(LOOKS)


async def place(request: Request) -> AsyncIterator[bool]:
    """Whether there is room for one more, who keeps it until the answer has ended in any way."""
    listeners: Listeners = request.app.state.listeners
    has_room = len(listeners) < MOST
    if has_room:
        listeners.add(request)
    try:
        yield has_room
    finally:
        listeners.discard(request)


@router.get(
    "/live",
    response_class=StreamingResponse,
    responses={
        200: {
            "description": "Events named `entry`, until the listener leaves.",
            "content": {"text/event-stream": {"schema": {"type": "string"}}},
        },
        **{code: problem(PROBLEMS[code]) for code in (422, 503)},
    },
)
async def live(
    request: Request,
    has_room: Annotated[bool, Depends(place)],
    after: Annotated[
        int | None,
        Query(ge=0, le=2**62, description="From behind that position on; else from now on."),
    ] = None,
    last: Annotated[
        int | None,
        Header(alias="Last-Event-ID", ge=0, le=2**62, description="The same, of who comes back."),
    ] = None,
) -> Response:
    """What is recorded, entry by entry, as `tracker changes --follow --json` tells it."""
    if not has_room:
        return json({"error": TOO_MANY}, 503)
    position = after if last is None else last
    state = request.app.state
    begun = partial(Following, state.shelf.book, position, state.today)
    return StreamingResponse(
        events(request, await run_sync(begun, limiter=state.listeners.looks)),
        media_type="text/event-stream",
        headers={"Cache-Control": "no-store", "X-Accel-Buffering": "no"},
    )


async def events(request: Request, following: Following) -> AsyncIterator[bytes]:
    """What is fresh, once a second; a comment in between shows that the line is open.

    Where the book cannot be read it ends: a browser comes back, and goes on from where it was.
    """
    state = request.app.state
    yield b": listening\n\n"
    while not state.closing.is_set() and not await request.is_disconnected():
        try:
            found = await run_sync(partial(look, following), limiter=state.listeners.looks)
        except StoreError:
            return
        yield b"".join(map(event, found)) or b":\n\n"
        if len(found) < AT_ONCE:
            await asyncio.sleep(PAUSE)


def look(following: Following) -> list[Followed]:
    """The next of what is fresh: a log that is long is told in parts, between others' looks."""
    found = list(islice(following.fresh(), AT_ONCE))
    if found:
        following.position = found[-1].position
    return found


def event(followed: Followed) -> bytes:
    """An event whose id is the position, so that a browser that comes back misses nothing."""
    entry = followed.entry
    said = {
        "position": followed.position,
        "deal": followed.deal,
        "entry": entry.number,
        "sentence": entry.sentence,
        "on": entry.on,
    }
    data = msgspec.json.encode(said)
    return b"event: entry\nid: %d\ndata: %b\n\n" % (followed.position, data)

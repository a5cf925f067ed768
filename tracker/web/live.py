"""`/api/live`: entries as any process records them, as server-sent events."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Annotated

import msgspec
from fastapi import APIRouter, Header, Query, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response, StreamingResponse

from tracker.store.following import Followed, Following
from tracker.web.answering import Trouble, json
from tracker.web.described import PROBLEMS, problem

router = APIRouter(prefix="/api")

PAUSE = 1.0
"""Seconds between two looks into the book."""

MOST = 24
"""So many pages may listen at once: each looks into the book once a second."""

TOO_MANY = Trouble(
    5, "too-many-listeners", "too many pages listen already", ("close some of them",)
)


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
    listeners = request.app.state.listeners
    if len(listeners) >= MOST:
        return json({"error": TOO_MANY}, 503)
    # Before the first wait: those who come at once are counted, too.
    listeners.add(request)
    position = after if last is None else last
    book, today = request.app.state.shelf.book, request.app.state.today
    try:
        following = await run_in_threadpool(Following, book, position, today)
    except BaseException:
        listeners.discard(request)
        raise
    return StreamingResponse(
        events(request, following),
        media_type="text/event-stream",
        headers={"Cache-Control": "no-store", "X-Accel-Buffering": "no"},
    )


async def events(request: Request, following: Following) -> AsyncIterator[bytes]:
    """What is fresh, once a second; a comment in between shows that the line is open."""
    state = request.app.state
    try:
        yield b": listening\n\n"
        while not state.closing.is_set() and not await request.is_disconnected():
            found = await run_in_threadpool(lambda: list(following.fresh()))
            yield b"".join(map(event, found)) or b":\n\n"
            await asyncio.sleep(PAUSE)
    finally:
        state.listeners.discard(request)


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

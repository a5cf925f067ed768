"""Answers on their way to a browser or a program: with a tag, and not sent again unchanged."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Mapping
from hashlib import sha256
from typing import Any

import msgspec
from fastapi import Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import Response

import tracker
from tracker.domain.errors import Refusal
from tracker.domain.history import Question
from tracker.store.errors import StoreError
from tracker.views.answers import plain

STATUS = {2: 422, 3: 404, 4: 409, 5: 503}
"""The HTTP status of an error, by the exit code that the command line has for it."""

STORE = 5
NOWHERE = "Not Found"
SAID_THERE = "where the page was started it says why"

_log = logging.getLogger(__name__)


def tag_of(
    request: Request, state: object, questions: Iterable[Question], *besides: str | None
) -> str:
    """What an answer is known by: the log it is of, the address, and the moments it speaks of;
    `besides` are others than those of the questions, and today.
    """
    moments = [(each.as_of.text, each.knowledge, each.recording) for each in questions]
    url, role = request.url, request.state.role
    said = (tracker.__version__, state, url.path, url.query, moments, besides, role)
    return f'W/"{sha256(repr(said).encode()).hexdigest()[:32]}"'


def unless_known(request: Request, tag: str, answer: Callable[[], Response]) -> Response:
    """The answer, or that it is still what the asker has."""
    known = request.headers.get("if-none-match", "")
    if tag in (each.strip() for each in known.split(",")):
        return Response(status_code=304, headers={"ETag": tag})
    made = answer()
    made.headers["ETag"] = tag
    return made


def json(value: Any, status: int = 200, headers: Mapping[str, str] | None = None) -> Response:
    """The JSON that `--json` prints, in one line."""
    said = msgspec.json.encode(plain(value))
    return Response(said, status, headers, media_type="application/json")


class Trouble(msgspec.Struct, frozen=True):
    """What went wrong: the exit code that a command has for it, a stable word, and the way out."""

    code: int
    kind: str
    message: str
    hints: tuple[str, ...] = ()

    @property
    def status(self) -> int:
        return STATUS.get(self.code, 500)


def trouble_of(error: Exception) -> tuple[int, Trouble]:
    """The HTTP status and the words for any error that is foreseen."""
    match error:
        case Refusal():
            found = Trouble(error.code, error.kind, error.message, error.hints)
        case StoreError():
            found = _of_store(error)
        case RequestValidationError():
            return 422, _unreadable(error)
        case HTTPException():
            return error.status_code, _of_http(error)
        case _:
            return 500, Trouble(70, "defect", f"a defect in the tracker ({type(error).__name__})")
    return found.status, found


def _of_store(error: StoreError) -> Trouble:
    """Where the book is, is told to who started the page: others need not know."""
    _log.error("%s", error.message)
    return Trouble(STORE, error.kind, "the book cannot be used just now", (SAID_THERE,))


def _of_http(error: HTTPException) -> Trouble:
    if error.status_code != 404:
        return Trouble(2, "wrong-use", error.detail[:1].lower() + error.detail[1:])
    nothing = error.detail == NOWHERE
    return Trouble(3, "not-there", "there is nothing at this address" if nothing else error.detail)


def _unreadable(error: RequestValidationError) -> Trouble:
    said = (f"{each['loc'][-1]}: {each['msg'].lower()}" for each in error.errors())
    return Trouble(2, "wrong-use", "; ".join(said), ("/api lists what each address takes",))

"""The question that an address asks: its parameters are the options of the commands."""

from __future__ import annotations

import time
from typing import Annotated, Any

from fastapi import Depends, Query, Request

from tracker.domain.errors import Refusal
from tracker.views.asking import Asked
from tracker.views.paging import Page


def readable(request: Request) -> None:
    """Raises Refusal for an address with a NUL: no text has one, and not every store takes it."""
    if "\0" in request.scope["path"] or b"%00" in request.scope["query_string"]:
        raise Refusal("that address cannot be read: there is a NUL in it")


def moment(said: str, example: str) -> Any:
    """A parameter that is a time, as people write one."""
    return Query(max_length=100, description=said, examples=[example])


def asked(
    request: Request,
    as_of: Annotated[
        str | None, moment("At that moment, a date at its end; without it, now.", "2020-09-14")
    ] = None,
    known_by: Annotated[
        str | None, moment("Using only what was reported by then.", "2020-09-13")
    ] = None,
    then: Annotated[
        str | None, moment("How it looked then: as_of and known_by at once.", "2020-09")
    ] = None,
    recorded_by: Annotated[
        str | None, moment("Using only what this book held by then.", "2030-01-01T12:00Z")
    ] = None,
    confirmed: Annotated[
        bool, Query(description="Using only entries with a record or a statement.")
    ] = False,
    according_to: Annotated[
        list[str] | None,
        Query(
            max_length=50,
            description="Using only entries with a source of that publisher.",
            examples=[["Reuters-based article"]],
        ),
    ] = None,
) -> Asked:
    """The question, its times unread."""
    return Asked(
        now=time.time_ns() // 1000,
        today=request.app.state.today,
        as_of=_given(as_of),
        known_by=_given(known_by),
        then=_given(then),
        recorded_by=_given(recorded_by),
        confirmed=confirmed,
        according_to=tuple(filter(str.strip, according_to or ())),
    )


def _given(text: str | None) -> str | None:
    """A field of a form that was left empty asks nothing."""
    return text if text and text.strip() else None


def paging(
    limit: Annotated[int | None, Query(ge=1, le=10_000, description="At most so many.")] = None,
    after: Annotated[
        str | None, Query(description="What comes behind a row: its `cursor`, of any length.")
    ] = None,
) -> Page:
    """Which part of a list is asked for."""
    return Page(limit, after)


Ask = Annotated[Asked, Depends(asked)]
Part = Annotated[Page, Depends(paging)]

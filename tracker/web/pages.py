"""The pages: a deal at a moment, and the whole book at a moment."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import islice
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from starlette.responses import RedirectResponse, Response

from tracker.domain.reckoning import read_span
from tracker.domain.words import KINDS, OF_DEADLINES, OF_DEALS
from tracker.formats.calendar import calendar
from tracker.store.boards import Boards
from tracker.store.parties import bids
from tracker.views.asking import Asked
from tracker.views.boards import OPEN, Wanted
from tracker.views.words import one_of
from tracker.web.address import address_of
from tracker.web.answering import tag_of, unless_known
from tracker.web.api import Deal, Words, Zone
from tracker.web.found import found
from tracker.web.moment import headed
from tracker.web.question import Ask
from tracker.web.reading import ReadDeal, Reading
from tracker.web.scene import scene
from tracker.web.showing import shown
from tracker.web.urgency import urgency

router = APIRouter(default_response_class=Response, include_in_schema=False)

Text = Annotated[str | None, Query(max_length=200)]
MOST = 500
"""So many lines are on a page of the whole book."""
EVERY = "all"
"""What a board of deadlines is asked for beside the open ones: those that are over as well."""
ENTRIES = 50
"""So many entries of each group are on a deal's page, unless all are asked for."""


@router.get("/deals/{deal}")
def deal_page(
    request: Request,
    deal: Deal,
    ask: Ask,
    against: Text = None,
    why: Text = None,
    stop: Annotated[int | None, Query(ge=0)] = None,
    entries: Text = None,
    fragment: Text = None,
) -> Response:
    """A deal. `fragment` is what a script asks for: the panels alone."""
    position = request.app.state.shelf.position()
    read = Reading(request, ask).of(deal)

    def page() -> Response:
        made = scene(read.history, ask, against, why or None)
        return shown(
            request,
            "panels.html" if fragment else "deal.html",
            scene=made,
            position=position,
            everything=entries == "all",
            most=ENTRIES,
        )

    if stop is not None:
        return _at_the_stop(request, read, ask, stop)
    return read.tagged(page, besides=(read.when(against),))


def _at_the_stop(request: Request, read: ReadDeal, ask: Asked, stop: int) -> Response:
    """Where the slider of a browser without a script was let go."""
    stops = scene(read.history, ask, None, None).dial.stops
    day = stops[min(stop, len(stops) - 1)].day
    return RedirectResponse(str(address_of(request).having(stop=None).at(day)), 303)


@router.get("/deals/{deal}/calendar.ics")
def deal_calendar(request: Request, deal: Deal, ask: Ask) -> Response:
    """The deadlines, for a calendar program."""
    read = Reading(request, ask).of(deal)
    made = calendar([(read.history, read.question)], read.history.opened.title)
    named = {"Content-Disposition": f'attachment; filename="{deal}.ics"'}
    return Response(made.text, media_type="text/calendar; charset=utf-8", headers=named)


@router.get("/")
def deals_page(request: Request, ask: Ask, status: Words = None, zone: Zone = None) -> Response:
    """Every deal, a line each."""
    wanted = Wanted(statuses=one_of(_chosen(status), OF_DEALS, "a deal"))
    boards = _boards(request, ask, zone)
    return _whole(
        request,
        ask,
        boards,
        "deals.html",
        lambda: {**first(boards.deals(wanted)), "statuses": OF_DEALS},
        tab="deals",
    )


@router.get("/deadlines")
def deadlines_page(
    request: Request,
    ask: Ask,
    within: Text = None,
    status: Words = None,
    kind: Words = None,
    zone: Zone = None,
) -> Response:
    """What is due, in every deal."""
    chosen = [each for each in _chosen(status) if each != EVERY]
    statuses = one_of(chosen, OF_DEADLINES, "a deadline")
    wanted = Wanted(
        statuses=statuses or (() if EVERY in _chosen(status) else OPEN),
        kinds=one_of(_chosen(kind), KINDS, "a deadline"),
        within=read_span(within) if within else None,
    )
    boards = _boards(request, ask, zone)
    return _whole(
        request,
        ask,
        boards,
        "deadlines.html",
        lambda: {
            **(found := first(boards.deadlines(wanted))),
            "columns": urgency(found["lines"]),
            "statuses": (EVERY, *OF_DEADLINES),
            "kinds": KINDS,
        },
        tab="deadlines",
    )


@router.get("/parties")
def party_page(request: Request, ask: Ask, name: Text = None) -> Response:
    """A party across deals, or every bidder there is."""
    boards = _boards(request, ask, None)
    lines = bids(boards, Wanted(), name or None, ())
    return _whole(
        request,
        ask,
        boards,
        "parties.html",
        lambda: {**first(lines), "name": name or None},
        tab="parties",
    )


@router.get("/search")
def search_page(request: Request, ask: Ask, q: Text = None) -> Response:
    """Deals, parties, deadlines and entries that a text is in."""
    boards = _boards(request, ask, None)
    shelf = request.app.state.shelf
    text = " ".join((q or "").split())
    return _whole(
        request,
        ask,
        boards,
        "search.html",
        lambda: {"found": found(shelf, boards, text) if text else None, "q": text},
        tab="search",
    )


@router.get("/api")
def api_page(request: Request) -> Response:
    """The addresses that programs ask."""
    return shown(request, "api.html", paths=request.app.openapi()["paths"])


def first(lines: Iterable[Any]) -> dict[str, Any]:
    """The lines that a page has room for, and whether there are more."""
    some = list(islice(lines, MOST + 1))
    return {"lines": some[:MOST], "more": len(some) > MOST}


def _boards(request: Request, ask: Asked, zone: str | None) -> Boards:
    return Boards(request.app.state.shelf.book, ask, zone=zone or None, most=MOST + 1)


def _whole(
    request: Request,
    ask: Asked,
    boards: Boards,
    template: str,
    context: Callable[[], dict[str, Any]],
    *,
    tab: str,
) -> Response:
    """A page of the whole book, unless the browser has it."""
    position = request.app.state.shelf.position()
    days = (ask.clock(zone).day().text for zone in boards.questions)
    tag = tag_of(request, position, boards.questions.values(), *days)
    heading = headed(boards.questions, ask)
    return unless_known(
        request,
        tag,
        lambda: shown(
            request,
            template,
            **context(),
            tab=tab,
            heading=heading,
            zones=request.app.state.shelf.book.zones(),
        ),
    )


def _chosen(words: list[str] | None) -> list[str]:
    """A select of a form where nothing was chosen sends an empty word."""
    return [each for each in words or () if each]

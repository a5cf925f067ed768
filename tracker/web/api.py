"""`/api`: every question of the command line, with the same answers, as JSON over HTTP."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Request
from starlette.responses import Response

from tracker.domain.reckoning import read_span
from tracker.domain.rules import RULES, check, rule_of
from tracker.domain.words import KINDS, OF_BIDDERS, OF_DEADLINES, OF_DEALS
from tracker.store.boards import Boards
from tracker.store.comparing import changed
from tracker.store.parties import bids
from tracker.views import answers
from tracker.views.asking import Asked
from tracker.views.boards import BIDDER_PLACE, DEADLINE_PLACE, DEAL_PLACE, OPEN, Wanted
from tracker.views.entries import show
from tracker.views.kinds import kinds_of
from tracker.views.sides import compared, sides
from tracker.views.status import status
from tracker.views.timeline import timeline
from tracker.views.words import one_of
from tracker.web.answering import json, tag_of, unless_known
from tracker.web.described import documented
from tracker.web.question import Ask, Part, moment
from tracker.web.reading import Reading

router = APIRouter(prefix="/api")

Deal = Annotated[str, Path(max_length=200, description="The deal's name.", examples=["tiktok-us"])]
Words = Annotated[list[str] | None, Query(max_length=50)]
When = Annotated[str | None, moment("A time, as as_of takes it.", "2020-09-12")]
Span = Annotated[
    str | None,
    Query(max_length=100, description="Only what is due so soon.", examples=["14d", "3 months"]),
]
Zone = Annotated[str | None, Query(max_length=100, description="Only deals kept in that zone.")]


# One deal


@router.get("/deals/{deal}/status", **documented("status"))
def deal_status(request: Request, deal: Deal, ask: Ask) -> Response:
    """Where does the deal stand?"""
    asked = Reading(request, ask).of(deal)
    return asked.answer(lambda: status(asked.history, asked.question))


@router.get("/deals/{deal}/timeline", **documented("timeline"))
def deal_timeline(
    request: Request,
    deal: Deal,
    ask: Ask,
    since: When = None,
    until: When = None,
    kind: Words = None,
) -> Response:
    """What happened?"""
    kinds = kinds_of(kind or ())
    asked = Reading(request, ask).of(deal)
    zone = asked.history.zone
    first, last = asked.when(since), asked.when(until)

    def rows() -> list[answers.Answer]:
        found = timeline(asked.history, asked.question, first, last, kinds)
        return answers.timeline(found, zone)

    return asked.answer(rows, besides=(first, last))


@router.get("/deals/{deal}/deadlines", **documented("deadlines"))
def deal_deadlines(
    request: Request,
    deal: Deal,
    ask: Ask,
    part: Part,
    within: Span = None,
    status: Words = None,
    kind: Words = None,
    everything: Annotated[bool, Query(alias="all")] = False,
) -> Response:
    """What is due in the deal?"""
    return _deadlines(request, ask, part, within, status, kind, everything, deal=deal)


@router.get("/deals/{deal}/why", **documented("why"))
def deal_why(
    request: Request,
    deal: Deal,
    ask: Ask,
    name: Annotated[str | None, Query(max_length=200, examples=["Oracle"])] = None,
) -> Response:
    """The entries and sources behind a state, and the arithmetic of a date."""
    asked = Reading(request, ask).of(deal)

    def said() -> answers.Answer:
        found = answers.reasons_of(asked.history, asked.question, name or None)
        return answers.why(found, asked.history, asked.question)

    return asked.answer(said)


@router.get("/deals/{deal}/diff", **documented("diff"))
def deal_diff(
    request: Request,
    deal: Deal,
    ask: Ask,
    before: Annotated[
        str | None, Query(alias="from", max_length=100, examples=["2020-09-12"])
    ] = None,
    after: Annotated[str | None, Query(alias="to", max_length=100, examples=["2020-09-14"])] = None,
) -> Response:
    """What changed between two moments, or in what was known?"""
    first, second = sides(ask, before or None, after or None)
    reading = Reading(request, first).of(deal)
    was, now = compared(first, second, reading.history.zone)
    return reading.answer(lambda: answers.diff(reading.history, was, now), was, now)


@router.get("/deals/{deal}/entries/{number}", **documented("show"))
def deal_entry(request: Request, deal: Deal, number: int, ask: Ask) -> Response:
    """One entry in full, with what later happened to it."""
    asked = Reading(request, ask).of(deal)
    history, question = asked.history, asked.question
    return asked.answer(lambda: answers.entry(show(history, question, number), history, question))


@router.get("/deals/{deal}/check", **documented("check"))
def deal_check(
    request: Request, deal: Deal, ask: Ask, rule: Words = None, strict: bool = False
) -> Response:
    """What looks odd, and what to do about it?"""
    rules = tuple(dict.fromkeys(map(rule_of, rule or ())))
    asked = Reading(request, ask).of(deal)
    history, question = asked.history, asked.question

    def rows() -> list[answers.Answer]:
        found = check(history, question, rules or RULES)
        shown = [each for each in found if strict or rules or each.severity == "error"]
        return [answers.finding(deal, question, history.zone, each) for each in shown]

    return asked.answer(rows)


# Every deal


@router.get("/deals", **documented("deals"))
def deals(
    request: Request, ask: Ask, part: Part, status: Words = None, zone: Zone = None
) -> Response:
    """Every deal: what its status says, and the next deadline."""
    place = part.place(DEAL_PLACE)
    wanted = Wanted(statuses=one_of(status, OF_DEALS, "a deal"))
    boards = _boards(request, ask, zone=zone or None, most=part.most)

    def rows() -> list[dict[str, Any]]:
        shelf = request.app.state.shelf
        return [
            answers.deal(line, boards.questions[line.deal.zone], shelf.history(line.deal.deal)[1])
            | cursor
            for line, cursor in part.lines(boards.deals(wanted, place), place, _no_more)
        ]

    return _answer(request, boards, rows)


@router.get("/deadlines", **documented("deadlines"))
def deadlines(
    request: Request,
    ask: Ask,
    part: Part,
    within: Span = None,
    status: Words = None,
    kind: Words = None,
    zone: Zone = None,
    everything: Annotated[bool, Query(alias="all")] = False,
) -> Response:
    """What is due, in every deal?"""
    return _deadlines(request, ask, part, within, status, kind, everything, zone=zone or None)


@router.get("/bidders", **documented("bidders"))
def bidders(
    request: Request,
    ask: Ask,
    part: Part,
    party: Annotated[str | None, Query(max_length=200, examples=["Oracle"])] = None,
    status: Words = None,
    zone: Zone = None,
) -> Response:
    """Which deals is a party in, and how does it stand there?"""
    place = part.place(BIDDER_PLACE)
    wanted = Wanted(statuses=one_of(status, OF_BIDDERS, "a bidder"))
    boards = _boards(request, ask, zone=zone or None, most=part.most)
    lines = bids(boards, wanted, party or None, place)
    return _answer(
        request,
        boards,
        lambda: [
            answers.bidder(line, boards.questions[line.zone]) | cursor
            for line, cursor in part.lines(lines, place, _no_more)
        ],
    )


@router.get("/changes", **documented("changes"))
def changes(request: Request, ask: Ask, since: When = None, zone: Zone = None) -> Response:
    """What became different, in every deal?"""
    ask.since(since or None, "UTC")
    boards = _boards(request, ask, zone=zone or None)
    pairs = {each: ask.since(since or None, each) for each in boards.questions}
    before, after = ({each: pair[at] for each, pair in pairs.items()} for at in (0, 1))

    def rows() -> list[answers.Answer]:
        return [
            answers.change(row, before[row.zone], after[row.zone], each)
            for row, found in changed(boards.book, before, after)
            for each in found
        ]

    return _answer(request, boards, rows, *before.values(), *after.values())


def _deadlines(
    request: Request,
    ask: Asked,
    part: Part,
    within: str | None,
    status: list[str] | None,
    kind: list[str] | None,
    everything: bool,
    *,
    deal: str | None = None,
    zone: str | None = None,
) -> Response:
    wanted = Wanted(
        statuses=one_of(status, OF_DEADLINES, "a deadline") or (() if everything else OPEN),
        kinds=one_of(kind, KINDS, "a deadline"),
        within=read_span(within) if within else None,
    )
    place = part.place(DEADLINE_PLACE)
    boards = _boards(request, ask, deal=deal, zone=zone, most=part.most)
    return _answer(
        request,
        boards,
        lambda: [
            answers.deadline(line, boards.questions[line.zone]) | cursor
            for line, cursor in part.lines(boards.deadlines(wanted, place), place, _no_more)
        ],
    )


def _boards(request: Request, ask: Asked, **only: Any) -> Boards:
    """What stood in the deals asked about. Raises what Boards raises."""
    return Boards(request.app.state.shelf.book, ask, **only)


def _answer(request: Request, boards: Boards, rows: Any, *questions: Any) -> Response:
    position = request.app.state.shelf.position()
    tag = tag_of(request, position, questions or boards.questions.values())
    return unless_known(request, tag, lambda: json(rows()))


def _no_more(_cursor: str) -> None:
    """The rows carry their cursors: whoever wants more asks behind the last."""

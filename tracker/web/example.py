"""Answers about a deal that is made up, for the description of `/api`: what it says is reckoned."""

from __future__ import annotations

from functools import cache
from typing import Any

from tracker.domain.drafts import Draft
from tracker.domain.entry import DealOpened
from tracker.domain.history import History, Question
from tracker.domain.rules import check
from tracker.domain.sources import Source
from tracker.domain.standing import standing
from tracker.domain.times import Clock, moment
from tracker.domain.writing import write
from tracker.views import answers
from tracker.views.boards import Wanted, bidder_lines, deadline_lines, deal_lines, row_of
from tracker.views.changes import diff
from tracker.views.entries import show
from tracker.views.reasons import reasons
from tracker.views.status import status
from tracker.views.timeline import timeline

ZONE = "America/New_York"
SAID = (
    ("2020-08-06", "order EO 13942 effective 2020-09-20", "Federal Register"),
    ("2020-09-13", "Oracle chosen as technology partner", "Reuters"),
)
ANY = Wanted()


def history() -> History:
    """The log of a deal with two entries."""
    told = History("tiktok-us", DealOpened("TikTok US operations", ZONE, "ByteDance"), ())
    for on, sentence, publisher in SAID:
        draft = Draft(sentence=sentence, on=on, sources=(Source(publisher),))
        told = told.having(write(told, draft, Clock(ZONE, moment(on, ZONE).end)).entry)
    return told


@cache
def examples() -> dict[str, Any]:
    """What each address under `/api` answers, by the name of the command."""
    told = history()
    was, now = (Question(as_of=moment(day, ZONE)) for day in ("2020-09-12", "2020-09-14"))
    row, stands = row_of(told), standing(told.as_of(now))
    (deal,) = deal_lines(row, stands, ANY)
    found = check(told, Question(as_of=moment("2021-09", ZONE)))
    return {
        "status": answers.plain(status(told, now)),
        "timeline": answers.timeline(timeline(told, now), ZONE),
        "deadlines": [answers.deadline(x, now) for x in deadline_lines(row, stands, now, ANY)],
        "bidders": [answers.bidder(x, now) for x in bidder_lines(row, stands, ANY)],
        "deals": [answers.deal(deal, now, told)],
        "why": answers.why(reasons(told, now, "Oracle"), told, now),
        "diff": answers.diff(told, was, now),
        "show": answers.entry(show(told, now, 2), told, now),
        "check": [answers.finding(told.deal, now, ZONE, each) for each in found],
        "changes": [answers.change(row, was, now, each) for each in diff(told, was, now)],
    }

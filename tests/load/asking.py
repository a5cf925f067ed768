"""What is asked of a book under load, and what the log of a deal answers to the same in peace."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from hashlib import sha256
from itertools import groupby
from random import Random
from typing import Any

import msgspec
from msgspec.structs import replace

from tracker.domain.entry import encode
from tracker.domain.history import History
from tracker.domain.standing import Standing, standing
from tracker.domain.times import moment
from tracker.store.boards import ANYTHING, Boards
from tracker.store.book import Book
from tracker.store.comparing import changed
from tracker.views import answers
from tracker.views.asking import Asked
from tracker.views.boards import bidder_lines, deadline_lines, deal_lines, row_of
from tracker.views.changes import changes
from tracker.views.status import status
from tracker.views.timeline import timeline

NOW = moment("2026-01-01", "UTC").start


def question(dice: Random) -> Asked:
    """A moment of 2020 or 2021, every other time with the knowledge of another."""
    known_by = dice.choice((None, a_day(dice)))
    return Asked(now=NOW, as_of=a_day(dice), known_by=known_by)


def a_day(dice: Random) -> str:
    return f"{dice.choice((2020, 2021))}-{dice.randint(1, 12):02}-{dice.randint(1, 28):02}"


def digest(answer: Any) -> str:
    """Two answers have the same one where they say the same."""
    return sha256(msgspec.json.encode(answers.plain(answer))).hexdigest()[:16]


# What one log answers


def _status(history: History, asked: Asked) -> Any:
    return status(history, asked.question(history.zone))


def _timeline(history: History, asked: Asked) -> Any:
    return timeline(history, asked.question(history.zone))


def _why(history: History, asked: Asked) -> Any:
    return answers.reasons_of(history, asked.question(history.zone), None)


def _history(history: History, _: Asked) -> Any:
    return [encode(each).decode() for each in history.entries]


def _deadlines(history: History, asked: Asked) -> Any:
    return [each[1] for each in _board(history, asked) if each[0] == "deadline"]


def _board(history: History, asked: Asked) -> Any:
    now, row = asked.question(history.zone), row_of(history)
    stands = standing(history.as_of(now))
    return [
        *(("deal", each) for each in deal_lines(row, stands, ANYTHING)),
        *_by_place(("deadline", each) for each in deadline_lines(row, stands, now, ANYTHING)),
        *(("bidder", each) for each in bidder_lines(row, stands, ANYTHING)),
    ]


def _changes(history: History, asked: Asked) -> Any:
    before, now = (_standing(history, each) for each in asked.since("2020-01-01", history.zone))
    return changes(before, now)


def _standing(history: History, question: Any) -> Standing:
    return replace(standing(history.as_of(question)), terms=())


OF_A_LOG: Mapping[str, Callable[[History, Asked], Any]] = {
    "status": _status,
    "timeline": _timeline,
    "deadlines": _deadlines,
    "why": _why,
    "history": _history,
    "boards": _board,
    "changes": _changes,
}


# What the tables answer, of every deal


def boards(book: Book, asked: Asked) -> dict[str, Any]:
    """The lines of every deal, as they would stand on three boards."""
    there = Boards(book, asked)
    lines = [
        *((each.deal.deal, ("deal", each)) for each in there.deals()),
        *((each.deal, ("deadline", each)) for each in there.deadlines()),
        *((each.deal, ("bidder", each)) for each in there.bidders()),
    ]
    by_deal = groupby(sorted(lines, key=lambda each: each[0]), key=lambda each: each[0])
    return {deal: [line for _, line in each] for deal, each in by_deal}


def since_the_beginning(book: Book, asked: Asked) -> dict[str, Any]:
    """What became different in every deal."""
    zones = Boards(book, asked).questions
    pairs = {zone: asked.since("2020-01-01", zone) for zone in zones}
    before, after = ({zone: pair[at] for zone, pair in pairs.items()} for at in (0, 1))
    found = {row.deal: each for row, each in changed(book, before, after)}
    return {row.deal: found.get(row.deal, []) for row in book.deals()}


def _by_place(lines: Iterable[tuple[str, Any]]) -> list[tuple[str, Any]]:
    return sorted(lines, key=lambda each: each[1].place())

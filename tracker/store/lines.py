"""The lines of the boards, as the tables have them: a query, how to go on behind a line, a reader.

Every query has its lines in an order that an index gives, and can go on behind any of them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Any, Protocol, TypeVar

from sqlalchemy import ColumnElement, Connection, Select, and_, false, func, or_, tuple_
from sqlalchemy import select as select_columns

from tracker.domain.history import NEVER
from tracker.domain.names import key
from tracker.domain.standing import DeadlineStanding
from tracker.domain.times import local_day
from tracker.store import rows
from tracker.store.holding import Questions, at, between, select
from tracker.store.tables import bidders, deadlines, deals, standings
from tracker.views.boards import (
    BidderLine,
    DeadlineLine,
    DealLine,
    DealRow,
    Line,
    Place,
    Wanted,
    window,
)

WAITING = ("pending", "running")
DEADLINE = ("deal", "due_at", *rows.DEADLINE)
STATUS = rows.DEADLINE.index("status")

AnyLine = TypeVar("AnyLine", bound=Line)


class Lines(Protocol[AnyLine]):
    """Lines of one kind at the moments asked."""

    query: Select[Any]

    def behind(self, place: Place) -> ColumnElement[bool]:
        """What comes after that place."""

    def read(self, connection: Connection, batch: Select[Any]) -> list[AnyLine]:
        """The lines that a part of the query finds."""


class Deals:
    """By name; a deal of which nothing was known yet is open."""

    def __init__(self, questions: Questions, wanted: Wanted) -> None:
        then = and_(standings.c.deal == deals.c.deal, at(standings, questions))
        status = func.coalesce(standings.c.status, "open").label("status")
        contested = func.coalesce(standings.c.contested, false()).label("contested")
        self.questions = questions
        self.query = (
            select_columns(deals, status, contested)
            .outerjoin(standings, then)
            .where(deals.c.zone.in_(questions), *_one_of(status, wanted.statuses))
            .order_by(deals.c.deal)
        )

    def behind(self, place: Place) -> ColumnElement[bool]:
        return and_(deals.c.deal > place[0])

    def read(self, connection: Connection, batch: Select[Any]) -> list[DealLine]:
        following = self._following(connection, batch)
        return [
            DealLine(
                DealRow(row.deal, row.title, row.seller, row.target, row.zone, row.version),
                row.status,
                row.contested,
                following.get(row.deal),
            )
            for row in connection.execute(batch).all()
        ]

    def _following(self, connection: Connection, batch: Select[Any]) -> dict[str, DeadlineStanding]:
        """The deadline that is to come next in each of the deals."""
        query = (
            select(deadlines, only=DEADLINE)
            .where(
                at(deadlines, self.questions),
                deadlines.c.status.in_(WAITING),
                deadlines.c.due_at < NEVER,
                deadlines.c.deal.in_(batch.with_only_columns(deals.c.deal)),
            )
            .order_by(deadlines.c.deal, deadlines.c.due_at.desc(), deadlines.c.position.desc())
        )
        last = {row.deal: row for row in connection.execute(query).all()}
        lines = _deadline_lines(last.values(), self.questions)
        return {line.deal: line.deadline for line in lines}


class Deadlines:
    """By due date, unknown last."""

    def __init__(self, questions: Questions, wanted: Wanted) -> None:
        self.questions = questions
        self.query = (
            select(deadlines, only=DEADLINE)
            .where(
                at(deadlines, questions),
                *_one_of(deadlines.c.status, wanted.statuses),
                *_one_of(deadlines.c.kind, wanted.kinds),
            )
            .order_by(deadlines.c.due_at, deadlines.c.deal, deadlines.c.name)
        )
        if span := wanted.within:
            windows = {zone: window(each, zone, span) for zone, each in questions.items()}
            self.query = self.query.where(between(deadlines.c.due_at, windows))

    def behind(self, place: Place) -> ColumnElement[bool]:
        return tuple_(deadlines.c.due_at, deadlines.c.deal, deadlines.c.name) > tuple_(*place)

    def read(self, connection: Connection, batch: Select[Any]) -> list[DeadlineLine]:
        return list(_deadline_lines(connection.execute(batch).all(), self.questions))


class Bidders:
    """By deal, and there in the order of first mention."""

    def __init__(self, questions: Questions, wanted: Wanted) -> None:
        self.query = (
            select(bidders)
            .where(
                at(bidders, questions),
                *_one_of(bidders.c.status, wanted.statuses),
                *_one_of(bidders.c.folded, set(map(key, wanted.names))),
            )
            .order_by(bidders.c.deal, bidders.c.position)
        )

    def behind(self, place: Place) -> ColumnElement[bool]:
        deal, *shown = place
        rest = and_(bidders.c.deal == deal, bidders.c.name.not_in(shown))
        return or_(bidders.c.deal > deal, rest)

    def read(self, connection: Connection, batch: Select[Any]) -> list[BidderLine]:
        return [
            BidderLine(row.deal, row.zone, rows.bidder(row))
            for row in connection.execute(batch).all()
        ]


def _one_of(column: ColumnElement[Any], words: Collection[str]) -> Iterator[ColumnElement[bool]]:
    if words:
        yield column.in_(sorted(words))


def _deadline_lines(found: Iterable[Sequence[Any]], questions: Questions) -> Iterator[DeadlineLine]:
    moments = {zone: question.at for zone, question in questions.items()}
    # By position: a name is looked up in a row as slowly as the whole line is made.
    for deal, due_at, *said, zone in found:
        waits = said[STATUS] in WAITING and due_at < NEVER
        days_left = _days(moments[zone], due_at, zone) if waits else None
        yield DeadlineLine(deal, zone, rows.deadline_of(*said, days_left=days_left))


@lru_cache(maxsize=65536)
def _days(first: int, last: int, zone: str) -> int:
    return (local_day(last, zone) - local_day(first, zone)).days

"""What stands, as the row of a table: its values in the order of the table's columns."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import lru_cache
from typing import Any

from tracker.domain.names import key
from tracker.domain.spans import Rectangle
from tracker.domain.standing import (
    BidderStanding,
    DeadlineStanding,
    DealStanding,
    ReviewStanding,
)
from tracker.domain.times import moment
from tracker.views.boards import due_at

Values = tuple[Any, ...]


def values_of(deal: str, zone: str, rectangle: Rectangle) -> Values:
    """The row that holds a rectangle; texts that list something are JSON."""
    segment = rectangle.segment
    return (
        deal,
        *_named(rectangle),
        segment.held_from,
        segment.held_to,
        rectangle.known_from,
        rectangle.known_to,
        *_VALUES[segment.name[0]](segment.row, segment.position, zone),
    )


def _named(rectangle: Rectangle) -> tuple[str, ...]:
    """The part of a key that says whose row it is, after the deal."""
    kind, name, of = rectangle.segment.name
    return () if kind == "deal" else (name, of) if kind == "review" else (name,)


def _bidder(row: BidderStanding, position: int, zone: str) -> Values:
    return (
        key(row.name),
        position,
        row.status,
        row.bid_live,
        row.role,
        row.terms,
        row.stake.terms,
        row.stake.taken,
        row.stake_status,
        row.lead,
        _listed(row.members),
        _listed(row.blocked_by),
        *_grounds(row),
    )


def _deadline(row: DeadlineStanding, position: int, zone: str) -> Values:
    due = moment(row.due, zone) if row.due else None
    return (
        position,
        row.kind,
        row.status,
        row.due,
        row.original_due,
        _listed(row.dates),
        row.extensions,
        row.until,
        due.start if due else None,
        due.end + 1 if due else None,
        due_at(row, zone),
        *_grounds(row),
    )


def _review(row: ReviewStanding, position: int, zone: str) -> Values:
    return position, row.status, *_grounds(row)


def _deal(row: DealStanding, position: int, zone: str) -> Values:
    return row.status, row.contested


def _grounds(row: BidderStanding | DeadlineStanding | ReviewStanding) -> Values:
    return row.since, row.grade, row.disputed, _listed(row.because)


@lru_cache(maxsize=4096)
def _listed(values: tuple[str, ...] | tuple[int, ...]) -> str:
    return json.dumps(values, ensure_ascii=False)


_VALUES: dict[str, Callable[[Any, int, str], Values]] = {
    "bidder": _bidder,
    "deadline": _deadline,
    "review": _review,
    "deal": _deal,
}

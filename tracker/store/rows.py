"""A row of a table as what stands in it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import msgspec
from sqlalchemy import Row

from tracker.domain.standing import (
    BidderStanding,
    DeadlineStanding,
    DealStanding,
    ReviewStanding,
    Stake,
)
from tracker.store.errors import StoreDamaged
from tracker.store.remedies import REBUILD

Listed = TypeVar("Listed")


def _lists(kind: type[Listed]) -> Callable[[str], Listed]:
    """Reads the JSON of a column that lists something. Raises StoreDamaged."""
    decode = msgspec.json.Decoder(kind).decode

    def read(text: str) -> Listed:
        try:
            return decode(text)
        except (msgspec.MsgspecError, TypeError) as error:
            raise StoreDamaged(f"a table holds {text!r}, which is no list", REBUILD) from error

    return read


_names = _lists(tuple[str, ...])
_numbers = _lists(tuple[int, ...])


def bidder(row: Row[Any]) -> BidderStanding:
    return BidderStanding(
        row.name,
        row.status,
        row.bid_live,
        row.role,
        row.terms,
        Stake(row.stake_terms, row.stake_taken),
        row.stake_status,
        row.lead,
        _names(row.members),
        _names(row.blocked_by),
        row.since,
        row.grade,
        row.disputed,
        _numbers(row.because),
    )


DEADLINE = (
    "name kind status due original_due dates extensions until since grade disputed because"
).split()
"""The columns that `deadline_of` takes, in its order."""


def deadline_of(
    name: str,
    kind: str,
    status: str,
    due: str | None,
    original_due: str | None,
    dates: str,
    extensions: int,
    until: str | None,
    since: str,
    grade: str,
    disputed: bool,
    because: str,
    *,
    days_left: int | None = None,
) -> DeadlineStanding:
    """No row has the days left, which every day changes."""
    return DeadlineStanding(
        name,
        kind,
        status,
        due,
        original_due,
        _names(dates),
        extensions,
        days_left,
        until,
        since,
        grade,
        disputed,
        _numbers(because),
    )


def deadline(row: Row[Any]) -> DeadlineStanding:
    return deadline_of(*(getattr(row, name) for name in DEADLINE))


def review(row: Row[Any]) -> ReviewStanding:
    because = _numbers(row.because)
    of = row.of or None
    return ReviewStanding(row.name, of, row.status, row.since, row.grade, row.disputed, because)


def deal(row: Row[Any]) -> DealStanding:
    return DealStanding(row.status, row.contested)

"""What held at a moment, as SQL: a moment of each zone, since a day begins and ends there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import BigInteger, ColumnElement, Select, Table, and_, case, literal, not_, or_
from sqlalchemy import select as select_columns

from tracker.domain.history import NEVER, Question
from tracker.store.tables import deals

Questions = Mapping[str, Question]
"""What is asked, in every zone that there is: never empty."""


def select(table: Table, *more: ColumnElement[Any], only: Iterable[str] = ()) -> Select[Any]:
    """The rows of a table, or only those columns, and the zones of their deals."""
    columns = (*(table.c[name] for name in only or table.c.keys()), deals.c.zone, *more)
    return select_columns(*columns).join(deals, deals.c.deal == table.c.deal)


def at(table: Table, questions: Questions) -> ColumnElement[bool]:
    """Whether a row holds at the moment asked."""
    # A bound that is open stands for every moment but the last of all numbers.
    when = in_zone({zone: min(each.at, NEVER - 1) for zone, each in questions.items()})
    known = in_zone({zone: min(each.knowledge, NEVER - 1) for zone, each in questions.items()})
    return and_(
        table.c.held_from <= when,
        table.c.held_to > when,
        table.c.known_from <= known,
        table.c.known_to > known,
    )


def at_one_only(table: Table, before: Questions, after: Questions) -> ColumnElement[bool]:
    """Whether a row holds at one of two moments, and not at the other."""
    then, now = at(table, before), at(table, after)
    return or_(and_(then, not_(now)), and_(now, not_(then)))


def between(
    column: ColumnElement[int], windows: Mapping[str, tuple[int, int]]
) -> ColumnElement[bool]:
    """Whether a number lies in the window of the zone, its ends included."""
    firsts = {zone: first for zone, (first, _) in windows.items()}
    lasts = {zone: last for zone, (_, last) in windows.items()}
    # An index can be searched for these two numbers alone.
    widest = column.between(_number(min(firsts.values())), _number(max(lasts.values())))
    return and_(widest, column >= in_zone(firsts), column <= in_zone(lasts))


def in_zone(values: Mapping[str, int]) -> ColumnElement[int]:
    """The number for the zone of the row's deal; a zone that has none compares with nothing."""
    return case({zone: _number(value) for zone, value in values.items()}, value=deals.c.zone)


def _number(value: int) -> ColumnElement[int]:
    return literal(value, BigInteger)

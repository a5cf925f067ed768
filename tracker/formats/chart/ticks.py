"""Where on an axis the days, months and years begin, in the zone of a deal."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta

from msgspec import Struct

from tracker.domain.times import LAST_YEAR, add_months, local_day, start_of_day
from tracker.formats.chart.axis import A_DAY, Axis
from tracker.views.moments import MONTHS

APART = 50
"""How many pixels there are at least from one to the next, for its name."""


class Tick(Struct, frozen=True):
    """Where something begins, what it is called, and the year where it is the first of that."""

    x: float
    text: str
    year: str


def ticks(axis: Axis, zone: str) -> list[Tick]:
    """The days, months or years that begin on the axis while it is to scale, in the deal's zone."""
    scale = axis.x(axis.quiet) / (axis.quiet - axis.begin)
    fitting = (begins for length, begins in STEPS if length * scale >= APART)
    begins = next(fitting, STEPS[-1][1])
    return list(_ticks(axis, begins(axis.begin, axis.quiet, zone)))


def _ticks(axis: Axis, begins: Iterator[tuple[int, str, int]]) -> Iterator[Tick]:
    before = None
    for at, text, year in begins:
        told = year != before and text != str(year)
        yield Tick(axis.x(at), text, str(year) if told else "")
        before = year


Begins = Callable[[int, int, str], Iterator[tuple[int, str, int]]]
"""From a moment to another in a zone: where something begins, what it is called, and its year."""


def _days(first: int, last: int, zone: str) -> Iterator[date]:
    day = local_day(first, zone)
    while day <= local_day(last, zone) and day.year <= LAST_YEAR:
        yield day
        day += timedelta(days=1)


def _every_hours(hours: int) -> Begins:
    def begins(first: int, last: int, zone: str) -> Iterator[tuple[int, str, int]]:
        for day in _days(first, last, zone):
            for hour in range(0, 24, hours):
                at = start_of_day(day, zone) + hour * A_DAY // 24
                if first <= at <= last:
                    yield at, f"{hour:02}:00" if hour else _day(day), day.year

    return begins


def _every_days(days: int) -> Begins:
    def begins(first: int, last: int, zone: str) -> Iterator[tuple[int, str, int]]:
        for day in _days(first, last, zone):
            # Of every seven days, the Mondays.
            if day.toordinal() % days == 1 % days and (at := start_of_day(day, zone)) >= first:
                yield at, _day(day), day.year

    return begins


def _every_months(months: int) -> Begins:
    def begins(first: int, last: int, zone: str) -> Iterator[tuple[int, str, int]]:
        day = local_day(first, zone).replace(day=1)
        day = add_months(day, -((day.year * 12 + day.month - 1) % months))
        while day <= local_day(last, zone) and day.year <= LAST_YEAR:
            if (at := start_of_day(day, zone)) >= first:
                yield at, MONTHS[day.month - 1] if months < 12 else str(day.year), day.year
            day = add_months(day, months)

    return begins


def _day(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]}"


STEPS: list[tuple[int, Begins]] = [
    *((hours * A_DAY // 24, _every_hours(hours)) for hours in (1, 3, 6, 12)),
    *((days * A_DAY, _every_days(days)) for days in (1, 2, 7)),
    *((months * 30 * A_DAY, _every_months(months)) for months in (1, 3, 6)),
    *((years * 365 * A_DAY, _every_months(years * 12)) for years in (1, 2, 5, 10, 50, 100, 500)),
]
"""How long each step is, about, and where it begins; the shortest is taken that can be read."""

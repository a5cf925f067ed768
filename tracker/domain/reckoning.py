"""Spans of time, and the arithmetic that is kept with a date counted from them."""

from __future__ import annotations

import re
import warnings
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from functools import lru_cache
from threading import Lock
from typing import TYPE_CHECKING, overload

from msgspec import Struct

from tracker.domain.errors import UnreadableTime
from tracker.domain.times import (
    DAY,
    LAST_YEAR,
    Clock,
    When,
    add_months,
    instant,
    local,
    micros,
    moment,
    read_when,
    zone_info,
)

if TYPE_CHECKING:
    from holidays import HolidayBase

SPAN = re.compile(
    r"(\d{1,5})\s?(d|w|days?|weeks?|months?|years?|business days?)(?:\s?\(([A-Za-z0-9-]+)\))?",
    re.IGNORECASE,
)
COUNTED = re.compile(
    r"(?:in|within) (?P<span>.+)|(?P<from_span>.+?) from (?P<start>.+)", re.IGNORECASE
)
UNITS = {"d": "day", "w": "week"}
_ALONE = Lock()
"""What becomes of warnings is a matter of the whole process."""
RANGE = f"the last year is {LAST_YEAR}"


class Span(Struct, frozen=True):
    """A length of time in whole units: day, week, month, year or business day.

    Business days are Monday to Friday, less the holidays of `calendar` where one is named.
    """

    count: int
    unit: str
    calendar: str | None = None

    def __str__(self) -> str:
        plural = "" if self.count == 1 else "s"
        return f"{self.count} {self.unit}{plural}" + (
            f" ({self.calendar})" if self.calendar else ""
        )


class Reckoning(Struct, frozen=True, omit_defaults=True):
    """A date that was counted, and how: `date` is `start` plus `span`.

    `from_on` says that it was counted from the day of the entry itself, so that it is counted anew
    when that day is corrected. `skipped` names the holidays that were passed over.
    """

    date: str
    span: str
    start: str
    from_on: bool = False
    skipped: tuple[str, ...] = ()

    def __str__(self) -> str:
        return f"in {self.span}" if self.from_on else f"{self.span} from {self.start}"

    @property
    def sum(self) -> str:
        over = f", skipping {'; '.join(self.skipped)}" if self.skipped else ""
        return f"{self.start} + {self.span} = {self.date}{over}"


Date = str | Reckoning
"""A date in an event: its canonical text, or the sum that gives it."""


@overload
def date_of(said: Date) -> str: ...
@overload
def date_of(said: Date | None) -> str | None: ...
def date_of(said: Date | None) -> str | None:
    """The canonical text of a date, however it was come by."""
    return said.date if isinstance(said, Reckoning) else said


def read_span(text: str) -> Span:
    """A span as people write it: 45 days, 2w, 30 business days (US). Raises UnreadableTime."""
    found = SPAN.fullmatch(" ".join(text.split()))
    if not found:
        raise UnreadableTime(
            f"{text!r} is no span of time",
            "write 45 days, 2 weeks, 3 months, 30 business days, 30 business days (US), 14d or 2w",
        )
    count, unit, calendar = found.groups()
    unit = unit.lower()
    span = Span(int(count), UNITS.get(unit, unit.removesuffix("s")))
    if not calendar:
        return span
    if span.unit != "business day":
        raise UnreadableTime(
            f"only business days have a calendar, {unit} have none",
            f"write {count} {unit}, or 10 business days ({calendar.upper()})",
        )
    _check_calendar(calendar.upper())
    return Span(span.count, span.unit, calendar.upper())


def add(start: When, span: Span, zone: str) -> tuple[When, tuple[str, ...]]:
    """`start` plus `span`, in its own precision, and the holidays passed over.

    A clock time stays what the wall clock says. Raises UnreadableTime from a start coarser than a
    day, past the last year, or where holidays are not known.
    """
    if start.is_coarse:
        raise UnreadableTime(
            f"a span needs a day to be counted from, and {start.text} is longer than one",
            "give the day, or the date itself instead of the span",
        )
    wall = local(start.start, zone)
    try:
        day, skipped = _add_to_day(wall.date(), span)
    except UnreadableTime:
        raise
    except (OverflowError, ValueError):
        raise UnreadableTime(f"{span} from {start.text} is out of range", RANGE) from None
    if day.year > LAST_YEAR:
        raise UnreadableTime(f"{span} from {start.text} is out of range", RANGE)
    if start.is_day:
        return moment(day.isoformat(), zone), skipped
    there = datetime.combine(day, wall.time(), zone_info(zone))
    return instant(micros(there), zone, _precision(start.text)), skipped


def _precision(text: str) -> str:
    return "minutes" if text[16:17] != ":" else "microseconds" if "." in text else "seconds"


def _add_to_day(start: date, span: Span) -> tuple[date, tuple[str, ...]]:
    match span.unit:
        case "day":
            return start + timedelta(days=span.count), ()
        case "week":
            return start + timedelta(weeks=span.count), ()
        case "month":
            return add_months(start, span.count), ()
        case "year":
            return add_months(start, 12 * span.count), ()
    return _add_business_days(start, span)


def _add_business_days(start: date, span: Span) -> tuple[date, tuple[str, ...]]:
    skipped: list[str] = []
    day, left = start, span.count
    while left:
        day += DAY
        if day.weekday() >= 5:
            continue
        if span.calendar and (holiday := _holidays_of(span.calendar, day.year).get(day)):
            skipped.append(f"{day.day} {day:%b} {day.year} ({holiday})")
            continue
        left -= 1
    return day, tuple(skipped)


def _holidays_of(calendar: str, year: int) -> Mapping[date, str]:
    """Raises UnreadableTime where the calendar does not know them."""
    known = _holidays(calendar, year)
    if known is None:
        raise UnreadableTime(
            f"the holidays of {calendar} in {year} are not known",
            "give the date itself instead of the span",
            "or leave the calendar out, and no holidays are passed over: 10 business days",
        )
    return known


@lru_cache(maxsize=1024)
def _holidays(calendar: str, year: int) -> Mapping[date, str] | None:
    """The holidays of a year; None where the library lacks them, or warns that it lacks some."""
    with _ALONE, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        warnings.simplefilter("error", UserWarning)
        try:
            found = _read_holidays(calendar, year)
        except UserWarning:
            return None
    return dict(found) if found.start_year <= year <= found.end_year else None


def _read_holidays(calendar: str, year: int) -> HolidayBase:
    import holidays

    code, _, part = calendar.partition("-")
    try:
        return holidays.country_holidays(code, subdiv=part or None, years=year, language=None)
    except NotImplementedError:
        return holidays.financial_holidays(calendar, years=year)


def _check_calendar(calendar: str) -> None:
    try:
        _holidays(calendar, 2020)
    except NotImplementedError:
        raise UnreadableTime(
            f"there is no holiday calendar {calendar!r}",
            "calendars have the codes of the holidays package: US, GB, DE, US-NY, XNYS, XECB",
        ) from None


def counted(span: Span, start: When, zone: str, *, from_on: bool = False) -> Reckoning:
    there, skipped = add(start, span, zone)
    return Reckoning(there.text, str(span), start.text, from_on, skipped)


def recount(said: Date, on: When, zone: str) -> Date:
    """The same date where the day that it was counted from is `on` now; never raises."""
    if isinstance(said, str) or not said.from_on or said.start == on.text:
        return said
    try:
        return counted(read_span(said.span), on, zone, from_on=True)
    except UnreadableTime:
        return said


def read_date(text: str, clock: Clock, on: When) -> tuple[Date, tuple[str, ...]]:
    """A date in a sentence: a time, or a span counted from `on` or from a date it names."""
    if found := COUNTED.fullmatch(text):
        if found["span"]:
            sum_ = counted(read_span(found["span"]), on, clock.zone, from_on=True)
            return sum_, (sum_.sum,)
        start, notes = read_when(found["start"], clock, on)
        sum_ = counted(read_span(found["from_span"]), start, clock.zone)
        return sum_, (*notes, sum_.sum)
    when, notes = read_when(text, clock, on)
    return when.text, notes

"""Moments with the precision they were given in, and the whole-period rule.

A time is a year, half, quarter, month, day or instant. `When.start` and `When.end` are the first
and the last microsecond of it, counted from 1970-01-01T00:00Z: a date is its whole day in the
deal's zone, an instant is itself. Nothing is ever given a made-up clock time.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from difflib import get_close_matches
from functools import lru_cache
from zoneinfo import ZoneInfo, available_timezones

from msgspec import Struct

from tracker.domain.errors import UnreadableTime

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)
DAY = timedelta(days=1)
HOW_TO_WRITE = (
    "write 2020-09-13, 2020-09, 2021-Q3, 2021-H2, 2020, 2020-09-27T23:59, 'Sep 20, 2020', "
    "today, yesterday, tomorrow or now"
)
FAR_AHEAD = timedelta(days=183)
FIRST_YEAR, LAST_YEAR = 1000, 9998

MONTHS = (
    "january february march april may june july august september october november december"
).split()

LOOSELY = re.IGNORECASE | re.ASCII
PERIOD = re.compile(r"(\d{4})(?:-(?:H([12])|Q([1-4])|(\d\d)(?:-(\d\d))?))?", LOOSELY)
INSTANT = re.compile(
    r"(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d)(:\d\d(?:\.\d{1,6})?)?\s?(Z|[+-]\d\d:?\d\d(?::\d\d)?)?",
    LOOSELY,
)
SLASHES = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})", re.ASCII)
NAMED = (
    re.compile(r"(?P<month>[a-z]{3,})\.?(?: (?P<day>\d{1,2}))?(?:,? (?P<year>\d{4}))?", LOOSELY),
    re.compile(r"(?P<day>\d{1,2}) (?P<month>[a-z]{3,})\.?(?:,? (?P<year>\d{4}))?", LOOSELY),
)


class When(Struct, frozen=True):
    """A time as it was given: its canonical text and the microseconds it covers, both inclusive."""

    text: str
    start: int
    end: int

    @property
    def is_instant(self) -> bool:
        return self.start == self.end

    @property
    def is_day(self) -> bool:
        return len(self.text) == 10

    @property
    def is_coarse(self) -> bool:
        """Whether it is a month or longer, so that no span can be counted from it."""
        return len(self.text) < 10


class Clock(Struct, frozen=True):
    """What time it is, and where.

    `now` is the wall clock in microseconds since the epoch; `today` a date that stands for the
    present in defaults and questions when somebody set it. `last` is when something was recorded
    already: where the clock was put back since, the next is not recorded before it.
    """

    zone: str
    now: int
    today: str | None = None
    last: int | None = None

    @property
    def recording(self) -> int:
        """The microsecond that goes down as that of recording."""
        return self.now if self.last is None else max(self.now, self.last)

    def present(self) -> When:
        """The moment of a question asked without one: now, or the whole of the day that was set."""
        return moment(self.today, self.zone) if self.today else instant(self.now, self.zone)

    def day(self) -> When:
        return moment(self.today or local_day(self.now, self.zone).isoformat(), self.zone)


@lru_cache(maxsize=256)
def zone_info(name: str) -> tzinfo:
    """The IANA zone of that name. Raises UnreadableTime with the nearest names.

    UTC is there also on a machine whose database of zones is damaged.
    """
    if name == "UTC":
        return UTC
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        near = get_close_matches(name, sorted(available_timezones()), 3, 0.6)
        raise UnreadableTime(
            f"there is no time zone {name!r}",
            *(f"did you mean {known}?" for known in near),
            "zones have the names of the IANA database, such as America/New_York or UTC",
            kind="unknown-zone",
        ) from None


def micros(at: datetime) -> int:
    """An aware datetime as microseconds since the epoch."""
    return (at - EPOCH) // MICROSECOND


def micros_of(nanoseconds: int) -> int:
    """A reading of the system's clock, in nanoseconds, as microseconds since the epoch."""
    return nanoseconds // 1000


def local(at: int, zone: str) -> datetime:
    """A count of microseconds as a datetime on the wall clocks of `zone`."""
    return (EPOCH + at * MICROSECOND).astimezone(zone_info(zone))


def local_day(at: int, zone: str) -> date:
    return local(at, zone).date()


def day_of(at: int, zone: str) -> When:
    """The whole day that the clocks of `zone` show at `at`."""
    return moment(local_day(at, zone).isoformat(), zone)


def day_before(at: int, zone: str) -> When:
    """The day before that one; where the calendar skipped a day, the last that there was."""
    return day_of(day_of(at, zone).start - 1, zone)


def instant(at: int, zone: str, timespec: str = "microseconds") -> When:
    """The instant `at`, written with the offset that `zone` has then; seconds are kept."""
    return _shown(at, local(at, zone), timespec)


def _shown(at: int, there: datetime, timespec: str) -> When:
    spec = "seconds" if timespec == "minutes" and there.second else timespec
    return When(there.isoformat(timespec=spec), at, at)


@lru_cache(maxsize=16384)
def start_of_day(day: date, zone: str) -> int:
    """The first microsecond of `day` in `zone`, also where midnight is skipped.

    Where the clocks go back over midnight it comes twice, and the day begins with the second one:
    nothing that they show as the day before is later than its end.
    """
    midnight = datetime(day.year, day.month, day.day, tzinfo=zone_info(zone))
    first, second = (micros(midnight.replace(fold=fold)) for fold in (0, 1))
    for at in (second, first):
        if local_day(at, zone) == day and local_day(at - 1, zone) < day:
            return at
    return _first_of_a_skipped_midnight(day, zone, second - 1, first)


def _first_of_a_skipped_midnight(day: date, zone: str, before: int, after: int) -> int:
    while after - before > 1:
        middle = (before + after) // 2
        if local_day(middle, zone) < day:
            before = middle
        else:
            after = middle
    return after


@lru_cache(maxsize=65536)
def moment(text: str, zone: str) -> When:
    """A time in its canonical form, such as 2020-09-13, 2021-Q3 or 2020-09-27T23:59-04:00.

    Raises UnreadableTime where it is none, or an hour that the zone has twice or never.
    """
    return moment_once(text, zone)


def moment_once(text: str, zone: str) -> When:
    """The same, not kept: for times of which no two are alike, as those of recording."""
    if found := PERIOD.fullmatch(text):
        return _period(text, zone, *found.groups())
    if found := INSTANT.fullmatch(text):
        return _instant(zone, *found.groups())
    raise _unreadable(text)


def _period(
    text: str,
    zone: str,
    y: str,
    half: str | None,
    quarter: str | None,
    m: str | None,
    d: str | None,
) -> When:
    year = int(y)
    _check_year(year)
    try:
        if d:
            first = date(year, int(m or 0), int(d))
            after = first + DAY
        else:
            months = 12 if not (half or quarter or m) else 6 if half else 3 if quarter else 1
            month = int(half or quarter or m or 1) * months - months + 1
            first = date(year, month, 1)
            after = add_months(first, months)
    except ValueError:
        raise UnreadableTime(f"there is no day or month {text}", HOW_TO_WRITE) from None
    when = When(text.upper(), start_of_day(first, zone), start_of_day(after, zone) - 1)
    if when.end < when.start:
        raise UnreadableTime(
            f"there is no {text} in {zone}: the calendar goes forward over it",
            "give the day before it, or the day after it",
        )
    return when


def _instant(zone: str, day: str, minute: str, second: str | None, offset: str | None) -> When:
    written = f"{day}T{minute}{second or ''}{offset or ''}"
    try:
        at = datetime.fromisoformat(written.upper())
    except ValueError:
        raise UnreadableTime(f"there is no time {written}", HOW_TO_WRITE) from None
    _check_year(at.year)
    if not offset:
        return instant(_on_the_wall(at, zone), zone, _timespec(second))
    there = at.astimezone(zone_info(zone))
    _check_year(there.year)
    return _shown(micros(at), there, _timespec(second))


def _check_year(year: int) -> None:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise UnreadableTime(
            f"the year {year} is out of range", f"years are {FIRST_YEAR} to {LAST_YEAR}"
        )


def _timespec(second: str | None) -> str:
    return "minutes" if not second else "microseconds" if "." in second else "seconds"


def _on_the_wall(wall: datetime, zone: str) -> int:
    info = zone_info(zone)
    first, second = (wall.replace(tzinfo=info, fold=fold) for fold in (0, 1))
    if first.utcoffset() == second.utcoffset():
        return micros(first)
    shown = wall.isoformat(timespec="minutes")
    if first.astimezone(UTC).astimezone(info).replace(tzinfo=None) != wall:
        raise UnreadableTime(
            f"there is no {shown} in {zone}: the clocks go forward over it",
            *(f"{_with_offset(wall, each)} is an instant" for each in (first, second)),
        )
    raise UnreadableTime(
        f"{shown} happens twice in {zone}: the clocks go back",
        *(f"write {_with_offset(wall, each)}" for each in (first, second)),
    )


def _with_offset(wall: datetime, at: datetime) -> str:
    return wall.replace(tzinfo=timezone(at.utcoffset() or timedelta())).isoformat(
        timespec="minutes"
    )


def add_months(day: date, months: int) -> date:
    """The same day so many months on; one month after 31 January is the last of February."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    first_after = date(year + month // 11, (month + 1) % 12 + 1, 1)
    return date(year, month + 1, min(day.day, (first_after - DAY).day))


def read_when(
    text: str, clock: Clock, since: When | None = None, *, asked: bool = False
) -> tuple[When, tuple[str, ...]]:
    """A time as people write it, and what they should be told about it.

    A day without a year is the first on or after `since` (or today); where it is `asked` about, the
    last on or before today. Raises UnreadableTime.
    """
    said = " ".join(text.split())
    if word := _words(clock).get(said.lower()):
        return word(), ()
    if PERIOD.fullmatch(said) or INSTANT.fullmatch(said):
        return moment(said, clock.zone), ()
    for pattern in NAMED:
        if (found := pattern.fullmatch(said)) and (month := _month(found["month"])):
            if asked and found["day"] and not found["year"]:
                return _last_on_or_before(said, month, int(found["day"]), clock), ()
            return _named(said, month, found["day"], found["year"], clock, since)
    raise _unreadable(said)


def _words(clock: Clock) -> dict[str, Callable[[], When]]:
    def now() -> When:
        return clock.day() if clock.today else instant(clock.now, clock.zone, "seconds")

    return {
        "today": clock.day,
        "yesterday": lambda: day_before(clock.day().end, clock.zone),
        "tomorrow": lambda: day_of(clock.day().end + 1, clock.zone),
        "now": now,
    }


def _month(name: str) -> int | None:
    said = name.lower()
    return next((at for at, month in enumerate(MONTHS, 1) if month.startswith(said)), None)


def _named(
    said: str, month: int, day: str | None, year: str | None, clock: Clock, since: When | None
) -> tuple[When, tuple[str, ...]]:
    if not day:
        if not year:
            raise UnreadableTime(f"{said!r} has no year", f"write 2020-{month:02} or {said} 2020")
        return moment(f"{year}-{month:02}", clock.zone), ()
    if year:
        return moment(f"{year}-{month:02}-{int(day):02}", clock.zone), ()
    return _first_on_or_after(said, month, int(day), clock, since)


def _first_on_or_after(
    said: str, month: int, day: int, clock: Clock, since: When | None
) -> tuple[When, tuple[str, ...]]:
    start = local_day((since or clock.day()).start, clock.zone)
    for year in range(start.year, min(start.year + 9, LAST_YEAR + 1)):
        try:
            there = date(year, month, day)
        except ValueError:
            continue
        if there >= start:
            far = f"{said} was read as {there}, {(there - start).days} days on"
            return moment(there.isoformat(), clock.zone), (far,) * (there - start > FAR_AHEAD)
    raise UnreadableTime(f"there is no day {said!r}", HOW_TO_WRITE)


def _last_on_or_before(said: str, month: int, day: int, clock: Clock) -> When:
    today = local_day(clock.day().start, clock.zone)
    for year in range(today.year, max(today.year - 9, FIRST_YEAR - 1), -1):
        with suppress(ValueError):
            if (there := date(year, month, day)) <= today:
                return moment(there.isoformat(), clock.zone)
    raise UnreadableTime(f"there is no day {said!r}", HOW_TO_WRITE)


def _unreadable(text: str) -> UnreadableTime:
    if found := SLASHES.fullmatch(text):
        first, second, year = map(int, found.groups())
        days = [f"write {day}" for day in _either_way(year, first, second)]
        if days:
            told = f"{text} has two readings, month first and day first"
            return UnreadableTime(told, *days)
    return UnreadableTime(f"{text!r} is no time that can be read", HOW_TO_WRITE)


def _either_way(year: int, first: int, second: int) -> Iterator[date]:
    for month, day in dict.fromkeys(((first, second), (second, first))):
        with suppress(ValueError):
            yield date(year, month, day)

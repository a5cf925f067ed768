"""Zones of the database, and the moments at which their clocks are put on or back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from functools import cache
from itertools import pairwise
from zoneinfo import available_timezones

from hypothesis import strategies as st

from tracker.domain.times import local, moment

SECOND = 1_000_000
HOUR, DAY = 3600 * SECOND, 86_400 * SECOND
FIRST, LAST = (moment(f"{year}-01-01", "UTC").start for year in (1840, 2040))
STEP = 20 * DAY
ZONES = sorted(available_timezones() - {"localtime"})


@cache
def transitions(zone: str) -> list[int]:
    """The first microseconds of new offsets, in two hundred years; of pauses shorter than
    twenty days perhaps not.
    """
    offsets = [(at, _offset(at, zone)) for at in range(FIRST, LAST, STEP)]
    pairs = pairwise(offsets)
    return [_between(one, after, zone) for (one, was), (after, now) in pairs if was != now]


def _between(before: int, after: int, zone: str) -> int:
    was = _offset(before, zone)
    while after - before > SECOND:
        middle = (before + after) // 2 // SECOND * SECOND
        before, after = (middle, after) if _offset(middle, zone) == was else (before, middle)
    return after


def _offset(at: int, zone: str) -> timedelta | None:
    return local(at, zone).utcoffset()


def _near(zone: str) -> Iterator[st.SearchStrategy[int]]:
    yield st.integers(FIRST, LAST)
    if there := transitions(zone):
        apart = st.integers(-26 * 3600, 26 * 3600).map(lambda seconds: seconds * SECOND)
        edges = st.sampled_from((-HOUR, -1, 0, 1, HOUR - 1, HOUR))
        yield st.builds(int.__add__, st.sampled_from(there), st.one_of(apart, edges))


@st.composite
def somewhen(draw: st.DrawFn) -> tuple[int, str]:
    """A microsecond, mostly about the time when clocks are put on or back, and the zone."""
    zone = draw(st.sampled_from(ZONES))
    return draw(st.one_of(list(_near(zone)))), zone

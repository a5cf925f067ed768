"""Time from left to right: to scale, until the moment asked, and beyond it what is to come.

The last entry is not the end: the axis runs to the moment asked, so that what is stale looks so.
Where that would leave less than half of it to what happened, the time since is drawn narrower, and
says how long it is; and so is what is to come, where it reaches far.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from msgspec import Struct

from tracker.domain.times import DAY, MICROSECOND

A_DAY = DAY // MICROSECOND
A_WEEK, A_MONTH = 7 * A_DAY, 30 * A_DAY
QUIET, QUIET_WIDTH = 0.55, 0.22
AHEAD_LEAST, AHEAD_MOST = 0.12, 0.26
CLOTH = 12.0
"""Room for the cloth of the last flag."""


Knot = tuple[int, float]
"""A moment, in microseconds since the epoch, and where it is."""


class Axis(Struct, frozen=True):
    """Where moments are: between two knots to scale."""

    knots: tuple[Knot, ...]
    width: float
    begin: int
    last: int
    """When anything happened last before `now`, the moment asked."""
    quiet: int
    """From when on the time since is drawn narrower; the moment asked where it is not."""
    now: int
    end: int

    @property
    def is_bent(self) -> bool:
        """Whether what is to come is drawn narrower too."""
        return self.end - self.now > AHEAD_MOST * (self.end - self.begin)

    def x(self, at: int) -> float:
        """Where a moment is; one beyond the ends is at the end."""
        for (start, left), (end, right) in pairwise(self.knots):
            if at <= end:
                return round(left + (right - left) * max(at - start, 0) / (end - start), 2)
        return self.knots[-1][1]


def axis(begin: int, last: int, now: int, due: int, width: float) -> Axis:
    """The axis from the first moment to the one asked, and to the furthest date that is due.

    `last` is when anything happened last.
    """
    begin, end = min(begin, now - A_DAY), max(due, now)
    last, share = min(max(last, begin), now), (end - now) / (end - begin)
    wide = max(width * min(max(share, AHEAD_LEAST), AHEAD_MOST), 2 * CLOTH) if end > now else 0.0
    there = width - wide
    past, quiet = _past(begin, last, now, there)
    ahead = _ahead(now, end, there, width, 2 if share > AHEAD_MOST else 1)
    return Axis((*past, *ahead), width, begin, last, quiet, now, end)


def _past(begin: int, last: int, now: int, width: float) -> tuple[list[Knot], int]:
    """Until the moment asked, and from when on nothing happened, if that is long."""
    if now - last < max(QUIET * (now - begin), A_MONTH):
        return [(begin, 0.0), (now, width)], now
    quiet = last + max((last - begin) // 8, A_WEEK)
    return [(begin, 0.0), (quiet, width * (1 - QUIET_WIDTH)), (now, width)], quiet


def _ahead(now: int, end: int, start: float, width: float, power: int) -> Iterator[Knot]:
    """What is to come: to scale, or with a power of 2, the nearer the wider."""
    for at in range(1, 9) if end > now else ():
        yield now + int((end - now) * (at / 8) ** power), start + (width - CLOTH - start) * at / 8

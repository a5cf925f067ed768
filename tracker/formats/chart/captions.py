"""What stands beside a lane: whose it is on the left, and how it stands now on the right."""

from __future__ import annotations

from msgspec import Struct

from tracker.domain.standing import (
    BidderStanding,
    DeadlineStanding,
    DealStanding,
    ReviewStanding,
)
from tracker.formats.chart.lettering import cut, lines, width
from tracker.formats.chart.palette import Theme
from tracker.formats.chart.sheet import Drawing, text
from tracker.views.lanes import Lane
from tracker.views.moments import human

LARGE, SMALL, LINE = 11.5, 9.5, 12.0


class Caption(Struct, frozen=True):
    """A line that says it, and a smaller one that says more."""

    said: str
    more: tuple[str, ...] = ()

    @property
    def width(self) -> float:
        return max(width(self.said, LARGE, bold=True), width(", ".join(self.more), SMALL))

    def lines(self, room: float) -> tuple[list[str], list[str]]:
        """The large lines and the small one; of what is more, as many parts as fit."""
        more = list(self.more)
        while len(more) > 1 and width(", ".join(more), SMALL) > room:
            more.pop()
        small = [cut(", ".join(more), SMALL, room)] if more else []
        return lines(self.said, LARGE, room, bold=True), small

    def height(self, room: float) -> float:
        return LINE * sum(map(len, self.lines(room)))

    def drawn(self, x: float, middle: float, room: float, theme: Theme) -> Drawing:
        """One over the other, around `middle`."""
        large, small = self.lines(room)
        y = middle - LINE * (len(large) + len(small) - 1) / 2
        for at, each in enumerate(large):
            yield text(each, x, y + LINE * at, LARGE, theme.ink, weight="bold")
        for each in small:
            yield text(each, x, y + LINE * len(large), SMALL, theme.muted)


def whose(lane: Lane) -> Caption:
    """Whose lane it is, and what that is."""
    match lane.now:
        case DealStanding():
            return Caption("The deal")
        case BidderStanding() as it:
            return Caption(lane.name, _some(f"with {it.lead}" if it.lead else it.role))
        case DeadlineStanding() as it:
            return Caption(lane.name, _some(it.kind))
        case ReviewStanding() as it:
            return Caption(it.name, _some(it.of and f"of {it.of}"))


def how(lane: Lane) -> Caption:
    """How it stands at the moment asked."""
    disputed = ", disputed" if getattr(lane.now, "disputed", False) else ""
    return Caption(f"{lane.now.status or 'no word yet'}{disputed}", _more(lane))


def _some(text: str | None) -> tuple[str, ...]:
    return (text,) if text else ()


def _more(lane: Lane) -> tuple[str, ...]:
    match lane.now:
        case DealStanding() as it:
            return _some("contested" if it.contested and it.status != "contested" else None)
        case DeadlineStanding(until=str(until)):
            return (f"until {human(until)}",)
        case DeadlineStanding(days_left=int(left), due=due):
            return _days(left), human(due)
        case DeadlineStanding(due=None):
            return ("date unknown",)
    return _some(lane.now.since and f"since {human(lane.now.since)}")


def _days(left: int) -> str:
    return "today" if left == 0 else "1 day left" if left == 1 else f"{left} days left"

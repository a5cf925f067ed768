"""What stands over the lanes: the title, the moment that is asked about, and the axis."""

from __future__ import annotations

from tracker.formats.chart.axis import A_DAY
from tracker.formats.chart.lettering import lines, width
from tracker.formats.chart.sheet import Drawing, Sheet, line, text
from tracker.formats.chart.ticks import ticks

TITLE, MOMENT, TICK = 17.0, 12.0, 10.0
TITLE_LINE, MOMENT_LINE = 21.0, 16.0
AXIS, BEHIND = 46.0, 4.0
"""How much room the axis takes, with the line over it; how far a name is behind its tick."""


class Head:
    """The title and what is asked, broken into lines, and how much room there is under them."""

    def __init__(self, title: str, asked: str, sheet: Sheet, below: float) -> None:
        room = sheet.left + sheet.end
        self.title = lines(title, TITLE, room, bold=True, most=3)
        self.asked = lines(asked, MOMENT, room, most=3)
        self.sheet, self.below = sheet, below

    @property
    def height(self) -> float:
        return self.below + TITLE_LINE * len(self.title) + MOMENT_LINE * len(self.asked)

    def drawn(self) -> Drawing:
        """From the top of the picture down to 0, where the lanes begin."""
        theme, y = self.sheet.theme, -self.height
        for each in self.title:
            yield text(each, -self.sheet.left, y + TITLE / 2, TITLE, theme.ink, weight="bold")
            y += TITLE_LINE
        for each in self.asked:
            yield text(each, -self.sheet.left, y + MOMENT / 2, MOMENT, theme.muted)
            y += MOMENT_LINE


def time(moment: str, sheet: Sheet, height: float) -> Drawing:
    """The axis over lanes that are so high, and the moment asked."""
    now = sheet.axis.x(sheet.axis.now)
    wide = width(moment, MOMENT, bold=True)
    end = max(now, wide - sheet.left)
    yield from _ticks(sheet, end - wide, height)
    if sheet.axis.quiet < sheet.axis.now:
        yield from _quiet(sheet, height)
    if sheet.axis.end > sheet.axis.now:
        yield from _ahead(sheet, height)
    yield line("now", now, now, -18, height)
    yield text(moment, end, -27, MOMENT, sheet.theme.mark, align="right", weight="bold")


def _ticks(sheet: Sheet, before: float, height: float) -> Drawing:
    """A line where each day, month or year begins, and its name behind it where there is room.

    The year stands above the first of its ticks, and `before` the moment asked.
    """
    end, muted = sheet.axis.x(sheet.axis.quiet), sheet.theme.muted
    for tick in ticks(sheet.axis, sheet.zone):
        yield line("grid", tick.x, tick.x, -16, height)
        if tick.x + BEHIND + width(tick.text, TICK) <= end:
            yield text(tick.text, tick.x + BEHIND, -11, TICK, muted)
        if tick.year and tick.x + BEHIND + width(tick.year, TICK) <= before:
            yield text(tick.year, tick.x + BEHIND, -26, TICK, muted, weight="bold")


def _quiet(sheet: Sheet, height: float) -> Drawing:
    """What has lasted long without an entry is pale, under the words that say how long."""
    axis = sheet.axis
    x, now = axis.x(axis.quiet), axis.x(axis.now)
    span = _span(axis.now - axis.last)
    said = _fitting((f"nothing for {span}", span, ""), now - x)
    yield line("veils", x, now, 0, height)
    yield text(said, (x + now) / 2, -11, TICK, sheet.theme.muted, align="center")


def _ahead(sheet: Sheet, height: float) -> Drawing:
    """What is to come stands on other ground, and is said to be not to scale where it is not."""
    axis = sheet.axis
    now = axis.x(axis.now)
    long = "to come, not to scale" if axis.is_bent else "to come"
    said = _fitting((long, "to come"), axis.width - now - BEHIND)
    yield line("zones", now, axis.width, -18, height)
    yield text(said, now + BEHIND, -11, TICK, sheet.theme.muted)


def _fitting(texts: tuple[str, ...], room: float) -> str:
    """The first for which there is room, else the last."""
    return next((each for each in texts if width(each, TICK) <= room), texts[-1])


def _span(length: int) -> str:
    days = length // A_DAY
    for unit, each in (("years", 365), ("months", 30), ("days", 1)):
        if days >= 2 * each:
            return f"{days // each} {unit}"
    return "a day"

"""The dates of a deadline: each as long as it was the date, a step down to the next, and a flag."""

from __future__ import annotations

from tracker.formats.chart.lettering import width
from tracker.formats.chart.sheet import BAR, Drawing, Drawn, Sheet, line, text
from tracker.views.lanes import Date, Lane
from tracker.views.moments import human

STEP, LEAST_STEP, STAIRS = 14.0, 4.0, 140.0
"""How high a step is; where there are very many, how high at least, and all of them at most."""
HEADROOM, POLE, CLOTH = 10.0, 10.0, 11.0
SIZE = 9.5


def height(lane: Lane) -> float:
    """How much room there must be over the bar, which is the last step."""
    return HEADROOM + _step(lane.dates) * (len(lane.dates) - 1) if lane.dates else 0.0


def _step(dates: tuple[Date, ...]) -> float:
    return max(min(STEP, STAIRS / len(dates)), LEAST_STEP)


def _level(dates: tuple[Date, ...], at: int, top: float) -> float:
    behind = len(dates) - 1 - at
    return top - _step(dates) * behind + 3 if behind else top + BAR / 2


def chain(lane: Lane, sheet: Sheet, top: float) -> Drawing:
    """The steps: a date is drawn through until another took its place, and dotted from there.

    What is still to come is dotted from the moment asked. `top` is that of the bar.
    """
    x, dates = sheet.axis.x, lane.dates
    for at, date in enumerate(dates):
        y = _level(dates, at, top)
        for after in dates[at + 1 : at + 2]:
            until, below = x(after.start), _level(dates, at + 1, top)
            yield line("chains", x(date.start), until, y, y, gone=False)
            yield line("chains", until, until, y, below, gone=False)
        ended = min(date.end, sheet.axis.now)
        if date.at > ended:
            yield line("chains", x(ended), x(date.at), y, y, gone=True)


def flags(lane: Lane, sheet: Sheet, top: float) -> Drawing:
    """A flag with its date where each falls; `counts`: it is the date at the moment asked."""
    last = len(lane.dates) - 1
    for at, date in enumerate(lane.dates):
        counts = at == last and date.end > sheet.axis.now
        level = _level(lane.dates, at, top)
        on_the_bar = at == last and date.at <= sheet.axis.now
        head, foot = top - HEADROOM if at == last else level - POLE, top if on_the_bar else level
        due, x = human(date.text), sheet.axis.x(date.at)
        said = f"{lane.name}: {'due' if counts else 'was due'} {due}"
        yield from flag(x, head, foot, counts=counts, name=lane.name, due=due, said=said)
        if at == last or _step(lane.dates) >= SIZE:
            yield _label(due, x, head + 3, sheet, counts=counts)


def flag(x: float, head: float, foot: float, **said: object) -> Drawing:
    """A pole with a cloth at its head."""
    yield line("poles", x, x, head, foot)
    yield "flags", {"x": x, "y": head, **said}


def _label(due: str, x: float, y: float, sheet: Sheet, *, counts: bool) -> Drawn:
    """The date stands behind its flag, or before it where time or the picture ends, if it can."""
    ink = sheet.theme.ink if counts else sheet.theme.muted
    now, wide = sheet.axis.x(sheet.axis.now), width(due, SIZE)
    has_room = x + CLOTH + wide <= (sheet.axis.width if x > now else now)
    if has_room or x - 4 - wide < -sheet.left:
        return text(due, x + CLOTH, y, SIZE, ink, layer="dates")
    return text(due, x - 4, y, SIZE, ink, layer="dates", align="right")

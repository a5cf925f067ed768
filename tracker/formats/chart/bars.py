"""What stood from when to when, as bars with their words, and the entries that tell of it."""

from __future__ import annotations

from collections.abc import Iterable

from tracker.formats.chart.lettering import width
from tracker.formats.chart.palette import HELD, OUT, STANDINGS, Fill
from tracker.formats.chart.sheet import BAR, THIN, Drawing, Sheet, line, text
from tracker.views.lanes import Happening, Lane
from tracker.views.moments import human
from tracker.views.runs import Run

INSIDE, UNDER = 10.5, 9.5
"""The sizes of a word in its bar, and under it where it has no room there."""
PADDING = 5.0
HATCH = 6


def standing_of(lane: Lane, run: Run) -> str:
    """What kind of standing it is, and so its colour."""
    return STANDINGS[lane.kind, run.row.status or ""]


def worded(lane: Lane) -> list[Run]:
    """The runs that have a word: a bidder may be there before it has one."""
    return [run for run in lane.runs if run.row.status]


def word_of(run: Run) -> str:
    """What is said of it: its status, and that somebody disputes it."""
    disputed = getattr(run.row, "disputed", False)
    return f"{run.row.status}, disputed" if disputed else run.row.status or ""


def bars(lane: Lane, sheet: Sheet, top: float) -> Drawing:
    """A bar for each run; what is out of the running is a thin one, what is held up is hatched."""
    for run in worded(lane):
        standing, row = standing_of(lane, run), run.row
        fill = sheet.theme.fills[standing]
        since = sheet.said(run.start)
        until = None if run.end > sheet.axis.now else sheet.said(run.end)
        x, x2 = _ends(run, sheet)
        yield line(
            "bars",
            x,
            x2,
            top + BAR - THIN if standing == OUT else top,
            top + BAR,
            name=lane.name,
            status=word_of(run),
            since=since,
            until=until or "the moment asked",
            grade=getattr(row, "grade", ""),
            because=", ".join(f"#{each}" for each in getattr(row, "because", ())),
            said=f"{lane.name}: {word_of(run)} from {since}" + (f" until {until}" if until else ""),
            colour=fill.colour,
            edge=fill.edge,
        )
        if standing == HELD:
            clear = width(word_of(run), INSIDE) + 2 * PADDING if _fits(run, sheet) else 0.0
            yield from hatches(fill, x + clear, x2, top, BAR)


def hatches(fill: Fill, left: float, right: float, top: float, height: float) -> Drawing:
    """Slanted lines from bottom to top, cut off at both ends."""
    foot = left - height
    while (foot := foot + HATCH) < right:
        low, high = max(left - foot, 0.0), min(right - foot, height)
        bottom = top + height
        yield line("hatches", foot + low, foot + high, bottom - low, bottom - high, ink=fill.ink)


def _ends(run: Run, sheet: Sheet) -> tuple[float, float]:
    """What lasts ends at the moment asked: where the next begins, a date to come may be drawn."""
    return sheet.axis.x(run.start), sheet.axis.x(min(run.end, sheet.axis.now))


# Words


def words(lane: Lane, sheet: Sheet, top: float) -> Drawing:
    """The word of each run: in its bar where there is room, else under it, where there is some."""
    for run in worded(lane):
        if _fits(run, sheet):
            thin = standing_of(lane, run) == OUT
            fill = sheet.theme.fills[standing_of(lane, run)]
            ink = sheet.theme.muted if thin else fill.ink
            middle = top + (BAR - THIN if thin else BAR) / 2
            x, _ = _ends(run, sheet)
            yield text(word_of(run), x + PADDING, middle, INSIDE, ink)
    for x, word in under(lane, sheet):
        yield text(word, x, top + BAR + 12, UNDER, sheet.theme.muted)


def _fits(run: Run, sheet: Sheet) -> bool:
    x, x2 = _ends(run, sheet)
    return width(word_of(run), INSIDE) + 2 * PADDING <= x2 - x


def under(lane: Lane, sheet: Sheet) -> list[tuple[float, str]]:
    """The words that stand under their bars, and where; what lasts is named beside the lane."""
    found, free, now = list[tuple[float, str]](), 0.0, sheet.axis.x(sheet.axis.now)
    for run in worded(lane):
        word, (x, _) = word_of(run), _ends(run, sheet)
        wide = width(word, UNDER)
        x = min(x, now - wide)
        if not _fits(run, sheet) and run.end <= sheet.axis.now and x >= free:
            found.append((x, word))
            free = x + wide + PADDING
    return found


# Entries


def entries(happenings: Iterable[Happening], sheet: Sheet, top: float) -> Drawing:
    """A small mark for each entry, where it happened."""
    for each in happenings:
        sources, x = ", ".join(each.publishers), sheet.axis.x(each.at)
        said = f"#{each.entry}, {human(each.on)}: {each.sentence}"
        yield line(
            "entries",
            x,
            x,
            top,
            top + 4,
            entry=f"#{each.entry}",
            on=human(each.on),
            sentence=each.sentence,
            sources=sources,
            said=f"{said} ({sources})" if sources else said,
        )

"""What stands one under the other: lanes, and headings between them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from tracker.formats.chart import bars, captions, dates
from tracker.formats.chart.sheet import BAR, GAP, Drawing, Sheet, line, text
from tracker.views.lanes import Lane

ABOVE, BELOW, UNDER, PADDING = 9.0, 9.0, 9.0, 6.0
HEADING, SIZE = 26.0, 11.5
HEADINGS = {"bidder": "Bidders", "deadline": "Deadlines", "review": "Reviews"}
NOTHING = "Nothing had happened by then."

Row = Lane | str


def rows(found: Sequence[Lane]) -> Iterator[Row]:
    """The lanes, with headings between them; or that there is none."""
    if not found:
        yield NOTHING
    for kind, group in groupby(found, lambda lane: lane.kind):
        yield from [HEADINGS[kind]] if kind in HEADINGS else []
        yield from group


def height(item: Row, sheet: Sheet) -> float:
    if isinstance(item, str):
        return HEADING
    under = UNDER if bars.under(item, sheet) else 0.0
    return _above(item, sheet) + BAR + BELOW + max(under, _beside(item, sheet))


def _above(lane: Lane, sheet: Sheet) -> float:
    """How far its bar is from the top of a lane."""
    return ABOVE + max(dates.height(lane), _beside(lane, sheet))


def _beside(lane: Lane, sheet: Sheet) -> float:
    """How much further than usual what is written beside a lane reaches over and under its bar."""
    whose, how = captions.whose(lane), captions.how(lane)
    high = max(whose.height(sheet.left - GAP), how.height(sheet.right - GAP))
    return max((high + PADDING - ABOVE - BAR - BELOW) / 2, 0.0)


def drawn(item: Row, sheet: Sheet, y: float) -> Drawing:
    """A lane or a heading from `y` down."""
    if isinstance(item, str):
        yield text(item, -sheet.left, y + HEADING / 2 + 2, SIZE, sheet.theme.muted)
        return
    top = y + _above(item, sheet)
    middle = top + BAR / 2
    yield line("grid", -sheet.left, sheet.end, y, y)
    yield from bars.bars(item, sheet, top)
    yield from bars.words(item, sheet, top)
    yield from bars.entries(item.happenings, sheet, top + BAR + 2)
    yield from dates.chain(item, sheet, top)
    yield from dates.flags(item, sheet, top)
    whose, how = captions.whose(item), captions.how(item)
    yield from whose.drawn(-sheet.left, middle, sheet.left - GAP, sheet.theme)
    yield from how.drawn(sheet.axis.width + GAP, middle, sheet.right - GAP, sheet.theme)

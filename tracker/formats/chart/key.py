"""What the colours and signs of a picture mean: those that are in it, and no others."""

from __future__ import annotations

from collections.abc import Sequence

from tracker.formats.chart.bars import hatches, standing_of, worded
from tracker.formats.chart.dates import flag
from tracker.formats.chart.lettering import width
from tracker.formats.chart.palette import HELD, OUT
from tracker.formats.chart.sheet import Drawing, Sheet, line, text
from tracker.views.lanes import Lane

SIZE, ROW, SWATCH, APART = 10.0, 18.0, 14.0, 16.0
HIGH, LOW = 10.0, 4.0


def meanings(found: Sequence[Lane], sheet: Sheet) -> dict[str, str]:
    """What each sign says: kinds of standing with their words, flags and entries."""
    words: dict[str, dict[str, None]] = {}
    for lane in found:
        for run in worded(lane):
            words.setdefault(standing_of(lane, run), {})[run.row.status or ""] = None
    said = {each: ", ".join(words[each]) for each in sheet.theme.fills if each in words}
    dates = [date for lane in found for date in lane.dates]
    moved = any(len(lane.dates) > 1 for lane in found)
    said |= {"flag": "due date"} if dates else {}
    said |= {"moved": "a date that was moved"} if moved else {}
    return said | ({"entry": "an entry"} if found else {})


def rows(found: Sequence[Lane], sheet: Sheet) -> list[list[tuple[str, str]]]:
    """The signs and what they say, as many on a row as there is room for."""
    broken: list[list[tuple[str, str]]] = []
    free = 0.0
    for each in meanings(found, sheet).items():
        wide = _wide(each[1])
        if free < wide:
            broken.append([])
            free = sheet.left + sheet.end
        broken[-1].append(each)
        free -= wide + APART
    return broken


def _wide(said: str) -> float:
    return SWATCH + 5 + width(said, SIZE)


def height(found: Sequence[Lane], sheet: Sheet) -> float:
    return ROW * len(rows(found, sheet))


def key(found: Sequence[Lane], sheet: Sheet, top: float) -> Drawing:
    """The rows, from `top` down."""
    for at, row in enumerate(rows(found, sheet)):
        x, middle = -sheet.left, top + ROW * at + ROW / 2
        for sign, said in row:
            yield from _sign(sign, x, middle, sheet)
            yield text(said, x + SWATCH + 5, middle, SIZE, sheet.theme.muted)
            x += _wide(said) + APART


def _sign(sign: str, x: float, middle: float, sheet: Sheet) -> Drawing:
    if sign == "entry":
        yield line("signs", x + SWATCH / 2, x + SWATCH / 2, middle - 2, middle + 2)
    elif sign in ("flag", "moved"):
        yield from flag(x + 4, middle - 5, middle + 5, counts=sign == "flag", said="")
    else:
        fill = sheet.theme.fills[sign]
        y, y2 = middle - HIGH / 2, middle + HIGH / 2
        y = y2 - LOW if sign == OUT else y
        yield line("swatches", x, x + SWATCH, y, y2, colour=fill.colour, edge=fill.edge)
        if sign == HELD:
            yield from hatches(fill, x, x + SWATCH, y, HIGH)

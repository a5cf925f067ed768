"""The whole picture: the lanes one under the other, what stands over them, and what it means."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import accumulate, chain
from math import ceil
from typing import Any

from tracker.domain.history import History, Question
from tracker.formats.chart import captions, key, rows
from tracker.formats.chart.axis import Axis, axis
from tracker.formats.chart.head import AXIS, Head, time
from tracker.formats.chart.layers import Frame, specification
from tracker.formats.chart.palette import THEMES, Theme
from tracker.formats.chart.sheet import GAP, Shape, Sheet
from tracker.views import moments
from tracker.views.lanes import Lane, lanes

LEAST, MARGIN, COLUMN = 320, 16.0, 98.0


def chart(
    history: History, question: Question, *, theme: str = "light", width: int = 960
) -> dict[str, Any]:
    """A deal as a picture, until the moment asked: one Vega-Lite specification.

    `width` is that of the whole picture in pixels, 320 at least; its height follows from the deal.
    `theme` is light or dark; it prints as light. Days are those of the deal's zone. Every bar, flag
    and entry says in its data what it stands for, in words.
    """
    found = lanes(history, question)
    sheet = _sheet(found, question, THEMES[theme], history.zone, max(width, LEAST))
    asked = moments.asked(question, history.zone) + (f": {found[0].now.status}" if found else "")
    head = Head(history.opened.title, asked, sheet, AXIS if found else 0.0)
    items = list(rows.rows(found))
    *tops, height = accumulate((rows.height(each, sheet) for each in items), initial=0.0)
    drawings = (
        head.drawn(),
        time(moments.human(question.as_of.text), sheet, height) if found else (),
        *(rows.drawn(each, sheet, top) for each, top in zip(items, tops, strict=True)),
        key.key(found, sheet, height + GAP),
    )
    shapes: dict[str, list[Shape]] = defaultdict(list)
    for layer, shape in chain.from_iterable(drawings):
        shapes[layer].append(shape)
    frame = Frame(
        width=sheet.axis.width,
        height=height,
        left=sheet.left + MARGIN,
        right=sheet.right + MARGIN,
        top=head.height + MARGIN,
        bottom=GAP + key.height(found, sheet) + MARGIN,
    )
    return specification(frame, sheet.theme, f"{history.opened.title}. {asked}", shapes)


def _sheet(
    found: Sequence[Lane], question: Question, theme: Theme, zone: str, width: float
) -> Sheet:
    """The columns of names and of statuses are as wide as what is in them, within limits."""
    names = max((captions.whose(each).width for each in found), default=0.0)
    words = max((captions.how(each).width for each in found), default=0.0)
    left = ceil(min(names, max(width * 0.24, COLUMN)) + GAP)
    right = ceil(min(words, max(width * 0.22, COLUMN)) + GAP)
    room = width - 2 * MARGIN - left - right
    return Sheet(_axis(found, question, room), left, right, theme, zone)


def _axis(found: Sequence[Lane], question: Question, width: float) -> Axis:
    falls = [date.at for lane in found for date in lane.dates]
    happened = [each.at for lane in found for each in lane.happenings]
    happened += [run.start for lane in found for run in lane.runs]
    last = [*happened, *(at for at in falls if at <= question.at)]
    now = question.at
    begin, end = min(happened, default=now), max(falls, default=now)
    return axis(begin, max(last, default=now), now, end, width)

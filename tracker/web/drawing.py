"""The chart of a deal, drawn on the server: the browser gets a picture and runs nothing for it."""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock
from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from tracker.formats.chart import chart
from tracker.formats.rendering import svg
from tracker.web.api import Deal
from tracker.web.question import Ask
from tracker.web.reading import ReadDeal, Reading

router = APIRouter(include_in_schema=False)

MOST = 64


class Drawings:
    """The pictures that were drawn last, by what they show; one is drawn at a time."""

    def __init__(self) -> None:
        self._kept: OrderedDict[object, str] = OrderedDict()
        self._lock = Lock()

    def drawn(self, read: ReadDeal, theme: str, width: int) -> str:
        question = read.question
        shows = (read.history.deal, read.head.hash, question, theme, width)
        with self._lock:
            if shows not in self._kept:
                self._kept[shows] = svg(chart(read.history, question, theme=theme, width=width))
            self._kept.move_to_end(shows)
            if len(self._kept) > MOST:
                self._kept.popitem(last=False)
            return self._kept[shows]


@router.get("/deals/{deal}/chart.svg")
def deal_chart(
    request: Request,
    deal: Deal,
    ask: Ask,
    theme: Literal["light", "dark"] = "light",
    width: Annotated[int, Query(ge=320, le=2000)] = 1100,
) -> Response:
    """Who stood where, until the moment asked."""
    read = Reading(request, ask).of(deal)
    drawings: Drawings = request.app.state.drawings
    return read.tagged(
        lambda: Response(drawings.drawn(read, theme, width), media_type="image/svg+xml")
    )

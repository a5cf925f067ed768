"""What every lane is drawn on, and what drawing is: shapes in layers, in pixels."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from msgspec import Struct

from tracker.domain.times import instant, local_day, start_of_day
from tracker.formats.chart.axis import Axis
from tracker.formats.chart.palette import Theme
from tracker.views.moments import human

Shape = dict[str, Any]
"""A row of a layer's data: what it says, and where it is; `y` and `y2` go down from the top."""

Drawn = tuple[str, Shape]
"""A shape, with the layer that draws it."""

Drawing = Iterator[Drawn]

BAR, THIN, GAP = 16.0, 5.0, 12.0
"""How high a bar is, and that of what is out of the running; how far all is from what is beside."""


class Sheet(Struct, frozen=True):
    """The axis, its 0 where time begins; how much there is beside it; colours, zone of times."""

    axis: Axis
    left: float
    right: float
    theme: Theme
    zone: str

    @property
    def end(self) -> float:
        """Where the picture ends on the right; on the left it does at minus `left`."""
        return self.axis.width + self.right

    def said(self, at: int) -> str:
        """A moment as people write it: a day where it begins one, else an instant."""
        day = local_day(at, self.zone)
        whole = start_of_day(day, self.zone) == at
        return human(day.isoformat() if whole else instant(at, self.zone, "minutes").text)


def text(
    said: str, x: float, y: float, size: float, ink: str, layer: str = "texts", **more: str
) -> Drawn:
    """A line of text from `x` on, its middle at `y`."""
    return layer, {"text": said, "x": x, "y": y, "size": size, "ink": ink, **more}


def line(layer: str, x: float, x2: float, y: float, y2: float, **more: Any) -> Drawn:
    return layer, {"x": x, "x2": x2, "y": y, "y2": y2, **more}

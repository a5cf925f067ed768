"""The marks of the picture, from the ground up: what Vega-Lite is told to draw, and how.

Every place is in pixels and every colour is written in the data, so that there is no scale.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msgspec import Struct

from tracker.formats.chart.lettering import FONT
from tracker.formats.chart.palette import Theme
from tracker.formats.chart.sheet import Shape

SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json"
PENNANT = "M0,0L2,0.75L0,1.5Z"
"""The cloth of a flag; the pole is a rule."""

Layer = dict[str, Any]


class Frame(Struct, frozen=True):
    """The part of the picture in which time runs, and the margins around it, in pixels."""

    width: float
    height: float
    left: float
    right: float
    top: float
    bottom: float


def specification(
    frame: Frame, theme: Theme, said: str, shapes: Mapping[str, list[Shape]]
) -> dict[str, Any]:
    """The specification of shapes; `said` is what the picture shows, in a sentence."""
    drawn = [layer for layer in layers(theme) if shapes.get(layer["data"]["name"])]
    return {
        "$schema": SCHEMA,
        "description": said,
        "background": theme.ground,
        "autosize": "none",
        "width": round(frame.width),
        "height": round(frame.height),
        "padding": {
            side: round(getattr(frame, side)) for side in ("left", "right", "top", "bottom")
        },
        "config": {"font": FONT, "view": {"stroke": None}},
        "usermeta": {
            "embedOptions": {
                "actions": False,
                "renderer": "svg",
                "tooltip": {"theme": theme.name},
            }
        },
        "datasets": {layer["data"]["name"]: shapes[layer["data"]["name"]] for layer in drawn},
        "layer": drawn,
    }


def layers(theme: Theme) -> list[Layer]:
    """Every layer that there may be, the lowest first."""
    cloth = {"condition": {"test": "datum.counts", "value": theme.mark}, "value": theme.ground}
    coloured = {"fill": _colour("colour"), "stroke": _colour("edge")}
    return [
        _layer("zones", "rect", SPAN, fill=theme.band),
        _layer("grid", "rule", SPAN, stroke=theme.faint),
        _layer("chains", "rule", SPAN | DOTTED, stroke=theme.muted),
        _layer("swatches", "rect", SPAN | coloured),
        _layer("bars", "rect", SPAN | coloured | _told(OF_BARS)),
        _layer("hatches", "rule", SPAN | {"stroke": _colour("ink")}, strokeOpacity=0.4),
        _layer("entries", "rule", SPAN | _told(OF_ENTRIES), stroke=theme.ink, strokeWidth=1.5),
        _layer("signs", "rule", SPAN, stroke=theme.ink, strokeWidth=1.5),
        _layer("veils", "rect", SPAN, fill=theme.ground, opacity=0.55),
        _layer("now", "rule", SPAN, stroke=theme.mark, strokeWidth=1.5),
        _layer("poles", "rule", SPAN, stroke=theme.mark),
        _layer(
            "flags",
            "point",
            POINT | {"fill": cloth} | _told(OF_FLAGS),
            shape=PENNANT,
            size=64,
            stroke=theme.mark,
            strokeWidth=1,
            opacity=1,
        ),
        _layer(
            "dates", "text", POINT | WRITTEN, **AS_WRITTEN, stroke=theme.ground, strokeWidth=2.5
        ),
        _layer("dates", "text", POINT | WRITTEN, **AS_WRITTEN),
        _layer("texts", "text", POINT | WRITTEN, **AS_WRITTEN),
    ]


OF_BARS = {
    "name": "who",
    "status": "status",
    "since": "from",
    "until": "until",
    "grade": "grade",
    "because": "because",
}
OF_ENTRIES = {"entry": "entry", "on": "on", "sentence": "what happened", "sources": "sources"}
OF_FLAGS = {"name": "what", "due": "due"}
"""What is shown of a bar, an entry or a flag that somebody points at, and under which heading."""


def _layer(name: str, mark: str, encoding: Layer, **properties: Any) -> Layer:
    silent = {} if "description" in encoding else {"aria": False}
    return {
        "data": {"name": name},
        "mark": {"type": mark, **silent, **properties},
        "encoding": encoding,
    }


def _place(field: str) -> Layer:
    return {"field": field, "type": "quantitative", "scale": None, "axis": None}


def _colour(field: str) -> Layer:
    return {"field": field, "type": "nominal", "scale": None, "legend": None}


def _told(fields: Mapping[str, str]) -> Layer:
    """A shape is described by what it `said`, and shows these fields where it is pointed at."""
    tips = [{"field": field, "title": title} for field, title in fields.items()]
    return {"description": {"field": "said"}, "tooltip": tips}


POINT: Layer = {"x": _place("x"), "y": _place("y")}
SPAN: Layer = POINT | {"x2": {"field": "x2"}, "y2": {"field": "y2"}}
DOTTED: Layer = {
    "strokeDash": {"condition": {"test": "datum.gone", "value": [2, 3]}, "value": [1, 0]}
}
WRITTEN: Layer = {
    "text": {"field": "text", "type": "nominal"},
    "color": _colour("ink"),
    "size": {"field": "size", "type": "quantitative", "scale": None, "legend": None},
    "description": {"field": "text"},
}
AS_WRITTEN: Layer = {
    "baseline": "middle",
    "align": {"expr": "datum.align || 'left'"},
    "fontWeight": {"expr": "datum.weight || 'normal'"},
}

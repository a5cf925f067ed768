"""A deal as a picture: what stood from when to when, as one Vega-Lite specification.

Everything is placed here, in pixels, and nothing by a scale of time: so a day is a day in the
deal's zone wherever the picture is drawn, and every word is known to fit.
"""

from __future__ import annotations

from tracker.formats.chart.picture import chart

__all__ = ["chart"]

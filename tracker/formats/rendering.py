"""A picture as SVG, PNG or a page of its own: the only module that imports vl_convert.

No network is used: the fonts, and for the page the scripts, come with the library.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from functools import cache
from html import escape
from types import ModuleType
from typing import Any

from tracker.domain.errors import Refusal

Picture = Mapping[str, Any]
"""A Vega-Lite specification."""

VEGA_LITE = "6.4"
SCALE = 2.0


def svg(picture: Picture) -> str:
    """An SVG document. Raises Refusal where the extra `page` is not installed."""
    drawn: str = _library().vegalite_to_svg(picture, vl_version=VEGA_LITE, allowed_base_urls=[])
    root, inside = drawn.split(">", 1)
    return f"{root}><title>{escape(picture['description'])}</title>{inside}\n"


def png(picture: Picture, scale: float = SCALE) -> bytes:
    """A PNG; `scale` is how many of its pixels make one of the picture. Raises what `svg` does."""
    library = _library()
    drawn: bytes = library.vegalite_to_png(
        picture, vl_version=VEGA_LITE, scale=scale, allowed_base_urls=[]
    )
    return drawn


def html(picture: Picture) -> str:
    """A page that draws it, and tells of what is pointed at. Raises what `svg` does."""
    # Beside the script, since the library's own page and its bundler both write out `<` as it is,
    # and what a text in the picture says behind `</script>` would run.
    said = json.dumps(picture).replace("<", "\\u003c")
    title, ground = escape(picture["description"]), picture["background"]
    return PAGE.format(title=title, ground=ground, picture=said, script=_script())


@cache
def _script() -> str:
    """Everything that the page runs."""
    script: str = _library().javascript_bundle(DRAWS, vl_version=VEGA_LITE)
    return script


RENDERERS: dict[str, Callable[[Picture], bytes]] = {
    "svg": lambda picture: svg(picture).encode(),
    "png": png,
    "html": lambda picture: html(picture).encode(),
}

DRAWS = """
const picture = JSON.parse(document.getElementById("specification").textContent);
vegaEmbed("#picture", picture, picture.usermeta.embedOptions).catch(console.error);
"""
PAGE = """\
<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>{title}</title>
<style>
body {{ margin: 0; background: {ground} }}
#picture svg {{ max-width: 100%; height: auto }}
</style>
</head>
<body>
<div id="picture"></div>
<script type="application/json" id="specification">{picture}</script>
<script type="module">{script}</script>
</body>
</html>
"""


def _library() -> ModuleType:
    try:
        import vl_convert
    except ImportError:
        raise Refusal(
            "drawing a picture needs what is not installed",
            "pip install 'deal-tracker[page]'",
            kind="not-installed",
        ) from None
    library: ModuleType = vl_convert
    return library

"""HTML, made of the templates; every text in it is escaped."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from fastapi import Request
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.responses import HTMLResponse

import tracker
from tracker.views import moments
from tracker.views.differences import by_thing, said
from tracker.views.headline import countdown
from tracker.web.access import WRITER
from tracker.web.address import address_of

TEMPLATES = Path(__file__).parent / "templates"


@cache
def environment() -> Environment:
    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.filters |= {"human": moments.human, "countdown": countdown, "said": _said, "slug": slug}
    made.globals |= {"version": tracker.__version__, "by_thing": by_thing}
    return made


def _said(value: object, field: str) -> str:
    return said(field, value)


def slug(text: str) -> str:
    """A text as a class of a style sheet: `in effect` as `in-effect`."""
    return "-".join(text.lower().split())


def shown(request: Request, template: str, code: int = 200, **context: Any) -> HTMLResponse:
    """A page, or a part of one, as the browser gets it."""
    around = {
        "here": address_of(request),
        "writes": getattr(request.state, "role", None) == WRITER,
        "form_token": request.app.state.access.form,
    }
    return HTMLResponse(environment().get_template(template).render(around | context), code)

"""Which page a browser asks from: its own say, which no script of another site can change."""

from __future__ import annotations

from starlette.datastructures import Headers

OURS = ("same-origin", "none")


def is_of_another_page(headers: Headers) -> bool:
    """Whether another site's page asks in secret: a link of it may lead here, nothing else."""
    is_link = headers.get("sec-fetch-mode") == "navigate"
    is_framed = headers.get("sec-fetch-dest", "document") != "document"
    return headers.get("sec-fetch-site", "none") not in OURS and (not is_link or is_framed)


def is_sent_from(own: str, headers: Headers) -> bool:
    """Whether a form was sent by a page of `own`, or by a program, which names no page."""
    if headers.get("sec-fetch-site", "none") not in OURS:
        return False
    origins, referer = headers.getlist("origin"), headers.get("referer")
    if origins:
        return origins == [own]
    return referer is None or f"{referer}/".startswith(f"{own}/")

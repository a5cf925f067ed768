"""The token of somebody who came in by a link: their browser keeps it in a cookie."""

from __future__ import annotations

from urllib.parse import quote, unquote

from starlette.requests import Request
from starlette.responses import Response


def cookie_of(request: Request) -> str:
    """The cookie's name: cookies are the same for all ports of a machine."""
    return f"tracker-{request.url.port or 80}"


def keep(request: Request, page: Response, token: str) -> None:
    """Have the browser bring that token with every request, and no page of another site."""
    page.set_cookie(
        cookie_of(request),
        quote(token, safe=""),
        httponly=True,
        samesite="strict",
        secure=request.url.scheme == "https",
    )


def token_of(request: Request) -> str | None:
    """What a program brings in a header, else what a browser has kept."""
    kind, _, given = request.headers.get("authorization", "").partition(" ")
    if kind.lower() == "bearer":
        return given.encode("latin-1").decode("utf-8", "replace")
    kept = request.cookies.get(cookie_of(request))
    return kept and unquote(kept)

"""The guard before every page: who is let in, and what browsers are told to refuse."""

from __future__ import annotations

from http import HTTPStatus
from urllib.parse import quote

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from tracker.web.access import WRITER, Access

HEADERS = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; "
    "img-src 'self' data:; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; "
    "form-action 'self'",
    "X-Content-Type-Options": "nosniff",
    # Not `no-referrer`: with it browsers send a form of ours without saying where it is from.
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Frame-Options": "DENY",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
READS = ("GET", "HEAD", "OPTIONS")
ENDLESS = "/api/live"
LARGEST = 100_000
"""Bytes of a form: a sentence, its dates and a quote are far less."""


class Guard:
    """Lets a request through, with its role in `request.state.role`, or refuses it."""

    def __init__(self, app: ASGIApp, access: Access) -> None:
        self.app = app
        self.access = access

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        answer = self._refusal(Request(scope)) or self.app
        # Of what never ends there is no head.
        is_head = scope["method"] == "HEAD" and scope["path"] != ENDLESS

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
                headers.setdefault("Cache-Control", "private, no-cache")
            elif is_head:
                message = {**message, "body": b""}
            await send(message)

        asked = {**scope, "method": "GET"} if is_head else scope
        await answer(asked, receive, send_guarded)

    def _refusal(self, request: Request) -> Response | None:
        server = request.scope.get("server")
        local = server[0] if server else None
        if not self.access.is_named(request.headers.get("host", ""), local):
            return _no(HTTPStatus.MISDIRECTED_REQUEST, "This server does not go by that name.")
        if _is_of_another_page(request):
            return _no(HTTPStatus.FORBIDDEN, "That was asked by a page of another site.")
        if request.method in READS and (given := request.query_params.get("token")):
            return self._come_in(request, given)
        role = self.access.role(_token(request))
        if role is None:
            return _no(
                HTTPStatus.UNAUTHORIZED,
                "This page opens with the link that was printed where it was started.",
            )
        request.scope.setdefault("state", {})["role"] = role
        return None if request.method in READS else _refused_post(request, role)

    def _come_in(self, request: Request, given: str) -> Response:
        """Keep a token that fits in a cookie, and take it out of the address.

        Not by a redirect: behind one that began on another site, browsers withhold the cookie.
        """
        if not self.access.is_held(given):
            return _no(HTTPStatus.FORBIDDEN, "That token is not of this start.")
        url = request.url.remove_query_params("token")
        # Behind two slashes a browser looks for another site's name.
        path = quote(url.path.lstrip("/"), safe="/%")
        there = f"/{path}?{url.query}" if url.query else f"/{path}"
        page = HTMLResponse("<!doctype html><title>Deals</title><p>Opening the page …</p>")
        page.headers["Refresh"] = f"0; url={there}"
        if self.access.role(_token(request)) != WRITER:  # the readers' link takes no pen away
            self._keep(request, page, given)
        return page

    @staticmethod
    def _keep(request: Request, page: Response, token: str) -> None:
        secure = request.url.scheme == "https"
        page.set_cookie(cookie_of(request), token, httponly=True, samesite="strict", secure=secure)


def cookie_of(request: Request) -> str:
    """The cookie's name: cookies are the same for all ports of a machine."""
    return f"tracker-{request.url.port or 80}"


def _token(request: Request) -> str | None:
    kind, _, given = request.headers.get("authorization", "").partition(" ")
    return given if kind.lower() == "bearer" else request.cookies.get(cookie_of(request))


def _is_of_another_page(request: Request) -> bool:
    """Whether another site's page asks in secret: a link of it may lead here, nothing else."""
    headers = request.headers
    is_link = headers.get("sec-fetch-mode") == "navigate"
    return request.method in READS and headers.get("sec-fetch-site") == "cross-site" and not is_link


def _refused_post(request: Request, role: str) -> Response | None:
    """What keeps other sites' pages from sending our forms, and anybody from sending too much."""
    if role != WRITER:
        return _no(
            HTTPStatus.FORBIDDEN,
            "Nothing is recorded from here: `tracker serve --write` allows it.",
        )
    own = f"{request.url.scheme}://{request.headers.get('host', '')}"
    if request.headers.get("origin", own) != own:
        return _no(HTTPStatus.FORBIDDEN, "That form was sent from another site.")
    if request.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        return _no(HTTPStatus.FORBIDDEN, "That form was sent from another site.")
    length = request.headers.get("content-length", "")
    if not length.isdecimal():
        return _no(HTTPStatus.LENGTH_REQUIRED, "A form says how long it is.")
    if int(length) > LARGEST:
        return _no(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "That is too much for one entry.")
    return None


def _no(status: HTTPStatus, said: str) -> Response:
    return PlainTextResponse(f"{said}\n", status)

"""The guard before every page: who is let in, and what browsers are told to refuse."""

from __future__ import annotations

from contextlib import suppress
from http import HTTPStatus
from urllib.parse import quote, urlencode

from starlette.datastructures import MutableHeaders
from starlette.requests import ClientDisconnect, Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from starlette.websockets import WebSocketClose

from tracker.web.access import WRITER, Access
from tracker.web.cookie import keep, token_of
from tracker.web.origin import is_of_another_page, is_sent_from

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
READS = ("GET", "HEAD")
METHODS = (*READS, "POST")
ENDLESS = "/api/live"
FORM = "application/x-www-form-urlencoded"
LARGEST = 100_000
"""Bytes of a form: a sentence, its dates and a quote are far less."""


class Guard:
    """Lets a request through, with its role in `request.state.role`, or refuses it."""

    def __init__(self, app: ASGIApp, access: Access) -> None:
        self.app = app
        self.access = access

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            other = WebSocketClose() if scope["type"] == "websocket" else self.app
            await other(scope, receive, send)
            return
        answer = self._refusal(Request(scope)) or self.app
        # Of what never ends there is no head.
        is_head = scope["method"] == "HEAD" and scope["path"] != ENDLESS

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
                headers.setdefault("Cache-Control", self._keeping(scope["path"]))
            elif is_head:
                message = {**message, "body": b""}
            await send(message)

        asked = {**scope, "method": "GET"} if is_head else scope
        # Who leaves in the middle of a form is told nothing, and it is nobody's defect.
        with suppress(ClientDisconnect):
            await answer(asked, receive, send_guarded)

    def _keeping(self, path: str) -> str:
        """What a browser may keep: of what opens by a token, nothing."""
        is_open = self.access.reading is None or path.startswith("/static/")
        return "private, no-cache" if is_open else "no-store"

    def _refusal(self, request: Request) -> Response | None:
        refused = self._misdirected(request) or _unreadable(request)
        if refused:
            return refused
        if is_of_another_page(request.headers):
            return _no(HTTPStatus.FORBIDDEN, "That was asked by a page of another site.")
        if request.method in READS and (given := request.query_params.get("token")):
            return self._come_in(request, given)
        role = self.access.role(token_of(request))
        if role is None:
            return _no(
                HTTPStatus.UNAUTHORIZED,
                "This page opens with the link that was printed where it was started.",
            )
        request.scope.setdefault("state", {})["role"] = role
        return None if request.method in READS else _refused_post(request, role)

    def _misdirected(self, request: Request) -> Response | None:
        local, _ = request.scope.get("server") or (None, None)
        hosts = request.headers.getlist("host")
        if len(hosts) == 1 and self.access.is_named(hosts[0], local):
            return None
        return _no(HTTPStatus.MISDIRECTED_REQUEST, "This server does not go by that name.")

    def _come_in(self, request: Request, given: str) -> Response:
        """Keep a token that fits in a cookie, and take it out of the address.

        Not by a redirect: behind one that began on another site, browsers withhold the cookie.
        """
        if not self.access.is_held(given):
            return _no(HTTPStatus.FORBIDDEN, "That token is not of this start.")
        asked = request.query_params.multi_items()
        query = urlencode([each for each in asked if each[0] != "token"])
        # Behind two slashes a browser looks for another site's name.
        path = quote(request.scope["path"].lstrip("/"))
        page = HTMLResponse("<!doctype html><title>Deals</title><p>Opening the page …</p>")
        page.headers["Refresh"] = f"0; url=/{path}" + (f"?{query}" if query else "")
        page.headers["Cache-Control"] = "no-store"
        if self.access.role(token_of(request)) != WRITER:  # the readers' link takes no pen away
            keep(request, page, given)
        return page


def _unreadable(request: Request) -> Response | None:
    """What no browser of ours sends: it is refused before anything of it is read."""
    headers = request.headers
    if request.method not in METHODS:
        allowed = ", ".join(METHODS)
        return _no(HTTPStatus.METHOD_NOT_ALLOWED, "That is nothing to do here.", Allow=allowed)
    if not request.scope["path"].startswith("/"):
        return _no(HTTPStatus.BAD_REQUEST, "That is no address of a page.")
    length = headers.get("content-length", "" if request.method == "POST" else "0")
    if "transfer-encoding" in headers or not length.isdecimal():
        return _no(HTTPStatus.LENGTH_REQUIRED, "A form says how long it is.")
    if len(length) > len(str(LARGEST)) or int(length) > LARGEST:
        return _no(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "That is too much for one entry.")
    return None


def _refused_post(request: Request, role: str) -> Response | None:
    """What keeps other sites' pages from sending our forms."""
    if role != WRITER:
        return _no(
            HTTPStatus.FORBIDDEN,
            "Nothing is recorded from here: `tracker serve --write` allows it.",
        )
    headers = request.headers
    if not is_sent_from(f"{request.url.scheme}://{headers['host']}", headers):
        return _no(HTTPStatus.FORBIDDEN, "That form was sent from another site.")
    kind = headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != FORM or "content-encoding" in headers:
        return _no(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, f"A form is sent as {FORM}.")
    return None


def _no(status: HTTPStatus, said: str, **headers: str) -> Response:
    """A refusal. It ends the connection: what is still to come of the request is not read."""
    ends = {"Connection": "close", "Cache-Control": "no-store"}
    return PlainTextResponse(f"{said}\n", status, {**ends, **headers})

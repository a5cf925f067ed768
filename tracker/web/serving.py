"""The server of the page: an address, the links that open it, and its end."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable
from contextlib import suppress
from threading import Event
from types import FrameType
from urllib.parse import quote

import uvicorn
from fastapi import FastAPI
from msgspec import Struct

from tracker.domain.errors import Refusal
from tracker.store.book import Book
from tracker.web.access import LOOPBACK, Access, is_loopback, made_token
from tracker.web.app import create
from tracker.web.connection import Connection

FIRST_PORT, PORTS = 8100, 20
"""Where no port is asked for, the first of so many that is free."""

EVERYWHERE = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 (told apart, not bound)
"""Every address of this machine, which is none to open: what this machine opens instead."""


class Place(Struct, frozen=True, kw_only=True):
    """Where the page is to be served, and for whom.

    `names` are what it is called besides its address. `token` opens it for readers where the
    address can be reached from elsewhere; without one, a fresh one does.
    """

    host: str = "127.0.0.1"
    port: int | None = None
    names: tuple[str, ...] = ()
    token: str | None = None
    write: bool = False
    today: str | None = None


def serve(book: Book, place: Place, say: Callable[[str], object]) -> None:
    """Serve until Ctrl-C; `say` is told the links. Raises Refusal where the port is taken."""
    access = access_to(place)
    with listening(place.host, place.port) as bound:
        app = create(book, access, place.today)
        for line in links(place.host, bound.getsockname()[1], access):
            say(line)
        with suppress(KeyboardInterrupt):
            server_of(app).run(sockets=[bound])


def server_of(app: FastAPI) -> Server:
    """What answers for the application: it says nothing of what others send, but of defects."""
    config = uvicorn.Config(
        app,
        http=Connection,
        ws="none",
        log_level="error",
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=3,
    )
    return Server(config, app.state.closing)


class Server(uvicorn.Server):
    """A server that tells those who listen to it that it ends."""

    def __init__(self, config: uvicorn.Config, closing: Event) -> None:
        super().__init__(config)
        self._closing = closing

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        self._closing.set()
        super().handle_exit(sig, frame)


def access_to(place: Place) -> Access:
    """Loopback opens by itself; any other address, and recording, by a token alone."""
    token = place.token or (None if is_loopback(place.host) else made_token())
    return Access(
        hosts=frozenset((*LOOPBACK, place.host.lower(), *map(str.lower, place.names))),
        reading=token,
        writing=made_token() if place.write else None,
        form=made_token(),
    )


def listening(host: str, port: int | None) -> socket.socket:
    """A socket on that port, or on the first that is free. Raises Refusal."""
    ports = range(FIRST_PORT, FIRST_PORT + PORTS) if port is None else (port,)
    family, why = family_of(host), ""
    for each in ports:
        try:
            bound = socket.create_server((host, each), family=family, backlog=128)
        except OSError as error:
            why = os.strerror(error.errno) if error.errno else str(error)
        else:
            # The head of an answer and the rest of it go out apart, and neither waits.
            bound.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            return bound
    named = f"port {port}" if port is not None else f"any port from {FIRST_PORT} on"
    raise Refusal(
        f"{host} cannot be listened to on {named}: {why}",
        "--port names another, --host another address of this machine",
        kind="no-address",
    )


def family_of(host: str) -> socket.AddressFamily:
    """Of which kind the address is. Raises Refusal for what is none, and no name of one."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        socket.getaddrinfo(host, None, family)
    except (socket.gaierror, UnicodeError):  # the latter for what cannot even be looked up
        raise Refusal(
            f"no address goes by {host!r} here",
            "--host takes 127.0.0.1, ::1, or another address or name of this machine",
            kind="no-address",
        ) from None
    return family


def links(host: str, port: int, access: Access) -> list[str]:
    """What opens the page, and for whom."""
    names = sorted(access.hosts - LOOPBACK - EVERYWHERE.keys())
    known = names[0] if names and host in EVERYWHERE else None
    name = known or EVERYWHERE.get(host, host)
    base = f"http://{f'[{name}]' if ':' in name else name}:{port}/"
    if access.writing is None and access.reading is None:
        return [f"{base}", "  Ctrl-C ends it"]
    reading = f"{base}?token={quote(access.reading, safe='')}" if access.reading else base
    lines = [f"to read:   {reading}"]
    if access.writing:
        lines.append(f"to record: {base}?token={quote(access.writing, safe='')}")
    if host in EVERYWHERE and not known:
        lines.append(f"  from another machine: with this one's address in place of {name}")
    return [*lines, "  Ctrl-C ends it, and with it these links"]

"""A door before a PostgreSQL server, which can cut a connection off at its COMMIT."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory

STARTING = b"SFATAL\0VFATAL\0C57P03\0Mthe database system is starting up\0\0"
WRITTEN, COMMIT = b"INSERT INTO entries", b"COMMIT"
BEFORE, AFTER = "before", "after"


class Door:
    """A socket in a folder of its own, behind which is the socket of the server.

    The first connections, as many as `refusals`, are told that the server is still starting up.
    With `cut`, one connection that has written entries is cut off when it would commit: BEFORE the
    server is told, or AFTER the server has done it and before the client is told.
    """

    def __init__(self, folder: str, server: Path, refusals: int, cut: str) -> None:
        self.folder = folder
        self.refusals, self.cut = refusals, cut
        self._server = str(server / ".s.PGSQL.5432")
        self._open: list[socket.socket] = []
        self._threads: list[threading.Thread] = []
        self._listening = socket.socket(socket.AF_UNIX)
        self._listening.bind(f"{folder}/.s.PGSQL.5432")
        self._listening.listen()

    def to(self, place: str) -> str:
        """The address of a book, by way of the door."""
        before, _, rest = place.partition("host=")
        _, ampersand, options = rest.partition("&")
        return f"{before}host={self.folder}{ampersand}{options}"

    def let_in(self) -> None:
        """Let clients in until the door is closed."""
        while True:
            try:
                client, _ = self._listening.accept()
            except OSError:
                return
            self._open.append(client)
            self._begin(self._refuse if self.refusals > 0 else self._serve, client)
            self.refusals -= 1

    def close(self) -> None:
        # Closing alone would not wake who waits for the next client.
        for each in (self._listening, *self._open):
            with suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)
        for thread in self._threads:
            thread.join()
        self._listening.close()

    def _begin(self, do: object, client: socket.socket) -> None:
        assert callable(do)
        self._threads.append(threading.Thread(target=do, args=[client]))
        self._threads[-1].start()

    def _refuse(self, client: socket.socket) -> None:
        with client, suppress(OSError):
            client.recv(1 << 16)
            client.sendall(b"E" + (4 + len(STARTING)).to_bytes(4, "big") + STARTING)

    def _serve(self, client: socket.socket) -> None:
        with client, socket.socket(socket.AF_UNIX) as server, suppress(OSError):
            server.connect(self._server)
            line = _Line(self, client, server)
            back = threading.Thread(target=line.pass_back)
            back.start()
            line.pass_on()
            with suppress(OSError):
                server.shutdown(socket.SHUT_WR)  # it does what it was told, and then ends
            back.join()


class _Line:
    """A client and the server, and whether what the server says still reaches the client."""

    def __init__(self, door: Door, client: socket.socket, server: socket.socket) -> None:
        self.door, self.client, self.server = door, client, server
        self.is_deaf = self.has_written = False

    def pass_on(self) -> None:
        with suppress(OSError):
            while said := self.client.recv(1 << 16):
                self.has_written = self.has_written or WRITTEN in said
                if self.door.cut and self.has_written and COMMIT in said:
                    self._cut(said)
                    return
                self.server.sendall(said)

    def _cut(self, said: bytes) -> None:
        self.is_deaf = True
        if self.door.cut == AFTER:
            self.server.sendall(said)
        self.door.cut = ""

    def pass_back(self) -> None:
        with suppress(OSError):
            while said := self.server.recv(1 << 16):
                if not self.is_deaf:
                    self.client.sendall(said)
        with suppress(OSError):
            self.client.shutdown(socket.SHUT_RDWR)


@contextmanager
def door(server: Path, *, refusals: int = 0, cut: str = "") -> Iterator[Door]:
    """A door to the server whose socket is in that folder, until it is closed."""
    with TemporaryDirectory(prefix="tracker_door_") as folder:
        made = Door(folder, server, refusals, cut)
        letting_in = threading.Thread(target=made.let_in)
        letting_in.start()
        try:
            yield made
        finally:
            made.close()
            letting_in.join()

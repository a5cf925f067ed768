"""A connection to the page, which is cut where the other side keeps it waiting."""

from __future__ import annotations

from asyncio import TimerHandle, Transport
from collections.abc import Iterable
from typing import cast

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

PATIENCE = 30.0
"""Seconds in which a request has to be there as a whole, and some of its answer has to be taken."""

MOST = 200
"""So many are open at once: of more, the one is cut that has kept us waiting longest."""

UNASKED = (h11.IDLE, h11.SEND_BODY, h11.ERROR)
"""Where the other side stands as long as a request of it is not there as a whole."""


class Connection(H11Protocol):
    """Waits for a request, and for its answer to be taken, but not for ever."""

    _waits: TimerHandle | None = None
    _left = 0

    def connection_made(self, transport: Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._wait()
        _make_room(cast(Connection, each) for each in self.connections)

    def connection_lost(self, exc: Exception | None) -> None:
        super().connection_lost(exc)
        self._go_on()

    def handle_events(self) -> None:
        super().handle_events()
        self._take_turn()

    def on_response_complete(self) -> None:
        # First, because the next request may be there already.
        self._wait()
        super().on_response_complete()

    def pause_writing(self) -> None:
        super().pause_writing()
        self._wait()

    def resume_writing(self) -> None:
        super().resume_writing()
        self._take_turn()

    def send_400_response(self, msg: str) -> None:
        """What makes no sense while it comes is answered so, and by nobody else."""
        if self.conn.our_state is h11.SEND_RESPONSE:
            self.cycle.disconnected = True
            self.cycle.message_event.set()
        super().send_400_response(msg)

    def shutdown(self) -> None:
        super().shutdown()
        if self._waits:
            self.transport.abort()

    @property
    def waits_until(self) -> float | None:
        """When it is cut unless the other side does something; None where that waits for us."""
        return self._waits.when() if self._waits else None

    def _wait(self) -> None:
        self._go_on()
        self._left = self.transport.get_write_buffer_size()
        self._waits = self.loop.call_later(PATIENCE, self._look)

    def _take_turn(self) -> None:
        """It is for us to go on where all is there that was asked, and taken that we have said."""
        is_asked = self.conn.their_state not in UNASKED and not self.cycle.response_complete
        if is_asked and not self.flow.write_paused:
            self._go_on()

    def _go_on(self) -> None:
        if self._waits:
            self._waits.cancel()
            self._waits = None

    def _look(self) -> None:
        if self.transport.get_write_buffer_size() < self._left:
            self._wait()
        else:
            self.transport.abort()


def _make_room(connections: Iterable[Connection]) -> None:
    there = [each for each in connections if not each.transport.is_closing()]
    if len(there) > MOST:
        waiting = {each.waits_until: each for each in there if each.waits_until}
        waiting[min(waiting)].transport.abort()

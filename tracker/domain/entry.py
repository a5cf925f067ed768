"""An event, written down: its number, its three times, who did it, and who says so."""

from __future__ import annotations

from typing import Any

import msgspec
from msgspec import Struct

from tracker.domain.amendments import Amendment, AnyAmendment
from tracker.domain.decoding import decoded
from tracker.domain.event import Event
from tracker.domain.events import AnyEvent, sentence_of
from tracker.domain.sources import Source


class DealOpened(Struct, frozen=True, tag=True, tag_field="event", omit_defaults=True):
    """A deal is followed: the entry of number 0 in its log."""

    title: str
    zone: str
    seller: str | None = None
    target: str | None = None

    def __str__(self) -> str:
        return f"deal opened: {self.title}"


class Entry(Struct, frozen=True, omit_defaults=True):
    """An entry of a deal's log. Times are canonical texts, `recorded` a UTC instant.

    An amendment has neither `on` nor `reported`; its `sources` are within its event.
    """

    number: int
    id: str
    event: AnyEvent | AnyAmendment | DealOpened
    recorded: str
    on: str | None = None
    reported: str | None = None
    by: str | None = None
    sources: tuple[Source, ...] = ()

    @property
    def is_amendment(self) -> bool:
        return isinstance(self.event, Amendment)

    @property
    def sentence(self) -> str:
        return sentence_of(self.event) if isinstance(self.event, Event) else str(self.event)

    @property
    def kind(self) -> str:
        """The stored name of its event type."""
        return type(self.event).__name__


_encoder = msgspec.json.Encoder(order="deterministic")
_decoder = msgspec.json.Decoder(Entry)


def encode(entry: Any) -> bytes:
    """Canonical JSON: the same entry is the same bytes."""
    return _encoder.encode(entry)


def decode(line: bytes | str) -> Entry:
    """Raises msgspec.MsgspecError or UnicodeDecodeError where the bytes are no entry."""
    return decoded(_decoder, line)

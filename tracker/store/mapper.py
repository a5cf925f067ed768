"""Between an entry and what the library stores: explicit names, canonical JSON, checked."""

from __future__ import annotations

from typing import NamedTuple

import msgspec
from eventsourcing.domain import DomainEventProtocol
from eventsourcing.persistence import Mapper, StoredEvent, Transcoder

from tracker.domain.entry import Entry, decode, encode
from tracker.store.errors import StoreDamaged


class Logged(NamedTuple):
    """An entry in the log of a deal, as the library handles it."""

    originator_id: str
    originator_version: int
    entry: Entry


class JSON(Transcoder):
    """Entries as canonical JSON."""

    def encode(self, obj: Entry) -> bytes:
        return encode(obj)

    def decode(self, data: bytes) -> Entry:
        return decode(data)


class EntryMapper(Mapper[str]):
    """The topic is the stored name of the event type, so that moving a class breaks no log."""

    def __init__(self) -> None:
        super().__init__(JSON())

    def to_stored_event(self, domain_event: DomainEventProtocol[str]) -> StoredEvent:
        assert isinstance(domain_event, Logged)
        deal, number, entry = (
            domain_event.originator_id,
            domain_event.originator_version,
            domain_event.entry,
        )
        return StoredEvent(deal, number, entry.kind, self.transcoder.encode(entry))

    def to_domain_event(self, stored_event: StoredEvent) -> Logged:
        """Raises StoreDamaged where what is stored is no entry of this version."""
        deal, number = str(stored_event.originator_id), stored_event.originator_version
        try:
            entry = decode(stored_event.state)
        except (msgspec.MsgspecError, UnicodeDecodeError, TypeError) as error:
            raise StoreDamaged(
                f"entry #{number} of {deal} cannot be read: {error}",
                "restore a backup of the book",
            ) from error
        return Logged(deal, number, entry)

"""What happened to a deal: the class of which every event type is one subclass."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, ClassVar

from msgspec import Struct

from tracker.domain.names import PARTY, Known
from tracker.domain.phrases import AUTHORITY, NAMES, Phrase, kind_of

if TYPE_CHECKING:
    from tracker.domain.deal import Deal


class At(Struct, frozen=True):
    """Where in the history an event stands: its entry number, its `on`, and that day's start."""

    entry: int
    on: str
    start: int

    @property
    def order(self) -> tuple[int, int]:
        return self.start, self.entry


class Event(Struct, frozen=True, tag=True, tag_field="event", omit_defaults=True):
    """A dated fact about a deal, in the past tense.

    A subclass holds all that the tracker knows of it: the docstring that `tracker words` shows, the
    phrases it is read and printed in, its fields, and what it does to a deal. The class name is the
    stored name; `evolve` is total: whatever happened, happened.
    """

    phrases: ClassVar[tuple[Phrase, ...]] = ()
    slots: ClassVar[Mapping[str, str]] = {}
    unsaid: ClassVar[frozenset[str]] = frozenset()
    asks: ClassVar[bool] = False
    """Whether it asks something of a deadline that somebody must have set."""

    def evolve(self, deal: Deal, at: At) -> Deal:
        raise NotImplementedError

    def settle(self, then: Deal, whole: Deal, on: str) -> Event:
        """The event as it is kept: what it leaves open is settled when it is recorded.

        `then` is the deal before it, `whole` the deal with everything, whatever its date; `on` is
        the day it happened.
        """
        return self

    def unsettled(self) -> Event:
        """The event as its sentence says it."""
        return self

    def mentions(self, known: Known) -> Iterator[tuple[str, str]]:
        """The kind and the name of everybody and everything it speaks of."""
        for field in self.__struct_fields__:
            name = getattr(self, field)
            if name is not None and (kind := _kind(type(self), field)):
                yield (PARTY if kind == AUTHORITY else kind), name


@lru_cache(maxsize=1024)
def _kind(event: type[Event], field: str) -> str | None:
    slots = {slot for phrase in event.phrases for slot in phrase.slots}
    kind = kind_of(event, field) if field in slots else None
    return kind if kind in NAMES else None

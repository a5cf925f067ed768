"""Phrases: fixed words and slots, `{bidder} bid of {terms}`, to read and print events in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from msgspec import Struct

from tracker.domain.names import ANY, CONNECTORS, DEADLINE, PARTY

AUTHORITY, TERMS, DATE, SPAN, TEXT = "authority", "terms", "date", "span", "text"
SLOTS = {
    "bidder": PARTY,
    "member": PARTY,
    "party": PARTY,
    "authority": AUTHORITY,
    "name": DEADLINE,
    "alias": ANY,
    "terms": TERMS,
    "role": TERMS,
    "date": DATE,
    "span": SPAN,
    "text": TEXT,
}
NAMES = frozenset({PARTY, AUTHORITY, DEADLINE, ANY})
SYNONYMS = {"rumored": "rumoured", "license": "licence"}


class Phrase(Struct, frozen=True):
    """Fixed words and slots, with the fields that the fixed words stand for."""

    template: str
    fixed: Mapping[str, Any] = {}
    printed: bool = True

    def __hash__(self) -> int:
        return hash(self.template)

    @property
    def parts(self) -> tuple[str, ...]:
        return _parts(self.template)

    @property
    def words(self) -> tuple[str, ...]:
        return tuple(part for part in self.parts if not part.startswith("{"))

    @property
    def keywords(self) -> frozenset[str]:
        """What a sentence must hold, in small letters, to be read in this phrase."""
        return _keywords(self.template)

    @property
    def slots(self) -> tuple[str, ...]:
        return tuple(part[1:-1] for part in self.parts if part.startswith("{"))

    @property
    def is_speech(self) -> bool:
        return self.template.endswith(": {text}")


@lru_cache(maxsize=1024)
def _parts(template: str) -> tuple[str, ...]:
    return tuple(template.split())


@lru_cache(maxsize=1024)
def _keywords(template: str) -> frozenset[str]:
    return frozenset(part.lower() for part in _parts(template) if not part.startswith("{"))


def say(template: str, **fixed: Any) -> Phrase:
    """A phrase in which the event is read and printed."""
    return Phrase(template, fixed)


def read_as(template: str, **fixed: Any) -> Phrase:
    """A phrase in which the event is read too, but printed in another."""
    return Phrase(template, fixed, printed=False)


class Vocabulary(Struct, frozen=True):
    """All phrases, each with the class of its event."""

    phrases: tuple[tuple[Phrase, type[Any]], ...]
    words: frozenset[str]

    @classmethod
    def of(cls, events: Iterable[type[Any]]) -> Vocabulary:
        phrases = tuple((phrase, event) for event in events for phrase in event.phrases)
        words = {word.lower().rstrip(":") for phrase, _ in phrases for word in phrase.words}
        return cls(phrases, frozenset(words | SYNONYMS.keys() | CONNECTORS))


def kind_of(event: type[Any], slot: str) -> str:
    kinds: Mapping[str, str] = getattr(event, "slots", {})
    return kinds.get(slot, SLOTS[slot])

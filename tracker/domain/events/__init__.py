"""One class, one event type. All of them, found where they are defined."""

from __future__ import annotations

import functools
import operator
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from tracker.domain.event import Event
from tracker.domain.events import bidders, deadlines, reviews, statements
from tracker.domain.phrases import Vocabulary
from tracker.domain.reading import Context, Reading, read
from tracker.domain.sentences import sentence

__all__ = ["EVENTS", "VOCABULARY", "AnyEvent", "bidders", "deadlines", "reviews", "statements"]


def _all(kind: type[Event]) -> Iterator[type[Event]]:
    for event in kind.__subclasses__():
        if event.phrases:
            yield event
        yield from _all(event)


EVENTS: tuple[type[Event], ...] = tuple(_all(Event))
VOCABULARY = Vocabulary.of(EVENTS)

if TYPE_CHECKING:
    AnyEvent = Event
else:
    AnyEvent: Any = functools.reduce(operator.or_, EVENTS)


def read_sentence(text: str, context: Context) -> Reading:
    """The event that a sentence says. Raises Refusal where it fits no phrase, or two."""
    return read(text, VOCABULARY, context)


@functools.lru_cache(maxsize=65536)
def sentence_of(event: Event) -> str:
    """The event as a sentence that reads back as the same event."""
    return sentence(event, VOCABULARY)

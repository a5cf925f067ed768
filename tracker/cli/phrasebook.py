"""The phrases of the language, with what each means and an example, learnt from the classes."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator

from msgspec import Struct

from tracker.domain.characters import LONGEST_NAME, refuse_length
from tracker.domain.errors import NotThere
from tracker.domain.event import Event
from tracker.domain.events import EVENTS, VOCABULARY
from tracker.domain.names import DEADLINE
from tracker.domain.nearest import near_word
from tracker.domain.phrases import SYNONYMS, Phrase, kind_of

EXAMPLES = {
    "bidder": "Oracle",
    "member": "Walmart",
    "party": "Microsoft",
    "authority": "CFIUS",
    "alias": "MSFT",
    "date": "2020-11-12",
    "span": "15 days",
    "terms": "$20bn",
    "role": "technology partner",
    "text": "no comment",
    DEADLINE: "sale",
}
"""What stands in a slot of an example; a `name` is an example of its kind."""


class Entry(Struct, frozen=True):
    """A phrase: its event type and what that means, and an example of it.

    `prints` is false for one that is read, and printed in another way.
    """

    group: str
    event: str
    phrase: str
    example: str
    meaning: str
    prints: bool


def phrasebook(word: str | None = None) -> list[Entry]:
    """Every phrase, or those that a word is in. Raises NotThere where none is."""
    book = [_entry(event, phrase) for event in EVENTS for phrase in event.phrases]
    if word is None:
        return book
    refuse_length(word, "a word", LONGEST_NAME)
    found = _saying(word, book) or [each for each in book if word.lower() in _meaning_words(each)]
    if not found:
        near = near_word(word, VOCABULARY.words)
        raise NotThere(
            f"no phrase says {word!r}",
            *((f"did you mean {near}?",) if near else ()),
            "`tracker words` lists them all; what none of them says is recorded as 'note: ...'",
            kind="unknown-word",
        )
    return found


def _entry(event: type[Event], phrase: Phrase) -> Entry:
    meaning = " ".join((event.__doc__ or "").split())
    example = " ".join(_words(event, phrase))
    group = (sys.modules[event.__module__].__doc__ or "").strip().rstrip(".")
    return Entry(group, event.__name__, phrase.template, example, meaning, phrase.printed)


def _words(event: type[Event], phrase: Phrase) -> Iterator[str]:
    for part in phrase.parts:
        slot = part[1:-1]
        if not part.startswith("{"):
            yield part
        else:
            kind = kind_of(event, slot)
            yield EXAMPLES.get(slot) or EXAMPLES.get(kind) or EXAMPLES["party"]


def _saying(words: str, book: list[Entry]) -> list[Entry]:
    """The phrases that all these words are in, and those of an event type of that name."""
    wanted = {SYNONYMS.get(word, word) for word in words.lower().split()}
    return [
        each
        for each in book
        if wanted <= set(re.findall(r"\w+", each.phrase.lower())) or wanted == {each.event.lower()}
    ]


def _meaning_words(entry: Entry) -> list[str]:
    return re.findall(r"\w+", entry.meaning.lower())

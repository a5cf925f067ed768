"""What a sentence that was begun may become: phrases, with the names that are known."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from tracker.domain.events import VOCABULARY
from tracker.domain.history import History
from tracker.domain.names import PARTY, key
from tracker.domain.phrases import AUTHORITY, NAMES, Phrase, kind_of

MOST = 12


class Completion(Struct, frozen=True):
    """A text to go on from, the phrase that it fills, and what that means."""

    text: str
    phrase: str
    meaning: str


def completions(history: History, begun: str) -> list[Completion]:
    """The likeliest: those that go on from what was typed, then those that have its words."""
    wanted = key(begun)
    found = list(_completions(history))
    first = [each for each in found if key(each.text).startswith(wanted)]
    words = set(wanted.split())
    then = [each for each in found if each not in first and words <= set(key(each.phrase).split())]
    return (first + then)[:MOST]


def _completions(history: History) -> Iterator[Completion]:
    for phrase, event in VOCABULARY.phrases:
        if phrase.printed:
            meaning = " ".join((event.__doc__ or "").split())
            for text in _begun(phrase, event, history):
                yield Completion(text, phrase.template, meaning)


def _begun(phrase: Phrase, event: type, history: History) -> Iterator[str]:
    """The phrase up to its second slot, with each known name in the first."""
    parts = phrase.template.split()
    slots = [at for at, part in enumerate(parts) if part.startswith("{")]
    if not slots:
        yield phrase.template
        return
    first, second = slots[0], (*slots[1:], len(parts))[0]
    kind = kind_of(event, parts[first][1:-1])
    if kind not in NAMES:
        yield " ".join(parts[:first]) + " "
        return
    names = history.known.of(PARTY if kind == AUTHORITY else kind).values()
    rest = " " if second < len(parts) else ""
    for name in names:
        yield " ".join([*parts[:first], name, *parts[first + 1 : second]]) + rest

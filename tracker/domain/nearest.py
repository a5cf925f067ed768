"""The way out of a sentence that is not understood: the phrase that was probably meant.

Every phrase is laid along the words that were said. A fixed word may have a slip in it or be
missing, a slot may stay open, a word may be left over; the phrase that loses least by it is near.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from itertools import pairwise
from typing import Any

from tracker.domain.names import CONNECTORS, HEDGES, NEGATIONS, PARTY, Known, key, slips
from tracker.domain.phrases import (
    AUTHORITY,
    DATE,
    NAMES,
    TERMS,
    TEXT,
    Phrase,
    Vocabulary,
    kind_of,
)
from tracker.domain.slots import Token, may_fill, tokens

WORD, SLIP, SLOT, SMALL = 2.0, 1.5, 0.5, 0.5
"""What a fixed word is worth, one with a slip in it, a filled slot, and a connector."""
COUNTING = frozenset(("in", "within"))
"""The connectors that a date can begin with: in 45 days."""
LONGEST = 24
"""Words that are looked at: what is longer is prose."""

Part = str | tuple[Sequence[Token], str]
"""A fixed word or a slot that stays open; or what fills a slot, and the kind of it."""
Laid = tuple[float, tuple[Part, ...]]


def nearest(line: str, vocabulary: Vocabulary, known: Known) -> str | None:
    """The phrase nearest to a sentence that fits none, filled with the names found in it.

    None where even that one would say a word twice over: it was laid over something else.
    """
    said = tokens(line)[:LONGEST]
    best, most = tuple[Part, ...](), 0.0
    for phrase, event in vocabulary.phrases:
        if any(_alike(token.keyword, word) >= SLIP for word in phrase.words for token in said):
            worth, laid = _lay(phrase, event, said, vocabulary.words)
            if worth > most:
                best, most = laid, worth
    filled = " ".join(each if isinstance(each, str) else _text(*each, known) for each in best)
    return None if not best or _stutters(filled) else filled


def _stutters(said: str) -> bool:
    return any(one == other for one, other in pairwise(said.lower().split()))


def near_word(said: str, words: Iterable[str]) -> str | None:
    """The fixed word that somebody probably meant who wrote this one."""
    return next((each for each in sorted(words) if _alike(said.lower(), each) >= SLIP), None)


def _lay(phrase: Phrase, event: type[Any], said: list[Token], words: frozenset[str]) -> Laid:
    parts = phrase.parts

    @cache
    def lay(part: int, at: int) -> Laid:
        ways = list[Laid]()
        if at < len(said):
            worth, rest = lay(part, at + 1)
            ways.append((worth - _loss(said[at], words), rest))
        if part < len(parts):
            for gain, text, end in put(parts[part], at):
                worth, rest = lay(part + 1, end)
                ways.append((worth + gain, (text, *rest)))
        return max(ways, key=lambda way: way[0], default=(0.0, ()))

    def put(part: str, at: int) -> Iterator[tuple[float, Part, int]]:
        if not part.startswith("{"):
            yield -SLOT if part in CONNECTORS else -1.0, part, at
            if at < len(said) and (gain := _alike(said[at].keyword, part)):
                yield gain, part, at + 1
            return
        yield -1.0, part, at
        kind = kind_of(event, part[1:-1])
        for end in range(at + 1, len(said) + 1):
            if may_fill(said[at:end], kind, words) and _looks_like(said[at:end], kind):
                yield SLOT, (said[at:end], kind), end

    return lay(0, 0)


@lru_cache(maxsize=16384)
def _alike(said: str, word: str) -> float:
    said, word = said.rstrip(":,;"), word.lower().rstrip(":")
    if said == word:
        return SMALL if word in CONNECTORS else WORD
    if len(said) < 4 or CONNECTORS & {said, word}:
        return 0.0
    slipped = word.startswith(said) or slips(said, word, 2 if len(word) >= 7 else 1)
    return SLIP if slipped else 0.0


def _loss(token: Token, words: frozenset[str]) -> float:
    """What it costs to leave a word out: most for one that says what happened."""
    if token.keyword in CONNECTORS | NEGATIONS | HEDGES:
        return 0.25
    return 1.5 if token.keyword in words else 0.5


def _looks_like(said: Sequence[Token], kind: str) -> bool:
    """Whether terms, a date or a span can begin and end so."""
    if kind in NAMES or kind == TEXT:
        return True
    first, last = said[0].keyword, said[-1].keyword
    if last in CONNECTORS or first in CONNECTORS - (COUNTING if kind == DATE else frozenset()):
        return False
    return kind == TERMS or any(map(str.isdigit, _joined(said)))


def _joined(said: Sequence[Token]) -> str:
    return " ".join(each.raw for each in said)


def _text(said: Sequence[Token], kind: str, known: Known) -> str:
    """What was said, a name as the known one that was meant."""
    if kind not in NAMES or said[0].quoted:
        return _joined(said)
    kind, name = PARTY if kind == AUTHORITY else kind, _joined(said)
    resolved = known.resolve(name, kind)
    if key(resolved) in known.of(kind):
        return resolved
    return known.near(name) or name.removesuffix("'s")

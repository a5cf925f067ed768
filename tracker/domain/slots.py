"""Slots of phrases, and which words of a sentence may stand in them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct

from tracker.domain.names import ARTICLE, CONNECTORS, HEDGES, NEGATIONS, NOUNS, PARTY
from tracker.domain.phrases import NAMES, SYNONYMS, TERMS, TEXT

NEVER_IN_TERMS = frozenset(
    "rejected withdrawn dropped lapsed terminated chosen closed recommended superior signed taken "
    "proposed stalled".split()
)
TOKEN = re.compile(r"""(?P<quoted>(?:"[^"]*"|“[^“”]*”|'.+?'|‘.+?’)(?=\s|$))|\S+""")
NEVER_BARE = frozenset(':"“”')
LONGEST_DATE = 10


class Token(Struct, frozen=True):
    """A word of a sentence, or a quoted name."""

    raw: str
    quoted: bool = False

    @property
    def keyword(self) -> str:
        return "" if self.quoted else SYNONYMS.get(self.raw.lower(), self.raw.lower())

    @property
    def value(self) -> str:
        return self.raw[1:-1] if self.quoted else self.raw


def tokens(sentence: str) -> list[Token]:
    return [Token(found[0], bool(found["quoted"])) for found in TOKEN.finditer(sentence)]


def may_fill(said: Sequence[Token], kind: str, words: frozenset[str]) -> bool:
    """Whether these words can stand in a slot of that kind, by how they are written."""
    if kind in NAMES:
        return is_name(said, kind, words)
    if kind == TERMS:
        return not any(":" in each.raw or each.keyword in NEVER_IN_TERMS for each in said)
    return kind == TEXT or len(said) <= LONGEST_DATE


def is_name(said: Sequence[Token], kind: str, words: frozenset[str]) -> bool:
    """Whether these words can be a name of that kind; `words` are those of all phrases."""
    if len(said) == 1 and said[0].quoted:
        value = said[0].value
        return bool(value.strip()) and '"' not in value
    if not said or any(each.quoted for each in said):
        return False
    if [each.raw for each in said] == [ARTICLE]:
        return False
    nouns = NOUNS if kind != PARTY else frozenset[str]()
    inside = [each.raw for each in said[1:-1]]
    ends = [said[0].raw, said[-1].raw]
    return all(_is_name_word(word, words, nouns | CONNECTORS) for word in inside) and all(
        _is_name_word(word, words, nouns) for word in ends
    )


def _is_name_word(word: str, phrase_words: frozenset[str], allowed: frozenset[str]) -> bool:
    if word.lower() in NEGATIONS or word in HEDGES or not NEVER_BARE.isdisjoint(word):
        return False
    return word in allowed or word not in phrase_words

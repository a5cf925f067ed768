"""Names: when two are one, when two are suspiciously near, and who is known.

Parties (bidders, authorities, speakers) are one kind of name, deadlines and terms the other.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from msgspec import Struct

PARTY, DEADLINE, ANY = "party", "deadline", "name"
LEADING = ("the", "order", "deadline")
JOINERS = frozenset("and or both plus".split())
NEGATIONS = frozenset("not no never".split())
HEDGES = frozenset(
    "is are was were be been being has have had will would may might can could should must do does "
    "did still now again already soon nearly almost longer reportedly allegedly apparently says "
    "say told that if whether unless".split()
)
WRAPPINGS = JOINERS | NEGATIONS | HEDGES


@lru_cache(maxsize=65536)
def key(name: str) -> str:
    """What makes two spellings the same name: NFC, without regard to case."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())


@lru_cache(maxsize=65536)
def skeleton(name: str) -> str:
    """The letters and digits of a name, without case, accents, or a final 's."""
    return "".join(filter(str.isalnum, _plain(_without_s(name))))


def _plain(name: str) -> str:
    apart = unicodedata.normalize("NFKD", name.casefold())
    return "".join(each for each in apart if not unicodedata.combining(each))


def _without_s(name: str) -> str:
    return name[:-2] if name[-2:].lower() in ("'s", "’s") else name


def slips(one: str, other: str, most: int) -> bool:
    """Whether `one` becomes `other` by at most so many letters added, dropped, changed or swapped.

    The distance is the optimal string alignment of Damerau and Levenshtein.
    """
    if abs(len(one) - len(other)) > most:
        return False
    before, above = [0] * (len(other) + 1), list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        row = [i]
        for j, b in enumerate(other, 1):
            row.append(min(above[j] + 1, row[-1] + 1, above[j - 1] + (a != b)))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                row[-1] = min(row[-1], before[j - 2] + 1)
        before, above = above, row
    return above[-1] <= most


def close(one: str, other: str) -> bool:
    """Whether two different names are as near as a slip of the hand."""
    if skeleton(one) and skeleton(one) == skeleton(other):
        return True
    ours, theirs = key(one).split(), key(other).split()
    if len(ours) != len(theirs):
        return False
    differing = [(a, b) for a, b in zip(ours, theirs, strict=True) if a != b]
    return len(differing) == 1 and _a_slip(*differing[0])


def _a_slip(a: str, b: str) -> bool:
    shortest = min(len(a), len(b))
    return a.isalpha() and b.isalpha() and shortest >= 5 and slips(a, b, 2 if shortest >= 9 else 1)


def wraps(outer: str, inner: str) -> bool:
    """Whether `outer` is `inner` with an `and`, a `not` or a hedge beside it: no name itself."""
    words, within = key(outer).split(), key(inner).split()
    for at in range(len(words) - len(within) + 1):
        if words[at : at + len(within)] == within:
            rest = words[:at] + words[at + len(within) :]
            return not WRAPPINGS.isdisjoint(rest)
    return False


class Known(Struct, frozen=True):
    """The names of a deal, of all entries that count: key -> the spelling first mentioned."""

    parties: Mapping[str, str] = {}
    deadlines: Mapping[str, str] = {}

    def of(self, kind: str) -> Mapping[str, str]:
        if kind == ANY:
            return {**self.parties, **self.deadlines}
        return self.parties if kind == PARTY else self.deadlines

    def all(self) -> Iterator[tuple[str, str]]:
        yield from ((PARTY, name) for name in self.parties.values())
        yield from ((DEADLINE, name) for name in self.deadlines.values())

    def kind_of(self, name: str) -> str | None:
        return next((kind for kind in (PARTY, DEADLINE) if key(name) in self.of(kind)), None)

    def resolve(self, name: str, kind: str) -> str:
        """The known spelling, without a leading `the` or a final 's, or with a full stop that was
        dropped at the end of a sentence; else the name as said."""
        names = self.of(kind)
        for candidate in (name, *other_spellings(name)):
            if key(candidate) in names:
                return names[key(candidate)]
        return name

    def having(self, mentions: Iterable[tuple[str, str]]) -> Known:
        """These names and those mentioned, the first spelling of each kept."""
        parties, deadlines = dict(self.parties), dict(self.deadlines)
        for kind, name in mentions:
            names = parties if kind == PARTY else deadlines
            names.setdefault(key(name), name)
        return Known(parties, deadlines)

    def without(self, kind: str, name: str) -> Known:
        """These names, but for one."""
        left = {each: said for each, said in self.of(kind).items() if each != key(name)}
        return Known(left, self.deadlines) if kind == PARTY else Known(self.parties, left)

    def near(self, name: str) -> str | None:
        """The known name that a new one is probably meant to be."""
        for _, known in self.all():
            if key(known) != key(name) and close(name, known):
                return known
        return None

    def wrapped(self, name: str, kind: str) -> str | None:
        """The known name that a new one says something about."""
        return next((each for each in self.of(kind).values() if wraps(name, each)), None)


def other_spellings(name: str) -> Iterator[str]:
    """Without trimmings, or with the full stop that was dropped at the end of a sentence."""
    yield from _without_trimmings(name)
    yield f"{name}."


def _without_trimmings(name: str) -> Iterator[str]:
    words = name.split()
    if len(words) > 1 and words[0].lower() in LEADING:
        bare = " ".join(words[1:])
        yield bare
        yield from _without_trimmings(bare)
    if _without_s(name) != name:
        yield _without_s(name)

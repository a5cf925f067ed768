"""Names: when two are one, when two are suspiciously near, and who is known.

Parties (bidders, authorities, speakers) are one kind of name, deadlines and terms the other.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Container, Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import combinations, zip_longest

from msgspec import Struct

PARTY, DEADLINE, ANY = "party", "deadline", "name"
ARTICLE = "the"
LEADING = ("the", "order", "deadline")
JOINERS = frozenset("and or both plus".split())
NEGATIONS = frozenset("not no never".split())
HEDGES = frozenset(
    "is are was were be been being has have had will would may might can could should must do does "
    "did still now again already soon nearly almost longer reportedly allegedly apparently says "
    "say told that if whether unless".split()
)
WRAPPINGS = JOINERS | NEGATIONS | HEDGES
CONNECTORS = frozenset("of to by as in into on for with within until".split())
NOUNS = frozenset(
    "order bid deal stake review agreement stay exclusivity talks waiting period trust date "
    "licence license effective".split()
)
LISTED = WRAPPINGS | CONNECTORS | NOUNS | {ARTICLE}
"""Words of the language, which say something about a name or stand between two."""


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
    if one == other or not most:
        return one == other
    if abs(len(one) - len(other)) > most or len({*one} ^ {*other}) > 2 * most:
        return False
    at = next(at for at, (a, b) in enumerate(zip_longest(one, other)) if a != b)
    one, other = one[at:], other[at:]
    ways = [(one[1:], other[1:]), (one[1:], other), (one, other[1:])]
    if one[:2] == other[1::-1]:
        ways.append((one[2:], other[2:]))
    return any(slips(a, b, most - 1) for a, b in ways)


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
    most = min(most_slips(a), most_slips(b))
    return most > 0 and slips(a, b, most)


def most_slips(word: str) -> int:
    """How many slips there may be in a word at most; none in a short one, or a number."""
    if not word.isalpha() or len(word) < 5:
        return 0
    return 2 if len(word) >= 9 else 1


def names_nobody(name: str) -> bool:
    """Whether it is made of nouns of the language alone: `deal`, `The bid`."""
    return {*f"{name[:1].lower()}{name[1:]}".split()} <= NOUNS | CONNECTORS | {ARTICLE}


def _with_listed(name: str, names: Container[str]) -> set[str]:
    """The names that there are in one, where all else in it are words of the language."""
    words, found = name.split(), set[str]()
    while words:
        runs = (key(" ".join(words[:end])) for end in range(len(words), 0, -1))
        if run := next((each for each in runs if each in names and each != key(name)), None):
            found.add(run)
            del words[: len(run.split())]
        elif words.pop(0) not in LISTED:
            return set()
    return found


def _inside(name: str) -> set[str]:
    """What a name would say something about: its words without an `and`, a `not` or a hedge."""
    words = key(name).split()
    said = [at for at, word in enumerate(words) if word in WRAPPINGS]
    if not said:
        return set()
    runs = combinations(range(len(words) + 1), 2)
    return {" ".join(words[i:j]) for i, j in runs if said[0] < i or said[-1] >= j}


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
        return next(self.inside(name, kind), None)

    def inside(self, name: str, kind: str) -> Iterator[str]:
        """The known names that have an `and`, a `not` or a hedge beside them there.

        Those of parties also where nothing else is beside them than words of the language.
        """
        names = self.of(kind)
        found = names.keys() & _inside(name)
        if kind == PARTY:
            found |= _with_listed(name, names)
        if found:
            yield from (said for each, said in names.items() if each in found)


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

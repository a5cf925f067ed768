"""Sources, and the grade of what rests on them."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from tracker.domain.names import key

BASES = ("record", "statement", "named", "unnamed", "report", "rumour")
CONFIRMING = frozenset(("record", "statement"))


class Source(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """Who published it, where, when, in what words, on what basis, and whose report it passes on.

    `published` is a time in its canonical text; a source counts once it was published, and without
    it from when its entry does.
    """

    publisher: str
    title: str | None = None
    url: str | None = None
    published: str | None = None
    quote: str | None = None
    basis: str = "report"
    via: str | None = None

    @property
    def confirms(self) -> bool:
        return self.basis in CONFIRMING

    def is_of(self, publisher: str) -> bool:
        return key(self.publisher) == key(publisher)


def grade(sources: Sequence[Source]) -> str:
    """The grade of a state: taken over all counted sources of the entries that support it."""
    if not CONFIRMING.isdisjoint([source.basis for source in sources]):
        return "confirmed"
    reports = {
        (key(source.publisher), key(source.via or ""))
        for source in sources
        if source.basis != "rumour"
    }
    if reports and _are_independent([frozenset(filter(None, each)) for each in reports]):
        return "corroborated"
    return "single-source" if reports else "rumour" if sources else "unsourced"


def _are_independent(reports: Sequence[frozenset[str]]) -> bool:
    """Whether two of them have nobody in common: who published it, and whose report it passes on.

    Of sets of two at most, every two meet only where all meet in one, or three lie in a triangle.
    So that a thousand sources are not held against each other.
    """
    if frozenset.intersection(*reports):
        return False
    is_triangle = len(frozenset().union(*reports)) == 3 and min(map(len, reports)) == 2
    return not is_triangle

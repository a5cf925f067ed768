"""A fold that facts can change under: the deal at every moment at which something happened.

When a fact comes, goes or reads otherwise, everything before it is kept, and only what happened
from there on is folded again.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

from tracker.domain.deal import Deal
from tracker.domain.events.statements import NameJoined
from tracker.domain.facts import ALWAYS, NEVER, Fact, shown_under

if TYPE_CHECKING:
    from tracker.domain.standing import Claim, DealStanding


class Point:
    """A moment and the deal from then on, with what is worked out of it where it is asked.

    `facts` are what happened at that moment.
    """

    __slots__ = ("claims", "deal", "facts", "standing", "start")

    def __init__(self, start: int, deal: Deal, facts: tuple[Fact, ...] = ()) -> None:
        self.start, self.deal, self.facts = start, deal, facts
        self.claims: Mapping[str, Claim] | None = None
        self.standing: DealStanding | None = None


class Step(NamedTuple):
    """A fact that counts, with the deal before it and after it."""

    fact: Fact
    before: Deal
    after: Deal


class Folding:
    """The facts of a deal, and its points in the order of valid time."""

    def __init__(self, zone: str) -> None:
        self.facts: dict[int, Fact] = {}
        self._points: list[Point] = []
        self._starts: list[int] = []
        self._happened: dict[int, tuple[Fact, ...]] = {}
        self._nothing = Point(ALWAYS, Deal(zone))

    @property
    def deal(self) -> Deal:
        """The deal after everything."""
        return self.before(NEVER).deal

    def before(self, at: int) -> Point:
        """The last point before a moment."""
        index = bisect_left(self._starts, at)
        return self._points[index - 1] if index else self._nothing

    def since(self, at: int) -> list[Point]:
        """The points from a moment on."""
        return self._points[bisect_left(self._starts, at) :]

    def after(self, at: int) -> Iterator[Fact]:
        """The facts that count and happened after a moment."""
        for start in self._starts[bisect_right(self._starts, at) :]:
            yield from self._happened[start]

    def steps(self, since: int, until: int) -> Iterator[Step]:
        """The facts that count and happened within these moments, each with the deal around it."""
        before = self.before(since).deal
        for point in self.since(since):
            if point.start > until:
                return
            *earlier, last = self._happened[point.start]
            for fact in earlier:
                after = fact.event.evolve(before, fact.at)
                yield Step(fact, before, after)
                before = after
            yield Step(last, before, point.deal)
            before = point.deal

    def having(self, changed: Mapping[int, Fact]) -> Folding:
        """Another with these facts; this one stays as it is."""
        other = Folding("")
        other.facts, other._happened = {**self.facts}, {**self._happened}
        other._points, other._starts = [*self._points], [*self._starts]
        other._nothing = self._nothing
        other.change(changed)
        return other

    def change(self, changed: Mapping[int, Fact]) -> int:
        """Take in facts that are new or read otherwise; the first moment that may differ."""
        before = [fact for number in changed if (fact := self.facts.get(number))]
        self.facts.update(changed)
        both = [*before, *changed.values()]
        renamed = self._renamed(both)
        first = ALWAYS if renamed else min((fact.start for fact in both), default=NEVER)
        at = bisect_left(self._starts, first)
        was = next((each for each in self._points[at : at + 1] if each.start == first), None)
        del self._points[at:]
        for fact in _counted(before):
            self._remove(fact)
        for fact in _counted(changed.values()):
            self._add(fact)
        self._fold_on(was)
        return first

    def _renamed(self, changed: Iterable[Fact]) -> bool:
        """Whether names are shown otherwise now, which can change everything."""
        if not any(isinstance(fact.event, NameJoined) for fact in changed):
            return False
        names = shown_under(_counted(self.facts[number] for number in sorted(self.facts)))
        nothing = self._nothing.deal
        self._nothing = Point(ALWAYS, Deal(nothing.zone, names))
        return names != nothing.names

    def _remove(self, fact: Fact) -> None:
        left = tuple(each for each in self._happened[fact.start] if each.number != fact.number)
        if left:
            self._happened[fact.start] = left
        else:
            del self._happened[fact.start]
            del self._starts[bisect_left(self._starts, fact.start)]

    def _add(self, fact: Fact) -> None:
        there = self._happened.get(fact.start)
        if there is None:
            insort(self._starts, fact.start)
            self._happened[fact.start] = (fact,)
        else:
            self._happened[fact.start] = tuple(sorted((*there, fact), key=lambda f: f.number))

    def _fold_on(self, was: Point | None) -> None:
        """Fold what happened after the points; `was` is the next of them as it was folded."""
        deal = (self._points[-1] if self._points else self._nothing).deal
        for start in self._starts[len(self._points) :]:
            facts, folded = self._happened[start], 0
            if was and was.start == start and facts[: len(was.facts)] == was.facts:
                deal, folded = was.deal, len(was.facts)
            for fact in facts[folded:]:
                deal = fact.event.evolve(deal, fact.at)
            self._points.append(Point(start, deal, facts))


def _counted(facts: Iterable[Fact]) -> list[Fact]:
    return [fact for fact in facts if fact.standing == "counted"]

"""A history as bitemporal intervals: what stood from when to when, known from when to when.

Knowledge is swept from the first moment to the last. At each moment of knowledge only the entries
that change there are read again, the deal is folded again from the first of them on, and of what
stands only the part from there on is compared. Intervals are half-open; a segment of valid time
keeps its rectangle as long as it stands exactly so, so that the same history always has the same
rectangles, however it came to be written.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator

from msgspec import Struct
from msgspec.structs import replace

from tracker.domain.amendments import (
    Amendment,
    EntryCited,
    EntryCorrected,
    EntryDisputed,
)
from tracker.domain.deal import Deal
from tracker.domain.entry import Entry
from tracker.domain.history import (
    ALWAYS,
    NEVER,
    Fact,
    History,
    Picture,
    Question,
    end_of,
    read_entry,
    shown_under,
)
from tracker.domain.names import key
from tracker.domain.standing import (
    BidderStanding,
    DeadlineStanding,
    DealStanding,
    ReviewStanding,
    standing,
)
from tracker.domain.times import When, moment

Row = BidderStanding | DeadlineStanding | ReviewStanding | DealStanding
Name = tuple[str, str, str]
"""Whose row it is: the kind (bidder, deadline, review, deal), the name, and what it is of."""

EVERYTHING = When("", NEVER, NEVER)


class Segment(Struct, frozen=True):
    """What stood over an interval of valid time, in microseconds; `position` orders a board."""

    name: Name
    held_from: int
    held_to: int
    position: int
    row: Row


class Rectangle(Struct, frozen=True):
    """A segment and the interval of knowledge over which it stood so."""

    segment: Segment
    known_from: int
    known_to: int


def moments_of_knowledge(history: History) -> dict[int, set[int]]:
    """The microseconds at which some entry may read differently, and the entries that do."""
    moments: dict[int, set[int]] = defaultdict(set)
    for entry in history.entries:
        target = root(history, entry)
        for text in _knowledge_in(entry):
            moments[end_of(text, history.zone)].add(target)
    return moments


def root(history: History, entry: Entry) -> int:
    """The number of the fact that an entry is, or in the end speaks of."""
    while isinstance(entry.event, Amendment):
        entry = history.entries[entry.event.entry - 1]
    return entry.number


def _knowledge_in(entry: Entry) -> Iterator[str]:
    event, sources = entry.event, list(entry.sources)
    texts = [entry.reported]
    if isinstance(event, Amendment):
        texts.append(event.holds_from)
    if isinstance(event, EntryCorrected):
        texts.append(event.reported)
    if isinstance(event, EntryCited | EntryDisputed) and event.source:
        sources.append(event.source)
    yield from (text for text in (*texts, *(each.published for each in sources)) if text)


def known_since(history: History, entry: Entry) -> int:
    """The first moment of knowledge at which an entry can make a difference."""
    target = root(history, entry)
    related = [each for each in history.entries if root(history, each) == target]
    reports = [each.reported for each in related if each.reported]
    reports += [
        each.event.reported
        for each in related
        if isinstance(each.event, EntryCorrected) and each.event.reported
    ]
    first = min(end_of(text, history.zone) for text in reports)
    holds = entry.event.holds_from if isinstance(entry.event, Amendment) else entry.reported
    return max(first, end_of(holds, history.zone)) if holds else first


class Sweep:
    """What stands at one moment of knowledge, and the rectangles that have come to an end."""

    def __init__(
        self, history: History, known_by: int = ALWAYS, standing_then: Iterable[Rectangle] = ()
    ) -> None:
        """The state just before `known_by`, with the rectangles that were open then."""
        self.history = history
        self.closed: list[Rectangle] = []
        self.open: dict[Segment, int] = {each.segment: each.known_from for each in standing_then}
        self.segments: dict[Name, list[Segment]] = defaultdict(list)
        for segment in sorted(self.open, key=lambda each: each.held_from):
            self.segments[segment.name].append(segment)
        self.facts: dict[int, Fact] = {}
        self.order: list[tuple[int, int]] = []
        self.deals: list[Deal] = []
        self.names: dict[str, str] = {}
        self._refold(self._read(known_by - 1, range(1, history.version + 1)), ALWAYS)

    def run(self, since: int = ALWAYS) -> list[Rectangle]:
        """Every rectangle that is known at or after `since`."""
        moments = moments_of_knowledge(self.history)
        for at in sorted(each for each in moments if each >= since):
            self.advance(at, moments[at])
        self.closed.extend(Rectangle(segment, at, NEVER) for segment, at in self.open.items())
        return self.closed

    def advance(self, at: int, numbers: Iterable[int]) -> None:
        """Knowledge moves on to `at`, where these entries may read differently."""
        changed = self._read(at, numbers)
        if not changed:
            return
        first = min(
            fact.start
            for number in changed
            for fact in (changed[number], self.facts.get(number))
            if fact is not None
        )
        names_before = self.names
        self._refold(changed, first)
        self._replace_from(ALWAYS if self.names != names_before else first, at)

    def _read(self, at: int, numbers: Iterable[int]) -> dict[int, Fact]:
        question = Question(as_of=EVERYTHING, known_by=When("", at, at))
        amended = self.history.amended(at, NEVER)
        changed = {}
        for number in numbers:
            entry = self.history.entries[number - 1]
            if entry.is_amendment:
                continue
            fact = read_entry(entry, amended.get(number, ()), question, self.history.zone)
            if fact != self.facts.get(number):
                changed[number] = fact
        return changed

    def _refold(self, changed: dict[int, Fact], first: int) -> None:
        self.facts.update(changed)
        counted = [fact for fact in self.facts.values() if fact.standing == "counted"]
        self.names = shown_under(counted)
        keep = 0 if self._names_differ() else bisect_left(self.order, (first, 0))
        later = sorted(
            (fact for fact in counted if keep == 0 or fact.start >= first),
            key=lambda fact: fact.order,
        )
        del self.order[keep:], self.deals[keep:]
        deal = self.deals[-1] if self.deals else Deal(self.history.zone, self.names)
        for fact in later:
            deal = fact.event.evolve(deal, fact.at)
            self.order.append(fact.order)
            self.deals.append(deal)

    def _names_differ(self) -> bool:
        return bool(self.deals) and self.deals[-1].names != self.names

    def _replace_from(self, first: int, at: int) -> None:
        """What stands from the moment `first` on, by the knowledge of `at`."""
        fresh = self._standing_from(first)
        for name in {*self.segments, *fresh}:
            old = self.segments[name]
            kept = [each for each in old if each.held_to < first]
            touched = old[len(kept) :]
            new = list(_joined((*_cut(touched, first), *fresh.get(name, ()))))
            for segment in touched:
                if segment not in new:
                    self._close(segment, at)
            for segment in new:
                self.open.setdefault(segment, at)
            self.segments[name] = kept + new

    def _close(self, segment: Segment, at: int) -> None:
        since = self.open.pop(segment)
        if since < at:
            self.closed.append(Rectangle(segment, since, at))

    def _standing_from(self, first: int) -> dict[Name, list[Segment]]:
        fresh: dict[Name, list[Segment]] = defaultdict(list)
        points = self._points(first)
        for start, end in zip(points, [*points[1:], NEVER], strict=True):
            index = bisect_left(self.order, (start + 1, 0)) - 1
            if index < 0:
                continue
            question = Question(as_of=When("", start, start))
            picture = Picture(self.deals[index], question, self.facts)
            for name, position, row in rows(picture):
                fresh[name].append(Segment(name, start, end, position, row))
        return fresh

    def _points(self, first: int) -> list[int]:
        """The moments from `first` on at which what stands may change."""
        here = bisect_left(self.order, (first, 0))
        points = {start for start, _ in self.order[here:]} | {first}
        for deal in self.deals[max(here - 1, 0) :]:
            points.update(each for each in _clock_moments(deal) if each > first)
        return sorted(points)


def _clock_moments(deal: Deal) -> Iterator[int]:
    for deadline in deal.deadlines.values():
        if deadline.due:
            due = moment(deadline.due, deal.zone)
            yield due.start
            yield due.end + 1
        yield from (moment(s.until, deal.zone).end + 1 for s in deadline.stays if s.until)


def rows(picture: Picture) -> Iterator[tuple[Name, int, Row]]:
    """What stands, a row a name; a deadline without its days left, which every day changes."""
    stands = standing(picture)
    mentioned = {name: at for at, name in enumerate(picture.deal.deadlines)}
    yield ("deal", "", ""), 0, stands.deal
    for at, bidder in enumerate(stands.bidders):
        yield ("bidder", bidder.name, ""), at, bidder
    for deadline in stands.deadlines:
        bare = replace(deadline, days_left=None)
        yield ("deadline", deadline.name, ""), mentioned[key(deadline.name)], bare
    for at, review in enumerate(stands.reviews):
        yield ("review", review.name, review.of or ""), at, review


def _cut(segments: Iterable[Segment], first: int) -> Iterator[Segment]:
    for segment in segments:
        if segment.held_from < first:
            yield replace(segment, held_to=min(segment.held_to, first))


def _joined(segments: Iterable[Segment]) -> Iterator[Segment]:
    """The same segments, those that touch and say the same as one."""
    last: Segment | None = None
    for segment in segments:
        if last and last.held_to == segment.held_from and _same(last, segment):
            last = replace(last, held_to=segment.held_to)
            continue
        if last:
            yield last
        last = segment
    if last:
        yield last


def _same(one: Segment, other: Segment) -> bool:
    return (one.position, one.row) == (other.position, other.row)


def rectangles(
    history: History, since: int = ALWAYS, open_before: Iterable[Rectangle] = ()
) -> list[Rectangle]:
    """Every rectangle of a history that is known at or after `since`.

    `open_before` are those that stood just before that moment of knowledge; the whole history
    needs none.
    """
    return Sweep(history, since, open_before).run(since)

"""A history as bitemporal intervals: what stood from when to when, known from when to when.

Knowledge is swept from the first moment to the last. At each moment of knowledge only the entries
that change there are read again, the deal is folded again from the first of them on, and of what
stands only the part from there on is compared. Intervals are half-open; a segment of valid time
keeps its rectangle as long as it stands exactly so, so that the same history always has the same
rectangles, however it came to be written.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from msgspec import Struct
from msgspec.structs import replace

from tracker.domain.amendments import Amendment, EntryCorrected
from tracker.domain.entry import Entry
from tracker.domain.events.statements import NameJoined
from tracker.domain.facts import ALWAYS, EVERYTHING, NEVER, Question, end_of
from tracker.domain.folding import Folding
from tracker.domain.history import History
from tracker.domain.rows import Name, Piece, Row, Tail
from tracker.domain.times import When, moment


class Segment(Struct, frozen=True, gc=False):
    """What stood over an interval of valid time, in microseconds; `position` orders a board."""

    name: Name
    held_from: int
    held_to: int
    position: int
    row: Row


class Rectangle(Struct, frozen=True, gc=False):
    """A segment and the interval of knowledge over which it stood so."""

    segment: Segment
    known_from: int
    known_to: int


def known_since(history: History, entry: Entry) -> int:
    """The first moment of knowledge at which an entry can make a difference."""
    said = _said_of(history, history.roots[entry.number])
    first = min(end_of(text, history.zone) for each in said if (text := _reported(each)))
    holds = entry.event.holds_from if isinstance(entry.event, Amendment) else entry.reported
    return max(first, end_of(holds, history.zone))


def first_touched(history: History, since: int) -> int:
    """The first moment of valid time of which anything else can be known from `since` on."""
    numbers = {number for at, each in history.moments.items() if at >= since for number in each}
    said = (each for number in numbers for each in _said_of(history, number))
    return min(_start(each, history.zone) for each in said)


def _said_of(history: History, number: int) -> list[Entry]:
    """A fact as it was written, and all that was said of it since."""
    amendments = history.amendments_of.get(number, ())
    return [history.entries[number - 1], *(amendment for amendment, _, _ in amendments)]


def _reported(entry: Entry) -> str | None:
    event = entry.event
    return event.reported if isinstance(event, EntryCorrected) else entry.reported


def _start(entry: Entry, zone: str) -> int:
    """When it says that something happened; that two names are one was always so."""
    to = entry.event
    told, on = (to.what, to.on) if isinstance(to, EntryCorrected) else (to, entry.on)
    if isinstance(told, NameJoined):
        return ALWAYS
    return moment(on, zone).start if on else NEVER


class Sweep:
    """What stands at one moment of knowledge, and the rectangles that have come to an end."""

    def __init__(
        self, history: History, since: int = ALWAYS, standing_then: Iterable[Rectangle] = ()
    ) -> None:
        """The state just before `since`, with the rectangles that were open then."""
        self.history = history
        self.closed: list[Rectangle] = []
        self.open: dict[Name, list[Rectangle]] = defaultdict(list)
        for each in sorted(standing_then, key=lambda each: each.segment.held_from):
            self.open[each.segment.name].append(replace(each, known_to=NEVER))
        moments = history.moments.items()
        self._moments = {at: numbers for at, numbers in moments if at >= since}
        self.folding = self._known_before(since)

    def _known_before(self, since: int) -> Folding:
        """Everything as it reads at the end, but for what reads otherwise from then on."""
        if since == ALWAYS:
            return Folding(self.history.zone)
        then = _knowing(since - 1)
        later = {number for each in self._moments.values() for number in each}
        return self.history.folding.having(
            {number: self.history.reading(number, then) for number in later}
        )

    def run(self) -> list[Rectangle]:
        """Every rectangle that is known at or after the first moment."""
        for at in sorted(self._moments):
            self.advance(at, self._moments[at])
        return [*self.closed, *(each for row in self.open.values() for each in row)]

    def advance(self, at: int, numbers: Iterable[int]) -> None:
        """Knowledge moves on to `at`, where these entries may read differently."""
        was = self.folding.deal
        first = self._learn(at, numbers)
        if first is not None:
            tail = Tail(self.folding, first, was)
            for name in {*tail.pieces, *self._reaching(first)}:
                self._replace(name, tail.pieces.get(name, []), first, at)

    def _learn(self, at: int, numbers: Iterable[int]) -> int | None:
        """The first moment of valid time that may differ by the knowledge of `at`."""
        question, changed = _knowing(at), {}
        for number in numbers:
            fact = self.history.reading(number, question)
            if fact != self.folding.facts.get(number):
                changed[number] = fact
        return self.folding.change(changed) if changed else None

    def _reaching(self, first: int) -> Iterator[Name]:
        """The names of which something was known that begins or ends from `first` on.

        The clock ends what is known of a deadline too; of those the tail knows which were touched.
        """
        for name, spans in self.open.items():
            if spans and name[0] != "deadline":
                last = spans[-1].segment
                if last.held_from >= first or first <= last.held_to < NEVER:
                    yield name

    def _replace(self, name: Name, pieces: list[Piece], first: int, at: int) -> None:
        """The segments of a name from the moment `first` on, by the knowledge of `at`."""
        spans = self.open[name]
        kept = len(spans)
        while kept and spans[kept - 1].segment.held_to >= first:
            kept -= 1
        old = spans[kept:]
        if old and (goes_on := old[0].segment).held_from < first:
            pieces = [(goes_on.held_from, goes_on.position, goes_on.row), *pieces]
        there = {each.segment.held_from: each for each in old}
        del spans[kept:]
        for segment in _segments(name, pieces):
            stood = there.get(segment.held_from)
            if stood and stood.segment == segment:
                spans.append(there.pop(segment.held_from))
            else:
                spans.append(Rectangle(segment, at, NEVER))
        for gone in there.values():
            if gone.known_from < at:
                self.closed.append(Rectangle(gone.segment, gone.known_from, at))


def _knowing(at: int) -> Question:
    """Whatever its date, by the knowledge of a moment."""
    return replace(EVERYTHING, known_by=When("", at, at))


def _segments(name: Name, pieces: list[Piece]) -> list[Segment]:
    """Pieces of valid time, each to the beginning of the next; those that say the same as one."""
    segments: list[Segment] = []
    since, position, row = NEVER, 0, None
    for start, place, stands in (*pieces, (NEVER, 0, None)):
        if place == position and stands == row:
            continue
        if row is not None:
            segments.append(Segment(name, since, start, position, row))
        since, position, row = start, place, stands
    return segments


def rectangles(
    history: History, since: int = ALWAYS, open_before: Iterable[Rectangle] = ()
) -> list[Rectangle]:
    """Every rectangle of a history that is known at or after `since`.

    `open_before` are those that stood just before that moment of knowledge; the whole history
    needs none.
    """
    return Sweep(history, since, open_before).run()

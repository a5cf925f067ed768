"""The entries of a deal in order, amended, and folded: where it stood at a moment.

An entry is read with the amendments known and recorded by the moments of a question, field by
field, the higher number winning.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from msgspec.structs import replace

from tracker.domain.amendments import Amendment, EntryRetracted
from tracker.domain.deal import Deal
from tracker.domain.entry import DealOpened, Entry
from tracker.domain.event import Event
from tracker.domain.events.statements import NameJoined
from tracker.domain.facts import (
    ALWAYS,
    EVERYTHING,
    NEVER,
    Fact,
    Picture,
    Question,
    end_of,
    fold,
    in_order,
    known_from,
    moments_in,
    read_entry,
    shown_under,
)
from tracker.domain.folding import Folding
from tracker.domain.names import Known, key
from tracker.domain.times import When, moment

__all__ = [
    "ALWAYS",
    "EVERYTHING",
    "NEVER",
    "Fact",
    "History",
    "Picture",
    "Question",
    "end_of",
    "fold",
    "in_order",
    "known_from",
    "names_of",
    "shown_under",
]

KnownAmendment = tuple[Entry, int, int]
"""An amendment, and the microseconds that it is known and recorded from."""


class History:
    """A deal's log, as one value: everything that was ever written, in the order of numbers."""

    def __init__(self, deal: str, opened: DealOpened, entries: Sequence[Entry]) -> None:
        self.deal = deal
        self.opened = opened
        self.entries = tuple(entries)

    @property
    def zone(self) -> str:
        return self.opened.zone

    @property
    def version(self) -> int:
        """The number of the last entry; 0 when nothing has happened yet."""
        return self.entries[-1].number if self.entries else 0

    def having(self, entry: Entry) -> History:
        """The history with one more entry; what is known of this one is not worked out again."""
        longer = History(self.deal, self.opened, (*self.entries, entry))
        longer.by_id = {**self.by_id, entry.id: entry.number}
        longer.roots = [*self.roots, _root(self.roots, entry)]
        longer.moments = {**self.moments}
        _note_moments(longer.moments, entry, longer)
        changed = longer.reading(longer.roots[-1], EVERYTHING)
        longer.folding = self.folding.having({changed.number: changed})
        if not entry.is_amendment and not isinstance(entry.event, NameJoined):
            longer.known = self.known.having(changed.mentions)
        return longer

    @cached_property
    def by_id(self) -> dict[str, int]:
        """The number of the entry of each id."""
        return {entry.id: entry.number for entry in self.entries}

    def entry(self, number: int) -> Entry | None:
        return self.entries[number - 1] if 1 <= number <= len(self.entries) else None

    @cached_property
    def amendments(self) -> list[KnownAmendment]:
        """The amendments, latest first, with the microseconds they are known and recorded from."""
        return [
            (entry, known_from(entry, self.zone), moment(entry.recorded, "UTC").start)
            for entry in reversed(self.entries)
            if entry.is_amendment
        ]

    def before(self, on: When) -> Deal:
        """The deal as everything up to the start of `on` leaves it."""
        return self.folding.before(on.start + 1).deal

    @cached_property
    def roots(self) -> Sequence[int]:
        """For every number, that of the fact which the entry is, or in the end speaks of."""
        roots = [0]
        for entry in self.entries:
            roots.append(_root(roots, entry))
        return roots

    @cached_property
    def amendments_of(self) -> Mapping[int, list[KnownAmendment]]:
        """The amendments, latest first, by the fact that they in the end speak of."""
        found: dict[int, list[KnownAmendment]] = {}
        for each in self.amendments:
            found.setdefault(self.roots[each[0].number], []).append(each)
        return found

    @cached_property
    def moments(self) -> dict[int, frozenset[int]]:
        """The microseconds of knowledge at which some facts may read differently, and which do."""
        moments: dict[int, frozenset[int]] = {}
        for entry in self.entries:
            _note_moments(moments, entry, self)
        return moments

    def amending(self, knowledge: int, recording: int) -> list[Entry]:
        """The amendments that are known and recorded by these moments, also where one is undone."""
        return [
            entry
            for entry, known, recorded in reversed(self.amendments)
            if known <= knowledge and recorded <= recording
        ]

    def amended(self, knowledge: int, recording: int) -> dict[int, list[Entry]]:
        """The amendments that hold at these moments, by the entry they speak of, oldest first."""
        return _holding(self.amendments, knowledge, recording)

    def reading(self, number: int, question: Question) -> Fact:
        """One fact as it reads for a question."""
        entry, amendments = self.entries[number - 1], self.amendments_of.get(number)
        if not amendments:
            return read_entry(entry, (), question, self.zone)
        holding = _holding(amendments, question.knowledge, question.recording)
        return read_entry(entry, holding.get(number, ()), question, self.zone)

    def facts(self, question: Question) -> dict[int, Fact]:
        """Every fact recorded by then, and whether and how it counts for the question."""
        amended = self.amended(question.knowledge, question.recording)
        return {
            entry.number: read_entry(entry, amended.get(entry.number, ()), question, self.zone)
            for entry in self.entries
            if not entry.is_amendment and _is_recorded(entry, question)
        }

    def as_of(self, question: Question) -> Picture:
        """The deal as it stood, by what is counted."""
        if question.takes_everything:
            return self._everything_as_of(question)
        facts = self.facts(question)
        counted = [fact for fact in facts.values() if fact.standing == "counted"]
        return Picture(fold(counted, self.zone), question, facts)

    def _everything_as_of(self, question: Question) -> Picture:
        later = {
            fact.number: replace(fact, standing="later")
            for fact in self.folding.after(question.at)
            if not fact.is_timeless
        }
        deal = self.folding.before(question.at + 1).deal
        return Picture(deal, question, {**self.folding.facts, **later})

    @cached_property
    def folding(self) -> Folding:
        """Everything that counts, whatever its date: what a new entry is written into."""
        return Folding(self.zone).having(self.facts(EVERYTHING))

    @property
    def whole(self) -> Picture:
        """The deal with everything counted."""
        return Picture(self.folding.deal, EVERYTHING, self.folding.facts)

    @cached_property
    def known(self) -> Known:
        """The names of all entries that count, whatever their dates."""
        return names_of(fact.event for fact in self.whole.counted)

    def corrected(self, number: int) -> Fact:
        """The entry as it reads now."""
        return self.whole.facts[number]


def names_of(events: Iterable[Event]) -> Known:
    parties: dict[str, str] = {}
    deadlines: dict[str, str] = {}
    known = Known(parties, deadlines)
    for event in events:
        for kind, name in event.mentions(known):
            (parties if kind == "party" else deadlines).setdefault(key(name), name)
    return known


def _root(roots: Sequence[int], entry: Entry) -> int:
    event = entry.event
    return roots[event.entry] if isinstance(event, Amendment) else entry.number


def _note_moments(moments: dict[int, frozenset[int]], entry: Entry, history: History) -> None:
    root = history.roots[entry.number]
    for at in moments_in(entry, history.zone):
        moments[at] = moments.get(at, frozenset()) | {root}


def _is_recorded(entry: Entry, question: Question) -> bool:
    if question.recorded_by is None:
        return True
    return moment(entry.recorded, "UTC").start <= question.recording


def _holding(
    amendments: Iterable[KnownAmendment], knowledge: int, recording: int
) -> dict[int, list[Entry]]:
    """Those of these amendments, latest first, that hold: nothing that holds retracts them."""
    holding: dict[int, list[Entry]] = {}
    for entry, known, recorded in amendments:
        if known <= knowledge and recorded <= recording:
            undone = any(isinstance(e.event, EntryRetracted) for e in holding.get(entry.number, ()))
            if not undone:
                holding.setdefault(_target(entry), []).insert(0, entry)
    return holding


def _target(entry: Entry) -> int:
    assert isinstance(entry.event, Amendment)
    return entry.event.entry

"""The entries of a deal in order, amended, and folded: where it stood at a moment.

A question has a moment of valid time (`as_of`) and may have one of knowledge (`known_by`) and one
of recording (`recorded_by`). An entry is read with the amendments known and recorded by then, field
by field, the higher number winning. What may not have been known is not known: a bare date of
knowledge counts from its end.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from msgspec import Struct
from msgspec.structs import replace

from tracker.domain.amendments import (
    Amendment,
    EntryCited,
    EntryCorrected,
    EntryDisputed,
    EntryRetracted,
)
from tracker.domain.deal import Deal
from tracker.domain.entry import DealOpened, Entry
from tracker.domain.event import At, Event
from tracker.domain.events.statements import NameJoined
from tracker.domain.names import Known, key
from tracker.domain.reckoning import recount
from tracker.domain.sources import Source
from tracker.domain.times import When, moment

ALWAYS, NEVER = -(2**62), 2**62
"""Microseconds before and after everything."""

ALWAYS_BEFORE = (ALWAYS, 0)


class Question(Struct, frozen=True, kw_only=True):
    """When is asked about, and what may be used to answer."""

    as_of: When
    known_by: When | None = None
    recorded_by: When | None = None
    confirmed: bool = False
    according_to: tuple[str, ...] = ()

    @property
    def at(self) -> int:
        return self.as_of.end

    @property
    def knowledge(self) -> int:
        return self.known_by.end if self.known_by else NEVER

    @property
    def recording(self) -> int:
        return self.recorded_by.end if self.recorded_by else NEVER

    @property
    def takes_everybody(self) -> bool:
        """Whether it filters nothing that the projections do not hold."""
        return not (self.recorded_by or self.confirmed or self.according_to)

    def takes(self, sources: Sequence[Source]) -> bool:
        if self.confirmed and not any(source.confirms for source in sources):
            return False
        publishers = self.according_to
        return not publishers or any(s.is_of(p) for s in sources for p in publishers)


class Fact(Struct, frozen=True):
    """An entry as it reads at some moment of knowledge: amended, with the sources that count."""

    number: int
    event: Event
    on: str
    reported: str
    by: str | None
    start: int
    sources: tuple[Source, ...]
    disputes: tuple[int, ...]
    amendments: tuple[int, ...]
    standing: str = "counted"

    @property
    def at(self) -> At:
        return At(self.number, self.on, self.start)

    @property
    def order(self) -> tuple[int, int]:
        return self.start, self.number

    @property
    def mentions(self) -> list[tuple[str, str]]:
        return list(self.event.mentions(Known()))

    @property
    def is_timeless(self) -> bool:
        """Whether it holds whatever the `as_of` and whoever says so: who is whom is no news."""
        return isinstance(self.event, NameJoined)


class Picture(Struct, frozen=True):
    """A deal at a moment, with what its states rest on."""

    deal: Deal
    question: Question
    facts: Mapping[int, Fact]
    last: tuple[int, int] | None = None
    """The order of the last fact that was folded, where that is known."""

    @property
    def counted(self) -> list[Fact]:
        return [fact for fact in self.facts.values() if fact.standing == "counted"]

    def sources(self, entries: Iterable[int]) -> tuple[Source, ...]:
        return tuple(source for entry in entries for source in self.facts[entry].sources)

    def disputes(self, entries: Iterable[int]) -> tuple[int, ...]:
        return tuple(dispute for entry in entries for dispute in self.facts[entry].disputes)


def known_from(entry: Entry, zone: str) -> int:
    """The microsecond from which an entry, as it was written, is known."""
    if isinstance(entry.event, Amendment):
        return end_of(entry.event.holds_from, zone)
    return end_of(entry.reported, zone)


def end_of(text: str | None, zone: str) -> int:
    return moment(text, zone).end if text else ALWAYS


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
        if not entry.is_amendment and not isinstance(entry.event, NameJoined):
            longer.whole = self._whole_with(entry)
            longer.known = self.known.having(longer.whole.facts[entry.number].mentions)
        return longer

    def _whole_with(self, entry: Entry) -> Picture:
        whole = self.whole
        fact = read_entry(entry, (), whole.question, self.zone)
        facts = {**whole.facts, entry.number: fact}
        if whole.last is not None and whole.last > fact.order:
            counted = [each for each in facts.values() if each.standing == "counted"]
            return Picture(fold(counted, self.zone), whole.question, facts, whole.last)
        deal = fact.event.evolve(whole.deal, fact.at)
        return Picture(deal, whole.question, facts, fact.order)

    @cached_property
    def by_id(self) -> dict[str, int]:
        """The number of the entry of each id."""
        return {entry.id: entry.number for entry in self.entries}

    def entry(self, number: int) -> Entry | None:
        return self.entries[number - 1] if 1 <= number <= len(self.entries) else None

    @cached_property
    def amendments(self) -> list[tuple[Entry, int, int]]:
        """The amendments, latest first, with the microseconds they are known and recorded from."""
        return [
            (entry, known_from(entry, self.zone), moment(entry.recorded, "UTC").start)
            for entry in reversed(self.entries)
            if entry.is_amendment
        ]

    def before(self, on: When) -> Deal:
        """The deal as everything up to the start of `on` leaves it."""
        whole = self.whole
        if whole.last is not None and whole.last < (on.start + 1, 0):
            return whole.deal
        facts = [f for f in whole.counted if f.start <= on.start or f.is_timeless]
        return fold(facts, self.zone)

    def amended(self, knowledge: int, recording: int) -> dict[int, list[Entry]]:
        """The amendments that hold at these moments, by the entry they speak of, oldest first."""
        holding: dict[int, list[Entry]] = {}
        for entry, known, recorded in self.amendments:
            undone = any(isinstance(e.event, EntryRetracted) for e in holding.get(entry.number, ()))
            if known <= knowledge and recorded <= recording and not undone:
                holding.setdefault(_target(entry), []).insert(0, entry)
        return holding

    def facts(self, question: Question) -> dict[int, Fact]:
        """Every fact recorded by then, and whether and how it counts for the question."""
        amended = self.amended(question.knowledge, question.recording)
        return {
            entry.number: read_entry(entry, amended.get(entry.number, ()), question, self.zone)
            for entry in self.entries
            if not entry.is_amendment and moment(entry.recorded, "UTC").start <= question.recording
        }

    def as_of(self, question: Question) -> Picture:
        """The deal as it stood, by what is counted."""
        facts = self.facts(question)
        counted = [fact for fact in facts.values() if fact.standing == "counted"]
        last = max((fact.order for fact in counted), default=ALWAYS_BEFORE)
        return Picture(fold(counted, self.zone), question, facts, last)

    @cached_property
    def whole(self) -> Picture:
        """The deal with everything counted, whatever its date: what a new entry is written into."""
        return self.as_of(Question(as_of=When("", NEVER, NEVER)))

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


def _target(entry: Entry) -> int:
    assert isinstance(entry.event, Amendment)
    return entry.event.entry


def read_entry(entry: Entry, amendments: Sequence[Entry], question: Question, zone: str) -> Fact:
    """The entry with these amendments, oldest first, and whether it counts for the question."""
    on, reported, by, event = entry.on or "", entry.reported or "", entry.by, entry.event
    assert isinstance(event, Event)
    sources, disputes, retracted = list(entry.sources), list[int](), False
    for amendment in amendments:
        match amendment.event:
            case EntryCorrected() as to:
                on, reported, by = to.on or on, to.reported or reported, to.by or by
                event = to.what or event
            case EntryRetracted():
                retracted = True
            case EntryCited() as cited:
                sources.append(cited.source)
            case EntryDisputed() as dispute if _takes_dispute(dispute, question, zone):
                disputes.append(amendment.number)
    when = moment(on, zone)
    fact = Fact(
        entry.number,
        _recounted(event, when, zone),
        on,
        reported,
        by,
        when.start,
        tuple(each for each in sources if end_of(each.published, zone) <= question.knowledge),
        tuple(disputes),
        tuple(amendment.number for amendment in amendments),
    )
    return replace(fact, standing=_standing(fact, retracted, question, zone))


def _takes_dispute(dispute: EntryDisputed, question: Question, zone: str) -> bool:
    sources = (dispute.source,) if dispute.source else ()
    counted = [s for s in sources if end_of(s.published, zone) <= question.knowledge]
    return len(counted) == len(sources) and question.takes(counted)


def _standing(fact: Fact, retracted: bool, question: Question, zone: str) -> str:
    if retracted:
        return "retracted"
    if end_of(fact.reported, zone) > question.knowledge:
        return "not_yet_known"
    if fact.is_timeless:
        return "counted"
    if fact.start > question.at:
        return "later"
    return "counted" if question.takes(fact.sources) else "left_out"


def _recounted(event: Event, on: When, zone: str) -> Event:
    """The event where the day of its entry is another than the one its date was counted from."""
    date = getattr(event, "date", None)
    if date is None or isinstance(date, str):
        return event
    return replace(event, date=recount(date, on, zone))


def shown_under(facts: Iterable[Fact]) -> dict[str, str]:
    """For every joined name, the name that it is shown under."""
    under: dict[str, str] = {}
    for fact in facts:
        if isinstance(fact.event, NameJoined):
            first, alias = _last(fact.event.name, under), _last(fact.event.alias, under)
            if key(first) != key(alias):
                under[key(alias)] = first
    return {name: _last(name, under) for name in under}


def _last(name: str, under: Mapping[str, str]) -> str:
    while key(name) in under:
        name = under[key(name)]
    return name


def fold(facts: Sequence[Fact], zone: str) -> Deal:
    """The deal after these facts, in the order of the start of `on`, then entry number."""
    deal = Deal(zone, shown_under(facts))
    for fact in in_order(facts):
        deal = fact.event.evolve(deal, fact.at)
    return deal


def in_order(facts: Iterable[Fact]) -> Iterator[Fact]:
    return iter(sorted(facts, key=lambda fact: fact.order))

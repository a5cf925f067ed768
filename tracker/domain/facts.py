"""Facts: the entries of a deal as they read, for a question, and what a deal is made of them.

A question has a moment of valid time (`as_of`) and may have one of knowledge (`known_by`) and one
of recording (`recorded_by`). What may not have been known is not known: a bare date of knowledge
counts from its end.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

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
from tracker.domain.entry import Entry
from tracker.domain.event import At, Event
from tracker.domain.events.statements import NameJoined
from tracker.domain.names import Known, key
from tracker.domain.reckoning import recount
from tracker.domain.sources import Source
from tracker.domain.times import When, moment

ALWAYS, NEVER = -(2**62), 2**62
"""Microseconds before and after everything."""


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
    def takes_everything(self) -> bool:
        """Whether it leaves out nothing but what happened later."""
        return self.known_by is None and self.takes_everybody

    @property
    def takes_everybody(self) -> bool:
        """Whether it filters nothing that the projections do not hold."""
        return not (self.recorded_by or self.confirmed or self.according_to)

    def takes(self, sources: Sequence[Source]) -> bool:
        if self.confirmed and not any(source.confirms for source in sources):
            return False
        publishers = self.according_to
        return not publishers or any(s.is_of(p) for s in sources for p in publishers)


EVERYTHING = Question(as_of=When("", NEVER, NEVER))
"""Whatever happened, and was ever known."""


class Fact(Struct, frozen=True, gc=False):
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

    @property
    def counted(self) -> list[Fact]:
        return [fact for fact in self.facts.values() if fact.standing == "counted"]

    def sources(self, entries: Iterable[int]) -> list[Source]:
        facts = self.facts
        return [source for entry in entries for source in facts[entry].sources]

    def disputes(self, entries: Iterable[int]) -> list[int]:
        facts = self.facts
        return [dispute for entry in entries for dispute in facts[entry].disputes]


def known_from(entry: Entry, zone: str) -> int:
    """The microsecond from which an entry, as it was written, is known."""
    if isinstance(entry.event, Amendment):
        return end_of(entry.event.holds_from, zone)
    return end_of(entry.reported, zone)


def end_of(text: str | None, zone: str) -> int:
    return moment(text, zone).end if text else ALWAYS


def moments_in(entry: Entry, zone: str) -> set[int]:
    """The microseconds of knowledge from which an entry may make a difference."""
    event = entry.event
    texts = {entry.reported, *(each.published for each in entry.sources)}
    if isinstance(event, Amendment):
        texts.add(event.holds_from)
    if isinstance(event, EntryCorrected):
        texts.add(event.reported)
    if isinstance(event, EntryCited | EntryDisputed) and event.source:
        texts.add(event.source.published)
    return {end_of(text, zone) for text in texts if text}


class _Said(NamedTuple):
    """What an entry says, as it was written or as it was amended."""

    event: Event
    on: str
    reported: str
    by: str | None
    sources: tuple[Source, ...]
    disputes: tuple[int, ...] = ()
    retracted: bool = False


def read_entry(entry: Entry, amendments: Sequence[Entry], question: Question, zone: str) -> Fact:
    """The entry with these amendments, oldest first, and whether it counts for the question."""
    assert isinstance(entry.event, Event)
    said = _Said(entry.event, entry.on or "", entry.reported or "", entry.by, entry.sources)
    if amendments:
        said = _amended(said, amendments, question, zone)
    when = moment(said.on, zone)
    sources = _published(said.sources, question, zone)
    return Fact(
        entry.number,
        _recounted(said.event, when, zone),
        said.on,
        said.reported,
        said.by,
        when.start,
        sources,
        said.disputes,
        tuple([amendment.number for amendment in amendments]),
        _standing(said, when.start, sources, question, zone),
    )


def _amended(said: _Said, amendments: Sequence[Entry], question: Question, zone: str) -> _Said:
    """What is said with these amendments, oldest first."""
    event, on, reported, by, sources, disputes, retracted = said
    for amendment in amendments:
        match amendment.event:
            case EntryCorrected() as to:
                on, reported, by = to.on or on, to.reported or reported, to.by or by
                event = to.what or event
            case EntryRetracted():
                retracted = True
            case EntryCited() as cited:
                sources = (*sources, cited.source)
            case EntryDisputed() as dispute if _takes_dispute(dispute, question, zone):
                disputes = (*disputes, amendment.number)
    return _Said(event, on, reported, by, sources, disputes, retracted)


def _published(sources: tuple[Source, ...], question: Question, zone: str) -> tuple[Source, ...]:
    """The sources that count by then."""
    known = question.knowledge
    if known == NEVER:
        return sources
    return tuple([each for each in sources if end_of(each.published, zone) <= known])


def _takes_dispute(dispute: EntryDisputed, question: Question, zone: str) -> bool:
    sources = (dispute.source,) if dispute.source else ()
    counted = _published(sources, question, zone)
    return len(counted) == len(sources) and question.takes(counted)


def _standing(
    said: _Said, start: int, sources: Sequence[Source], question: Question, zone: str
) -> str:
    if said.retracted:
        return "retracted"
    if question.knowledge != NEVER and end_of(said.reported, zone) > question.knowledge:
        return "not_yet_known"
    if isinstance(said.event, NameJoined):
        return "counted"
    if start > question.at:
        return "later"
    return "counted" if question.takes(sources) else "left_out"


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
    return {name: _last(name, under) for name in [*under]}


def _last(name: str, under: dict[str, str]) -> str:
    """The name that it is shown under in the end; from now on all on the way are under that."""
    passed = []
    while key(name) in under:
        passed.append(key(name))
        name = under[key(name)]
    under.update(dict.fromkeys(passed, name))
    return name


def fold(facts: Sequence[Fact], zone: str) -> Deal:
    """The deal after these facts, in the order of the start of `on`, then entry number."""
    deal = Deal(zone, shown_under(facts))
    for fact in in_order(facts):
        deal = fact.event.evolve(deal, fact.at)
    return deal


def in_order(facts: Iterable[Fact]) -> Iterator[Fact]:
    return iter(sorted(facts, key=lambda fact: fact.order))

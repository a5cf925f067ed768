"""The names that a casebook says, held against each other and against those of the book.

The whole file counts as known, whatever the order of its entries; of two names in it that are near
each other, the rarer is a slip.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypeGuard

from msgspec import Struct

from tracker.domain.amendments import EntryCorrected, EntryDisputed
from tracker.domain.casebook import CaseAmendment, Casebook, CaseEntry, Finding, finding_of
from tracker.domain.entry import Entry
from tracker.domain.errors import Refusal, RefusedByRule
from tracker.domain.event import Event
from tracker.domain.events import read_sentence
from tracker.domain.events.statements import NameJoined
from tracker.domain.history import History, names_of
from tracker.domain.names import (
    ANY,
    DEADLINE,
    PARTY,
    Known,
    key,
    names_nobody,
    other_spellings,
)
from tracker.domain.neighbours import Neighbours
from tracker.domain.new_names import check_names, is_nobody, says_something_about
from tracker.domain.reading import Context, Reading
from tracker.domain.times import Clock, read_when

Item = CaseEntry | CaseAmendment


class Said(Struct):
    """A name that a file says: how it is spelled, how often, where first, and in quotes or not."""

    name: str
    kind: str
    line: int
    count: int = 0
    insisted: bool = False
    asked: bool = False
    """Whether something is asked of it that only a deadline with a date can give."""
    in_book: bool = False

    @property
    def rank(self) -> tuple[bool, int, int]:
        """Of two names near each other the one of the higher rank is the slip."""
        return not self.in_book, -self.count, self.line


class Spellings:
    """What a file says, read with everything known that it and the book say.

    What the log has said is no slip, though it was corrected since. Where the file says an entry of
    the book anew, under its id, the book's own words for it are in nobody's way.
    """

    def __init__(self, history: History, casebook: Casebook, file: str, clock: Clock) -> None:
        self.deal, self.file = history.whole.deal, file
        self.book = history.known
        self.written = names_of(told for entry in history.entries for told in tellings(entry))
        anew = {history.by_id.get(item.id or "") for item in casebook.entries}
        others = [fact.event for fact in history.whole.counted if fact.number not in anew]
        self.in_the_way = names_of(others)
        self.items = [item for item in casebook.entries if sentence(item)]
        self.unread: dict[Item, Refusal] = {}
        first = self._read(clock, self.book)
        self.known = known_with(self.book, (each.event for each in first.values()))
        self.readings = self._read(clock, self.known)
        self.said: dict[tuple[str, str], Said] = {}
        self.dated = {key(name) for name in self.deal.deadlines}
        self.one: set[frozenset[str]] = set()
        self.together: dict[str, set[str]] = {}
        amended = {item.target for item in casebook.entries if replaces(item)}
        for item, reading in self.readings.items():
            if item.id is None or item.id not in amended:
                self._count(item, reading)
            if _dates(reading.event):
                self.dated.update(key(name) for _, name in reading.event.mentions(self.known))
            if isinstance(reading.event, NameJoined):
                self._join(item, reading.event)
        self.unread_text = [key(sentence(item)) for item in self.items if item in self.unread]
        in_book = (Said(name, kind, 0, in_book=True) for kind, name in self.in_the_way.all())
        in_file = (said for said in self.said.values() if not said.insisted)
        self.surer = (*in_book, *in_file)
        self.neighbours = Neighbours(said.name for said in self.surer)

    def _read(self, clock: Clock, known: Known) -> dict[Item, Reading]:
        """The sentences; what cannot be read is kept aside."""
        readings = {}
        for item in self.items:
            try:
                on, _ = read_when(item.on, clock) if item.on else (clock.day(), ())
                readings[item] = read_sentence(sentence(item), Context(clock, on, known))
            except Refusal as error:
                self.unread[item] = error
        return readings

    def _count(self, item: Item, reading: Reading) -> None:
        event = reading.event
        for mention in reading.mentions:
            if mention.kind != ANY:
                at = (mention.kind, key(mention.name))
                said = self.said.setdefault(at, Said(mention.name, mention.kind, item.line))
                said.count += 1
                said.insisted |= mention.insisted
                said.asked |= event.asks

    def _join(self, item: Item, event: NameJoined) -> None:
        names = key(event.name), key(event.alias)
        self.one.add(frozenset(names))
        together = set().union(*(self._one_with(name) for name in names))
        self.together.update(dict.fromkeys(together, together))
        try:
            check_names(event, (), self.known, insisted=False)
        except Refusal as error:
            hints = (*error.hints, "name one of them in another entry")
            self.unread[item] = RefusedByRule(error.message, *hints)

    def findings(self) -> Iterator[Finding]:
        """What is wrong with the sentences and the names of the file."""
        for item, error in self.unread.items():
            yield finding_of(self.file, item.line, error)
        for said in self.said.values():
            if not said.insisted and (wrong := self._wrong_with(said)):
                yield finding_of(self.file, said.line, wrong)

    def _wrong_with(self, said: Said) -> Refusal | None:
        if key(said.name) not in self.written.of(said.kind):
            for slip in (self._near, self._wrapped, self._other_kind):
                if error := slip(said):
                    return error
        return _nobody_set(said.name) if said.asked and not self._has_date(said.name) else None

    def _near(self, said: Said) -> Refusal | None:
        for other in (self.surer[at] for at in self.neighbours.of(said.name)):
            if other.rank < said.rank and self._are_two(said.name, other.name):
                near = f"{said.name!r} is very near to {other.name!r}"
                return RefusedByRule(near, f"did you mean {other.name}?", insist(said.name))
        return None

    def _are_two(self, one: str, other: str) -> bool:
        """Whether they are different names, and nobody has said that they are one."""
        return key(one) != key(other) and frozenset((key(one), key(other))) not in self.one

    def _wrapped(self, said: Said) -> Refusal | None:
        for other in self.known.inside(said.name, said.kind):
            if self._are_two(said.name, other):
                return says_something_about(said.name, other, insist(said.name))
        if said.kind == PARTY and names_nobody(said.name):
            return is_nobody(said.name, insist(said.name))
        return None

    def _other_kind(self, said: Said) -> Refusal | None:
        kind = PARTY if said.kind == DEADLINE else DEADLINE
        twin = self.said.get((kind, key(said.name)))
        if key(said.name) in self.in_the_way.of(kind) or (twin and twin.rank < said.rank):
            what = "a party" if kind == PARTY else "a deadline or a term"
            return RefusedByRule(f"{said.name!r} is known as {what}", insist(said.name))
        return None

    def _has_date(self, name: str) -> bool:
        """Whether the book or the file sets it; a sentence that cannot be read may be the one."""
        names = self._one_with(key(name)) | self._one_with(key(self.deal.shown(name)))
        return not names.isdisjoint(self.dated) or any(
            each in text for each in names for text in self.unread_text
        )

    def _one_with(self, name: str) -> set[str]:
        """The name, and those that it is joined with in the file."""
        return self.together.get(name, {name})


def known_with(book: Known, events: Iterable[Event]) -> Known:
    """The names of the book and of these events; not those that only spell another one.

    A `Microsoft's` in the file is Microsoft where somebody says that name, else its own.
    """
    said = list(events)
    aliases = [each for each in said if isinstance(each, NameJoined)]
    named = [m for each in said if not isinstance(each, NameJoined) for m in each.mentions(book)]
    everybody = book.having(named)
    known = book.having(
        (kind, name) for kind, name in named if not _is_another(name, everybody.of(kind))
    )
    return _with_aliases(known, aliases)


def _with_aliases(known: Known, aliases: Sequence[NameJoined]) -> Known:
    """These names, those that one of them is joined with, those that these are, and so on."""
    saying = defaultdict[str, list[int]](list)
    for at, each in enumerate(aliases):
        saying[key(each.name)].append(at)
        saying[key(each.alias)].append(at)
    told = list(range(len(aliases)))
    while told:
        joined = [
            (kind, name)
            for each in (aliases[at] for at in told)
            if known.kind_of(each.name) or known.kind_of(each.alias)
            for kind, name in each.mentions(known)
        ]
        fresh = [key(name) for kind, name in joined if key(name) not in known.of(kind)]
        known = known.having(joined)
        told = sorted({at for name in fresh for at in saying[name]})
    return known


def _is_another(name: str, names: Mapping[str, str]) -> bool:
    return any(key(each) in names for each in other_spellings(name))


def _dates(event: Event) -> bool:
    """Whether an event sets a date of its own accord."""
    return not event.asks and "date" in event.__struct_fields__


def replaces(item: Item) -> TypeGuard[CaseAmendment]:
    """Whether what the entry said that it amends does not count any more."""
    return isinstance(item, CaseAmendment) and (item.does == "retract" or item.what is not None)


def tellings(entry: Entry) -> Iterator[Event]:
    """What an entry says has happened, or would put in the place of what another one says."""
    match entry.event:
        case EntryCorrected(what=Event() as event) | EntryDisputed(claims=Event() as event):
            yield event
        case Event() as event:
            yield event


def sentence(item: Item) -> str:
    """What an entry says, a correction to it, or the rival reading of a dispute."""
    return item.what or "" if isinstance(item, CaseEntry) else item.what or item.claims or ""


def insist(name: str) -> str:
    return f'if it is another, put quotes round it: "{name}"'


def _nobody_set(name: str) -> RefusedByRule:
    return RefusedByRule(
        f"nobody has set {name!r}, in the book or in this file",
        f"add an entry that does: '{name} due 2020-11-12'",
    )

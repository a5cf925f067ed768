"""The names that a casebook says, held against each other and against those of the book.

The whole file counts as known, whatever the order of its entries; of two names in it that are near
each other, the rarer is a slip.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct

from tracker.domain.casebook import CaseAmendment, Casebook, CaseEntry, Finding, finding_of
from tracker.domain.errors import Refusal, RefusedByRule
from tracker.domain.events import read_sentence
from tracker.domain.events.statements import NameJoined
from tracker.domain.history import History
from tracker.domain.names import ANY, DEADLINE, PARTY, Known, close, key, other_spellings, wraps
from tracker.domain.phrases import Context, Reading
from tracker.domain.times import Clock, read_when
from tracker.domain.writing import check_names

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

    @property
    def rank(self) -> tuple[int, int]:
        """Of two names near each other the one of the higher rank is the slip."""
        return -self.count, self.line


class Spellings:
    """What a file says, read with everything known that it and the book say."""

    def __init__(self, history: History, casebook: Casebook, file: str, clock: Clock) -> None:
        self.book, self.deal, self.file = history.known, history.whole.deal, file
        self.items = [item for item in casebook.entries if sentence(item)]
        self.unread: dict[int, Refusal] = {}
        first = self._read(clock, self.book)
        self.known = known_with(self.book, first.values())
        self.readings = self._read(clock, self.known)
        self.said = dict[tuple[str, str], Said]()
        self.dated = set[str]()
        for line, reading in self.readings.items():
            self._count(line, reading)
        joined = [r.event for r in self.readings.values() if isinstance(r.event, NameJoined)]
        self.one = {frozenset((key(each.name), key(each.alias))) for each in joined}

    def _read(self, clock: Clock, known: Known) -> dict[int, Reading]:
        """The sentences by the line they stand on; what cannot be read is kept aside."""
        readings = {}
        for item in self.items:
            try:
                on, _ = read_when(item.on, clock) if item.on else (clock.day(), ())
                readings[item.line] = read_sentence(sentence(item), Context(clock, on, known))
            except Refusal as error:
                self.unread[item.line] = error
        return readings

    def _count(self, line: int, reading: Reading) -> None:
        event = reading.event
        for mention in reading.mentions:
            if mention.kind != ANY:
                at = (mention.kind, key(mention.name))
                said = self.said.setdefault(at, Said(mention.name, mention.kind, line))
                said.count += 1
                said.insisted |= mention.insisted
                said.asked |= event.asks
        if not event.asks and "date" in event.__struct_fields__:
            self.dated.update(key(name) for kind, name in event.mentions(self.known))

    def findings(self) -> Iterator[Finding]:
        """What is wrong with the sentences and the names of the file."""
        for item in self.items:
            if error := self.unread.get(item.line) or self._wrong_with_join(item.line):
                yield finding_of(self.file, item.line, error)
        for said in self.said.values():
            if not said.insisted and (error := self._wrong_with(said)):
                yield finding_of(self.file, said.line, error)

    def _wrong_with_join(self, line: int) -> Refusal | None:
        event = self.readings[line].event
        if isinstance(event, NameJoined):
            try:
                check_names(event, (), self.known, insisted=False)
            except Refusal as error:
                return error
        return None

    def _wrong_with(self, said: Said) -> Refusal | None:
        if key(said.name) not in self.book.of(said.kind):
            for slip in (self._near, self._wrapped, self._other_kind):
                if error := slip(said):
                    return error
        return _nobody_set(said.name) if said.asked and not self._has_date(said.name) else None

    def _near(self, said: Said) -> Refusal | None:
        for other in self._others(said):
            if close(said.name, other):
                near = f"{said.name!r} is very near to {other!r}"
                return RefusedByRule(near, f"did you mean {other}?", insist(said.name))
        return None

    def _others(self, said: Said) -> Iterator[str]:
        """The names that this one may be a slip of: those of the book, and the more frequent."""
        for _, name in self.book.all():
            if self._are_two(said.name, name):
                yield name
        for other in self.said.values():
            is_surer = other.rank < said.rank and not other.insisted
            if is_surer and self._are_two(said.name, other.name):
                yield other.name

    def _are_two(self, one: str, other: str) -> bool:
        """Whether they are different names, and nobody has said that they are one."""
        return key(one) != key(other) and frozenset((key(one), key(other))) not in self.one

    def _wrapped(self, said: Said) -> Refusal | None:
        for other in self.known.of(said.kind).values():
            if self._are_two(said.name, other) and wraps(said.name, other):
                about = f"{said.name!r} says something about {other!r} and is not a name"
                group = f"a group is recorded with: MEMBER joined {other}"
                return RefusedByRule(about, group, insist(said.name))
        return None

    def _other_kind(self, said: Said) -> Refusal | None:
        kind = PARTY if said.kind == DEADLINE else DEADLINE
        twin = self.said.get((kind, key(said.name)))
        if key(said.name) in self.book.of(kind) or (twin and twin.rank < said.rank):
            what = "a party" if kind == PARTY else "a deadline or a term"
            return RefusedByRule(f"{said.name!r} is known as {what}", insist(said.name))
        return None

    def _has_date(self, name: str) -> bool:
        """Whether the book or the file sets it; a sentence that cannot be read may be the one."""
        said = [key(sentence(each)) for each in self.items if each.line in self.unread]
        there = self.deal.key(name) in self.deal.deadlines or key(name) in self.dated
        return there or any(key(name) in each for each in said)


def known_with(book: Known, readings: Iterable[Reading]) -> Known:
    """The names of the book and of these readings, without those that only spell another one.

    A `Microsoft's` in the file is Microsoft where somebody says that name, else its own.
    """
    events = [each.event for each in readings]
    aliases = [each for each in events if isinstance(each, NameJoined)]
    named = [
        mention
        for event in events
        if not isinstance(event, NameJoined)
        for mention in event.mentions(book)
    ]
    everybody = book.having(named)
    known = book.having(
        (kind, name) for kind, name in named if not _is_another(name, everybody.of(kind))
    )
    while True:
        joined = [
            each for each in aliases if {*map(known.kind_of, (each.name, each.alias))} - {None}
        ]
        longer = known.having(mention for each in joined for mention in each.mentions(known))
        if longer == known:
            return known
        known = longer


def _is_another(name: str, names: Mapping[str, str]) -> bool:
    return any(key(each) in names for each in other_spellings(name))


def sentence(item: Item) -> str:
    """What an entry says, a correction to it, or the rival reading of a dispute."""
    return item.what or "" if isinstance(item, CaseEntry) else item.what or item.claims or ""


def insist(name: str) -> str:
    return f'if it is another, put quotes round it: "{name}"'


def _nobody_set(name: str) -> RefusedByRule:
    return RefusedByRule(
        f"nobody has set {name!r}, in the book or in this file",
        f"add an entry that does: '{name} due 2020-11-12'",
        kind="unknown-deadline",
    )

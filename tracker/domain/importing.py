"""From a casebook to the entries that a deal's log lacks: all of it, or what is wrong with it.

The whole file counts as known, whatever the order of its entries. An entry is recognised by its
`id`, else by its `on`, `what` and `by`; new sources on it are citations.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from difflib import get_close_matches

from msgspec import Struct

from tracker.domain.amendments import EntryCited
from tracker.domain.casebook import (
    CaseAmendment,
    Casebook,
    CaseEntry,
    Finding,
    finding_of,
)
from tracker.domain.drafts import (
    AnyDraft,
    Citation,
    Correction,
    Dispute,
    Draft,
    Retraction,
    read_source,
)
from tracker.domain.entry import Entry
from tracker.domain.errors import Refusal, RefusedByRule
from tracker.domain.event import Event
from tracker.domain.events import read_sentence, sentence_of
from tracker.domain.events.statements import NameJoined
from tracker.domain.history import Fact, History
from tracker.domain.names import DEADLINE, Known, close, key, wraps
from tracker.domain.phrases import Context, Reading
from tracker.domain.times import Clock, read_when
from tracker.domain.writing import Written, write

Identity = tuple[str, str, str]
"""What an entry without an id is recognised by: its `on`, sentence and `by`."""


class Plan(Struct, frozen=True):
    """What an import would record, in order, and what is wrong with the file."""

    history: History
    written: tuple[Written, ...] = ()
    findings: tuple[Finding, ...] = ()
    unchanged: int = 0
    cited: int = 0
    corrected: int = 0


def plan(
    history: History, casebook: Casebook, file: str, clock: Callable[[], Clock], *, correct: bool
) -> Plan:
    """The entries that the log lacks; `clock` is asked anew for each of them."""
    names = _Names(history, casebook, file, clock())
    planner = _Planner(history, file, clock, names.known, correct=correct)
    for item in casebook.entries:
        if item.line not in names.unreadable:
            planner.add(item, names.readings.get(item.line))
    findings = (*names.findings(), *planner.findings)
    return Plan(
        planner.history,
        tuple(planner.written),
        tuple(sorted(findings, key=lambda each: each.line)),
        planner.unchanged,
        planner.cited,
        planner.corrected,
    )


class _Said(Struct):
    """A name that a file says: how it is spelled, how often, and where first."""

    name: str
    kind: str
    line: int
    count: int = 0
    insisted: bool = False


class _Names:
    """The names of a file, held against each other and against those of the book."""

    def __init__(self, history: History, casebook: Casebook, file: str, clock: Clock) -> None:
        self.book = history.known
        self.file = file
        self.readings: dict[int, Reading] = {}
        self.unreadable: dict[int, Refusal] = {}
        self.said: dict[tuple[str, str], _Said] = {}
        self.joined: set[frozenset[str]] = set()
        self.asked: dict[str, _Said] = {}
        self.set: set[str] = set()
        for item in casebook.entries:
            if isinstance(item, CaseEntry):
                self._read(item, clock, self.book)
        self.known = self._known()
        for item in casebook.entries:
            if isinstance(item, CaseEntry) and item.line not in self.unreadable:
                self._read(item, clock, self.known)
        self._count()

    def _read(self, item: CaseEntry, clock: Clock, known: Known) -> None:
        try:
            on, _ = read_when(item.on, clock)
            self.readings[item.line] = read_sentence(item.what, Context(clock, on, known))
        except Refusal as error:
            self.unreadable[item.line] = error

    def _known(self) -> Known:
        """The names of book and file, without those that are another with trimmings."""
        known = self.book
        mentioned = [m for each in self.readings.values() for m in each.mentions]
        implied = [m for each in self.readings.values() for m in each.event.mentions(self.book)]
        everything = known.having([(m.kind, m.name) for m in mentioned if m.kind != "name"])
        for kind, name in (*((m.kind, m.name) for m in mentioned if m.kind != "name"), *implied):
            names = dict(everything.of(kind))
            if key(name) not in self.book.of(kind):
                names.pop(key(name), None)
            bare = Known(names, names).resolve(name, kind)
            if key(bare) == key(name):
                known = known.having([(kind, name)])
        return known

    def _count(self) -> None:
        for line, reading in self.readings.items():
            if isinstance(reading.event, NameJoined):
                event = reading.event
                self.joined.add(frozenset((key(event.name), key(event.alias))))
                continue
            for mention in reading.mentions:
                at = (mention.kind, key(mention.name))
                said = self.said.setdefault(at, _Said(mention.name, mention.kind, line))
                said.count += 1
                said.insisted = said.insisted or mention.insisted
                if reading.event.asks and mention.kind == DEADLINE:
                    self.asked.setdefault(at[1], said)
            if not reading.event.asks:
                mentions = reading.event.mentions(self.known)
                self.set.update(key(name) for kind, name in mentions if kind == DEADLINE)

    def findings(self) -> Iterator[Finding]:
        for line, unread in self.unreadable.items():
            yield finding_of(self.file, line, unread)
        fresh = [each for at, each in self.said.items() if at[1] not in self.book.of(at[0])]
        for said in fresh:
            if not said.insisted and (error := self._wrong_with(said)):
                yield finding_of(self.file, said.line, error)
        for name, said in self.asked.items():
            if name not in self.set and name not in self.book.deadlines and not said.insisted:
                yield finding_of(self.file, said.line, _nobody_set(said.name))

    def _wrong_with(self, said: _Said) -> RefusedByRule | None:
        insist = f'if it is another, put quotes round it: "{said.name}"'
        for other in self._others(said):
            if close(said.name, other):
                near = f"{said.name!r} is very near to {other!r}"
                return RefusedByRule(near, f"did you mean {other}?", insist)
            if wraps(said.name, other) and self._same_kind(said, other):
                about = f"{said.name!r} says something about {other!r} and is not a name"
                return RefusedByRule(about, f"a group is recorded with: MEMBER joined {other}")
        if self._is_other_kind(said):
            return RefusedByRule(f"{said.name!r} is known as the other kind of name", insist)
        return None

    def _others(self, said: _Said) -> Iterator[str]:
        """The names that this one may be a slip of: those of the book, and the more frequent."""
        for _, name in self.book.all():
            if self._are_two(name, said.name):
                yield name
        for other in self.said.values():
            if self._are_two(other.name, said.name) and (
                _rarer(said, other) or wraps(said.name, other.name)
            ):
                yield other.name

    def _are_two(self, one: str, other: str) -> bool:
        """Whether they are different names, and nobody has said that they are one."""
        return key(one) != key(other) and frozenset((key(one), key(other))) not in self.joined

    def _same_kind(self, said: _Said, other: str) -> bool:
        return key(other) in self.known.of(said.kind)

    def _is_other_kind(self, said: _Said) -> bool:
        other = "party" if said.kind == DEADLINE else DEADLINE
        twin = self.said.get((other, key(said.name)))
        if key(said.name) in self.book.of(other):
            return True
        return twin is not None and _rarer(said, twin)


def _rarer(one: _Said, other: _Said) -> bool:
    """Whether `one` is said less often than `other`, or later."""
    return (-other.count, other.line) < (-one.count, one.line)


def _nobody_set(name: str) -> RefusedByRule:
    return RefusedByRule(
        f"nobody has set {name!r}, in the book or in this file",
        f"add an entry that does: '{name} due 2020-11-12'",
        kind="unknown-deadline",
    )


class _Planner:
    """Writes what is not there yet, one item after the other."""

    def __init__(
        self,
        history: History,
        file: str,
        clock: Callable[[], Clock],
        known: Known,
        *,
        correct: bool,
    ) -> None:
        self.history, self.file, self.clock, self.known = history, file, clock, known
        self.correct = correct
        self.written: list[Written] = []
        self.findings: list[Finding] = []
        self.unchanged = self.cited = self.corrected = 0
        self.there = {identity: n for n in history.whole.facts for identity in self._identities(n)}
        self.seen: dict[Identity | str, int] = {}

    def _identities(self, number: int) -> Iterator[Identity]:
        """How an entry is recognised: as it was written, and as it reads now."""
        entry, fact = self.history.entries[number - 1], self.history.whole.facts[number]
        assert isinstance(entry.event, Event)
        yield _identity(entry.on or "", entry.event, entry.by)
        yield _identity(fact.on, fact.event, fact.by)

    def add(self, item: CaseEntry | CaseAmendment, reading: Reading | None) -> None:
        try:
            if isinstance(item, CaseAmendment):
                self._amend(item)
            elif reading is not None:
                self._enter(item, reading)
        except Refusal as error:
            self.findings.append(finding_of(self.file, item.line, error))

    def _write(self, draft: AnyDraft) -> Written:
        written = write(self.history, draft, self.clock(), self.known)
        if not written.already:
            self.history = self.history.having(written.entry)
            self.written.append(written)
        return written

    def _enter(self, item: CaseEntry, reading: Reading) -> None:
        on, _ = read_when(item.on, self.clock())
        by = item.by and self.known.resolve(item.by, "party")
        identity = _identity(on.text, reading.event, by)
        self._refuse_twice(item, identity)
        number = self.history.by_id.get(item.id) if item.id else self.there.get(identity)
        if number is not None:
            return self._meet(item, reading, number)
        draft = Draft(
            sentence=item.what,
            on=item.on,
            reported=item.reported,
            by=item.by,
            sources=item.sources,
            id=item.id,
            new=True,
        )
        self._write(draft)
        return None

    def _refuse_twice(self, item: CaseEntry, identity: Identity) -> None:
        mark = item.id or identity
        if mark in self.seen:
            raise RefusedByRule(
                f"the same entry stands on line {self.seen[mark]}",
                "keep one of them, with the sources of both",
                "if it happened twice, give each an id",
            )
        self.seen[mark] = item.line

    def _meet(self, item: CaseEntry, reading: Reading, number: int) -> None:
        """An entry that is there already: changed, or with sources it did not have."""
        fact = self.history.corrected(number)
        changes = self._differences(item, reading, fact)
        if changes and not self._reads_as_written(item, reading, number):
            self._change(item, fact, changes)
        elif not self._cite(item, fact):
            self.unchanged += 1

    def _differences(self, item: CaseEntry, reading: Reading, fact: Fact) -> dict[str, str]:
        clock = self.clock()
        on, _ = read_when(item.on, clock)
        reported = read_when(item.reported, clock, on)[0].text if item.reported else fact.reported
        now = {"on": on.text, "reported": reported, "by": item.by or ""}
        was = {"on": fact.on, "reported": fact.reported, "by": fact.by or ""}
        found = {name: now[name] for name in now if key(now[name]) != key(was[name])}
        if reading.event != fact.event.unsettled():
            found["what"] = item.what
        return found

    def _reads_as_written(self, item: CaseEntry, reading: Reading, number: int) -> bool:
        """Whether the file says what was written before it was corrected in the book."""
        entry = self.history.entries[number - 1]
        assert isinstance(entry.event, Event)
        written = _identity(entry.on or "", entry.event, entry.by)
        on, _ = read_when(item.on, self.clock())
        return written == _identity(on.text, reading.event, item.by)

    def _change(self, item: CaseEntry, fact: Fact, changes: dict[str, str]) -> None:
        told = ", ".join(f"{name} {value!r}" for name, value in changes.items())
        if not self.correct:
            raise RefusedByRule(
                f"#{fact.number} is {sentence_of(fact.event)!r} on {fact.on}; the file says {told}",
                "--correct records the difference as a correction of the book",
                kind="changed-entry",
            )
        self._write(
            Correction(entry=fact.number, because="corrected in the casebook", new=True, **changes)
        )
        self.corrected += 1
        self._cite(item, self.history.corrected(fact.number))

    def _cite(self, item: CaseEntry, fact: Fact) -> int:
        clock = self.clock()
        on, _ = read_when(fact.on, clock)
        there = {*self._all_sources(fact.number)}
        fresh = [each for each in item.sources if read_source(each, clock, on) not in there]
        for source in fresh:
            self._write(Citation(entry=fact.number, source=source))
        self.cited += len(fresh)
        return len(fresh)

    def _all_sources(self, number: int) -> Iterator[object]:
        yield from self.history.entries[number - 1].sources
        for entry in self.history.entries:
            if isinstance(entry.event, EntryCited) and entry.event.entry == number:
                yield entry.event.source

    def _amend(self, item: CaseAmendment) -> None:
        target = self._target(item)
        if item.id and item.id in self.history.by_id:
            self.unchanged += 1
            return
        draft = _amendment(item, target)
        written = write(self.history, draft, self.clock(), self.known)
        if self._is_there(written.entry):
            self.unchanged += 1
            return
        self._write(draft)

    def _is_there(self, entry: Entry) -> bool:
        return any(each.event == entry.event for each in self.history.entries)

    def _target(self, item: CaseAmendment) -> int:
        number = self.history.by_id.get(item.target)
        if number is not None:
            return number
        near = get_close_matches(item.target, list(self.history.by_id), 1)
        raise RefusedByRule(
            f"no entry above has the id {item.target!r}",
            *(f"did you mean {each}?" for each in near),
            "give the entry an id, and let the amendment stand below it",
            kind="unknown-entry",
        )


def _identity(on: str, event: Event, by: str | None) -> Identity:
    return on, key(sentence_of(event.unsettled())), key(by or "")


def _amendment(item: CaseAmendment, entry: int) -> AnyDraft:
    because, announced, id_ = item.because, item.announced, item.id
    match item.does:
        case "retract":
            return Retraction(entry=entry, because=because, announced=announced, id=id_)
        case "cite":
            assert item.source is not None
            return Citation(entry=entry, source=item.source, announced=announced, id=id_)
        case "dispute":
            return Dispute(
                entry=entry,
                because=because,
                source=item.source,
                claims=item.claims,
                claims_on=item.claims_on,
                announced=announced,
                new=True,
                id=id_,
            )
    return Correction(
        entry=entry,
        because=because,
        on=item.on,
        reported=item.reported,
        by=item.by,
        what=item.what,
        announced=announced,
        new=True,
        id=id_,
    )

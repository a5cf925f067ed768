"""From a casebook to the entries that a deal's log lacks: all of it, or what is wrong with it.

An entry is recognised by its `id`, else by its `on`, `what` and `by`; an amendment by its `id`,
else by all it says. New sources on an entry are citations; what a file leaves out is not changed.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Hashable, Iterator
from difflib import get_close_matches
from typing import Any, TypeGuard

from msgspec import Struct
from msgspec.structs import replace

from tracker.domain.amendments import Amendment, EntryCited, EntryCorrected, EntryDisputed
from tracker.domain.casebook import CaseAmendment, Casebook, CaseEntry, Finding, finding_of
from tracker.domain.drafts import (
    AmendmentDraft,
    AnyDraft,
    Citation,
    Correction,
    Dispute,
    Draft,
    Retraction,
    read_source,
)
from tracker.domain.entry import DealOpened, Entry
from tracker.domain.errors import Refusal, RefusedByRule
from tracker.domain.event import Event
from tracker.domain.events import sentence_of
from tracker.domain.history import History
from tracker.domain.names import PARTY, key
from tracker.domain.reading import Reading, normalise
from tracker.domain.sources import Source
from tracker.domain.spellings import Spellings
from tracker.domain.times import Clock, read_when
from tracker.domain.writing import Written, write

MADE_ID = re.compile(r"[0-9a-f]{16}")
"""The id of an entry that its writer gave none."""


class Plan(Struct, frozen=True):
    """What an import would record, in order, and what is wrong with the file."""

    history: History
    written: tuple[Written, ...] = ()
    findings: tuple[Finding, ...] = ()
    unchanged: int = 0
    cited: int = 0
    corrected: int = 0
    notes: tuple[str, ...] = ()


def plan(
    history: History, casebook: Casebook, file: str, clock: Clock, *, correct: bool = False
) -> Plan:
    """The entries that the log lacks; with `correct`, also what changed under a known id."""
    spellings = Spellings(history, casebook, file, clock)
    planner = _Planner(history, casebook, spellings, clock, correct=correct)
    findings = [*differences_of_head(history.opened, casebook, file), *spellings.findings()]
    for item in casebook.entries:
        try:
            if item not in spellings.unread:
                planner.add(item)
        except Refusal as error:
            planner.missing.add(item.id or "")
            findings.append(finding_of(file, item.line, error))
    return Plan(
        planner.history,
        tuple(planner.written),
        tuple(findings),
        planner.unchanged,
        planner.cited,
        planner.corrected,
        tuple(planner.notes),
    )


def differences_of_head(there: DealOpened, casebook: Casebook, file: str) -> Iterator[Finding]:
    """Where a file says another title, zone, seller or target than the book has."""
    for name in ("title", "seller", "target", "zone"):
        was, now = getattr(there, name), getattr(casebook, name)
        if now and now != was:
            message = f"the {name} of {casebook.deal} is {was or 'not known'}; the file says {now}"
            hint = "let the file say what the book says, or give the deal another name"
            yield Finding(file, casebook.lines[name], message, hint, 4)


class _Planner:
    """Writes what is not there yet, one item after the other."""

    def __init__(
        self,
        history: History,
        casebook: Casebook,
        spellings: Spellings,
        clock: Clock,
        *,
        correct: bool,
    ) -> None:
        self.history, self.clock, self.correct = history, clock, correct
        self.known, self.readings = spellings.known, spellings.readings
        self.missing = {*casebook.broken, *(item.id or "" for item in spellings.unread)}
        self.put_right = {item.target for item in casebook.entries if _corrects(item)}
        self.written: list[Written] = []
        self.notes: list[str] = []
        self.unchanged = self.cited = self.corrected = 0
        self.ids = dict(history.by_id)
        self.there = defaultdict[Hashable, list[int]](list)
        self.named = {entry.number for entry in history.entries if not MADE_ID.fullmatch(entry.id)}
        self.met: dict[int, int] = {}
        for entry in history.entries:
            for identity in self._identities(entry):
                self.there[identity].append(entry.number)

    def add(self, item: CaseEntry | CaseAmendment) -> None:
        """Raises Refusal where the item cannot be recorded."""
        if isinstance(item, CaseEntry):
            self._enter(item, self.readings[item])
        elif item.target not in self.missing:
            self._amend(item)

    # What is there already

    def _identities(self, entry: Entry) -> set[Hashable]:
        """What an entry is recognised by: as it was written, and as it reads now."""
        if isinstance(entry.event, Amendment):
            return {_as_said(entry.event)}
        assert isinstance(entry.event, Event)
        fact = self.history.corrected(entry.number)
        written = _identity(entry.on or "", entry.event, entry.by)
        return {written, _identity(fact.on, fact.event, fact.by)}

    def _recognised(self, item: CaseEntry | CaseAmendment, identity: Hashable) -> Entry | None:
        """The entry of the log that an item is, where there is one.

        An id that is new may be given to an entry that had none. Raises RefusedByRule where
        another item of the file is that entry.
        """
        number = self.ids.get(item.id or "")
        if number is None:
            same = [each for each in self.there[identity] if not (item.id and each in self.named)]
            number = min(same, key=lambda each: each in self.met, default=None)
        if number is None:
            return None
        if number in self.met:
            what = f"the id {item.id!r} stands" if item.id else "the same entry stands"
            raise RefusedByRule(
                f"{what} on line {self.met[number]} too",
                "keep one of them, with the sources of both",
                "if it happened twice, give each an id of its own",
            )
        self._meet(item, number)
        return self.history.entries[number - 1]

    def _meet(self, item: CaseEntry | CaseAmendment, number: int) -> None:
        self.met[number] = item.line
        if item.id:
            self.ids[item.id] = number
            self.named.add(number)

    # What is not

    def _written(self, draft: AnyDraft) -> Written:
        return write(self.history, draft, self.clock, self.known)

    def _keep(self, written: Written) -> None:
        if not written.already:
            self.history = self.history.having(written.entry)
            self.written.append(written)

    def _keep_item(self, item: CaseEntry | CaseAmendment, written: Written) -> None:
        entry = written.entry
        self._keep(written)
        self._meet(item, entry.number)
        for identity in self._identities(entry):
            self.there[identity].append(entry.number)

    # Entries

    def _enter(self, item: CaseEntry, reading: Reading) -> None:
        said = self._as_read(item, reading)
        identity = _identity(said["on"], reading.event, said.get("by"))
        entry = self._recognised(item, identity)
        if entry is None:
            self._keep_item(item, self._written(_draft(item)))
            return
        if entry.is_amendment:
            raise RefusedByRule(
                f"{item.id!r} is the id of an amendment: {entry.sentence}",
                "give the entry another id",
            )
        self.notes.extend(self._corrected_since(item, said, entry))
        changes = self._changes(said, entry)
        if changes:
            self._correct(entry.number, changes)
        if not self._cite(item, entry.number) and not changes:
            self.unchanged += 1

    def _as_read(self, item: CaseEntry, reading: Reading) -> dict[str, str]:
        """What the file says of an entry, as it would be written down."""
        on, _ = read_when(item.on, self.clock)
        said = {"on": on.text, "what": _said(reading.event)}
        if item.reported:
            said["reported"] = read_when(item.reported, self.clock, on)[0].text
        if item.by:
            said["by"] = self.known.resolve(normalise(item.by), PARTY)
        return said

    def _changes(self, said: dict[str, str], entry: Entry) -> dict[str, str]:
        """What the file says otherwise than it was written, and than it reads now."""
        there = self._there(entry)
        return {name: now for name, now in said.items() if key(now) not in map(key, there[name])}

    def _there(self, entry: Entry) -> dict[str, tuple[str, str]]:
        """What an entry says: as it was written, and as it reads now."""
        assert isinstance(entry.event, Event)
        fact = self.history.corrected(entry.number)
        return {
            "on": (entry.on or "", fact.on),
            "reported": (entry.reported or "", fact.reported),
            "by": (entry.by or "", fact.by or ""),
            "what": (_said(entry.event), _said(fact.event)),
        }

    def _corrected_since(
        self, item: CaseEntry, said: dict[str, str], entry: Entry
    ) -> Iterator[str]:
        """What an older file is told: it says what was written, and the book reads otherwise."""
        if item.id in self.put_right:
            return
        there = self._there(entry)
        for name, old in said.items():
            written, now = there[name]
            if key(old) == key(written) != key(now):
                yield (
                    f"#{entry.number}: the book has been corrected since: {name} is {now!r}; "
                    f"the file says {old!r}"
                )

    def _correct(self, number: int, changes: dict[str, str]) -> None:
        fact = self.history.corrected(number)
        if not self.correct:
            told = ", ".join(f"{name} {value!r}" for name, value in changes.items())
            by = f" by {fact.by}" if "by" in changes and fact.by else ""
            reported = f", reported {fact.reported}" if "reported" in changes else ""
            raise RefusedByRule(
                f"#{number} is {sentence_of(fact.event)!r} on {fact.on}{by}{reported}; "
                f"the file says {told}",
                "--correct records the difference as a correction of the book",
            )
        because = "corrected in the casebook"
        draft = Correction(entry=number, because=because, new=True, **changes)
        self._keep(self._written(draft))
        self.corrected += 1

    def _cite(self, item: CaseEntry, number: int) -> int:
        """Cites the sources that are new; how many."""
        on, _ = read_when(self.history.corrected(number).on, self.clock)
        there = set(self._sources(number))
        said = {read_source(each, self.clock, on): each for each in item.sources}
        fresh = [each for source, each in said.items() if source not in there]
        for source in fresh:
            self._keep(self._written(Citation(entry=number, source=source)))
        self.cited += len(fresh)
        return len(fresh)

    def _sources(self, number: int) -> Iterator[Source]:
        yield from self.history.entries[number - 1].sources
        for entry, _, _ in self.history.amendments:
            if isinstance(entry.event, EntryCited) and entry.event.entry == number:
                yield entry.event.source

    # Amendments

    def _amend(self, item: CaseAmendment) -> None:
        draft = _amendment(item, self._target(item))
        written = self._written(draft)
        said = _as_said(written.entry.event)
        entry = self._recognised(item, said)
        if entry is None:
            named = replace(written.entry, id=item.id or written.entry.id)
            self._keep_item(item, replace(written, entry=named))
        elif _as_said(entry.event) == said:
            self.unchanged += 1
        else:
            raise RefusedByRule(
                f"{item.id!r} is the id of #{entry.number}: {entry.sentence}, and says otherwise",
                "give the amendment another id; one that is wrong is retracted: "
                f"{{retract: {item.id}, because: ...}}",
            )

    def _target(self, item: CaseAmendment) -> int:
        number = self.ids.get(item.target)
        if number is not None:
            return number
        near = get_close_matches(item.target, list(self.ids), 1)
        raise RefusedByRule(
            f"no entry above has the id {item.target!r}",
            *(f"did you mean {each}?" for each in near),
            "give the entry an id, and let the amendment stand below it",
        )


def _corrects(item: CaseEntry | CaseAmendment) -> TypeGuard[CaseAmendment]:
    return isinstance(item, CaseAmendment) and item.does == "correct"


def _said(event: Event) -> str:
    return sentence_of(event.unsettled())


def _identity(on: str, event: Event, by: str | None) -> Hashable:
    return on, key(_said(event)), key(by or "")


def _as_said(event: Any) -> Any:
    """An amendment with the sentence in it as it was said."""
    match event:
        case EntryCorrected(what=Event() as what):
            return replace(event, what=what.unsettled())
        case EntryDisputed(claims=Event() as claims):
            return replace(event, claims=claims.unsettled())
    return event


def _draft(item: CaseEntry) -> Draft:
    return Draft(
        sentence=item.what,
        on=item.on,
        reported=item.reported,
        by=item.by,
        sources=item.sources,
        id=item.id,
        new=True,
    )


def _amendment(item: CaseAmendment, entry: int) -> AmendmentDraft:
    because, announced, source = item.because, item.announced, item.source
    match item.does:
        case "retract":
            return Retraction(entry=entry, because=because, announced=announced)
        case "cite":
            assert source is not None
            return Citation(entry=entry, source=source, announced=announced)
        case "dispute":
            return Dispute(
                entry=entry,
                because=because,
                source=source,
                claims=item.claims,
                claims_on=item.claims_on,
                announced=announced,
                new=True,
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
    )

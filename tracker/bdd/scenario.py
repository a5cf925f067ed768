"""The deal of a scenario: written down as it goes, asked, and compared with what a step says."""

from __future__ import annotations

import re
import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cached_property
from typing import Any

import msgspec

from tracker.bdd.forms import ASKED
from tracker.domain.amendments import EntryCorrected
from tracker.domain.drafts import AnyDraft
from tracker.domain.event import Event
from tracker.domain.history import History, Question, names_of
from tracker.domain.names import PARTY, Known, key
from tracker.domain.rules import CheckFinding, Rule, added, check
from tracker.domain.times import Clock, read_when
from tracker.domain.writing import Written, write
from tracker.views.asking import Asked
from tracker.views.changes import diff
from tracker.views.reasons import Reason, reasons, unknown_name
from tracker.views.status import Status, status
from tracker.views.timeline import Row


class Mismatch(AssertionError):
    """A deal that does not stand as the step says."""


@dataclass
class Followed:
    """The deal of a scenario, written down as it goes; `now` is in microseconds since the epoch.

    `today` is a date that stands for the present where somebody set one.
    """

    history: History
    now: int = field(default_factory=lambda: time.time_ns() // 1000)
    today: str | None = None
    notes: tuple[str, ...] = ()

    @property
    def clock(self) -> Clock:
        return Clock(self.history.zone, self.now, self.today)

    def read(self, draft: AnyDraft) -> Written:
        """What would be written down. Raises Refusal."""
        return write(self.history, draft, self.clock)

    def record(self, draft: AnyDraft) -> None:
        written = self.read(draft)
        self.notes = written.notes
        if not written.already:
            before, self.history = self.history, self.history.having(written.entry)
            self.notes += tuple(each.note for each in added(before, self.history))

    def number(self, entry: str) -> int:
        """The number of an entry, said as `entry 2`, `#2` or its sentence."""
        if not entry.startswith('"'):
            return int(re.sub(r"\D", "", entry))
        said = key(entry[1:-1])
        same = [each.number for each in self.history.entries if key(each.sentence) == said]
        if len(same) != 1:
            found = " and ".join(f"#{number}" for number in same) or "no entry"
            raise Mismatch(f"{entry} is the sentence of {found}: say which as entry 2")
        return same[0]

    def ask(self, question: str) -> Answer:
        found = re.fullmatch(ASKED, question)
        said = found.groupdict() if found else {}
        publisher, confirmed = said.pop("publisher"), bool(said.pop("confirmed"))
        publishers = (publisher,) if publisher else ()
        asking = Asked(
            now=self.now,
            today=self.today,
            confirmed=confirmed,
            according_to=publishers,
            **said,
        )
        return Answer(
            question.rstrip(","), self.clock, self.history, asking.question(self.clock.zone)
        )

    def changed(self, since: str, until: str) -> list[tuple[str, ...]]:
        """What has another status at the later moment: its name, and both statuses."""
        asked = Asked(now=self.now, today=self.today, as_of=until)
        return [
            (
                "the deal" if each.kind == "deal" else each.name,
                *map(_spoken, (each.before, each.after)),
            )
            for each in diff(self.history, *asked.since(since, self.clock.zone))
            if each.field == "status"
        ]


class State(msgspec.Struct, frozen=True):
    """One thing that stands: how it may be called, and the fields of `tracker status --json`."""

    kind: str
    spellings: tuple[str, ...]
    fields: Mapping[str, Any]

    @property
    def name(self) -> str:
        return self.spellings[0]

    def spoken(self, field: str) -> str:
        """A field in words: `days left` is `days_left`; what is null, or empty, is `none`."""
        if field not in self.fields:
            near = get_close_matches(field, self.fields, 1)
            guess = f"did you mean {near[0]}?" if near else f"it has {', '.join(self.fields)}"
            raise Mismatch(f"{self.name} has no {field!r}: {guess}")
        return _spoken(self.fields[field])


def _spoken(value: object) -> str:
    if value is None or value in ((), []):
        return "none"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list | tuple):
        return listed(", ".join(map(str, value)))
    return str(value)


def listed(said: str) -> str:
    """A list with commas alone, so that `A, B and C` is `A, B, C`."""
    return said.replace(" and ", ", ")


@dataclass(frozen=True)
class Answer:
    """Where the deal stood at the moment asked."""

    asked: str
    clock: Clock
    history: History
    question: Question

    @cached_property
    def status(self) -> Status:
        return status(self.history, self.question)

    @cached_property
    def states(self) -> tuple[State, ...]:
        return tuple(_states(self.status))

    def odd(self, rules: Iterable[Rule]) -> list[CheckFinding]:
        """What these rules of `tracker check` find."""
        return check(self.history, self.question, rules)

    def find(self, name: str) -> State:
        """What is called so. Raises Mismatch, or NotThere for a name nobody ever mentioned."""
        if not (found := self.named(name)):
            counts = msgspec.structs.asdict(self.status.entries).items()
            told = ", ".join(f"{count} {standing.replace('_', ' ')}" for standing, count in counts)
            raise Mismatch(f"{name} is not listed {self.asked}; entries: {told}")
        if len(found) > 1:
            several = ", ".join(" or ".join(each.spellings) for each in found)
            raise Mismatch(f"{name!r} may be several: {several}")
        return found[0]

    def named(self, name: str) -> list[State]:
        """All that is called so. Raises NotThere for a name nobody ever mentioned."""
        bare = name.strip("'\"")
        picture = self.history.as_of(self.question)
        names = [each for state in self.states for each in state.spellings]
        names += [known for _, known in names_of(_events(self.history)).all()]
        spelled = Known({key(each): each for each in names}).resolve(bare, PARTY)
        if key(spelled) not in map(key, names):
            raise unknown_name(self.history, bare)
        shown = {key(spelled), key(picture.deal.shown(spelled))}
        return [each for each in self.states if not shown.isdisjoint(map(key, each.spellings))]

    def expect(self, name: str, said: Mapping[str, str | None]) -> None:
        """Compares what a step says with what stands; empty cells ask nothing. Raises Mismatch."""
        state = self.find(name)
        for place, expected in said.items():
            if expected and state.spoken(place) != self.canonical(place, expected):
                differs = f"the {place} of {state.name} is {state.spoken(place)}, not {expected}"
                raise Mismatch(f"{self.asked} {differs}", *self.told(state))

    def canonical(self, place: str, expected: str) -> str:
        """Times as the tracker writes them, lists with commas."""
        if place in ("since", "due", "original due", "until") and expected != "none":
            return read_when(expected, self.clock)[0].text
        if place in ("members", "blocked by", "dates"):
            return listed(expected)
        return ", ".join(re.findall(r"\d+", expected)) if place == "because" else expected

    def reason(self, name: str) -> Reason:
        """The entries, sums and rival readings behind what is called so."""
        return self.reason_of(self.find(name))

    def reason_of(self, state: State) -> Reason:
        because = state.fields["because"]
        mine = reasons(self.history, self.question, state.fields["name"])
        return next(
            each
            for each in mine
            if each.kind == state.kind and [row.entry for row in each.entries] == list(because)
        )

    def told(self, state: State) -> Iterator[str]:
        """How something stands and why, for whoever reads a failing step."""
        if state.name == "the deal":
            bidders = ", ".join(f"{each.name} {each.status}" for each in self.status.bidders)
            yield f"The deal is {self.status.status}: {bidders or 'no bidders'}."
            return
        yield f"{state.name} is {state.spoken('status')} since {state.spoken('since')}, because of"
        yield from (f"  {line(row)}" for row in self.reason_of(state).entries)


def _events(history: History) -> Iterator[Event]:
    """All that was ever written, also what no longer counts."""
    for entry in history.entries:
        event = entry.event.what if isinstance(entry.event, EntryCorrected) else entry.event
        if isinstance(event, Event):
            yield event


def line(row: Row) -> str:
    publishers = ", ".join(f"{each.publisher} ({each.basis})" for each in row.sources)
    return f"#{row.entry}  {row.on or ''}  {row.sentence}  {publishers}".rstrip()


def _states(stands: Status) -> Iterator[State]:
    answer = msgspec.to_builtins(stands)
    yield State("deal", ("the deal", "deal"), {key: answer[key] for key in ("status", "contested")})
    for bidder in answer["bidders"]:
        stake = bidder.pop("stake")
        yield _state("bidder", {**bidder, "stake": stake["terms"], "stake taken": stake["taken"]})
    for deadline in answer["deadlines"]:
        yield _state("deadline", deadline)
    for review in answer["reviews"]:
        yield _state("review", review, *_spellings(**review))
    for term in answer["terms"]:
        yield _state("term", {**term, "status": term["value"]})


def _state(kind: str, fields: Mapping[str, Any], *spellings: str) -> State:
    words = {field.replace("_", " "): value for field, value in fields.items()}
    return State(kind, spellings or (fields["name"],), words)


def _spellings(name: str, of: str | None, **_: object) -> Iterator[str]:
    if of:
        yield f"{name} review of {of}"
    yield from (f"{name} review", name)

"""The Gherkin steps: scenarios about deals, for pytest-bdd, in the words of the language.

Say once, in the `conftest.py` at the top of your tests,

    pytest_plugins = ["tracker.bdd"]

and in a test module beside your feature files `scenarios(".")`, from pytest_bdd. Every step begins
with the form that it is written in: what stands in `[...]` may be left out, `{...}` is filled in.
Times are whatever the language reads: 2020-09-13, 2020-09, 2020-09-20T23:59, Sep 20, 2020. A
question (`{question}`) is

    as of 2020-09-14[, known by 2020-09-15][, recorded by 2020-10-01][, confirmed only]
        [, according to Reuters,]

or `as it looked on 2020-09-14`, which asks for both moments at once. Names may stand in quotes.
"""

from __future__ import annotations

import re
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cached_property
from typing import Any

import msgspec
import pytest
from pytest_bdd import given, then, when
from pytest_bdd.parser import Feature, Step
from pytest_bdd.parsers import StepParser

from tracker.domain.drafts import AnyDraft, Citation, Correction, Dispute, Draft, Retraction
from tracker.domain.entry import DealOpened
from tracker.domain.errors import Refusal
from tracker.domain.history import History, Question
from tracker.domain.names import PARTY, Known, key
from tracker.domain.sources import Source
from tracker.domain.times import Clock, read_when, zone_info
from tracker.domain.writing import Written, write
from tracker.views.asking import Asked
from tracker.views.reasons import Reason, reasons, unknown_name
from tracker.views.status import Status, status
from tracker.views.timeline import Row, timeline

# What a step looks like

WHEN = "|".join(
    (
        r"\d{4}[-\w:.+]*(?: \d\d:\d\d[-\w:.+]*)?",
        r"\d{1,4}[/.]\d{1,2}[/.]\d{1,4}",
        r"[A-Za-z]{3,9}\.? \d{1,4}(?:,? \d{4})?",
        r"\d{1,2} [A-Za-z]{3,9}\.?(?:,? \d{4})?",
        r"today|yesterday|tomorrow|now",
    )
)
ASKED = (
    rf"(?:as of (?P<as_of>{WHEN})|as it looked on (?P<then>{WHEN}))"
    rf"(?:,? known by (?P<known_by>{WHEN}))?"
    rf"(?:,? recorded by (?P<recorded_by>{WHEN}))?"
    r"(?:,? (?P<confirmed>confirmed only))?"
    # A publisher is free text: the comma says where the name begins.
    r"(?:,? according to (?P<publisher>[^,:]+)(?:,|(?=:)))?,?"
)
TIMES = ("on", "reported", "since", "published", "announced", "claims_on", "now")
PLACES = {
    **dict.fromkeys(TIMES, WHEN),
    "question": re.sub(r"\?P<\w+>", "?:", ASKED),
    # What begins like another step is no name, unless in quotes.
    "name": r"'[^']+'|\"[^\"]+\"|(?!the [a-z ]+ of |\d+ entr)\S.*?",
    "status": r"(?!due |(?:not )?disputed$|not listed$|blocked by ).+?",
    "entry": r"(?:entry |#)\d+|\"[^\"]+\"",
    "due": f"date unknown|{WHEN}",
    "field": "[a-z ]+?",
    "basis": "[a-z]+",
    "count": r"\d+",
    "days": r"\d+",
    "are": "is|are",
    "contested": "contested|not contested",
    "disputed": "disputed|not disputed",
    "live": "a|no",
    "kind": "bidder|deadline|review|term",
    "entries": "entries are|entry is",
    "standing": "counted|later|not yet known|retracted|left out",
    "done": "corrected|retracted",
    "sentence": ".+",
    "because": ".+",
    "message": ".+",
}


class Form(StepParser):
    """A step as it is written: `[...]` may be left out, `{...}` is filled in."""

    def __init__(self, form: str) -> None:
        super().__init__(form)
        self.pattern = re.compile(re.sub(r"\{\w+\}|.", _regex, form))

    def is_matching(self, name: str) -> bool:
        return self.pattern.fullmatch(name) is not None

    def parse_arguments(self, name: str) -> dict[str, Any] | None:
        found = self.pattern.fullmatch(name)
        return found and found.groupdict()


def _regex(part: re.Match[str]) -> str:
    if part[0] in ("[", "]"):
        return "(?:" if part[0] == "[" else ")?"
    if not part[0].startswith("{"):
        return re.escape(part[0])
    place = part[0][1:-1]
    return f"(?P<{place}>{PLACES.get(place, '.+?')})"


SOURCE = Form("{publisher}[ ({basis})][, passing on {via}][, published {published}]")
CORRECTION = Form('[ "{what}"][ on {on}][ reported {reported}][ by {by}]')


# The deal that a scenario tells


class Mismatch(AssertionError):
    """A deal that does not stand as the step says."""


@dataclass
class Followed:
    """The deal of a scenario, written down as it goes; `now` is in microseconds since the epoch."""

    history: History
    now: int = field(default_factory=lambda: time.time_ns() // 1000)
    notes: tuple[str, ...] = ()

    @property
    def clock(self) -> Clock:
        return Clock(self.history.zone, self.now)

    def read(self, draft: AnyDraft) -> Written:
        """What would be written down. Raises Refusal."""
        return write(self.history, draft, self.clock)

    def record(self, draft: AnyDraft) -> None:
        written = self.read(draft)
        self.notes = written.notes
        if not written.already:
            self.history = self.history.having(written.entry)

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
        asked = re.fullmatch(ASKED, question)
        assert asked, question
        said = asked.groupdict()
        publisher, confirmed = said.pop("publisher"), bool(said.pop("confirmed"))
        publishers = (publisher,) if publisher else ()
        asking = Asked(now=self.now, confirmed=confirmed, according_to=publishers, **said)
        return Answer(
            question.rstrip(","), self.clock, self.history, asking.question(self.clock.zone)
        )


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
    return ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)


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
        names += [known for _, known in self.history.known.all()]
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
            return expected.replace(" and ", ", ")
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
        yield from (f"  {_told(row)}" for row in self.reason_of(state).entries)


def _told(row: Row) -> str:
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


# Telling of a step that fails


@pytest.hookimpl(trylast=True)
def pytest_bdd_step_error(feature: Feature, step: Step, exception: Exception) -> None:
    """A step that fails says where it stands and what is the case, without a traceback."""
    if isinstance(exception, Mismatch | Refusal):
        where = f"{feature.rel_filename}:{step.line_number}: {step.keyword} {step.name}"
        pytest.fail("\n".join((where, *_why(exception))), pytrace=False)


def _why(exception: Mismatch | Refusal) -> Iterator[str]:
    if isinstance(exception, Refusal):
        yield from (f"refused: {exception.message}", *(f"  {hint}" for hint in exception.hints))
        return
    message, *lines = exception.args
    yield from (message, *(f"  {line}" for line in lines))


@pytest.fixture
def the_deal() -> Followed:
    """The deal of the scenario; its first step puts it here."""
    raise Mismatch('begin with: Given the deal "TITLE" in ZONE')


# Given: the deal, the day, what has happened

ENTRY_COLUMNS = ("on", "what", "reported", "by", "source", "basis", "via", "published")
Table = Sequence[Sequence[str]]


@given(Form('the deal "{title}"[ in {zone}]'), target_fixture="the_deal")
def a_deal(title: str, zone: str | None) -> Followed:
    zone_info(zone or "UTC")
    deal = re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-")
    return Followed(History(deal, DealOpened(title, zone or "UTC"), ()))


@given(Form("it is {now}"))
@when(Form("it is {now}"))
def it_is(the_deal: Followed, now: str) -> None:
    """What follows is written down then; on a day, from its start."""
    the_deal.now = read_when(now, the_deal.clock)[0].start


@given(Form('"{sentence}" on {on}[ reported {reported}][ says {source}]'))
@when(Form('"{sentence}" on {on}[ reported {reported}][ says {source}]'))
def it_happened(
    the_deal: Followed, sentence: str, on: str, reported: str | None, source: str | None
) -> None:
    sources = (_source(source),) if source else ()
    the_deal.record(Draft(sentence=sentence, on=on, reported=reported, sources=sources))


@given("these entries:")
@when("these entries:")
def these_entries(the_deal: Followed, datatable: Table) -> None:
    for row in _rows(datatable, ENTRY_COLUMNS, required=("on", "what")):
        sentence, on = row.pop("what"), row.pop("on")
        reported, by, publisher = (row.pop(each, None) for each in ("reported", "by", "source"))
        sources = (Source(publisher, **row),) if publisher else ()
        draft = Draft(sentence=sentence, on=on, reported=reported, by=by, sources=sources)
        the_deal.record(draft)


def _rows(
    table: Table, columns: Sequence[str], *, required: Sequence[str]
) -> Iterator[dict[str, str]]:
    """The rows of a table with a header, without their empty cells."""
    header, *body = table
    for strange in set(header).difference(columns):
        raise Mismatch(f"there is no column {strange!r}: there are {', '.join(columns)}")
    for missing in set(required).difference(header):
        raise Mismatch(f"the table needs a column {missing!r}")
    for row in body:
        yield {column: cell for column, cell in zip(header, row, strict=True) if cell}


def _source(said: str) -> Source:
    found = SOURCE.parse_arguments(said)
    return Source(**{place: value for place, value in (found or {}).items() if value})


# When: what happens to an entry


@when(Form("{entry} is corrected to read {correction}[, announced {announced}], because {because}"))
def corrected(
    the_deal: Followed, entry: str, correction: str, announced: str | None, because: str
) -> None:
    to = CORRECTION.parse_arguments(f" {correction}") or {}
    number = the_deal.number(entry)
    the_deal.record(Correction(entry=number, because=because, announced=announced, **to))


@when(Form("{entry} is retracted[, announced {announced}], because {because}"))
def retracted(the_deal: Followed, entry: str, announced: str | None, because: str) -> None:
    number = the_deal.number(entry)
    the_deal.record(Retraction(entry=number, because=because, announced=announced))


@when(Form("{entry} is also reported by {source}[, announced {announced}]"))
def cited(the_deal: Followed, entry: str, source: str, announced: str | None) -> None:
    number = the_deal.number(entry)
    the_deal.record(Citation(entry=number, source=_source(source), announced=announced))


@when(
    Form(
        "{entry} is disputed by {source}[, announced {announced}]"
        '[, claiming "{claims}"[ on {claims_on}]], because {because}'
    )
)
def disputed(
    the_deal: Followed,
    entry: str,
    source: str,
    announced: str | None,
    claims: str | None,
    claims_on: str | None,
    because: str,
) -> None:
    the_deal.record(
        Dispute(
            entry=the_deal.number(entry),
            because=because,
            source=_source(source),
            claims=claims,
            claims_on=claims_on,
            announced=announced,
        )
    )


# Then: where it stands, and why


@then(Form("{question} {name} is {status}[ since {since}][, {contested}]"))
def it_stands(
    the_deal: Followed,
    question: str,
    name: str,
    status: str,
    since: str | None,
    contested: str | None,
) -> None:
    flag = contested and ("no" if contested.startswith("not") else "yes")
    said = {"status": status, "since": since, "contested": flag}
    the_deal.ask(question).expect(name, said)


@then(Form("{question} {name} is due {due}[, {days} day[s] left]"))
def it_is_due(the_deal: Followed, question: str, name: str, due: str, days: str | None) -> None:
    date = "none" if due == "date unknown" else due
    the_deal.ask(question).expect(name, {"due": date, "days left": days})


@then(Form("{question}:"))
def they_stand(the_deal: Followed, question: str, datatable: Table) -> None:
    """A table of names and statuses, or one whose header has `name` and any fields."""
    answer = the_deal.ask(question)
    table = datatable if datatable[0][0] == "name" else [("name", "status"), *datatable]
    for header, row in ((table[0], row) for row in table[1:]):
        name, *cells = row
        answer.expect(name, dict(zip(header[1:], cells, strict=True)))


@then(Form("{question} the {field} of {name} {are} {value}"))
def it_has(the_deal: Followed, question: str, field: str, name: str, value: str) -> None:
    """Any field of `tracker status --json`, in words: role, grade, original due, days left."""
    the_deal.ask(question).expect(name, {field: value})


@then(Form("{question} {name} is {disputed}"))
def it_is_disputed(the_deal: Followed, question: str, name: str, disputed: str) -> None:
    said = "yes" if disputed == "disputed" else "no"
    the_deal.ask(question).expect(name, {"disputed": said})


@then(Form("{question} {name} is blocked by {names}"))
def it_is_blocked(the_deal: Followed, question: str, name: str, names: str) -> None:
    the_deal.ask(question).expect(name, {"blocked by": names})


@then(Form("{question} {name} has {live} live bid"))
def it_has_a_live_bid(the_deal: Followed, question: str, name: str, live: str) -> None:
    the_deal.ask(question).expect(name, {"bid live": "yes" if live == "a" else "no"})


@then(Form("{question} {name} bids with {lead}"))
def it_bids_with(the_deal: Followed, question: str, name: str, lead: str) -> None:
    """`nobody` for one that bids alone."""
    the_deal.ask(question).expect(name, {"with": "none" if lead == "nobody" else lead})


@then(Form("{question} {name} rests on {because}"))
def it_rests_on(the_deal: Followed, question: str, name: str, because: str) -> None:
    """The numbers of entries: #3 and #4."""
    the_deal.ask(question).expect(name, {"because": because})


@then(Form("{question} the sum behind {name} reads {arithmetic}"))
def its_date_is_a_sum(the_deal: Followed, question: str, name: str, arithmetic: str) -> None:
    _among(the_deal.ask(question).reason(name).sums, arithmetic)


@then(Form('{question} the other account of {name} reads "{rival}"'))
def somebody_says_otherwise(the_deal: Followed, question: str, name: str, rival: str) -> None:
    _among([each.claims or "" for each in the_deal.ask(question).reason(name).disputes], rival)


@then(Form("{question} {name} is not listed"))
def it_is_not_listed(the_deal: Followed, question: str, name: str) -> None:
    answer = the_deal.ask(question)
    for state in answer.named(name):
        raise Mismatch(f"{name} is listed {answer.asked}", *answer.told(state))


@then(Form("{question} the {kind}s are {names}"))
def these_are_listed(the_deal: Followed, question: str, kind: str, names: str) -> None:
    """All of a kind in the order of `tracker status`; `none` where there are none."""
    answer = the_deal.ask(question)
    listed = ", ".join(each.name for each in answer.states if each.kind == kind) or "none"
    if listed != names.replace(" and ", ", "):
        raise Mismatch(f"{answer.asked} the {kind}s are {listed}, not {names}")


@then(Form("{question} {count} {entries} {standing}"))
def so_many_entries(the_deal: Followed, question: str, count: str, standing: str) -> None:
    answer = the_deal.ask(question)
    found = getattr(answer.status.entries, standing.replace(" ", "_"))
    if found != int(count):
        raise Mismatch(f"{answer.asked} {found} are {standing}, not {count}")


@then(Form("{question} the timeline is:"))
def the_timeline(the_deal: Followed, question: str, datatable: Table) -> None:
    """A table with the columns `on` and `what`, whole and in order."""
    answer = the_deal.ask(question)
    expected = list(_rows(datatable, ("on", "what"), required=("on", "what")))
    rows = timeline(answer.history, answer.question)
    told = [{"on": row.on or "", "what": row.sentence} for row in rows]
    if [{"on": "", **row} for row in expected] != told:
        raise Mismatch(f"{answer.asked} the timeline is", *map(_told, rows))


# Then: what the tracker says to somebody who records


@then(Form('"{sentence}" on {on} is refused: {message}'))
def it_is_refused(the_deal: Followed, sentence: str, on: str, message: str) -> None:
    """The message is part of what the tracker says, or of its hints."""
    _refused(the_deal, Draft(sentence=sentence, on=on), message)


@then(Form("{entry} cannot be {done}: {message}"))
def it_cannot_be_done(the_deal: Followed, entry: str, done: str, message: str) -> None:
    number = the_deal.number(entry)
    retraction = Retraction(entry=number, because="it is wrong")
    correction = Correction(entry=number, because="it is wrong", on="2020-01-01")
    _refused(the_deal, retraction if done == "retracted" else correction, message)


def _refused(the_deal: Followed, draft: AnyDraft, message: str) -> None:
    try:
        written = the_deal.read(draft)
    except Refusal as refusal:
        _among((refusal.message, *refusal.hints), message)
    else:
        raise Mismatch(f"it is not refused, but read as: {written.entry.sentence}")


@then(Form('"{sentence}" on {on} is read as "{reading}"'))
def it_is_read_as(the_deal: Followed, sentence: str, on: str, reading: str) -> None:
    found = the_deal.read(Draft(sentence=sentence, on=on)).entry.sentence
    if found != reading:
        raise Mismatch(f'"{sentence}" is read as "{found}"')


@then(Form("it is noted: {message}"))
def it_is_noted(the_deal: Followed, message: str) -> None:
    """What the tracker said when it recorded the last entry."""
    _among(the_deal.notes, message)


@then("nothing is noted")
def nothing_is_noted(the_deal: Followed) -> None:
    if the_deal.notes:
        raise Mismatch(f"it is noted: {'; '.join(the_deal.notes)}")


def _among(said: Iterable[str], part: str) -> None:
    told = list(said)
    if not any(part in each for each in told):
        raise Mismatch(f"{part!r} is not said; what is said:", *told)

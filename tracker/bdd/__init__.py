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
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

import pytest
from pytest_bdd import given, then, when
from pytest_bdd.parser import Feature, Step

from tracker.bdd.forms import CORRECTION, SOURCE, Form
from tracker.bdd.scenario import Followed, Mismatch, line, listed
from tracker.domain.drafts import AnyDraft, Citation, Correction, Dispute, Draft, Retraction
from tracker.domain.entry import DealOpened
from tracker.domain.errors import Refusal
from tracker.domain.history import History
from tracker.domain.rules import ERRORS, rule_of
from tracker.domain.sources import Source
from tracker.domain.times import read_when, zone_info
from tracker.views.timeline import timeline


@pytest.hookimpl(trylast=True)
def pytest_bdd_step_error(feature: Feature, step: Step, exception: Exception) -> None:
    """A step that fails says where it stands and what is the case, without a traceback."""
    if isinstance(exception, Mismatch | Refusal):
        here, path = Path.cwd(), Path(feature.filename)
        shown = path.relative_to(here) if path.is_relative_to(here) else path
        where = f"{shown}:{step.line_number}: {step.keyword} {step.name}"
        told = "\n".join((where, *why(exception)))
        raise pytest.fail.Exception(told, pytrace=False) from None


def why(exception: Mismatch | Refusal) -> Iterator[str]:
    """What is the case instead, line by line."""
    if isinstance(exception, Refusal):
        yield from (exception.message, *(f"  {hint}" for hint in exception.hints))
        return
    message, *lines = exception.args
    yield from (message, *(f"  {each}" for each in lines))


@pytest.fixture
def the_deal() -> Followed:
    """The deal of the scenario; its first step puts it here."""
    raise Mismatch('begin with: Given the deal "TITLE" in ZONE')


@pytest.fixture
def the_day() -> str | None:
    """The date taken for today; by default the clock's. Define a fixture of this name for it."""
    return None


Shelf = Callable[[str], History]


@pytest.fixture
def the_book() -> Shelf:
    """Where the log of a deal is read: the book at TRACKER_DB, else in the user's data folder.

    Define a fixture of this name for another book.
    """
    return read_from_the_book


def read_from_the_book(deal: str) -> History:
    """The log of a deal of the book. Raises NotThere, and StoreError where there is no book."""
    from tracker.cli.place import place
    from tracker.store.book import open_book

    with open_book(place(None).where) as book:
        return book.history(deal)


# Given: the deal, the day, what has happened

ENTRY_COLUMNS = ("on", "what", "reported", "by", "source", "basis", "via", "published")
Table = Sequence[Sequence[str]]


@given(Form('the deal "{title}"[ in {zone}]'), target_fixture="the_deal")
def a_deal(title: str, zone: str | None, the_day: str | None) -> Followed:
    zone_info(zone or "UTC")
    deal = re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-") or "deal"
    return Followed(History(deal, DealOpened(title, zone or "UTC"), ()), today=the_day)


@given(Form("the deal {deal} of the book"), target_fixture="the_deal")
def a_deal_of_the_book(the_book: Shelf, deal: str, the_day: str | None) -> Followed:
    """As it is written there; what a scenario adds to it stays in the scenario."""
    return Followed(the_book(deal), today=the_day)


@given(Form("it is {now}"))
@when(Form("it is {now}"))
def it_is(the_deal: Followed, now: str) -> None:
    """What follows is written down then; on a day, from its start."""
    the_deal.now = read_when(now, the_deal.clock)[0].start
    the_deal.today = None


HAPPENED = Form('"{sentence}" on {on}[ reported {reported}][ says {source}]')


@given(HAPPENED)
@when(HAPPENED)
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
        if row and not publisher:
            raise Mismatch(f"whose is the {next(iter(row))}? {sentence!r} has no source")
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
        if len(row) != len(header):
            raise Mismatch("a row is a name and a status, unless the header says otherwise")
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
    the_deal.ask(question).expect(name, {"blocked by": "none" if names == "nobody" else names})


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
    found = ", ".join(each.name for each in answer.states if each.kind == kind) or "none"
    if listed(found) != listed(names):
        raise Mismatch(f"{answer.asked} the {kind}s are {found}, not {names}")


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
        raise Mismatch(f"{answer.asked} the timeline is", *map(line, rows))


# Then: what became different


@then(Form("from {since} to {until} these change:"))
def these_changed(the_deal: Followed, since: str, until: str, datatable: Table) -> None:
    """A table of names, statuses before and after (`none` where there was nothing), whole.

    As in `tracker changes`: each moment with what was known then.
    """
    found = the_deal.changed(since, until)
    if sorted(found) != sorted(map(tuple, datatable)):
        raise Mismatch(f"from {since} to {until} these change:", *map(_arrow, found))


@then(Form("from {since} to {until} nothing changes"))
def nothing_changed(the_deal: Followed, since: str, until: str) -> None:
    if found := the_deal.changed(since, until):
        raise Mismatch(f"from {since} to {until} these change:", *map(_arrow, found))


def _arrow(change: tuple[str, ...]) -> str:
    name, before, after = change
    return f"{name}: {before} -> {after}"


# Then: what looks odd


@then(Form("{question} check finds {rule}[: {message}]"))
def it_looks_odd(the_deal: Followed, question: str, rule: str, message: str | None) -> None:
    """A rule of `tracker check --list`; the message is part of what it finds, or of the remedy."""
    odd = the_deal.ask(question).odd([rule_of(rule)])
    if not odd:
        raise Mismatch(f"{rule} finds nothing {question}")
    _among([each.note for each in odd], message or "")


@then(Form("{question} check finds nothing"))
def nothing_looks_odd(the_deal: Followed, question: str) -> None:
    """As `tracker check` without --strict."""
    if odd := the_deal.ask(question).odd(ERRORS):
        raise Mismatch(f"check finds, {question}", *(f"{e.rule}: {e.message}" for e in odd))


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

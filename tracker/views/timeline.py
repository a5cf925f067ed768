"""What happened?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from tracker.domain.amendments import Amendment, EntryCited, EntryDisputed
from tracker.domain.entry import Entry
from tracker.domain.events import sentence_of
from tracker.domain.history import Fact, History, Question, end_of
from tracker.domain.sources import Source
from tracker.domain.times import When, instant, moment


class Row(Struct, frozen=True):
    """An entry as it reads for the question. `recorded` carries the deal's offset; an amendment has
    no `on`; `counts` is false for what is retracted."""

    deal: str
    entry: int
    id: str
    event: str
    sentence: str
    on: str | None
    reported: str | None
    recorded: str
    by: str | None
    sources: tuple[Source, ...]
    amends: int | None
    amended_by: tuple[int, ...]
    counts: bool


def timeline(
    history: History,
    question: Question,
    since: When | None = None,
    until: When | None = None,
    kinds: Sequence[str] = (),
) -> list[Row]:
    """The entries of the moment asked, oldest first; what was retracted is shown as such.

    `since` and `until` bound the `on`, both whole; `kinds` are names of event types.
    """
    rows = sorted(_rows(history, question), key=lambda each: (each[0], each[1].entry))
    first = since.start if since else None
    last = until.end if until else None
    return [
        row
        for start, row in rows
        if (first is None or start >= first)
        and (last is None or start <= last)
        and (not kinds or row.event in kinds)
    ]


def _rows(history: History, question: Question) -> Iterator[tuple[int, Row]]:
    facts = history.facts(question)
    for entry in history.entries:
        fact = facts.get(entry.number)
        if fact and _is_in(fact, question, history.zone):
            yield fact.start, fact_row(history, entry, fact)
    known_then = question.knowledge, question.recording
    holding = history.amended(*known_then)
    for entry in history.amending(*known_then):
        if _is_shown(entry, facts, question, history.zone):
            yield _told(entry, history.zone), amendment_row(history, entry, holding)


def _is_shown(entry: Entry, facts: dict[int, Fact], question: Question, zone: str) -> bool:
    assert isinstance(entry.event, Amendment)
    target = facts.get(entry.event.entry)
    return target is None or _is_in(target, question, zone)


def _is_in(fact: Fact, question: Question, zone: str) -> bool:
    """Whether the timeline of the moment asked has it: counted, or counted but for a retraction."""
    if fact.standing != "retracted":
        return fact.standing == "counted"
    return fact.start <= question.at and end_of(fact.reported, zone) <= question.knowledge


def _told(entry: Entry, zone: str) -> int:
    """When an amendment was announced, or else recorded."""
    assert isinstance(entry.event, Amendment)
    announced = entry.event.holds_from
    return moment(announced, zone).start if announced else moment(entry.recorded, zone).start


def fact_row(history: History, entry: Entry, fact: Fact) -> Row:
    return Row(
        history.deal,
        entry.number,
        entry.id,
        type(fact.event).__name__,
        sentence_of(fact.event),
        fact.on,
        fact.reported,
        recorded_at(entry, history.zone),
        fact.by,
        fact.sources,
        None,
        fact.amendments,
        fact.standing == "counted",
    )


def amendment_row(history: History, entry: Entry, holding: dict[int, list[Entry]]) -> Row:
    amendment = entry.event
    assert isinstance(amendment, Amendment)
    source = amendment.source if isinstance(amendment, EntryCited | EntryDisputed) else None
    undone = tuple(each.number for each in holding.get(entry.number, ()))
    return Row(
        history.deal,
        entry.number,
        entry.id,
        entry.kind,
        entry.sentence,
        None,
        amendment.holds_from,
        recorded_at(entry, history.zone),
        None,
        (source,) if source else (),
        amendment.entry,
        undone,
        not undone,
    )


def recorded_at(entry: Entry, zone: str) -> str:
    """When an entry was written down, as an instant with the zone's offset."""
    return instant(moment(entry.recorded, "UTC").start, zone).text

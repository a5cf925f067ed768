"""Why does it say that? The entries and sources behind a state, and the arithmetic of a date."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from typing import Any

import msgspec
from msgspec import Struct

from tracker.domain.amendments import EntryDisputed
from tracker.domain.entry import Entry
from tracker.domain.errors import NotThere
from tracker.domain.event import Event
from tracker.domain.events.deadlines import DeadlineExtended
from tracker.domain.history import Fact, History, Picture, Question, fold
from tracker.domain.names import key
from tracker.domain.reckoning import Reckoning
from tracker.domain.sources import Source
from tracker.domain.standing import Standing, standing
from tracker.views.timeline import Row, amendment_row, fact_row


class Rival(Struct, frozen=True):
    """What somebody says instead of an entry."""

    entry: int
    disputes: int
    because: str
    claims: str | None
    source: Source | None


class Reason(Struct, frozen=True):
    """A state, and what it rests on: entries with their sources, sums of dates, rival readings."""

    kind: str
    name: str
    status: str | None
    since: str | None
    grade: str | None
    disputed: bool
    entries: tuple[Row, ...]
    sums: tuple[str, ...]
    disputes: tuple[Rival, ...]


def reasons(history: History, question: Question, name: str | None = None) -> list[Reason]:
    """Why everything, or everything of that name, stands as it does.

    Raises NotThere where nothing of that name is known to the question.
    """
    picture = history.as_of(question)
    found = [
        _reason(kind, state, history, picture)
        for kind, state in _states(standing(picture))
        if name is None or _is_named(state, picture.deal.shown(name))
    ]
    if name is not None and not found:
        raise unknown_name(history, name)
    return found


def unknown_name(history: History, name: str) -> NotThere:
    names = [known for _, known in history.known.all()]
    near = get_close_matches(key(name), [key(each) for each in names], 1, 0.6)
    spelled = [each for each in names if key(each) in near]
    return NotThere(
        f"nothing is called {name!r} in {history.deal} at that moment",
        *(f"did you mean {each}?" for each in spelled[:1]),
        *((f"known are {', '.join(names[:20])}",) if names else ()),
        kind="unknown-name",
    )


def _states(stands: Standing) -> Iterator[tuple[str, dict[str, Any]]]:
    yield from (("bidder", each) for each in msgspec.to_builtins(stands.bidders))
    yield from (("deadline", each) for each in msgspec.to_builtins(stands.deadlines))
    yield from (("review", each) for each in msgspec.to_builtins(stands.reviews))
    yield from (("term", each) for each in msgspec.to_builtins(stands.terms))


def _is_named(state: dict[str, Any], name: str) -> bool:
    return key(name) in (key(state["name"]), key(state.get("of") or ""))


def _reason(kind: str, state: dict[str, Any], history: History, picture: Picture) -> Reason:
    because = tuple(state["because"])
    holding = history.amended(picture.question.knowledge, picture.question.recording)
    rows = [
        fact_row(history, entry, picture.facts[number])
        if number in picture.facts
        else amendment_row(history, entry, holding)
        for number in because
        if (entry := history.entry(number))
    ]
    return Reason(
        kind,
        f"{state['name']} of {state['of']}" if state.get("of") else state["name"],
        state.get("status", state.get("value")),
        state["since"],
        state.get("grade"),
        state.get("disputed", False),
        tuple(rows),
        tuple(dict.fromkeys(each for n in because for each in sums(history, picture, n))),
        tuple(_rivals(history, because)),
    )


def _rivals(history: History, because: Sequence[int]) -> Iterator[Rival]:
    for number in because:
        entry = history.entry(number)
        if entry and isinstance(entry.event, EntryDisputed):
            dispute = entry.event
            yield Rival(number, dispute.entry, dispute.because, dispute.rival, dispute.source)


def sums(history: History, picture: Picture, number: int) -> Iterator[str]:
    """The arithmetic of an entry's date: as it was written, and as it comes out now."""
    entry, fact = history.entry(number), picture.facts.get(number)
    if entry is None or fact is None:
        return
    written = _sum(entry)
    if written:
        yield f"#{number}: {written.sum}"
    now = _sum_now(fact, picture)
    if now and (written is None or now.sum != written.sum):
        yield f"#{number} as it reads now: {now.sum}"


def _sum(entry: Entry) -> Reckoning | None:
    event = entry.event
    if isinstance(event, DeadlineExtended) and event.settled:
        return event.settled
    date = getattr(event, "date", None)
    return date if isinstance(date, Reckoning) else None


def _sum_now(fact: Fact, picture: Picture) -> Reckoning | None:
    event: Event = fact.event
    if isinstance(event, DeadlineExtended) and event.span:
        before = [each for each in picture.counted if each.order < fact.order]
        return event.sum_from(fold(before, picture.deal.zone), fact.on)
    date = getattr(event, "date", None)
    return date if isinstance(date, Reckoning) else None

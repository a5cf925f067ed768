"""Deadlines as iCalendar: one VEVENT a deadline, for any calendar program (RFC 5545).

The same log asked the same question is the same bytes: every stamp is taken from the log, and no
word is written that only the clock gives, such as `passed`. A program that imports a later export
finds the same UID, and a SEQUENCE that has never gone down.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from uuid import UUID, uuid5

from icalendar import Alarm, Calendar, Event
from msgspec import Struct

from tracker.domain.amendments import (
    Amendment,
    EntryCited,
    EntryCorrected,
    EntryDisputed,
    EntryRetracted,
)
from tracker.domain.entry import Entry
from tracker.domain.event import Event as Happening
from tracker.domain.events import sentence_of
from tracker.domain.events.deadlines import DeadlineStayed, EnforcementSuspended
from tracker.domain.events.statements import NameJoined
from tracker.domain.history import ALWAYS, History, Question
from tracker.domain.names import Known, key
from tracker.domain.reckoning import date_of
from tracker.domain.standing import DeadlineStanding, standing
from tracker.domain.times import EPOCH, MICROSECOND, When, local_day, moment

IDENTITIES = UUID("5a6d1f1c-6f0e-5b0a-9d53-6f2f5b7c1f0e")
"""The namespace of the UIDs; another one would double every event in everybody's calendar."""

CALLED_OFF = frozenset(("revoked", "void", "waived"))
SETTLED = CALLED_OFF | {"met", "missed", "lapsed"}
HELD_UP = frozenset(("stayed", "unenforced"))
SAYS = {"order": "takes effect", "deadline": "due", "forecast": "expected", "period": "ends"}
NO_DATE, RETRACTED = "date no longer known", "retracted"
WHOLE_BOOK = "Deadlines"
ALARMS = (timedelta(days=-7), timedelta(days=-1))


class Calendared(Struct, frozen=True):
    """A calendar as text, how many events are in it, and what has no date to stand on."""

    text: str
    events: int
    left_out: tuple[tuple[str, str], ...]
    """The deal and the name of each deadline whose date is not known."""


def calendar(asked: Iterable[tuple[History, Question]], name: str = WHOLE_BOOK) -> Calendared:
    """The deadlines of these deals at these moments; `name` is what a program calls them all."""
    whole = Calendar()
    whole.add("prodid", "-//deal-tracker//deadlines//EN")
    whole.add("version", "2.0")
    whole.calendar_name = _line(name)
    left_out = list[tuple[str, str]]()
    for history, question in asked:
        log = Log(history, question)
        for kept in log.deadlines():
            if kept.due is None:
                left_out.append((history.deal, kept.deadline.name))
            else:
                whole.add_component(event(log, kept, kept.due))
    text = whole.to_ical().decode()
    return Calendared(text, len(whole.subcomponents), tuple(left_out))


class Kept(Struct, frozen=True):
    """A deadline as a calendar keeps it: its date, and why it is `gone` where it is."""

    deadline: DeadlineStanding
    due: str | None
    gone: str = ""

    @property
    def is_off(self) -> bool:
        return bool(self.gone) or self.deadline.status in CALLED_OFF

    @property
    def is_settled(self) -> bool:
        return self.is_off or self.deadline.status in SETTLED


class Log:
    """A deal's log as a calendar needs it: which entries touch which deadline."""

    def __init__(self, history: History, question: Question) -> None:
        self.history = history
        self.question = question
        self.picture = history.as_of(question)
        self.entries = [e for e in history.entries if _recorded(e) <= question.recording]
        self.touched = _touched(self.entries)
        self.first = _first_names(self.entries)

    def deadlines(self) -> Iterator[Kept]:
        """What stands, and what has been taken back.

        A deadline that was retracted, or corrected into another name, or whose date is no longer
        known may be in somebody's calendar by now: with its last date it can be called off there.
        """
        there = standing(self.picture).deadlines
        for each in there:
            lost = each.due is None and bool(each.dates)
            yield Kept(each, each.dates[-1], NO_DATE) if lost else Kept(each, each.due)
        names = {self.name(each) for each in there}
        for each in self._before_amendments():
            if each.due and self.name(each) not in names:
                names.add(self.name(each))
                yield Kept(each, each.due, RETRACTED)

    def _before_amendments(self) -> Iterator[DeadlineStanding]:
        """The deadlines as they stood before each correction and retraction, the latest first."""
        for entry in reversed(self.entries):
            if isinstance(entry.event, EntryCorrected | EntryRetracted):
                log = self.entries[: entry.number - 1]
                then = History(self.history.deal, self.history.opened, log)
                yield from standing(then.as_of(self.question)).deadlines

    def name(self, deadline: DeadlineStanding) -> str:
        """What makes it the same deadline: the first of its names that the log mentions."""
        return self.first.get(key(deadline.name), key(deadline.name))

    def touching(self, deadline: DeadlineStanding) -> list[Entry]:
        """The entries that say something of it, under any of its names."""
        mine = self.name(deadline)
        return [
            entry
            for entry in self.entries
            if any(self.first[each] == mine for each in self.touched[entry.number])
        ]

    def sequence(self, deadline: DeadlineStanding) -> int:
        """How often it has changed: what was said of it and has come, counted from 0.

        Each entry counts from the day that it was first given, and each amendment of one counts
        too. So the number only grows, also where a retraction leaves fewer dates than there were.
        """
        zone, at = self.history.zone, self.question.at
        touching = self.touching(deadline)
        come = sum(each <= at for entry in touching for each in _comes(entry, zone))
        return max(come - 1, 0)


def _recorded(entry: Entry) -> int:
    return moment(entry.recorded, "UTC").start


def _comes(entry: Entry, zone: str) -> Iterator[int]:
    """The microseconds at which an entry changes something: its day, and the end of a stay."""
    said = _said(entry)
    if isinstance(entry.event, Amendment) or isinstance(said, NameJoined):
        yield ALWAYS
    for day in (entry.on, getattr(entry.event, "on", None)):
        if day and not isinstance(said, NameJoined):
            yield moment(day, zone).start
    until = date_of(said.date) if isinstance(said, DeadlineStayed | EnforcementSuspended) else None
    if until:
        yield moment(until, zone).end + 1


def _said(entry: Entry) -> Happening | None:
    """The event that an entry tells, or that a correction puts in its place."""
    said = entry.event.what if isinstance(entry.event, EntryCorrected) else entry.event
    return said if isinstance(said, Happening) else None


def _names(entry: Entry) -> list[str]:
    said = _said(entry)
    return [key(name) for _, name in said.mentions(Known())] if said else []


def _touched(entries: Iterable[Entry]) -> dict[int, frozenset[str]]:
    """The names that each entry says something of; an amendment, also those its entry had."""
    touched: dict[int, frozenset[str]] = {}
    by_then: dict[int, frozenset[str]] = {}
    for entry in entries:
        names = frozenset(_names(entry))
        if isinstance(entry.event, Amendment):
            names |= by_then.get(entry.event.entry, frozenset())
            by_then[entry.event.entry] = names
        silent = isinstance(entry.event, EntryCited | EntryDisputed)
        touched[entry.number] = by_then[entry.number] = frozenset() if silent else names
    return touched


def _first_names(entries: Iterable[Entry]) -> dict[str, str]:
    """For the key of every name, the one mentioned first of all that it was ever joined with.

    A join counts also after it was retracted: an identity never changes back.
    """
    first: dict[str, str] = {}
    for entry in entries:
        names = _names(entry)
        for name in names:
            first.setdefault(name, name)
        if isinstance(_said(entry), NameJoined):
            one, *others = sorted({first[name] for name in names}, key=list(first).index)
            first = {name: one if to in others else to for name, to in first.items()}
    return first


# One event


def event(log: Log, kept: Kept, due: str) -> Event:
    """A deadline as a VEVENT."""
    made, zone, deadline = Event(), log.history.zone, kept.deadline
    text = _line(f"{log.history.opened.title}: {summary(kept, due)}")
    made.add("uid", str(uuid5(IDENTITIES, f"{log.history.deal}\n{log.name(deadline)}")))
    made.add("dtstamp", _stamp(log.touching(deadline)))
    made.add("sequence", log.sequence(deadline))
    made.add("dtstart", _start(moment(due, zone), deadline.kind, zone))
    made.add("summary", text)
    made.add("description", "\n".join(map(_line, description(log, deadline, due))))
    made.add("status", _status(kept))
    made.add("categories", [log.history.deal, deadline.kind])
    made.add("transp", "TRANSPARENT")  # a deadline keeps nobody busy
    for before in () if kept.is_settled else ALARMS:
        made.add_component(_alarm(before, text))
    return made


def _stamp(touching: list[Entry]) -> datetime:
    """When the log last changed it. RFC 5545 has this in UTC, to the second."""
    recorded = max(_recorded(entry) for entry in touching)
    return (EPOCH + recorded * MICROSECOND).replace(microsecond=0)


def _start(due: When, kind: str, zone: str) -> object:
    """The day, or the instant in UTC, which is right also in the hour that a zone has twice.

    Of a month or longer it is the last day; an order takes effect on the first.
    """
    if due.is_instant:
        return EPOCH + due.start * MICROSECOND
    return local_day(due.start if kind == "order" else due.end, zone)


def _status(kept: Kept) -> str:
    """The word of RFC 5545. What is only expected, or held up, may not come on that day."""
    waits = kept.deadline.kind == "forecast" and not kept.is_settled
    maybe = waits or kept.deadline.status in HELD_UP
    return "CANCELLED" if kept.is_off else "TENTATIVE" if maybe else "CONFIRMED"


def summary(kept: Kept, due: str) -> str:
    """What a calendar shows in its grid: the name, what comes, and what stands in its way."""
    deadline, notes = kept.deadline, list[str]()
    if len(due) < len("2020-09-20"):
        notes.append(f"{'from' if deadline.kind == 'order' else 'by the end of'} {due}")
    if kept.gone:
        notes.append(kept.gone)
    elif deadline.status in SETTLED | HELD_UP:
        notes.append(deadline.status + (f" until {deadline.until}" if deadline.until else ""))
    said = f"{deadline.name} {SAYS[deadline.kind]}"
    return f"{said} ({', '.join(notes)})" if notes else said


def description(log: Log, deadline: DeadlineStanding, due: str) -> Iterator[str]:
    """The date with its zone, the dates before it, and the entries that it rests on."""
    yield f"{due} in {log.history.zone}"
    before = deadline.dates[:-1]
    yield from [f"before: {', '.join(before)}"] * bool(before)
    yield from (_told(log, number) for number in deadline.because)


def _told(log: Log, number: int) -> str:
    """An entry in a line, as it reads for the question."""
    fact = log.picture.facts.get(number)
    if fact is None:
        return f"#{number} {log.history.entries[number - 1].sentence}"
    publishers = ", ".join(dict.fromkeys(source.publisher for source in fact.sources))
    said = f"#{number} {fact.on} {sentence_of(fact.event)}"
    return f"{said} ({publishers})" if publishers else said


def _alarm(before: timedelta, text: str) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("trigger", before)
    alarm.add("description", text)
    return alarm


def _line(text: str) -> str:
    """One line of text; the library escapes what is left, and no control character is."""
    return "".join(" " if unicodedata.category(each) == "Cc" else each for each in text)

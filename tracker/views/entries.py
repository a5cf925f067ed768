"""One entry in full, with what later happened to it."""

from __future__ import annotations

from msgspec import Struct

from tracker.domain.entry import Entry
from tracker.domain.errors import NotThere
from tracker.domain.history import History, Question
from tracker.domain.times import moment
from tracker.views.moments import human
from tracker.views.reasons import sums
from tracker.views.timeline import Row, amendment_row, fact_row, recorded_at


class Shown(Struct, frozen=True):
    """An entry: as it was written, as it reads for the question, and what amends it."""

    written: str
    now: Row
    standing: str
    amendments: tuple[Row, ...]
    sums: tuple[str, ...]


def show(history: History, question: Question, number: int) -> Shown:
    """Raises NotThere where there is no such entry, or none yet at that moment."""
    entry = _entry(history, question, number)
    picture = history.as_of(question)
    known_then = question.knowledge, question.recording
    holding = history.amended(*known_then)
    rows = (amendment_row(history, each, holding) for each in history.amending(*known_then))
    amending = tuple(row for row in rows if row.amends == number)
    if entry.is_amendment:
        row = amendment_row(history, entry, holding)
        standing = "counted" if row.counts else "retracted"
    else:
        fact = picture.facts[number]
        row, standing = fact_row(history, entry, fact), fact.standing
    return Shown(entry.sentence, row, standing, amending, tuple(sums(history, picture, number)))


def _entry(history: History, question: Question, number: int) -> Entry:
    entry = history.entry(number)
    if entry is None:
        last = f"the last entry is #{history.version}" if history.version else "it has none yet"
        raise NotThere(f"{history.deal} has no entry #{number}", last, kind="unknown-entry")
    if question.recorded_by and moment(entry.recorded, "UTC").start > question.recording:
        raise NotThere(
            f"{history.deal} #{number} was not recorded by {human(question.recorded_by.text)}",
            f"it was recorded {human(recorded_at(entry, history.zone))}",
            kind="unknown-entry",
        )
    return entry

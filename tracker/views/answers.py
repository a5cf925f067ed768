"""Answers as JSON objects: what `--json` prints and what the page's API gives are the same."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import msgspec
from msgspec import Struct

from tracker.domain.errors import NotThere
from tracker.domain.history import History, Question
from tracker.views.boards import BidderLine, DeadlineLine, DealLine, DealRow
from tracker.views.changes import Change
from tracker.views.changes import diff as changes_between
from tracker.views.entries import Shown
from tracker.views.reasons import Reason, reasons
from tracker.views.status import end_of, status
from tracker.views.timeline import Row

if TYPE_CHECKING:
    from tracker.domain.rules import CheckFinding

Answer = dict[str, Any]


def plain(value: Any) -> Any:
    """A struct as the mapping that scripts hold on to: every field, also where nothing is in it."""
    if isinstance(value, Struct):
        fields = zip(value.__struct_encode_fields__, value.__struct_fields__, strict=True)
        return {name: plain(getattr(value, field)) for name, field in fields}
    if isinstance(value, Mapping):
        return {name: plain(each) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [plain(each) for each in value]
    return value


def moment(question: Question, zone: str) -> Answer:
    """The moment that an answer speaks of, as `status --json` gives it."""
    return {"zone": zone, **_bare(question, zone)}


def _bare(question: Question, zone: str) -> Answer:
    return {
        "as_of": end_of(question.as_of, zone),
        "known_by": question.known_by and end_of(question.known_by, zone),
        "recorded_by": question.recorded_by and end_of(question.recorded_by, zone),
    }


# One deal


def timeline(rows: Iterable[Row], zone: str) -> list[Answer]:
    """Entries, each with its deal's zone."""
    return [{"deal": row.deal, "zone": zone, **plain(row)} for row in rows]


def diff(history: History, was: Question, now: Question) -> Answer:
    """What the answers to two questions differ in, beside the two moments."""
    return {
        "deal": history.deal,
        "zone": history.zone,
        "from": moment(was, history.zone),
        "to": moment(now, history.zone),
        "changes": plain(changes_between(history, was, now)),
    }


def why(found: Sequence[Reason], history: History, question: Question) -> Answer:
    """What states rest on, beside the moment."""
    top = {"deal": history.deal, **moment(question, history.zone)}
    return {**top, "reasons": plain(found)}


def reasons_of(history: History, question: Question, name: str | None) -> list[Reason]:
    """Nothing for a name that is known, and was not yet at the moment asked.

    Raises NotThere for one that is not known at all.
    """
    try:
        return reasons(history, question, name)
    except NotThere:
        if name is not None and history.known.kind_of(name):
            return []
        raise


def entry(shown: Shown, history: History, question: Question) -> Answer:
    """The entry's row of the timeline, and what is said of it besides."""
    said = plain(shown)
    now = said.pop("now")
    return {"deal": now.pop("deal"), **moment(question, history.zone), **now, **said}


def finding(deal: str, question: Question, zone: str, found: CheckFinding) -> Answer:
    """What a rule found, beside the moment it looked at."""
    return {"deal": deal, **moment(question, zone), **plain(found)}


# Every deal


def deal(line: DealLine, question: Question, history: History) -> Answer:
    """The whole of `status --json`, and the next deadline."""
    said: Answer = plain(status(history, question))
    return said | following(line)


def deal_in_short(line: DealLine, question: Question) -> Answer:
    """Its scalar fields alone, for which no log is read."""
    row = line.deal
    return {
        "deal": row.deal,
        "title": row.title,
        "seller": row.seller,
        "target": row.target,
        **moment(question, row.zone),
        "status": line.status,
        "contested": line.contested,
        **following(line),
    }


def following(line: DealLine) -> Answer:
    """The deadline that comes next."""
    coming = line.following
    return {
        "next_deadline": coming and coming.name,
        "next_due": coming and coming.due,
        "days_left": coming and coming.days_left,
    }


def deadline(line: DeadlineLine, question: Question) -> Answer:
    """What `status --json` lists as a deadline, with its deal and the moment."""
    said = msgspec.to_builtins(line.deadline)
    return {"deal": line.deal, **moment(question, line.zone), **said}


def bidder(line: BidderLine, question: Question) -> Answer:
    """What `status --json` lists as a bidder, with its deal and the moment."""
    said = msgspec.to_builtins(line.bidder)
    return {"deal": line.deal, **moment(question, line.zone), **said}


def change(row: DealRow, before: Question, after: Question, found: Change) -> Answer:
    """A field that differs, as `diff --json` says it, with its deal and the two moments."""
    sides = {"from": _bare(before, row.zone), "to": _bare(after, row.zone)}
    return {"deal": row.deal, "zone": row.zone, **sides, **plain(found)}

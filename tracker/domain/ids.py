"""Ids of entries, by which a repeated recording is harmless."""

from __future__ import annotations

import hashlib
import itertools
from typing import Any

import msgspec
from msgspec.structs import replace

from tracker.domain.amendments import Amendment, EntryCorrected, EntryRetracted
from tracker.domain.entry import Entry
from tracker.domain.errors import RefusedByRule
from tracker.domain.event import Event
from tracker.domain.history import NEVER, History


def identified(history: History, entry: Entry) -> tuple[Entry, bool]:
    """The entry with an id, or the one there is already that says the same and still reads so.

    Without an id of the writer's, the id is made of what the entry says.
    """
    if entry.id:
        return _under_its_id(history, entry)
    said = history.deal.encode() + b"\n" + msgspec.json.encode(_said(entry))
    for again in itertools.count():
        id_ = hashlib.sha256(said + b"\n" * again).hexdigest()[:16]
        number = history.by_id.get(id_)
        if number is None:
            return replace(entry, id=id_), False
        same = history.entries[number - 1]
        if _still_reads_so(history, same):
            return same, True
    raise AssertionError


def _under_its_id(history: History, entry: Entry) -> tuple[Entry, bool]:
    number = history.by_id.get(entry.id)
    if number is None:
        return entry, False
    same = history.entries[number - 1]
    if _said(same) != _said(entry):
        raise RefusedByRule(
            f"the id {entry.id!r} is that of #{same.number}: {same.sentence}, and says otherwise",
            f"correct it: tracker correct {history.deal} {same.number} ...",
            kind="changed-entry",
        )
    return same, True


def _said(entry: Entry) -> dict[str, Any]:
    """What an entry says, apart from when it was written down."""
    event = entry.event.unsettled() if isinstance(entry.event, Event) else entry.event
    said: dict[str, Any] = msgspec.to_builtins(replace(entry, event=event, number=0, recorded=""))
    return said


def _still_reads_so(history: History, entry: Entry) -> bool:
    holding = history.amended(NEVER, NEVER)
    mine = holding.get(entry.number, ())
    if any(isinstance(each.event, EntryRetracted | EntryCorrected) for each in mine):
        return False
    if not isinstance(entry.event, Amendment):
        return True
    others = holding.get(entry.event.entry, [])
    return bool(others) and others[-1].number == entry.number

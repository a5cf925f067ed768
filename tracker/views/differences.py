"""Changes in words: `Microsoft: bidding -> rejected, bid live yes -> no`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any

from tracker.views.changes import Change
from tracker.views.moments import human

WORDS = ("status", "value")
"""The fields that say in a word how something stands."""


def lines(changes: Iterable[Change]) -> Iterator[str]:
    """What changed, a line a thing."""
    for name, fields in by_thing(changes):
        yield f"{name}: {', '.join(map(difference, fields))}"


def by_thing(changes: Iterable[Change]) -> Iterator[tuple[str, list[Change]]]:
    """The changes of each thing, its word first; of one that is no longer there, only that."""
    for (_, name), fields in groupby(changes, key=lambda each: (each.kind, each.name)):
        yield name, _telling(list(fields))


def _telling(fields: Sequence[Change]) -> list[Change]:
    gone = [each for each in fields if each.field in WORDS and each.after is None]
    return gone or sorted(fields, key=lambda each: each.field not in WORDS)


def difference(change: Change) -> str:
    """One field: its word without a label, anything else with one."""
    before, after = said(change.field, change.before), said(change.field, change.after)
    if change.field in WORDS:
        return f"{before or 'new'} -> {after or 'gone'}"
    label = change.field.replace("_", " ")
    return f"{label} {before} -> {after or 'nothing'}" if before else f"{label} {after}"


def said(field: str, value: Any) -> str:
    """The value of a field in words; nothing is an empty text."""
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case list() | tuple():
            return ", ".join(map(str, value)) or "nobody"
        case dict():
            return value["terms"] or ("of unknown size" if value["taken"] else "")
    return human(value) if field in ("due", "until") else str(value)

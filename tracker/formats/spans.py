"""The bitemporal table for analysts: what held from when to when, known from when to when."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import timedelta
from typing import Any

from msgspec import structs

from tracker.domain.history import ALWAYS, NEVER
from tracker.domain.spans import Rectangle
from tracker.domain.times import EPOCH

HEADER = (
    "deal kind name of held_from held_to known_from known_to status since due original_due dates "
    "extensions until deadline_kind bid_live role terms stake_terms stake_taken stake_status lead "
    "members blocked_by contested grade disputed because"
).split()


def span_rows(deal: str, rectangles: Iterable[Rectangle]) -> Iterator[dict[str, Any]]:
    """A row each, in the order of kind, name, time and knowledge."""
    for each in sorted(rectangles, key=_order):
        kind, name, of = each.segment.name
        yield {
            **_standing(each.segment.row),
            "deal": deal,
            "kind": kind,
            "name": name or None,
            "of": of or None,
            "held_from": _instant(each.segment.held_from),
            "held_to": _instant(each.segment.held_to),
            "known_from": _instant(each.known_from),
            "known_to": _instant(each.known_to),
        }


def _order(each: Rectangle) -> tuple[Any, ...]:
    return each.segment.name, each.segment.held_from, each.known_from


def _standing(row: Any) -> dict[str, Any]:
    """The fields of a standing under the names of the columns."""
    fields = {name: value for name, value in structs.asdict(row).items() if name in HEADER}
    if stake := getattr(row, "stake", None):
        fields |= {"stake_terms": stake.terms, "stake_taken": stake.taken}
    if kind := fields.pop("kind", None):
        fields["deadline_kind"] = kind
    return fields


def _instant(at: int) -> str | None:
    """All in one form, to the microsecond, as a reader of columns wants it; open ends are empty."""
    if at in (ALWAYS, NEVER):
        return None
    there = EPOCH + timedelta(microseconds=at)
    return there.strftime("%Y-%m-%dT%H:%M:%S.%fZ")

"""What changed between two moments?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec
from msgspec import Struct

from tracker.domain.history import History, Question
from tracker.domain.standing import Standing, standing

FIELDS: dict[str, tuple[str, ...]] = {
    "deal": ("status", "contested"),
    "bidder": (
        "status",
        "bid_live",
        "role",
        "terms",
        "stake_status",
        "stake",
        "with",
        "blocked_by",
        "grade",
        "disputed",
    ),
    "deadline": ("kind", "status", "due", "extensions", "until", "grade", "disputed"),
    "review": ("status", "grade", "disputed"),
    "term": ("value", "grade", "disputed"),
}
NO_STAKE = {"terms": None, "taken": False}


class Change(Struct, frozen=True):
    """One field that differs; `before` or `after` is None where there was nothing yet.

    `because` are the entries that the later state rests on.
    """

    kind: str
    name: str
    field: str
    before: Any
    after: Any
    because: tuple[int, ...] = ()


def diff(history: History, before: Question, after: Question) -> list[Change]:
    """What the answers to two questions differ in, the deal first."""
    return changes(standing(history.as_of(before)), standing(history.as_of(after)))


def changes(before: Standing, after: Standing) -> list[Change]:
    old, new = _things(before), _things(after)
    return [change for key in {**old, **new} for change in _changed(key, old, new)]


Things = dict[tuple[str, str], dict[str, Any]]


def _things(stands: Standing) -> Things:
    things: Things = {("deal", "deal"): msgspec.to_builtins(stands.deal)}
    kinds = (
        ("bidder", stands.bidders),
        ("deadline", stands.deadlines),
        ("review", stands.reviews),
        ("term", stands.terms),
    )
    for kind, each_standing in kinds:
        for each in msgspec.to_builtins(each_standing):
            name = f"{each['name']} of {each['of']}" if each.get("of") else each["name"]
            things[kind, name] = each
    return things


def _changed(key: tuple[str, str], old: Things, new: Things) -> Iterator[Change]:
    kind, name = key
    before, after = old.get(key, {}), new.get(key, {})
    for field in FIELDS[kind]:
        was, now = before.get(field), after.get(field)
        if was != now and (was or now) and not (was is None and now == NO_STAKE):
            yield Change(kind, name, field, was, now, tuple(after.get("because", ())))

"""The two sides of a comparison: one question asked twice, with other moments."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msgspec.structs import replace

from tracker.domain.errors import Refusal
from tracker.domain.history import Question
from tracker.views.asking import Asked

RANGE = ".."
MOMENTS = ("as_of", "known_by", "then", "recorded_by")


def sides(asked: Asked, before: str | None, after: str | None) -> tuple[Asked, Asked]:
    """The same question with the first and with the second moment of every `A..B`.

    Raises Refusal where there are no two moments.
    """
    if before is not None:
        asked = replace(asked, as_of=_between(asked, before, after))
    given = {name: value for name in MOMENTS if (value := getattr(asked, name)) is not None}
    if not any(RANGE in each for each in given.values()):
        raise Refusal(
            "a comparison needs two moments",
            "tracker diff DEAL FROM TO",
            "tracker diff DEAL --known-by A..B",
        )
    return _with(asked, given, 0), _with(asked, given, 1)


def compared(first: Asked, second: Asked, zone: str) -> tuple[Question, Question]:
    """The questions of both sides in a zone; those without a moment speak of the same present."""
    was, now = first.question(zone), second.question(zone)
    return was, now if second.as_of or second.then else replace(now, as_of=was.as_of)


def _with(asked: Asked, given: Mapping[str, str], side: int) -> Asked:
    moments: dict[str, Any] = {name: _side(text, side) for name, text in given.items()}
    return replace(asked, **moments)


def _between(asked: Asked, before: str, after: str | None) -> str:
    if asked.as_of is not None:
        raise Refusal("FROM and TO are what --as-of would be", "leave out --as-of")
    if after is None and RANGE not in before:
        raise Refusal(f"what changed from {before} to when?", "tracker diff DEAL FROM TO")
    return before if after is None else f"{before}{RANGE}{after}"


def _side(text: str, side: int) -> str:
    before, dots, after = (each.strip() for each in text.partition(RANGE))
    if dots and not (before and after):
        raise Refusal(f"{text!r} lacks a moment", "write both: 2020-09-12..2020-09-14")
    return (before, after)[side] if dots else text

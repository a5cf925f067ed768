"""The two sides of a comparison: one question asked twice, with other moments."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from tracker.domain.errors import Refusal

if TYPE_CHECKING:
    from tracker.cli.options import Asking

RANGE = ".."
MOMENTS = ("as_of", "known_by", "then", "recorded_by")


def sides(asking: Asking, before: str | None, after: str | None) -> tuple[Asking, Asking]:
    """The same question with the first and with the second moment of every `A..B`.

    Raises Refusal where there are no two moments.
    """
    if before is not None:
        asking = replace(asking, as_of=_between(asking, before, after))
    given = {name: value for name in MOMENTS if (value := getattr(asking, name)) is not None}
    if not any(RANGE in each for each in given.values()):
        raise Refusal(
            "a comparison needs two moments",
            "tracker diff DEAL FROM TO",
            "tracker diff DEAL --known-by A..B",
        )
    return _with(asking, given, 0), _with(asking, given, 1)


def _with(asking: Asking, given: Mapping[str, str], side: int) -> Asking:
    moments: dict[str, Any] = {name: _side(text, side) for name, text in given.items()}
    return replace(asking, **moments)


def _between(asking: Asking, before: str, after: str | None) -> str:
    if asking.as_of is not None:
        raise Refusal("FROM and TO are what --as-of would be", "leave out --as-of")
    if after is None and RANGE not in before:
        raise Refusal(f"what changed from {before} to when?", "tracker diff DEAL FROM TO")
    return before if after is None else f"{before}{RANGE}{after}"


def _side(text: str, side: int) -> str:
    before, dots, after = (each.strip() for each in text.partition(RANGE))
    if dots and not (before and after):
        raise Refusal(f"{text!r} lacks a moment", "write both: 2020-09-12..2020-09-14")
    return (before, after)[side] if dots else text

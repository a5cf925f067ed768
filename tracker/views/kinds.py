"""Event types as people name them."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

from tracker.domain.amendments import EntryCited, EntryCorrected, EntryDisputed, EntryRetracted
from tracker.domain.errors import Refusal
from tracker.domain.events import EVENTS

AMENDMENTS: tuple[type, ...] = (EntryCorrected, EntryRetracted, EntryCited, EntryDisputed)
KINDS = {each.__name__.lower(): each.__name__ for each in (*EVENTS, *AMENDMENTS)}


def kinds_of(said: Iterable[str]) -> list[str]:
    """The stored names of event types, in any case. Raises Refusal with the nearest."""
    return [_kind_of(each) for each in said]


def _kind_of(said: str) -> str:
    if said.lower() in KINDS:
        return KINDS[said.lower()]
    near = get_close_matches(said.lower(), KINDS, 1, 0.5)
    raise Refusal(
        f"there is no event type {said!r}",
        *(f"did you mean {KINDS[each]}?" for each in near),
        "`tracker words` lists them",
        kind="unknown-event",
    )

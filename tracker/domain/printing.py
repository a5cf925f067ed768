"""An event in the words of a phrase."""

from __future__ import annotations

from typing import Any

from tracker.domain.phrases import NAMES, Phrase, kind_of
from tracker.domain.reckoning import Reckoning


def printed_phrase(event: Any) -> Phrase:
    """The phrase that an event is printed in: the one that says all its fields, and no more."""
    phrases: tuple[Phrase, ...] = type(event).phrases
    return next(phrase for phrase in phrases if phrase.printed and _says(phrase, event))


def _says(phrase: Phrase, event: Any) -> bool:
    fields = event.__struct_fields__
    told = {"date" if slot == "span" and "span" not in fields else slot for slot in phrase.slots}
    if "span" in phrase.slots and "date" in told and not _is_span(event.date):
        return False
    spoken = [name for name in fields if name not in event.unsaid]
    return all(
        (getattr(event, name) is not None if name in told else _is_fixed(phrase, event, name))
        for name in spoken
    )


def _is_span(date: Any) -> bool:
    return isinstance(date, Reckoning) and date.from_on


def _is_fixed(phrase: Phrase, event: Any, name: str) -> bool:
    value = getattr(event, name)
    return bool(value == phrase.fixed[name]) if name in phrase.fixed else value in (None, False)


def spell(event: Any, phrase: Phrase, *, quoted: bool = False) -> str:
    """The event in that phrase; with `quoted`, every name in quotes."""
    kind = type(event)
    filled = []
    for part in phrase.parts:
        slot = part[1:-1]
        if not part.startswith("{"):
            filled.append(part)
        elif kind_of(kind, slot) in NAMES:
            name = getattr(event, slot)
            filled.append(f'"{name}"' if quoted else name)
        else:
            filled.append(_said(event, slot))
    return " ".join(filled)


def _said(event: Any, slot: str) -> str:
    if slot == "span" and isinstance(event.date, Reckoning):
        return event.date.span
    return str(getattr(event, slot))

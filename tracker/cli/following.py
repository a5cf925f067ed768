"""What is recorded, entry by entry as it comes."""

from __future__ import annotations

import json
import sys
import time
from typing import TYPE_CHECKING, Any

from tracker.cli.output import write
from tracker.cli.place import place
from tracker.domain.errors import Refusal
from tracker.store.book import open_book
from tracker.store.following import Followed, Following
from tracker.views import differences
from tracker.views.answers import plain

if TYPE_CHECKING:
    from tracker.cli.options import Asking


def tell_what_is_recorded(asking: Asking, position: int | None, pause: float | None) -> None:
    """Every entry recorded behind the position, or from now on; without a pause, those by now.

    It ends when nobody reads it any more.
    """
    said = as_json if asking.json else as_text
    with open_book(place(asking.db).where) as book:
        following = Following(book, position, asking.day())
        if position is None:
            print(f"following from position {following.position}", file=sys.stderr, flush=True)
        while all(write(said(each)) for each in following.fresh()) and pause is not None:
            time.sleep(pause)


def refuse_a_question(asking: Asking, *others: object) -> None:
    """Raises Refusal where a moment, a filter, a sheet or another of these options is asked for."""
    asked = asking.asked()
    moments = (asked.as_of, asked.known_by, asked.then, asked.recorded_by)
    if any((*moments, asked.confirmed, asked.according_to, asking.csv, *others)):
        raise Refusal(
            "what is recorded is told entry by entry, whatever moment it speaks of",
            "--follow and --from take --json, --today and --interval, and no question",
        )


def as_json(followed: Followed) -> str:
    """One line of JSON."""
    return json.dumps(as_object(followed), ensure_ascii=False)


def as_object(followed: Followed) -> dict[str, Any]:
    entry = followed.entry
    return {
        "position": followed.position,
        "deal": followed.deal,
        "zone": followed.zone,
        "entry": entry.number,
        "id": entry.id,
        "event": entry.kind,
        "sentence": entry.sentence,
        "on": entry.on,
        "reported": entry.reported,
        "recorded": entry.recorded,
        "changes": plain(followed.changes),
    }


def as_text(followed: Followed) -> str:
    """The sentence behind its position, and what it changes below."""
    entry = followed.entry
    number = f" #{entry.number}" if entry.number else ""
    head = f"{followed.position}  {followed.deal}{number}  {entry.sentence}"
    return "\n".join([head, *(f"  {line}" for line in differences.lines(followed.changes))])

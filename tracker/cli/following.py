"""What is recorded, entry by entry as it comes."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from tracker.cli.aside import say
from tracker.cli.output import write
from tracker.cli.place import place
from tracker.domain.errors import Refusal
from tracker.store.book import open_book
from tracker.store.errors import StoreLocked, StoreUnreached
from tracker.store.following import Followed, Following
from tracker.views import differences
from tracker.views.answers import plain

if TYPE_CHECKING:
    from tracker.cli.options import Asking


def tell_what_is_recorded(asking: Asking, position: int | None, pause: float | None) -> None:
    """Every entry recorded behind the position, or from now on; without a pause, those by now.

    It ends when nobody reads it any more. A server that breaks off is asked again after the pause,
    for as long as it takes: what was recorded meanwhile is told then.
    """
    said = as_json if asking.json else as_text
    with open_book(place(asking.db).where) as book:
        following = Following(book, position, asking.day())
        if position is None:
            say(f"following from position {following.position}")
        patient = _Patient(following, is_one=pause is not None)
        while all(write(said(each)) for each in patient.fresh()) and pause is not None:
            time.sleep(pause)


class _Patient:
    """Whoever follows does not end with the server, and says once that it has to wait for it."""

    def __init__(self, following: Following, *, is_one: bool) -> None:
        self._following, self._is_one = following, is_one
        self._waits = False

    def fresh(self) -> Iterator[Followed]:
        """What has been recorded since; as much of it as can be had now."""
        try:
            yield from self._following.fresh()
        except (StoreUnreached, StoreLocked) as error:
            if not self._is_one:
                raise
            if not self._waits:
                say(f"{error.message}; waiting for it from position {self._following.position}")
            self._waits = True
        else:
            if self._waits:
                say("it is back")
            self._waits = False


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

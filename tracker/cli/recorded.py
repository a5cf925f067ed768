"""Writing an entry, and the answer: what was recorded, what it changed, how to undo it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from tracker.cli.output import answer
from tracker.cli.place import Place, place
from tracker.store.book import Recorded, open_book
from tracker.views import differences
from tracker.views.moments import human

if TYPE_CHECKING:
    from tracker.cli.options import Writing
    from tracker.domain.drafts import AnyDraft


def write_down(deal: str, draft: AnyDraft, writing: Writing) -> None:
    """Record the draft, or only try to, and say what came of it."""
    book_place = place(writing.db)
    with open_book(book_place.where) as book:
        # First: once it is recorded, nothing may keep that from being said.
        zone = book.history(deal).zone
        recorded = book.record(deal, draft, today=writing.day(), dry_run=writing.dry_run)
    said = as_json(recorded, zone, dry_run=writing.dry_run)
    shown = lines(recorded, zone, book_place, dry_run=writing.dry_run)
    answer(writing, said, lambda: ["\n".join(shown)])


def as_json(recorded: Recorded, zone: str, *, dry_run: bool) -> dict[str, Any]:
    entry = recorded.written.entry
    return {
        "deal": recorded.deal,
        "entry": entry.number,
        "sentence": entry.sentence,
        "on": entry.on,
        "reported": entry.reported,
        "zone": zone,
        "notes": recorded.written.notes,
        "changes": recorded.changes,
        "already": recorded.written.already,
        "dry_run": dry_run,
    }


def lines(recorded: Recorded, zone: str, at: Place, *, dry_run: bool) -> Iterator[str]:
    """The answer in the words of the deal."""
    written = recorded.written
    entry = written.entry
    done = "would be recorded" if dry_run else "recorded"
    head = "already there" if written.already else done
    yield f"{recorded.deal} #{entry.number} {head}: {entry.sentence}"
    if entry.on:
        yield f"  {_dates(entry.on, entry.reported, zone)}"
    if written.already:
        yield from (f"  note: {note}" for note in written.notes[1:])
    else:
        changes = list(differences.lines(recorded.changes))
        yield from (f"  {line}" for line in changes or ["changes nothing that stands now"])
        yield from (f"  note: {note}" for note in written.notes)
        if not dry_run:
            number = entry.number
            undo = f"tracker retract {recorded.deal} {number} --because '...'{at.option()}"
            yield f"  to undo it: {undo}"


def _dates(on: str, reported: str | None, zone: str) -> str:
    when = f"on {human(on)}"
    if reported and reported != on:
        when += f", reported {human(reported)}"
    return f"{when} ({zone})"

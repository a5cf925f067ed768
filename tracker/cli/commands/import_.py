"""`tracker import`: a casebook or a log, recorded whole or not at all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from itertools import chain
from typing import TYPE_CHECKING, Annotated

from typer import Argument, Option

from tracker.cli.options import Writing, Zone

if TYPE_CHECKING:
    from tracker.store.book import Book, Imported, ImportedDeal


def import_(
    file: Annotated[
        str,
        Argument(metavar="FILE", help="A casebook in YAML, or JSONL; - is standard input."),
    ],
    writing: Writing,
    correct: Annotated[
        bool,
        Option(
            "--correct", help="Record what changed under a known id as corrections of the book."
        ),
    ] = False,
    zone: Zone = None,
) -> None:
    """Record a casebook, or restore a log: all of it, or nothing.

    Everything that is wrong with the file is listed with its line and what to write instead.
    Importing the same file again records nothing. The zone is that of deals that name none.

    JSONL is the log itself, as `tracker export --format jsonl` writes it. It is restored with its
    numbers, times and hashes; where the book has the deal, its log must be a beginning of the
    file's.
    """
    from tracker.cli.output import answer
    from tracker.views.answers import plain

    with _book(writing) as book:
        imported = _imported(book, file, writing, zone, correct=correct)
        zones = _zones(book)
    rows = [{**plain(each), "zone": zones.get(each.deal)} for each in imported.deals]
    said = {"deals": rows, "dry_run": writing.dry_run}
    answer(writing, said, lambda: ["\n".join(lines(imported, zones, dry_run=writing.dry_run))])


def _zones(book: Book) -> dict[str, str]:
    """Those of the deals; of none where the server has broken off since it recorded them."""
    from tracker.store.errors import StoreUnreached

    try:
        return {row.deal: row.zone for row in book.deals()}
    except StoreUnreached:
        return {}


@contextmanager
def _book(writing: Writing) -> Iterator[Book]:
    """The book to record in. Where there is none, one that is begun if something is recorded."""
    from tracker.cli.place import place
    from tracker.store.beginning import beginning
    from tracker.store.book import open_book

    where = place(writing.db).where
    with beginning(where) or open_book(where) as book:
        yield book


def _imported(
    book: Book, file: str, writing: Writing, zone: str | None, *, correct: bool
) -> Imported:
    """Read the file as what its first line shows it to be, and record it."""
    from tracker.cli.files import lines_of, name_of, opened, text_of
    from tracker.cli.settings import zone as zone_or_default
    from tracker.formats.jsonl import is_jsonl

    with opened(file) as stream:
        read = lines_of(file, stream)
        first = next(read, b"")
        if is_jsonl(first):
            return _restored(book, chain([first], read), file, writing, correct=correct)
        text = text_of(file, chain([first], read))
    return book.import_casebook(
        text,
        file=name_of(file),
        zone=zone_or_default(zone),
        today=writing.day(),
        dry_run=writing.dry_run,
        correct=correct,
    )


def _restored(
    book: Book, lines: Iterable[bytes], file: str, writing: Writing, *, correct: bool
) -> Imported:
    from tracker.cli.files import name_of
    from tracker.domain.errors import Refusal
    from tracker.store.restoring import restore

    if correct:
        raise Refusal(
            f"{name_of(file)} is JSONL, a log, and nothing in it is corrected",
            "leave out --correct",
        )
    return restore(book, lines, file=name_of(file), dry_run=writing.dry_run)


def lines(imported: Imported, zones: Mapping[str, str], *, dry_run: bool) -> Iterator[str]:
    """The answer as a person reads it, deal by deal."""
    done = "would be recorded" if dry_run else "recorded"
    for deal in imported.deals:
        zone = f" ({zones[deal.deal]})" if deal.deal in zones else ""
        yield f"{deal.deal}{zone}: {'new, ' if deal.new else ''}{counts(deal, done)}"
        yield from (f"  note: {note}" for note in deal.notes)


def counts(deal: ImportedDeal, done: str) -> str:
    """How many entries were recorded, and as what."""
    from tracker.cli.prose import count

    special = (count(deal.cited, "citation"), count(deal.corrected, "correction"))
    of_them = ", ".join(each for each in special if not each.startswith("no "))
    recorded = f"{count(deal.recorded, 'entry', 'entries')} {done}"
    there = f", {deal.unchanged} there already" if deal.unchanged else ""
    return f"{recorded}{f' ({of_them})' if of_them else ''}{there}"

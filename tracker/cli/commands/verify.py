"""`tracker verify`: whether the book is what was recorded."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Annotated

import typer
from typer import Option

from tracker.cli.options import Everywhere

if TYPE_CHECKING:
    from tracker.store.integrity import Flaw, Verified


def verify(
    common: Everywhere,
    head: Annotated[
        bool, Option("--head", help="Only print the end of every log, to be kept elsewhere.")
    ] = False,
    against: Annotated[
        str | None,
        Option("--against", metavar="FILE", help="Also compare with what --head once printed."),
    ] = None,
) -> None:
    """Check that the book is what was recorded.

    Every entry carries the hash of what it says and of the entry before it, so that one that was
    changed, removed, inserted or moved is found; the first of each deal is named. Every table is
    compared with a replay of the log, and the database checks itself. A log that was cut off at its
    end, or written anew as a whole, is found by comparing it with a copy of its heads:

    \b
    tracker verify --head > heads.txt
    tracker verify --against heads.txt

    Nothing is mended; a book of an older version is brought up to date first, as by every command.
    Exits with 1 where something was found.
    """
    from tracker.cli.files import read_text
    from tracker.cli.output import answer
    from tracker.cli.place import place
    from tracker.cli.progress import progress
    from tracker.domain.errors import Refusal
    from tracker.formats.heads import read_heads, write_heads
    from tracker.store.book import open_book
    from tracker.store.integrity import heads_of
    from tracker.store.integrity import verify as look

    if head and against is not None:
        raise Refusal("--head prints heads and --against reads them", "leave out one of them")
    kept = read_heads(read_text(against), against) if against is not None else []
    with open_book(place(common.db).where) as book:
        if head:
            heads = heads_of(book.recorder)
            answer(common, heads, lambda: [write_heads(heads)])
            return
        found = look(book.recorder, kept, progress("verifying entries"))
    answer(common, found, lambda: ["\n".join(lines(found))])
    if found.findings:
        raise typer.Exit(1)


def lines(found: Verified) -> Iterator[str]:
    """The answer as a person reads it, what to do about a finding below it."""
    from tracker.cli.prose import count

    looked_at = ", ".join(
        (
            count(found.deals, "deal"),
            count(found.entries, "entry", "entries"),
            count(found.rows, "row"),
        )
    )
    if not found.findings:
        yield f"{looked_at}: everything is as it was recorded"
        return
    yield f"{looked_at}: {count(len(found.findings), 'finding')}"
    yield from _flaws(found.findings)


def _flaws(flaws: Iterable[Flaw]) -> Iterator[str]:
    for flaw in flaws:
        yield f"{flaw.deal or 'the book'}: {flaw.message}"
        yield f"  {flaw.hint}"

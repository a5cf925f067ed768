"""`tracker export`: deals as text, to be imported again, read, or counted with."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Annotated

from typer import Option

from tracker.cli import completion
from tracker.cli.options import AnyDealName, Everywhere

if TYPE_CHECKING:
    from tracker.domain.history import History
    from tracker.store.book import Book
    from tracker.views.timeline import Row

Lines = Iterator[str | bytes]


def export(
    common: Everywhere,
    deal: AnyDealName = None,
    everything: Annotated[bool, Option("--all", help="Every deal, one after the other.")] = False,
    format: Annotated[
        str,
        Option(
            "--format",
            metavar="FORMAT",
            help="yaml (else), jsonl, csv, md or spans.",
            autocompletion=completion.one_of("yaml", "jsonl", "csv", "md", "spans"),
        ),
    ] = "yaml",
    output: Annotated[
        str | None,
        Option("--output", metavar="FILE", help="Into this file instead; `-` is stdout."),
    ] = None,
) -> None:
    """Write a deal, or all of them, as text that can be imported again.

    \b
    yaml   a casebook: what people write, share and keep
    jsonl  the full log with times and hashes; imported into an empty book it restores the book
    csv    the timeline for a spreadsheet; a text that would run as a formula begins with '
    md     the timeline as Markdown
    spans  what held when, known when: CSV for analysts, a row for each span of both

    \b
    tracker export tiktok-us > tiktok-us.yaml
    tracker export --all --format jsonl --output book.jsonl

    The columns of spans: kind is bidder, deadline, review or deal, and name is whose row it is (of:
    the bidder under review). What the row says held from held_from until just before held_to, and
    was known from known_from until just before known_to: instants in UTC; an empty one is open.
    What stood at T as known by K is the rows with held_from <= T < held_to and known_from <= K <
    known_to. Then status, since, grade, disputed, and because (the entries it rests on); of
    deadlines due, original_due, dates, extensions, until (the end of a stay) and deadline_kind; of
    bidders bid_live, role, terms, stake_terms, stake_taken, stake_status, lead, members and
    blocked_by; of the deal contested. Lists are joined with "; ".
    """
    from tracker.cli.output import write_bytes
    from tracker.cli.place import place
    from tracker.cli.saving import STDOUT, save
    from tracker.domain.errors import Refusal
    from tracker.store import log
    from tracker.store.book import open_book

    if format not in FORMATS:
        from difflib import get_close_matches

        near = (f"did you mean {each}?" for each in get_close_matches(format, FORMATS, 1))
        raise Refusal(f"there is no format {format!r}", *near, f"there are {', '.join(FORMATS)}")
    if (deal is None) != everything:
        raise Refusal("export a deal or --all of them", "tracker export DEAL")
    if common.json:
        raise Refusal("an export is no JSON", "--format jsonl is JSON line by line")
    with open_book(place(common.db).where) as book:
        deals = log.deals(book.recorder) if deal is None else [deal]
        lines = FORMATS[format](book, deals)
        parts = ((line if isinstance(line, bytes) else line.encode()) + b"\n" for line in lines)
        if output in (None, STDOUT):
            write_bytes(parts)
        else:
            save(output, parts)


def yaml(book: Book, deals: Iterable[str]) -> Lines:
    from tracker.formats.casebook import write_casebook

    for at, deal in enumerate(deals):
        if at:
            yield "---"
        yield write_casebook(book.history(deal)).removesuffix("\n")


def jsonl(book: Book, deals: Iterable[str]) -> Lines:
    from tracker.formats.jsonl import write_line
    from tracker.store.log import sound

    for deal in deals:
        found = False
        for link in sound(book.recorder, deal):
            found = True
            yield write_line(link)
        if not found:
            book.history(deal)  # which says that there is no such deal


def csv(book: Book, deals: Iterable[str]) -> Lines:
    from tracker.cli.commands.timeline import HEADER, as_sheet_row
    from tracker.formats.sheet import csv_lines
    from tracker.views import answers

    histories = map(book.history, deals)
    rows = (row for each in histories for row in answers.timeline(_everything(each), each.zone))
    return csv_lines(HEADER, map(as_sheet_row, rows))


def md(book: Book, deals: Iterable[str]) -> Lines:
    from tracker.formats.markdown import write_markdown

    for at, history in enumerate(map(book.history, deals)):
        if at:
            yield ""
        yield from write_markdown(history.opened, _everything(history))


def spans(book: Book, deals: Iterable[str]) -> Lines:
    from tracker.domain.spans import rectangles
    from tracker.formats.sheet import csv_lines
    from tracker.formats.spans import HEADER, span_rows

    histories = map(book.history, deals)
    rows = (row for each in histories for row in span_rows(each.deal, rectangles(each)))
    return csv_lines(HEADER, rows)


def _everything(history: History) -> list[Row]:
    """The timeline with all that was ever recorded, also of days to come."""
    from tracker.domain.history import EVERYTHING
    from tracker.views.timeline import timeline

    return timeline(history, EVERYTHING)


FORMATS: dict[str, Callable[[Book, Iterable[str]], Lines]] = {
    "yaml": yaml,
    "jsonl": jsonl,
    "csv": csv,
    "md": md,
    "spans": spans,
}

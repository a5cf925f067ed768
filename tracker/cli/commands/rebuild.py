"""`tracker rebuild`: the tables that answer questions, made anew."""

from __future__ import annotations

from tracker.cli.options import Everywhere


def rebuild(common: Everywhere) -> None:
    """Make the tables that answer questions anew from the log.

    The log is the truth and is not touched. Nothing changes unless somebody else changed those
    tables.
    """
    from tracker.cli.output import answer
    from tracker.cli.place import place
    from tracker.cli.progress import progress
    from tracker.cli.prose import count
    from tracker.store.book import open_book

    with open_book(place(common.db).where) as book:
        rows = book.rebuild(progress("rebuilding deals"))
        deals = len(book.deals())
    said = {"deals": deals, "rows": rows}
    line = f"{count(deals, 'deal')} rebuilt from the log, {count(rows, 'row')}"
    answer(common, said, lambda: [line])

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
    from tracker.store.book import open_book

    with open_book(place(common.db).where) as book:
        rows = book.rebuild(progress("rebuilding deals"))
        deals = len(book.deals())
    many = "1 deal" if deals == 1 else f"{deals} deals"
    said = {"deals": deals, "rows": rows}
    answer(common, said, lambda: [f"{many} rebuilt from the log, {rows} rows"])

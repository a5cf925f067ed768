"""`tracker backup`: a copy of the book, made while it is in use."""

from __future__ import annotations

from typing import Annotated

from typer import Argument, Option

from tracker.cli.options import Everywhere


def backup(
    file: Annotated[str, Argument(metavar="FILE", help="Where the copy goes.")],
    common: Everywhere,
    force: Annotated[bool, Option("--force", help="Replace the file that is there.")] = False,
) -> None:
    """Copy the book, safely also while others write it.

    The copy is a whole book as it was last committed: put it in the place of the book to go back to
    it, or ask it with --db.

    \b
    tracker backup tracker-2020-09-14.db
    """
    import os

    from tracker.cli.files import named
    from tracker.cli.output import answer
    from tracker.cli.place import place
    from tracker.domain.characters import on_one_line
    from tracker.store.backup import back_up
    from tracker.store.book import open_book

    target = named(os.path.expanduser(file))  # noqa: PTH111 (leaves `~nobody` what it is)
    with open_book(place(common.db).where) as book:
        size = back_up(book.engine, target, replace=force)
    said = {"file": str(target), "bytes": size}
    answer(common, said, lambda: [on_one_line(f"copied to {target}, {size / 1e6:.1f} MB")])

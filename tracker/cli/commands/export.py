"""`tracker export`: deals as text that can be imported again."""

from __future__ import annotations

from typing import Annotated

from typer import Option

from tracker.cli.options import AnyDealName, Everywhere

FORMATS = ("yaml",)


def export(
    common: Everywhere,
    deal: AnyDealName = None,
    everything: Annotated[bool, Option("--all", help="Every deal, one document each.")] = False,
    format: Annotated[str, Option("--format", metavar="FORMAT", help="yaml: a casebook.")] = "yaml",
) -> None:
    """Write a deal, or all of them, as text that can be imported again.

    \b
    tracker export tiktok-us > tiktok-us.yaml
    """
    from tracker.cli.output import write
    from tracker.cli.place import place
    from tracker.domain.errors import Refusal
    from tracker.formats.casebook import write_casebook
    from tracker.store.book import open_book

    if format not in FORMATS:
        raise Refusal(f"there is no format {format!r}", f"there is {', '.join(FORMATS)}")
    if (deal is None) != everything:
        raise Refusal("export a deal or --all of them", "tracker export DEAL")
    with open_book(place(common.db).where) as book:
        names = [row.deal for row in book.deals()] if deal is None else [deal]
        documents = [write_casebook(book.history(name)) for name in names]
    write("---\n".join(documents).removesuffix("\n"))

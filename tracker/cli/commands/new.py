"""`tracker new`: begin to follow a deal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from typer import Argument, Option

from tracker.cli.options import Everywhere, Zone

if TYPE_CHECKING:
    from tracker.domain.entry import DealOpened


def new(
    deal: Annotated[
        str, Argument(metavar="DEAL", help="Its name: lower-case letters, digits and hyphens.")
    ],
    title: Annotated[str, Argument(metavar="TITLE", help="What it is called in full.")],
    common: Everywhere,
    seller: Annotated[str | None, Option("--seller", metavar="PARTY", help="Who sells.")] = None,
    target: Annotated[str | None, Option("--target", metavar="PARTY", help="What is sold.")] = None,
    zone: Zone = None,
) -> None:
    """Begin to follow a deal.

    Its zone says where its days begin and end: a deadline of a date can be met until that day is
    over there. The book is made where there is none yet.
    """
    from tracker.cli.output import answer
    from tracker.cli.place import place
    from tracker.cli.settings import zone as zone_or_default
    from tracker.store.book import open_book, opening

    at, where = zone_or_default(zone), place(common.db)
    opened = opening(deal, title, at, seller, target)  # what is refused makes no book
    with open_book(where.where, create=True) as book:
        fresh = book.new(deal, title, zone=at, seller=seller, target=target)
    said = {
        "deal": deal,
        "entry": 0,
        "sentence": str(opened),
        "on": None,
        "reported": None,
        "notes": [],
        "title": opened.title,
        "seller": opened.seller,
        "target": opened.target,
        "zone": opened.zone,
        "already": not fresh,
    }
    answer(common, said, lambda: [page(deal, opened, where.option(), fresh=fresh)])


def page(deal: str, opened: DealOpened, option: str, *, fresh: bool) -> str:
    """The answer as a person reads it, with what to type next."""
    lines = [f"{deal} {'begun' if fresh else 'already there'}: {opened.title} ({opened.zone})"]
    if fresh:
        lines.append(f"  record what happens: tracker record {deal} 'Oracle bid of $20bn'{option}")
    return "\n".join(lines)

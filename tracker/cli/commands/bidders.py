"""`tracker bidders`: the deals that a party is in."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated, NamedTuple

from typer import Argument

from tracker.cli import completion
from tracker.cli.options import Asking

if TYPE_CHECKING:
    from tracker.cli.page import Page
    from tracker.cli.question import Stood
    from tracker.domain.standing import BidderStanding

HEADER = (
    "deal zone as_of known_by recorded_by name status since bid_live role terms stake_terms "
    "stake_taken stake_status with members blocked_by grade disputed because"
).split()


class Bids(NamedTuple):
    """A bidder, and the deal and moment in which it stands so."""

    stood: Stood
    bidder: BidderStanding


def bidders(
    asking: Asking,
    party: Annotated[
        str | None,
        Argument(metavar="PARTY", help="Only this one.", autocompletion=completion.names),
    ] = None,
) -> None:
    """Which deals is a party in, and how does it stand there?

    Without PARTY, every bidder of every deal.
    """
    from tracker.cli.output import answer_question, flat, plain
    from tracker.cli.question import ask_everywhere

    stood = ask_everywhere(asking)
    found = bids(stood, party, asking)
    rows = [{**each.stood.moment(), **plain(each.bidder)} for each in found]
    answer_question(asking, rows, HEADER, map(flat, rows), lambda: page(found, stood))


def bids(stood: Iterable[Stood], party: str | None, asking: Asking) -> list[Bids]:
    """The bidders that are asked for. Raises NotThere for a party that no deal knows."""
    from tracker.cli.parties import names_of
    from tracker.domain.names import key

    every = [Bids(each, bidder) for each in stood for bidder in each.standing.bidders]
    if party is None:
        return every
    found = [each for each in every if key(each.bidder.name) == key(party)]
    if found:
        return found
    names = names_of(party, asking)
    return [each for each in every if each.bidder.name == names.get(each.stood.deal.deal)]


def page(found: list[Bids], stood: list[Stood]) -> Page:
    """The answer as a person reads it."""
    from tracker.cli import things
    from tracker.cli.prose import count
    from tracker.cli.question import columns, head

    deals = {each.stood.deal.deal for each in found}
    line = f"{head(stood)}: {count(len(found), 'bidder')} in {count(len(deals), 'deal')}"
    if not found:
        return [line]
    table = things.bidders("", (each.bidder for each in found))
    return [line, table.after(**columns([each.stood for each in found], stood))]

"""`tracker bidders`: the deals that a party is in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Annotated, Any

from typer import Argument, Option

from tracker.cli import completion
from tracker.cli.options import Asking, KeptIn
from tracker.cli.paging import Paging

if TYPE_CHECKING:
    from tracker.cli.page import Page
    from tracker.store.boards import Boards
    from tracker.views.boards import BidderLine
    from tracker.views.paging import Cursor

HEADER = (
    "deal zone as_of known_by recorded_by name status since bid_live role terms stake_terms "
    "stake_taken stake_status with members blocked_by grade disputed because"
).split()


def bidders(
    asking: Asking,
    paging: Paging,
    party: Annotated[
        str | None,
        Argument(metavar="PARTY", help="Only this one.", autocompletion=completion.names),
    ] = None,
    status: Annotated[
        list[str] | None,
        Option(
            "--status",
            metavar="STATUS",
            help="Only those that stood so, such as bidding or rejected; repeatable.",
            autocompletion=completion.bidder_words,
        ),
    ] = None,
    zone: KeptIn = None,
) -> None:
    """Which deals is a party in, and how does it stand there?

    Without PARTY, every bidder of every deal.
    """
    from tracker.cli.output import answer_rows
    from tracker.cli.paging import pages
    from tracker.cli.question import ask_everywhere
    from tracker.domain.words import OF_BIDDERS
    from tracker.store.parties import bids
    from tracker.views.boards import BIDDER_PLACE, Wanted
    from tracker.views.words import one_of

    wanted = Wanted(statuses=one_of(status, OF_BIDDERS, "a bidder"))
    place = paging.place(BIDDER_PLACE)
    with ask_everywhere(asking, zone=zone, most=paging.most) as boards:
        lines = bids(boards, wanted, party, place)
        found = pages(lines, paging, place)
        rows = as_rows(found, boards)
        answer_rows(asking, paging.header(HEADER), rows, lambda: page(found, boards, zone))


def as_rows(found: Iterable[tuple[BidderLine, Cursor]], boards: Boards) -> Iterator[dict[str, Any]]:
    """What `status --json` lists as bidders, each with its deal and the moment asked about."""
    from tracker.views import answers

    for line, cursor in found:
        yield {**answers.bidder(line, boards.questions[line.zone]), **cursor}


def page(found: Iterable[tuple[BidderLine, Cursor]], boards: Boards, zone: str | None) -> Page:
    """The answer as a person reads it."""
    from tracker.cli import things
    from tracker.cli.prose import count
    from tracker.cli.question import columns
    from tracker.views.moments import head

    lines = [each for each, _ in found]
    deals = count(len({each.deal for each in lines}), "deal")
    line = f"{head(boards.questions, zone)}: {count(len(lines), 'bidder')} in {deals}"
    if not lines:
        return [line]
    table = things.bidders("", (each.bidder for each in lines))
    named = ((each.deal, each.zone) for each in lines)
    return [line, table.after(**columns(named, boards.questions))]

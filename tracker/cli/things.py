"""The tables of a page: bidders, deadlines, reviews, terms and entries, as people read them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from tracker.cli.page import Table
from tracker.domain.sources import Source
from tracker.domain.standing import (
    BidderStanding,
    DeadlineStanding,
    ReviewStanding,
    TermStanding,
)
from tracker.views.moments import human
from tracker.views.timeline import Row

GROUNDS = ("grade", "because")


def grounds(each: BidderStanding | DeadlineStanding | ReviewStanding) -> tuple[str, str]:
    """The grade of what a state rests on, and the numbers of its entries."""
    return each.grade + (", disputed" if each.disputed else ""), numbers(each.because)


def numbers(entries: Iterable[int]) -> str:
    return ", ".join(f"#{number}" for number in entries)


def bidders(title: str, stood: Iterable[BidderStanding]) -> Table:
    return Table(
        title,
        ("name", "status", "since", "more", *GROUNDS),
        [
            (each.name, each.status or "", human(each.since), bidder_details(each), *grounds(each))
            for each in stood
        ],
    )


def bidder_details(bidder: BidderStanding) -> str:
    """What there is to say of a bidder besides its word."""
    return "; ".join(_bidder_details(bidder))


def _bidder_details(bidder: BidderStanding) -> Iterator[str]:
    if bidder.role:
        yield bidder.role
    if bidder.terms:
        yield bidder.terms
    if bidder.bid_live and bidder.status != "bidding":
        yield "bid live"
    if bidder.stake_status:
        size = f" of {bidder.stake.terms}" if bidder.stake.terms else ""
        yield f"stake{size} {bidder.stake_status}"
    if bidder.lead:
        yield f"with {bidder.lead}"
    if bidder.members:
        yield f"together with {', '.join(bidder.members)}"
    if bidder.blocked_by:
        yield f"blocked by {', '.join(bidder.blocked_by)}"


def deadlines(title: str, stood: Iterable[DeadlineStanding]) -> Table:
    return Table(
        title,
        ("name", "kind", "status", "due", "days left", "more", *GROUNDS),
        [
            (
                each.name,
                each.kind,
                each.status,
                due(each),
                days_left(each),
                deadline_details(each),
                *grounds(each),
            )
            for each in stood
        ],
    )


def due(deadline: DeadlineStanding) -> str:
    return human(deadline.due) or "unknown"


def days_left(deadline: DeadlineStanding) -> str:
    return "" if deadline.days_left is None else str(deadline.days_left)


def deadline_details(deadline: DeadlineStanding) -> str:
    """What there is to say of a deadline besides its word and its date."""
    return "; ".join(_deadline_details(deadline))


def _deadline_details(deadline: DeadlineStanding) -> Iterator[str]:
    if deadline.until:
        yield f"until {human(deadline.until)}"
    if deadline.extensions:
        yield "extended" + (f" {deadline.extensions} times" if deadline.extensions > 1 else "")
    if deadline.original_due and deadline.original_due != deadline.due:
        yield f"first due {human(deadline.original_due)}"


def reviews(title: str, stood: Iterable[ReviewStanding]) -> Table:
    return Table(
        title,
        ("name", "of", "status", "since", *GROUNDS),
        [
            (each.name, each.of or "", each.status, human(each.since), *grounds(each))
            for each in stood
        ],
    )


def terms(title: str, stood: Iterable[TermStanding]) -> Table:
    return Table(
        title,
        ("name", "value", "since", "because"),
        [(each.name, each.value, human(each.since), numbers(each.because)) for each in stood],
    )


def entries(title: str, rows: Sequence[Row]) -> Table:
    """Entries as a timeline shows them: the day, the sentence, who says so, the number."""
    return Table(
        title,
        ("on", "what", "by", "sources", "reported", "entry"),
        [
            (
                human(row.on),
                row.sentence + ("" if row.counts else " (retracted)"),
                row.by or "",
                publishers(row.sources),
                "" if row.reported == row.on else human(row.reported),
                f"#{row.entry}",
            )
            for row in rows
        ],
    )


def publishers(sources: Iterable[Source]) -> str:
    """Who says so, and on what basis."""
    return "; ".join(dict.fromkeys(f"{each.publisher} ({each.basis})" for each in sources))

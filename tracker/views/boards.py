"""What an answer over every deal lists: a line a deal, a deadline, or a bidder."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Annotated, Any

from msgspec import Meta, Struct

from tracker.domain.history import NEVER, History, Question
from tracker.domain.names import key
from tracker.domain.reckoning import Span, add
from tracker.domain.standing import BidderStanding, DeadlineStanding, Standing, due_order
from tracker.domain.times import local_day, moment

OPEN = ("pending", "running", "stayed", "unenforced", "passed", "overdue")
"""Where something may still happen; `passed` is here because its outcome is not known."""

Place = tuple[Any, ...]
"""Where in its list a line stands, whatever else is in the list: what follows it is known by it."""

DEAL_PLACE = tuple[str]
DEADLINE_PLACE = tuple[Annotated[int, Meta(ge=-NEVER, le=NEVER)], str, str]
BIDDER_PLACE = Annotated[tuple[str, ...], Meta(min_length=2)]
"""What the places of each list are made of."""


class Wanted(Struct, frozen=True, kw_only=True):
    """Which lines are asked for; what is not said filters nothing.

    `names` are names of bidders in any spelling; `within` counts from the day asked about.
    """

    statuses: Collection[str] = ()
    kinds: Collection[str] = ()
    names: Collection[str] = ()
    within: Span | None = None


class DealRow(Struct, frozen=True):
    """A deal of the book; `version` is the number of its last entry."""

    deal: str
    title: str
    seller: str | None
    target: str | None
    zone: str
    version: int


class DealLine(Struct, frozen=True):
    """A deal, its own status, and the deadline that is to come next."""

    deal: DealRow
    status: str
    contested: bool
    following: DeadlineStanding | None

    def place(self, before: Place = ()) -> Place:
        return (self.deal.deal,)

    def is_behind(self, place: Place) -> bool:
        return self.place() > place


class DeadlineLine(Struct, frozen=True):
    """A deadline, and the deal that it is one of; by due date, unknown last."""

    deal: str
    zone: str
    deadline: DeadlineStanding

    def place(self, before: Place = ()) -> Place:
        return due_at(self.deadline, self.zone), self.deal, self.deadline.name

    def is_behind(self, place: Place) -> bool:
        return self.place() > place


class BidderLine(Struct, frozen=True):
    """A bidder, and the deal that it bids in; by deal, and there in the order of first mention."""

    deal: str
    zone: str
    bidder: BidderStanding

    def place(self, before: Place = ()) -> Place:
        """The deal, and the names that were listed of it: an earlier mention may move them."""
        shown = before[1:] if before[:1] == (self.deal,) else ()
        return self.deal, *shown, self.bidder.name

    def is_behind(self, place: Place) -> bool:
        deal, *shown = place or ("",)
        return self.deal > deal or (self.deal == deal and self.bidder.name not in shown)


Line = DealLine | DeadlineLine | BidderLine


def row_of(history: History) -> DealRow:
    """The deal of a log as the book lists it."""
    deal, of = history.deal, history.opened
    return DealRow(deal, of.title, of.seller, of.target, of.zone, history.version)


def deal_lines(deal: DealRow, stands: Standing, wanted: Wanted) -> Iterator[DealLine]:
    """The deal where it is asked for."""
    if _is_wanted(stands.deal.status, wanted.statuses):
        following = next((each for each in stands.deadlines if each.days_left is not None), None)
        yield DealLine(deal, stands.deal.status, stands.deal.contested, following)


def deadline_lines(
    deal: DealRow, stands: Standing, question: Question, wanted: Wanted
) -> Iterator[DeadlineLine]:
    """The deadlines of the deal that are asked for."""
    first, last = window(question, deal.zone, wanted.within)
    for each in stands.deadlines:
        if (
            _is_wanted(each.status, wanted.statuses)
            and _is_wanted(each.kind, wanted.kinds)
            and first <= due_at(each, deal.zone) <= last
        ):
            yield DeadlineLine(deal.deal, deal.zone, each)


def bidder_lines(deal: DealRow, stands: Standing, wanted: Wanted) -> Iterator[BidderLine]:
    """The bidders of the deal that are asked for."""
    names = set(map(key, wanted.names))
    for each in stands.bidders:
        if _is_wanted(each.status, wanted.statuses) and _is_wanted(key(each.name), names):
            yield BidderLine(deal.deal, deal.zone, each)


def _is_wanted(word: str | None, words: Collection[str]) -> bool:
    return not words or word in words


def due_at(deadline: DeadlineStanding, zone: str) -> int:
    """The microsecond at which it falls due: an order at the start of its day, all else at the end.

    What is due nobody knows when is due after everything.
    """
    unknown, at = due_order(deadline, zone)
    return NEVER if unknown else at


def window(question: Question, zone: str, span: Span | None) -> tuple[int, int]:
    """The first and the last microsecond of what is due from the day asked about to a span on."""
    if span is None:
        return -NEVER, NEVER
    today = moment(local_day(question.at, zone).isoformat(), zone)
    last, _ = add(today, span, zone)
    return today.start, last.end

"""What stands, as rows: one for each name, from a moment of valid time on.

A part of a deal that no event touches stays the same object from fold to fold. So what changed
between two moments is found by comparing identities, and only rows that rest on it are made anew.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain, compress, repeat
from operator import is_not
from typing import TypeVar

from tracker.domain.deal import Deadline, Deal
from tracker.domain.facts import ALWAYS, EVERYTHING, NEVER, Picture
from tracker.domain.folding import Folding, Point
from tracker.domain.names import key
from tracker.domain.standing import (
    BidderStanding,
    Board,
    DeadlineStanding,
    DealStanding,
    ReviewStanding,
    clock_moments,
    deadline_row,
    deal_status,
    members_of,
    review_standing,
)

Row = BidderStanding | DeadlineStanding | ReviewStanding | DealStanding
Name = tuple[str, str, str]
"""Whose row it is: the kind (bidder, deadline, review, deal), the name, and what it is of."""

Piece = tuple[int, int, Row | None]
"""From when on, where on the board, and the row; None where there is none from then on."""

DEAL: Name = ("deal", "", "")

K = TypeVar("K")
V = TypeVar("V")


def rows(picture: Picture) -> Iterator[tuple[Name, int, Row]]:
    """What stands, a row a name; a deadline without its days left, which every day changes."""
    deal, board = picture.deal, Board(picture)
    yield DEAL, 0, board.deal_standing()
    for at, name in enumerate(deal.bidders):
        bidder = board.bidder_standing(name)
        yield ("bidder", bidder.name, ""), at, bidder
    for at, each in enumerate(deal.deadlines.values()):
        deadline = deadline_row(each, picture, picture.question.at)
        yield ("deadline", deadline.name, ""), at, deadline
    for at, one in enumerate(deal.reviews.values()):
        review = review_standing(one, picture)
        yield ("review", review.name, review.of or ""), at, review


class Tail:
    """What stands from the moment `first` on, of the names that something touches from there on.

    `was` is the deal after everything as it was folded before: a deadline that only that fold
    touched has pieces too.
    """

    def __init__(self, folding: Folding, first: int, was: Deal) -> None:
        self.pieces: dict[Name, list[Piece]] = defaultdict(list)
        self._first = first
        self._facts = folding.facts
        self._deadlines: dict[str, list[tuple[int, Deadline]]] = {}
        before = folding.before(first)
        for name in changed(before.deal.deadlines, was.deadlines):
            self.pieces["deadline", was.deadlines[name].name, ""] = []
            self._begin(name, before.deal)
        for point in folding.since(first):
            self._add_bidders(before, point)
            self._add_reviews(before.deal, point)
            self._note_deadlines(before.deal, point)
            before = point
        self._add_deadlines(before.deal)

    def _picture(self, deal: Deal) -> Picture:
        return Picture(deal, EVERYTHING, self._facts)

    def _add_bidders(self, before: Point, point: Point) -> None:
        if before.claims is None:
            _settle(before, Board(self._picture(before.deal)))
        names = touched(before.deal, point.deal)
        if not names and before.standing and before.deal.abandoned == point.deal.abandoned:
            point.claims, point.standing = before.claims, before.standing
            return
        board = Board(self._picture(point.deal))
        for name in names:
            row = board.bidder_standing(name)
            place = _place(name, point.deal.bidders)
            self.pieces["bidder", row.name, ""].append((point.start, place, row))
        _settle_after(point, before, names, board)
        if point.standing is not before.standing:
            self.pieces[DEAL].append((point.start, 0, point.standing))

    def _add_reviews(self, before: Deal, point: Point) -> None:
        reviews = point.deal.reviews
        for where in changed(before.reviews, reviews):
            row = review_standing(reviews[where], self._picture(point.deal))
            was = before.reviews.get(where)
            if was and was.of != row.of:
                self.pieces["review", was.name, was.of or ""].append((point.start, 0, None))
            piece = (point.start, _place(where, reviews), row)
            self.pieces["review", row.name, row.of or ""].append(piece)

    def _note_deadlines(self, before: Deal, point: Point) -> None:
        deadlines = point.deal.deadlines
        for name in changed(before.deadlines, deadlines):
            self._begin(name, before)
            self._deadlines[name].append((point.start, deadlines[name]))

    def _begin(self, name: str, before: Deal) -> None:
        """A deadline has pieces from the first moment on, where it was there before."""
        if name not in self._deadlines:
            there = before.deadlines.get(name)
            self._deadlines[name] = [(self._first, there)] if there else []

    def _add_deadlines(self, deal: Deal) -> None:
        picture = self._picture(deal)
        for name, runs in self._deadlines.items():
            ends = [*(start for start, _ in runs[1:]), NEVER]
            for (start, deadline), end in zip(runs, ends, strict=False):
                moments = {start, *clock_moments(deadline, deal.zone)}
                for at in sorted(each for each in moments if start <= each < end):
                    row = deadline_row(deadline, picture, at)
                    piece = (at, _place(name, deal.deadlines), row)
                    self.pieces["deadline", row.name, ""].append(piece)


def _settle(point: Point, board: Board) -> None:
    """What every bidder claims, and where that leaves the deal; before everything, nowhere."""
    point.claims = {name: board.claim(name) for name in point.deal.bidders}
    point.standing = None if point.start == ALWAYS else _deal_standing(point)


def _settle_after(point: Point, before: Point, names: Iterable[str], board: Board) -> None:
    """The same, where only these bidders may claim otherwise than before."""
    claims = before.claims or {}
    fresh = {name: claim for name in names if (claim := board.claim(name)) != claims.get(name)}
    point.claims = {**claims, **fresh} if fresh else claims
    point.standing = before.standing
    if fresh or point.standing is None or point.deal.abandoned != before.deal.abandoned:
        standing = _deal_standing(point)
        if standing != before.standing:
            point.standing = standing


def _deal_standing(point: Point) -> DealStanding:
    claims = (point.claims or {}).values()
    return deal_status(claims, abandoned=point.deal.abandoned is not None)


def _place(name: K, mentioned: Mapping[K, V]) -> int:
    """Where on a board somebody is: in the order of first mention."""
    return list(mentioned).index(name)


def changed(before: Mapping[K, V], after: Mapping[K, V]) -> list[K]:
    """The keys of what is new or another object in `after`, which has all of `before` in order."""
    if before is after:
        return []
    was = chain(before.values(), repeat(None))
    return list(compress(after, map(is_not, after.values(), was)))


def touched(before: Deal, after: Deal) -> list[str]:
    """The keys of the bidders whose rows may differ, since they or what they show changed.

    That is their leads' words, their members, and the reviews that block them.
    """
    found = dict.fromkeys(changed(before.bidders, after.bidders))
    for where in changed(before.reviews, after.reviews):
        for review in (before.reviews.get(where), after.reviews[where]):
            if review and review.of:
                found[key(review.of)] = None
    if not found:
        return []
    for name in [*found]:
        for deal in (before, after):
            if (bidder := deal.bidders.get(name)) and bidder.lead:
                found[bidder.lead] = None
    if members := members_of(after.bidders):
        names = [*found]
        for name in names:  # which grows meanwhile: members have members
            below = [each for each in members.get(name, ()) if each not in found]
            found.update(dict.fromkeys(below))
            names += below
    return [name for name in found if name in after.bidders]

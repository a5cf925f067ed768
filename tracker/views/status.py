"""Where does it stand?"""

from __future__ import annotations

from collections import Counter
from functools import lru_cache

from msgspec import Struct

from tracker.domain.history import History, Question
from tracker.domain.standing import (
    BidderStanding,
    DeadlineStanding,
    ReviewStanding,
    TermStanding,
    standing,
)
from tracker.domain.times import When, instant


class Entries(Struct, frozen=True):
    """How many entries there were by then, and what became of each; amendments are in none."""

    counted: int = 0
    later: int = 0
    not_yet_known: int = 0
    retracted: int = 0
    left_out: int = 0


class Status(Struct, frozen=True):
    """A deal at a moment: `tracker status --json`. Moments are instants with the deal's offset."""

    deal: str
    title: str
    seller: str | None
    target: str | None
    zone: str
    as_of: str
    known_by: str | None
    recorded_by: str | None
    status: str
    contested: bool
    bidders: tuple[BidderStanding, ...]
    deadlines: tuple[DeadlineStanding, ...]
    reviews: tuple[ReviewStanding, ...]
    terms: tuple[TermStanding, ...]
    entries: Entries


@lru_cache(maxsize=256)
def end_of(when: When, zone: str) -> str:
    """The last microsecond of a time; an instant keeps the precision it was given in."""
    return when.text if when.is_instant else instant(when.end, zone).text


def status(history: History, question: Question) -> Status:
    """Where the deal stood at the moment asked, by what the question lets count."""
    picture = history.as_of(question)
    opened, zone, stands = history.opened, history.zone, standing(picture)
    return Status(
        history.deal,
        opened.title,
        opened.seller,
        opened.target,
        zone,
        end_of(question.as_of, zone),
        end_of(question.known_by, zone) if question.known_by else None,
        end_of(question.recorded_by, zone) if question.recorded_by else None,
        stands.deal.status,
        stands.deal.contested,
        stands.bidders,
        stands.deadlines,
        stands.reviews,
        stands.terms,
        Entries(**Counter(fact.standing for fact in picture.facts.values())),
    )

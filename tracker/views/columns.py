"""The bidders of a deal as a board: a column for each standing that somebody has."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec import Struct

from tracker.domain.standing import BidderStanding
from tracker.domain.words import DONE, OUT

ORDER = (
    "closed, closed into trust, stake taken, agreed, exclusive, chosen, superior, recommended, "
    "bidding, in talks, under NDA, interested, rumoured, stake proposed, stalled, blocked, "
    "rejected, dropped, withdrawn, lapsed, terminated"
).split(", ")
"""From the nearest to the end of a deal to the farthest, then those that are out."""


class Card(Struct, frozen=True):
    """A bidder, and the word that it had before where it has just got another."""

    bidder: BidderStanding
    moved_from: str | None = None


class Column(Struct, frozen=True):
    """A standing, and who has it. `kind` is done, running or out."""

    status: str
    kind: str
    cards: tuple[Card, ...]


def columns(now: Iterable[BidderStanding], before: Iterable[BidderStanding]) -> list[Column]:
    """The board of a moment; `before` is who stood where at the moment before it."""
    words = {each.name: each.status or "new" for each in before}
    cards: dict[str, list[Card]] = {}
    for each in now:
        cards.setdefault(each.status or "", []).append(Card(each, _moved(each, words)))
    known = [word for word in ORDER if word in cards]
    return [Column(word, _kind(word), tuple(cards[word])) for word in (*known, *_others(cards))]


def _moved(bidder: BidderStanding, before: Mapping[str, str]) -> str | None:
    word = before.get(bidder.name, "new")
    return None if word == (bidder.status or "new") else word


def _others(cards: Mapping[str, object]) -> list[str]:
    return [word for word in cards if word not in ORDER]


def _kind(word: str) -> str:
    return "done" if word in DONE else "out" if word in OUT else "running"

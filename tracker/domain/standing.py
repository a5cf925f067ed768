"""Where everybody and everything in a deal stands at a moment, and why: what people are shown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec import Struct

from tracker.domain.deal import Bidder, Deadline, Review, Stay, Term
from tracker.domain.history import Picture
from tracker.domain.names import key
from tracker.domain.sources import grade
from tracker.domain.times import local_day, moment
from tracker.domain.words import CHOSEN, DONE, OUT, RUNNING

CLOCK_WORDS = {
    "order": ("pending", "in effect"),
    "deadline": ("pending", "passed"),
    "forecast": ("pending", "overdue"),
    "period": ("running", "expired"),
}


class Stake(Struct, frozen=True):
    """A part of what is sold: its size where it is known, and whether it has been taken."""

    terms: str | None = None
    taken: bool = False


class BidderStanding(Struct, frozen=True, rename={"lead": "with"}):
    """Where a bidder stands. `since` is a time in its canonical text, `because` entry numbers.

    `stake_status` is proposed or taken, also where the bidder has another word.
    """

    name: str
    status: str | None
    bid_live: bool
    role: str | None
    terms: str | None
    stake: Stake
    stake_status: str | None
    lead: str | None
    members: tuple[str, ...]
    blocked_by: tuple[str, ...]
    since: str | None
    grade: str
    disputed: bool
    because: tuple[int, ...]


class DeadlineStanding(Struct, frozen=True):
    """Where an order, deadline, forecast or period stands.

    Dates are canonical texts; `days_left` counts calendar days in the deal's zone, 0 on the day
    itself, and only while it is pending or running; `until` ends the stay in force.
    """

    name: str
    kind: str
    status: str
    due: str | None
    original_due: str | None
    dates: tuple[str, ...]
    extensions: int
    days_left: int | None
    until: str | None
    since: str
    grade: str
    disputed: bool
    because: tuple[int, ...]


class ReviewStanding(Struct, frozen=True):
    """Where a review stands; `of` is the bidder it is about, where one is named."""

    name: str
    of: str | None
    status: str
    since: str
    grade: str
    disputed: bool
    because: tuple[int, ...]


class TermStanding(Struct, frozen=True):
    """The value that a named term of the deal has."""

    name: str
    value: str
    since: str
    grade: str
    disputed: bool
    because: tuple[int, ...]


class DealStanding(Struct, frozen=True):
    """The one word for the deal, and whether somebody else's bid is live beside it."""

    status: str
    contested: bool


class Standing(Struct, frozen=True):
    """Everything that stands in a deal at a moment."""

    deal: DealStanding
    bidders: tuple[BidderStanding, ...]
    deadlines: tuple[DeadlineStanding, ...]
    reviews: tuple[ReviewStanding, ...]
    terms: tuple[TermStanding, ...]


class _Word(Struct, frozen=True):
    """A bidder's word as shown, before grades and disputes."""

    status: str | None
    since: str | None
    because: tuple[int, ...]
    live: bool


def standing(picture: Picture) -> Standing:
    """Everything that stands, bidders and reviews by first mention, deadlines by due date."""
    deal = picture.deal
    words = shown_words(picture)
    bidders = tuple(_bidder(deal.bidders[each], words[each], picture) for each in deal.bidders)
    deadlines = [deadline_standing(each, picture) for each in deal.deadlines.values()]
    return Standing(
        deal_standing(picture, words),
        bidders,
        tuple(sorted(deadlines, key=lambda each: due_order(each, deal.zone))),
        tuple(_review(each, picture) for each in deal.reviews.values()),
        tuple(_term(each, picture) for each in deal.terms.values()),
    )


def due_order(deadline: DeadlineStanding, zone: str) -> tuple[bool, int]:
    """Deadlines come by due date, unknown last."""
    if deadline.due is None:
        return True, 0
    due = moment(deadline.due, zone)
    return False, due.start if deadline.kind == "order" else due.end


# Bidders


def shown_words(picture: Picture) -> dict[str, _Word]:
    words: dict[str, _Word] = {}
    for name in picture.deal.bidders:
        _show_word(name, picture, words)
    return words


def _show_word(name: str, picture: Picture, words: dict[str, _Word]) -> _Word:
    if name not in words:
        bidder = picture.deal.bidders[name]
        if bidder.lead is not None and not bidder.has_own_word:
            lead = _show_word(bidder.lead, picture, words)
            word = _as_member(bidder, lead, picture.deal.zone)
        else:
            live = any(not picture.facts[entry].disputes for entry in bidder.live)
            word = _Word(bidder.word, bidder.since, bidder.because, live)
        words[name] = _blocked(bidder, word, picture)
    return words[name]


def _as_member(member: Bidder, lead: _Word, zone: str) -> _Word:
    since = member.joined_on
    if lead.since and moment(lead.since, zone).start > member.joined[0]:
        since = lead.since
    return _Word(lead.status, since, (*member.joined_by, *lead.because), lead.live)


def blocks_of(bidder: Bidder, picture: Picture) -> list[Review]:
    blocks = [
        review
        for review in picture.deal.reviews.values()
        if review.word == "blocked" and review.of and key(review.of) == key(bidder.name)
    ]
    return sorted(blocks, key=lambda each: each.order)


def _blocked(bidder: Bidder, word: _Word, picture: Picture) -> _Word:
    blocks = blocks_of(bidder, picture)
    if not blocks or bidder.signed:
        return word
    if bidder.own_word in OUT | DONE and bidder.said > blocks[0].order:
        return word
    because = tuple(entry for block in blocks for entry in block.because)
    return _Word("blocked", blocks[0].since, because, live=False)


def _bidder(bidder: Bidder, word: _Word, picture: Picture) -> BidderStanding:
    deal = picture.deal
    disputes = (*picture.disputes(word.because), *bidder.disputed_by)
    mine = key(bidder.name)
    members = tuple(each.name for each in deal.bidders.values() if each.lead == mine)
    return BidderStanding(
        bidder.name,
        word.status,
        word.live,
        bidder.role,
        bidder.terms,
        Stake(bidder.stake, bidder.stake_word == "taken"),
        bidder.stake_word,
        deal.bidders[bidder.lead].name if bidder.lead else None,
        members,
        tuple(review.name for review in blocks_of(bidder, picture)),
        word.since,
        grade(picture.sources(word.because)),
        bool(disputes),
        _numbers(word.because, disputes),
    )


def _numbers(because: Iterable[int], disputes: Iterable[int]) -> tuple[int, ...]:
    return tuple(sorted({*because, *disputes}))


# Deadlines


def deadline_standing(deadline: Deadline, picture: Picture) -> DeadlineStanding:
    zone, at = picture.deal.zone, picture.question.at
    hold = _hold(deadline, at, zone)
    until = None
    if deadline.outcome and not (hold and hold.order > deadline.outcome_order):
        status, since = deadline.outcome, deadline.outcome_since
        because = (*deadline.because, *deadline.outcome_because)
    elif hold:
        status, since, until = hold.word, hold.on, hold.until
        because = (*deadline.because, *hold.because)
    else:
        status, since = _by_the_clock(deadline, at, zone)
        because = deadline.because
    disputes = picture.disputes(because)
    return DeadlineStanding(
        deadline.name,
        deadline.kind,
        status,
        deadline.due,
        deadline.original_due,
        deadline.dates,
        deadline.extensions,
        days_left(deadline.kind, status, deadline.due, at, zone),
        until,
        since,
        grade(picture.sources(because)),
        bool(disputes),
        _numbers(because, disputes),
    )


def _hold(deadline: Deadline, at: int, zone: str) -> Stay | None:
    """The latest stay or non-enforcement that is in force."""
    holding = [s for s in deadline.stays if s.until is None or at <= moment(s.until, zone).end]
    return holding[-1] if holding else None


def _by_the_clock(deadline: Deadline, at: int, zone: str) -> tuple[str, str]:
    waiting, come = CLOCK_WORDS[deadline.kind]
    if deadline.due is not None and deadline.has_come(at, zone):
        return come, deadline.due
    return waiting, deadline.since


def days_left(kind: str, status: str, due: str | None, at: int, zone: str) -> int | None:
    """Calendar days from the day of the question to the due day, both in the deal's zone."""
    if due is None or status not in ("pending", "running"):
        return None
    when = moment(due, zone)
    last = when.start if kind == "order" else when.end
    return (local_day(last, zone) - local_day(at, zone)).days


# Reviews, terms, the deal


def _review(review: Review, picture: Picture) -> ReviewStanding:
    disputes = picture.disputes(review.because)
    return ReviewStanding(
        review.name,
        review.of,
        review.word,
        review.since,
        grade(picture.sources(review.because)),
        bool(disputes),
        _numbers(review.because, disputes),
    )


def _term(term: Term, picture: Picture) -> TermStanding:
    disputes = picture.disputes(term.because)
    return TermStanding(
        term.name,
        term.value,
        term.since,
        grade(picture.sources(term.because)),
        bool(disputes),
        _numbers(term.because, disputes),
    )


def deal_standing(picture: Picture, words: Mapping[str, _Word]) -> DealStanding:
    deal = picture.deal
    groups = {name: [*deal.leads_of(name)][-1:] or [name] for name in deal.bidders}
    return deal_status(
        [(words[name].status, words[name].live, groups[name][0]) for name in deal.bidders],
        abandoned=deal.abandoned is not None,
    )


def deal_status(
    bidders: Iterable[tuple[str | None, bool, str]], *, abandoned: bool
) -> DealStanding:
    """The deal's status from each bidder's status, live bid and group: the first rule that fits.

    Members are not rivals of their own group.
    """
    known = list(bidders)
    statuses = {status for status, _, _ in known}
    live = {group for _, is_live, group in known if is_live}
    word = _deal_word(statuses, live, abandoned=abandoned)
    ahead = {"agreed"} if word == "agreed" else CHOSEN if word == "chosen" else frozenset[str]()
    leading = {group for status, _, group in known if status in ahead}
    rivals = any(group != leader for group in live for leader in leading)
    return DealStanding(word, word == "contested" or rivals)


def _deal_word(statuses: set[str | None], live: set[str], *, abandoned: bool) -> str:
    running = not statuses.isdisjoint(RUNNING)
    rules = (
        ("closed", "closed" in statuses),
        ("closed into trust", "closed into trust" in statuses),
        ("abandoned", abandoned),
        ("agreed", "agreed" in statuses),
        ("chosen", not statuses.isdisjoint(CHOSEN)),
        ("contested", len(live) >= 2),
        ("bidding", len(live) == 1),
        ("talks", running),
        ("blocked", "blocked" in statuses),
        ("ended", not statuses.isdisjoint(OUT)),
    )
    return next((word for word, fits in rules if fits), "open")

"""Where everybody and everything in a deal stands at a moment, and why: what people are shown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from tracker.domain.deal import Bidder, Deadline, Deal, Review, Stay, Term
from tracker.domain.facts import Picture
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


Claim = tuple[str | None, bool, str]
"""A bidder as the deal's own status sees it: status, live bid, and the key of its group."""


class _Word(Struct, frozen=True, gc=False):
    """A bidder's word as shown, before grades and disputes."""

    status: str | None
    since: str | None
    because: tuple[int, ...]
    live: bool


def standing(picture: Picture) -> Standing:
    """Everything that stands, bidders and reviews by first mention, deadlines by due date."""
    deal, board = picture.deal, Board(picture)
    deadlines = [deadline_standing(each, picture) for each in deal.deadlines.values()]
    return Standing(
        board.deal_standing(),
        tuple(board.bidder_standing(each) for each in deal.bidders),
        tuple(sorted(deadlines, key=lambda each: due_order(each, deal.zone))),
        tuple(review_standing(each, picture) for each in deal.reviews.values()),
        tuple(_term(each, picture) for each in deal.terms.values()),
    )


def due_order(deadline: DeadlineStanding, zone: str) -> tuple[bool, int]:
    """Deadlines come by due date, unknown last."""
    if deadline.due is None:
        return True, 0
    due = moment(deadline.due, zone)
    return False, due.start if deadline.kind == "order" else due.end


# Bidders


class Board:
    """The bidders of a picture, beside each other: each is worked out once, and where it is asked.

    Bidders go by their keys.
    """

    def __init__(self, picture: Picture) -> None:
        self.picture = picture
        self.bidders = picture.deal.bidders
        self._members: Mapping[str, Sequence[str]] | None = None
        self._blocks: Mapping[str, Sequence[Review]] | None = None
        self._words: dict[str, _Word] = {}

    def members(self, name: str) -> Sequence[str]:
        """The keys of those who bid with a bidder, by first mention."""
        if self._members is None:
            self._members = members_of(self.bidders)
        return self._members.get(name, ())

    def blocks(self, name: str) -> Sequence[Review]:
        """The reviews that block a bidder, the first block first."""
        if self._blocks is None:
            self._blocks = _blocks_in(self.picture.deal)
        return self._blocks.get(name, ())

    def word(self, name: str) -> _Word:
        """The word of a bidder, which may be its lead's, or that it is blocked."""
        word = self._words.get(name)
        if word is None:
            bidder = self.bidders[name]
            word = self._words[name] = self._blocked(name, bidder, self._said(bidder))
        return word

    def _said(self, bidder: Bidder) -> _Word:
        if bidder.lead is not None and not bidder.has_own_word:
            return _as_member(bidder, self.word(bidder.lead), self.picture.deal.zone)
        facts = self.picture.facts
        live = any(not facts[entry].disputes for entry in bidder.live)
        return _Word(bidder.word, bidder.since, bidder.because, live)

    def _blocked(self, name: str, bidder: Bidder, word: _Word) -> _Word:
        blocks = self.blocks(name)
        if not blocks or bidder.signed:
            return word
        if bidder.own_word in OUT | DONE and bidder.said > blocks[0].order:
            return word
        because = tuple(entry for block in blocks for entry in block.because)
        return _Word("blocked", blocks[0].since, because, live=False)

    def claim(self, name: str) -> Claim:
        """What the deal's own status takes from a bidder."""
        bidder, word = self.bidders[name], self.word(name)
        group = [*self.picture.deal.leads_of(name)][-1] if bidder.lead else name
        return word.status, word.live, group

    def deal_standing(self) -> DealStanding:
        abandoned = self.picture.deal.abandoned is not None
        return deal_status(map(self.claim, self.bidders), abandoned=abandoned)

    def bidder_standing(self, name: str) -> BidderStanding:
        bidder, word, picture = self.bidders[name], self.word(name), self.picture
        disputes = (*picture.disputes(word.because), *bidder.disputed_by)
        return BidderStanding(
            bidder.name,
            word.status,
            word.live,
            bidder.role,
            bidder.terms,
            _stake(bidder),
            bidder.stake_word,
            self.bidders[bidder.lead].name if bidder.lead else None,
            tuple([self.bidders[each].name for each in self.members(name)]),
            tuple([review.name for review in self.blocks(name)]),
            word.since,
            grade(picture.sources(word.because)),
            bool(disputes),
            _numbers(word.because, disputes),
        )


NO_STAKE = Stake()


def _stake(bidder: Bidder) -> Stake:
    has_one = bidder.stake or bidder.stake_word
    return Stake(bidder.stake, bidder.stake_word == "taken") if has_one else NO_STAKE


def members_of(bidders: Mapping[str, Bidder]) -> Mapping[str, Sequence[str]]:
    """The keys of the members of every lead, by first mention."""
    members: dict[str, list[str]] = {}
    for name, bidder in bidders.items():
        if bidder.lead is not None:
            members.setdefault(bidder.lead, []).append(name)
    return members


def _blocks_in(deal: Deal) -> Mapping[str, Sequence[Review]]:
    blocks: dict[str, list[Review]] = {}
    for review in deal.reviews.values():
        if review.word == "blocked" and review.of:
            blocks.setdefault(key(review.of), []).append(review)
    return {name: sorted(each, key=lambda r: r.order) for name, each in blocks.items()}


def _as_member(member: Bidder, lead: _Word, zone: str) -> _Word:
    since = member.joined_on
    if lead.since and moment(lead.since, zone).start > member.joined[0]:
        since = lead.since
    return _Word(lead.status, since, (*member.joined_by, *lead.because), lead.live)


def _numbers(because: Iterable[int], disputes: Iterable[int]) -> tuple[int, ...]:
    return tuple(sorted({*because, *disputes}))


# Deadlines


def deadline_standing(deadline: Deadline, picture: Picture) -> DeadlineStanding:
    """Where it stands at the moment of the question, with the days that are left."""
    at, zone = picture.question.at, picture.deal.zone
    row = deadline_row(deadline, picture, at)
    return replace(row, days_left=days_left(row.kind, row.status, row.due, at, zone))


def deadline_row(deadline: Deadline, picture: Picture, at: int) -> DeadlineStanding:
    """Where it stands at the moment `at`, without the days left, which every day changes."""
    zone = picture.deal.zone
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
        None,
        until,
        since,
        grade(picture.sources(because)),
        bool(disputes),
        _numbers(because, disputes),
    )


def clock_moments(deadline: Deadline, zone: str) -> Iterator[int]:
    """The microseconds at which the clock alone may change where a deadline stands."""
    if deadline.due:
        due = moment(deadline.due, zone)
        yield due.start
        yield due.end + 1
    yield from (moment(stay.until, zone).end + 1 for stay in deadline.stays if stay.until)


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


def review_standing(review: Review, picture: Picture) -> ReviewStanding:
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


def deal_status(bidders: Iterable[Claim], *, abandoned: bool) -> DealStanding:
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

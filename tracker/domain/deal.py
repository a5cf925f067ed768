"""What a deal is at one moment: the state that its events evolve, one immutable value."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from msgspec import Struct
from msgspec.structs import replace

from tracker.domain.names import key
from tracker.domain.times import moment
from tracker.domain.words import ENDS_A_BID, OUT, RUNNING, STANDS_THROUGH

if TYPE_CHECKING:
    from tracker.domain.event import At

BEFORE_ALL = (-(2**63), 0)


class Bidder(Struct, frozen=True):
    """One bidder: its own word and the run of entries that gave it, its bid, role, stake and lead.

    `said` is the order of its latest own word, `joined` that of joining its lead.
    """

    name: str
    word: str | None = None
    since: str | None = None
    because: tuple[int, ...] = ()
    said: tuple[int, int] = BEFORE_ALL
    live: tuple[int, ...] = ()
    signed: bool = False
    role: str | None = None
    terms: str | None = None
    stake: str | None = None
    stake_word: str | None = None
    lead: str | None = None
    joined: tuple[int, int] = BEFORE_ALL
    joined_on: str = ""
    joined_by: tuple[int, ...] = ()
    left: str | None = None
    disputed_by: tuple[int, ...] = ()
    unheard: tuple[str, At] | None = None

    @property
    def has_own_word(self) -> bool:
        """Whether its own word counts: for a member, one said since (or on the day) it joined."""
        return self.word is not None and (self.lead is None or self.said[0] >= self.joined[0])

    @property
    def own_word(self) -> str | None:
        return self.word if self.lead is None or self.has_own_word else None

    def hearing(self, word: str, at: At) -> Bidder:
        """With this word, unless the one it has stands through it."""
        own = self.own_word
        if own == word or word not in STANDS_THROUGH.get(own or "", ()):
            return self.saying(word, at)
        return replace(self, live=()) if word in ENDS_A_BID else self

    def saying(self, word: str, at: At) -> Bidder:
        """With this word: a repeated one lengthens the run, another begins a new one."""
        repeats = word == self.own_word
        return replace(
            self,
            word=word,
            since=self.since if repeats else at.on,
            because=(*self.because, at.entry) if repeats else (at.entry,),
            said=at.order,
            live=() if word in ENDS_A_BID else self.live,
            signed=word == "agreed" or (self.signed and word not in OUT),
        )


class Stay(Struct, frozen=True):
    """A stay or a non-enforcement, through the end of `until` where that is known."""

    word: str
    until: str | None
    on: str
    order: tuple[int, int]
    because: tuple[int, ...]


class PutOff(Struct, frozen=True):
    """An extension by a span: the date it was counted from, and the `on` of its report."""

    span: str
    on: str
    start: str | None


class Deadline(Struct, frozen=True):
    """An order, deadline, forecast or period: its chain of dates, its outcome, what holds it up."""

    name: str
    kind: str = "deadline"
    due: str | None = None
    original_due: str | None = None
    dates: tuple[str, ...] = ()
    extensions: int = 0
    since: str = ""
    because: tuple[int, ...] = ()
    dated: bool = False
    outcome: str | None = None
    outcome_since: str = ""
    outcome_because: tuple[int, ...] = ()
    outcome_order: tuple[int, int] = BEFORE_ALL
    stays: tuple[Stay, ...] = ()
    put_off: PutOff | None = None

    def counted_from(self, span: str, on: str) -> str | None:
        """The date that an extension by a span is counted from: the one then due.

        A second report of the same extension, on the same day, is counted from where the first was.
        """
        last = self.put_off
        return last.start if last and (last.span, last.on) == (span, on) else self.due

    def is_open(self, at: int, zone: str) -> bool:
        """Whether nothing has ended it at that microsecond: neither a word nor the clock."""
        return self.outcome is None and not self.has_come(at, zone)

    def has_come(self, at: int, zone: str) -> bool:
        """An order takes effect at the start of its date; anything else can be met to its end.

        A date that is not known never comes.
        """
        if self.due is None:
            return False
        due = moment(self.due, zone)
        return at >= due.start if self.kind == "order" else at > due.end


class Review(Struct, frozen=True):
    """What one authority does about the deal, or about one bidder of it."""

    name: str
    of: str | None = None
    word: str = ""
    since: str = ""
    because: tuple[int, ...] = ()
    order: tuple[int, int] = BEFORE_ALL
    before_pause: str | None = None


class Term(Struct, frozen=True):
    """A named term of the deal and the value it has."""

    name: str
    value: str
    since: str
    because: tuple[int, ...]


class Deal(Struct, frozen=True):
    """A deal at one moment. Every method gives the deal as it is afterwards; none ever raises.

    `names` maps the key of every joined name to the name it is shown under.
    """

    zone: str
    names: Mapping[str, str] = {}
    bidders: Mapping[str, Bidder] = {}
    deadlines: Mapping[str, Deadline] = {}
    reviews: Mapping[tuple[str, str], Review] = {}
    terms: Mapping[str, Term] = {}
    abandoned: int | None = None

    def shown(self, name: str) -> str:
        """The name that `name` is shown under."""
        return self.names.get(key(name), name) if self.names else name

    def key(self, name: str) -> str:
        return key(self.shown(name))

    # Bidders

    def bidder(self, name: str) -> Bidder:
        return self.bidders.get(self.key(name)) or Bidder(self.shown(name))

    def with_bidder(self, bidder: Bidder) -> Deal:
        return replace(self, bidders={**self.bidders, key(bidder.name): bidder})

    def with_fields(self, name: str, **fields: Any) -> Deal:
        return self.with_bidder(replace(self.bidder(name), **fields))

    def with_word(self, name: str, word: str, at: At) -> Deal:
        """The bidder's latest word, unless the one it has stands through it."""
        return self._running_again(word).with_bidder(self.bidder(name).hearing(word, at))

    def with_weak_word(self, name: str, word: str, at: At) -> Deal:
        """A word that is given only to a bidder with no own word in the running."""
        bidder = self.bidder(name)
        if bidder.own_word not in RUNNING or bidder.own_word == word:
            bidder = bidder.saying(word, at)
        elif bidder.unheard is None or bidder.unheard[1].start != at.start:
            bidder = replace(bidder, unheard=(word, at))
        given = bidder.own_word == word
        return (self._running_again(word) if given else self).with_bidder(bidder)

    def _running_again(self, word: str) -> Deal:
        if self.abandoned is None or word not in RUNNING:
            return self
        return replace(self, abandoned=None)

    def with_bid(self, name: str, word: str, terms: str | None, at: At) -> Deal:
        """A bid, with the terms it has; an investor that bids is one no longer."""
        bidder = self.bidder(name).hearing(word, at)
        role = None if bidder.role == "investor" else bidder.role
        bidder = replace(bidder, terms=terms, role=role, live=(*bidder.live, at.entry))
        return self._running_again(word).with_bidder(bidder)

    def with_live_bid(self, name: str, at: At) -> Deal:
        return self.with_fields(name, live=(*self.bidder(name).live, at.entry))

    def with_stake(self, name: str, terms: str | None, at: At, *, taken: bool) -> Deal:
        """A stake proposed or taken, and the role of an investor where there is none."""
        deal = self.with_weak_word(name, "stake taken" if taken else "stake proposed", at)
        before = deal.bidder(name)
        return deal.with_fields(
            name,
            stake=terms or before.stake,
            stake_word="taken" if taken else "proposed",
            role=before.role or "investor",
        )

    def with_agreement_disputed(self, name: str, at: At) -> Deal:
        return self.with_fields(name, disputed_by=(*self.bidder(name).disputed_by, at.entry))

    def leads_of(self, name: str) -> Iterator[str]:
        """The keys of the leads over a bidder, nearest first."""
        lead = self.bidder(name).lead
        while lead is not None:
            yield lead
            lead = self.bidders[lead].lead

    def with_member(self, name: str, lead: str, at: At) -> Deal:
        """The member in the group of the lead; nobody joins themselves or their own member."""
        deal = self.with_fields(name).with_fields(lead)
        member, over = deal.bidder(name), self.key(lead)
        if over == self.key(name) or self.key(name) in deal.leads_of(lead):
            return deal
        if member.lead == over:
            return deal.with_bidder(replace(member, joined_by=(*member.joined_by, at.entry)))
        member = replace(
            member, lead=over, joined=at.order, joined_on=at.on, joined_by=(at.entry,), left=None
        )
        if member.unheard and member.unheard[1].start == at.start and not member.has_own_word:
            member = member.saying(*member.unheard)
        return deal.with_bidder(member)

    def without_member(self, name: str, lead: str, at: At) -> Deal:
        """The member on its own again: with its own word since joining, else withdrawn."""
        deal = self.with_fields(name).with_fields(lead)
        member, over = deal.bidder(name), self.key(lead)
        leaves = member.lead == over
        if not leaves and not (member.left == over and member.word == "withdrawn"):
            return deal
        if not leaves or not member.has_own_word:
            member = replace(member, lead=None).saying("withdrawn", at)
        return deal.with_bidder(replace(member, lead=None, left=over))

    # Orders, deadlines, periods, terms

    def deadline(self, name: str) -> Deadline:
        return self.deadlines.get(self.key(name)) or Deadline(self.shown(name))

    def with_deadline(self, deadline: Deadline) -> Deal:
        return replace(self, deadlines={**self.deadlines, key(deadline.name): deadline})

    def with_date(self, name: str, date: str | None, at: At, kind: str | None = None) -> Deal:
        """A date set (with its kind) or moved; `None` is a date that is not known."""
        deadline = self._dated(self.deadline(name), date, at)
        if kind:
            original = deadline.original_due or date
            deadline = replace(deadline, kind=kind, original_due=original)
        return self.with_deadline(deadline)

    def with_extension(self, name: str, date: str | None, at: At, span: str | None = None) -> Deal:
        """A date put off; saying the date that already holds is no second extension."""
        before = self.deadline(name)
        after = self._dated(before, date, at) if date else self._opened(before, at)
        extended = before.due is None or after.due != before.due or date is None
        put_off = PutOff(span, at.on, before.counted_from(span, at.on)) if span else None
        return self.with_deadline(
            replace(after, extensions=after.extensions + extended, put_off=put_off)
        )

    def _dated(self, deadline: Deadline, date: str | None, at: At) -> Deadline:
        if deadline.dated and date == deadline.due:
            return replace(deadline, because=(*deadline.because, at.entry))
        if date and not deadline.dates:
            deadline = replace(deadline, dated=False, because=())
        dates = (*deadline.dates, date) if date else deadline.dates
        return replace(self._opened(deadline, at), due=date, dates=dates)

    def _opened(self, deadline: Deadline, at: At) -> Deadline:
        goes_on = deadline.dated and deadline.is_open(at.start, self.zone)
        return replace(
            deadline,
            dated=True,
            since=deadline.since if goes_on else at.on,
            because=(*deadline.because, at.entry),
            outcome=None,
            put_off=None,
        )

    def with_outcome(self, name: str, word: str, at: At) -> Deal:
        deadline = self.deadline(name)
        repeats = deadline.outcome == word
        return self.with_deadline(
            replace(
                deadline,
                outcome=word,
                outcome_since=deadline.outcome_since if repeats else at.on,
                outcome_because=(*deadline.outcome_because, at.entry) if repeats else (at.entry,),
                outcome_order=at.order,
            )
        )

    def with_stay(self, name: str, word: str, until: str | None, at: At) -> Deal:
        deadline = self.deadline(name)
        last = deadline.stays[-1] if deadline.stays else None
        goes_on = last is not None and last.order > deadline.outcome_order
        if last and goes_on and (last.word, last.until) == (word, until):
            again = replace(last, because=(*last.because, at.entry))
            stays = (*deadline.stays[:-1], again)
        else:
            stays = (*deadline.stays, Stay(word, until, at.on, at.order, (at.entry,)))
        return self.with_deadline(replace(deadline, stays=stays, since=deadline.since or at.on))

    def without_stays(self, name: str, at: At) -> Deal:
        deadline = self.deadline(name)
        stays = tuple(stay for stay in deadline.stays if stay.word != "stayed")
        return self.with_deadline(replace(deadline, stays=stays, since=deadline.since or at.on))

    def with_term(self, name: str, value: str, at: At) -> Deal:
        before = self.terms.get(self.key(name))
        if before and before.value == value:
            term = replace(before, because=(*before.because, at.entry))
        else:
            term = Term(self.shown(name), value, at.on, (at.entry,))
        return replace(self, terms={**self.terms, self.key(name): term})

    # Reviews

    def reviews_of(self, authority: str) -> list[Review]:
        return [each for (name, _), each in self.reviews.items() if name == self.key(authority)]

    def with_review(
        self, authority: str, bidder: str | None, settled: str | None, word: str, at: At
    ) -> Deal:
        """What the authority did; one that blocked does so until it clears or reopens."""
        deal = self.with_fields(bidder) if bidder else self
        where = deal.review_key(authority, bidder or settled)
        review = deal.reviews.get(where) or Review(deal.shown(authority))
        of = review.of or (bidder and deal.shown(bidder)) or (settled and deal.shown(settled))
        review = _reviewed(replace(review, of=of or None), word, at)
        return replace(deal, reviews={**deal.reviews, where: review})

    def review_key(self, authority: str, bidder: str | None) -> tuple[str, str]:
        unnamed = (self.key(authority), "")
        if bidder is None:
            return unnamed
        named = (self.key(authority), self.key(bidder))
        first = self.reviews.get(unnamed)
        mine = first is not None and (first.of is None or self.key(first.of) == named[1])
        return unnamed if mine and named not in self.reviews else named

    # The deal

    def abandoned_at(self, entry: int | None) -> Deal:
        return replace(self, abandoned=entry)


def _reviewed(review: Review, word: str, at: At) -> Review:
    if review.word == "blocked" and word not in ("blocked", "open", *CLEARED):
        return review
    before = review.before_pause
    if word == "resumed":
        word = (before if review.word == "paused" else review.word) or "open"
    elif word == "paused":
        before = review.word or None
    if word == review.word:
        return replace(review, because=(*review.because, at.entry))
    return Review(review.name, review.of, word, at.on, (at.entry,), at.order, before)


CLEARED = ("cleared", "cleared with conditions")

"""What bidders do, and what is done with them."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from tracker.domain.deal import Deal
from tracker.domain.event import At, Event
from tracker.domain.names import DEADLINE, Known
from tracker.domain.phrases import say
from tracker.domain.reckoning import Date, date_of


class BidderRumoured(Event, frozen=True):
    """Somebody is said to be thinking of a bid."""

    phrases = (say("{bidder} rumoured"),)
    bidder: str

    def evolve(self, deal: Deal, at: At) -> Deal:
        return deal.with_weak_word(self.bidder, "rumoured", at)


class InterestExpressed(Event, frozen=True):
    """The bidder says, or is reported, to be interested."""

    phrases = (say("{bidder} interested"),)
    bidder: str

    def evolve(self, deal: Deal, at: At) -> Deal:
        return deal.with_weak_word(self.bidder, "interested", at)


class NdaSigned(Event, frozen=True):
    """The bidder signed a confidentiality agreement and may look at the books."""

    phrases = (say("{bidder} NDA signed"),)
    bidder: str

    def evolve(self, deal: Deal, at: At) -> Deal:
        return deal.with_weak_word(self.bidder, "under NDA", at)


class TalksOpened(Event, frozen=True):
    """The bidder negotiates with the seller."""

    phrases = (say("{bidder} in talks"),)
    bidder: str

    def evolve(self, deal: Deal, at: At) -> Deal:
        return deal.with_word(self.bidder, "in talks", at)


class BidSubmitted(Event, frozen=True):
    """The bidder made an offer; without terms, it has none."""

    phrases = (say("{bidder} bid"), say("{bidder} bid of {terms}"))
    bidder: str
    terms: str | None = None

    def evolve(self, deal: Deal, at: At) -> Deal:
        return deal.with_bid(self.bidder, "bidding", self.terms, at)


class BidRevised(Event, frozen=True):
    """The bidder changed its offer."""

    phrases = (say("{bidder} bid revised to {terms}"),)
    bidder: str
    terms: str

    def evolve(self, deal: Deal, at: At) -> Deal:
        return deal.with_bid(self.bidder, "bidding", self.terms, at)


class BidAffirmed(Event, frozen=True):
    """The bidder holds to its bid: the word is kept, the bid is live again."""

    phrases = (say("{bidder} bid stands"),)
    bidder: str

    def evolve(self, deal: Deal, at: At) -> Deal:
        return deal.with_live_bid(self.bidder, at)


class BidRecommended(Event, frozen=True):
    """The target's board recommends the bid to its holders."""

    phrases = (say("{bidder} bid recommended"),)
    bidder: str

    def evolve(self, deal: Deal, at: At) -> Deal:
        return deal.with_word(self.bidder, "recommended", at).with_live_bid(self.bidder, at)


class BidDeclaredSuperior(Event, frozen=True):
    """The target's board found the bid superior to the one it has agreed to."""

    phrases = (say("{bidder} bid superior"),)
    bidder: str

    def evolve(self, deal: Deal, at: At) -> Deal:
        return deal.with_word(self.bidder, "superior", at).with_live_bid(self.bidder, at)


class BidderChosen(Event, frozen=True):
    """The seller picked the bidder; nothing need be signed."""

    phrases = (say("{bidder} chosen"), say("{bidder} chosen as {role}"))
    bidder: str
    role: str | None = None

    def evolve(self, deal: Deal, at: At) -> Deal:
        chosen = deal.with_word(self.bidder, "chosen", at)
        return chosen.with_fields(self.bidder, role=self.role) if self.role else chosen


class ExclusivityGranted(Event, frozen=True):
    """The seller talks to this bidder alone; an end also sets the period "{bidder} exclusivity"."""

    phrases = (
        say("{bidder} granted exclusivity"),
        say("{bidder} granted exclusivity for {span}"),
        say("{bidder} granted exclusivity until {date}"),
    )
    unsaid = frozenset({"settled"})
    bidder: str
    date: Date | None = None
    settled: str | None = None
    """The name that the bidder was shown under, where it is not the one said."""

    @property
    def period(self) -> str:
        return f"{self.settled or self.bidder} exclusivity"

    def settle(self, then: Deal, whole: Deal, on: str) -> Event:
        shown = whole.shown(self.bidder)
        is_alias = self.date is not None and shown != self.bidder
        return replace(self, settled=shown) if is_alias else self

    def unsettled(self) -> Event:
        return replace(self, settled=None)

    def evolve(self, deal: Deal, at: At) -> Deal:
        exclusive = deal.with_word(self.bidder, "exclusive", at)
        if self.date is None:
            return exclusive
        return exclusive.with_date(self.period, date_of(self.date), at, kind="period")

    def mentions(self, known: Known) -> Iterator[tuple[str, str]]:
        yield from super().mentions(known)
        if self.date is not None:
            yield DEADLINE, self.period


class AgreementSigned(Event, frozen=True):
    """Seller and bidder signed."""

    phrases = (say("{bidder} agreement signed"),)
    bidder: str

    def evolve(self, deal: Deal, at: At) -> Deal:
        return deal.with_word(self.bidder, "agreed", at)


class AgreementAmended(Event, frozen=True):
    """The signed agreement has new terms."""

    phrases = (say("{bidder} agreement amended to {terms}"),)
    bidder: str
    terms: str

    def evolve(self, deal: Deal, at: At) -> Deal:
        return deal.with_word(self.bidder, "agreed", at).with_fields(self.bidder, terms=self.terms)


class AgreementDisputed(Event, frozen=True):
    """One side says that the agreement does not bind, or was broken; the word stays."""

    phrases = (say("{bidder} agreement disputed"),)
    bidder: str

    def evolve(self, deal: Deal, at: At) -> Deal:
        return deal.with_agreement_disputed(self.bidder, at)


class DisputeSettled(Event, frozen=True):
    """The quarrel about the agreement is over."""

    phrases = (say("{bidder} dispute settled"),)
    bidder: str

    def evolve(self, deal: Deal, at: At) -> Deal:
        return deal.with_fields(self.bidder, disputed_by=())


class DealClosed(Event, frozen=True):
    """The bidder owns what it bid for."""

    phrases = (say("{bidder} deal closed"),)
    bidder: str

    def evolve(self, deal: Deal, at: At) -> Deal:
        return deal.with_word(self.bidder, "closed", at)


class DealClosedIntoTrust(Event, frozen=True):
    """The bidder paid, and a voting trust holds the shares until a regulator has decided."""

    phrases = (say("{bidder} deal closed into trust"),)
    bidder: str

    def evolve(self, deal: Deal, at: At) -> Deal:
        return deal.with_word(self.bidder, "closed into trust", at)


class BidderStalled(Event, frozen=True):
    """Nothing moves with this bidder; its bid is no longer live."""

    phrases = (say("{bidder} stalled"),)
    bidder: str

    def evolve(self, deal: Deal, at: At) -> Deal:
        return deal.with_word(self.bidder, "stalled", at)


class BidRejected(Event, frozen=True):
    """The seller turned the bidder down."""

    phrases = (say("{bidder} bid rejected"),)
    bidder: str

    def evolve(self, deal: Deal, at: At) -> Deal:
        return deal.with_word(self.bidder, "rejected", at)


class BidderDropped(Event, frozen=True):
    """The bidder is no longer considered, whoever ended it."""

    phrases = (say("{bidder} dropped"),)
    bidder: str

    def evolve(self, deal: Deal, at: At) -> Deal:
        return deal.with_word(self.bidder, "dropped", at)


class BidWithdrawn(Event, frozen=True):
    """The bidder took its bid back."""

    phrases = (say("{bidder} bid withdrawn"),)
    bidder: str

    def evolve(self, deal: Deal, at: At) -> Deal:
        return deal.with_word(self.bidder, "withdrawn", at)


class BidLapsed(Event, frozen=True):
    """The offer ran out without being accepted."""

    phrases = (say("{bidder} bid lapsed"),)
    bidder: str

    def evolve(self, deal: Deal, at: At) -> Deal:
        return deal.with_word(self.bidder, "lapsed", at)


class AgreementTerminated(Event, frozen=True):
    """The signed agreement was ended."""

    phrases = (say("{bidder} agreement terminated"),)
    bidder: str

    def evolve(self, deal: Deal, at: At) -> Deal:
        return deal.with_word(self.bidder, "terminated", at)


class StakeProposed(Event, frozen=True):
    """The bidder is to get a part; who has no role becomes an investor."""

    phrases = (say("{bidder} stake proposed"), say("{bidder} stake of {terms} proposed"))
    bidder: str
    terms: str | None = None

    def evolve(self, deal: Deal, at: At) -> Deal:
        return deal.with_stake(self.bidder, self.terms, at, taken=False)


class StakeTaken(Event, frozen=True):
    """The bidder holds a part; who has no role becomes an investor."""

    phrases = (say("{bidder} stake taken"), say("{bidder} stake of {terms} taken"))
    bidder: str
    terms: str | None = None

    def evolve(self, deal: Deal, at: At) -> Deal:
        return deal.with_stake(self.bidder, self.terms, at, taken=True)


class MemberJoined(Event, frozen=True):
    """The member bids together with the bidder from here on, and leaves any other group."""

    phrases = (say("{member} joined {bidder}"),)
    member: str
    bidder: str

    def evolve(self, deal: Deal, at: At) -> Deal:
        return deal.with_member(self.member, self.bidder, at)


class MemberLeft(Event, frozen=True):
    """The member goes its own way; without a word of its own since joining it is withdrawn."""

    phrases = (say("{member} left {bidder}"),)
    member: str
    bidder: str

    def evolve(self, deal: Deal, at: At) -> Deal:
        return deal.without_member(self.member, self.bidder, at)

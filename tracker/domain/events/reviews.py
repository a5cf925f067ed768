"""What regulators, courts, holders and governments do."""

from __future__ import annotations

from typing import ClassVar

from msgspec.structs import replace

from tracker.domain.deal import Deal
from tracker.domain.errors import UnreadableSentence
from tracker.domain.event import At, Event
from tracker.domain.phrases import read_as, say


class ReviewEvent(Event, frozen=True, tag="ReviewEvent"):
    """Something before an authority; without a bidder it speaks of the authority's only review.

    Which review that is, is settled when it is recorded, and kept.
    """

    unsaid = frozenset({"settled"})
    word: ClassVar[str] = ""
    authority: str
    bidder: str | None = None
    settled: str | None = None

    def evolve(self, deal: Deal, at: At) -> Deal:
        return deal.with_review(self.authority, self.bidder, self.settled, self.word, at)

    def settle(self, then: Deal, whole: Deal, on: str) -> Event:
        """Raises UnreadableSentence where the authority has several reviews."""
        if self.bidder:
            return self
        mine = whole.reviews_of(self.authority)
        if len(mine) > 1:
            raise UnreadableSentence(
                f"{self.authority} has {len(mine)} reviews: say which",
                *(f"write {self.said_of(each.of)!r}" for each in mine if each.of),
                kind="ambiguous-sentence",
            )
        return replace(self, settled=mine[0].of if mine else None)

    def said_of(self, bidder: str) -> str:
        """The sentence that names the bidder too."""
        from tracker.domain.events import sentence_of

        return sentence_of(replace(self, bidder=bidder))

    def unsettled(self) -> Event:
        return replace(self, settled=None)


class ReviewOpened(ReviewEvent, frozen=True, tag=True):
    """The authority looks into the deal."""

    phrases = (
        say("{authority} review opened"),
        say("{authority} review of {bidder} opened"),
    )
    word = "open"


class ReviewDeepened(ReviewEvent, frozen=True, tag=True):
    """Phase 2, or a second request."""

    phrases = (
        say("{authority} review deepened"),
        say("{authority} review of {bidder} deepened"),
    )
    word = "in depth"


class ReviewPaused(ReviewEvent, frozen=True, tag=True):
    """The authority stopped its clock."""

    phrases = (
        say("{authority} review paused"),
        say("{authority} review of {bidder} paused"),
    )
    word = "paused"


class ReviewResumed(ReviewEvent, frozen=True, tag=True):
    """The review goes on, as before the pause."""

    phrases = (
        say("{authority} review resumed"),
        say("{authority} review of {bidder} resumed"),
    )
    word = "resumed"


class LicenceRequired(ReviewEvent, frozen=True, tag=True):
    """Nothing can be done without a licence."""

    phrases = (
        say("{authority} licence required"),
        say("{authority} licence required for {bidder}"),
    )
    word = "licence required"


class ReviewChallenged(ReviewEvent, frozen=True, tag=True):
    """The authority went to court against the deal."""

    phrases = (
        say("{authority} sued"),
        say("{authority} sued to block {bidder}"),
    )
    word = "challenged"


class ReviewCleared(ReviewEvent, frozen=True, tag=True):
    """The authority has no objection, or none under conditions."""

    phrases = (
        say("{authority} cleared"),
        say("{authority} cleared with conditions", conditions=True),
        say("{authority} cleared {bidder}"),
        say("{authority} cleared {bidder} with conditions", conditions=True),
        read_as("{bidder} cleared by {authority}"),
        read_as("{bidder} cleared by {authority} with conditions", conditions=True),
        read_as("{authority} approved"),
        read_as("{authority} approved with conditions", conditions=True),
        read_as("{authority} approved {bidder}"),
        read_as("{authority} approved {bidder} with conditions", conditions=True),
        read_as("{bidder} approved by {authority}"),
        read_as("{bidder} approved by {authority} with conditions", conditions=True),
    )
    conditions: bool = False

    def evolve(self, deal: Deal, at: At) -> Deal:
        word = "cleared with conditions" if self.conditions else "cleared"
        return deal.with_review(self.authority, self.bidder, self.settled, word, at)


class WaitingPeriodExpired(ReviewEvent, frozen=True, tag=True):
    """The time in which the authority could have objected is over."""

    phrases = (
        say("{authority} waiting period expired"),
        say("{authority} waiting period for {bidder} expired"),
    )
    word = "expired"


class ReviewNotRequired(ReviewEvent, frozen=True, tag=True):
    """The authority need not be asked."""

    phrases = (
        say("{authority} review not required"),
        say("{authority} review of {bidder} not required"),
    )
    word = "not required"


class ReviewRefused(ReviewEvent, frozen=True, tag=True):
    """The authority turned the filing down; it may be filed again, and no bidder is touched."""

    phrases = (
        say("{authority} refused"),
        say("{authority} refused {bidder}"),
    )
    word = "refused"


class ReviewBlocked(ReviewEvent, frozen=True, tag=True):
    """The authority forbids it, until it clears or reopens the review."""

    phrases = (
        say("{authority} blocked"),
        say("{authority} blocked {bidder}"),
        read_as("{bidder} blocked by {authority}"),
    )
    word = "blocked"


class ReviewWithdrawn(ReviewEvent, frozen=True, tag=True):
    """The filing was taken back."""

    phrases = (
        say("{authority} review withdrawn"),
        say("{authority} review of {bidder} withdrawn"),
    )
    word = "withdrawn"

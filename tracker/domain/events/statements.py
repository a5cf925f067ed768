"""The deal as a whole, what people say of it, and who is whom."""

from __future__ import annotations

from collections.abc import Iterator

from tracker.domain.deal import Deal
from tracker.domain.event import At, Event
from tracker.domain.names import ANY, PARTY, Known
from tracker.domain.phrases import say


class DealAbandoned(Event, frozen=True):
    """There is to be no deal, until it is revived or a bidder is in the running again."""

    phrases = (say("deal abandoned"),)

    def evolve(self, deal: Deal, at: At) -> Deal:
        return deal.abandoned_at(at.entry)


class DealRevived(Event, frozen=True):
    """The deal is on again."""

    phrases = (say("deal revived"),)

    def evolve(self, deal: Deal, at: At) -> Deal:
        return deal.abandoned_at(None)


class Remark(Event, frozen=True, tag="Remark"):
    """Something that is shown, and changes nothing."""

    def evolve(self, deal: Deal, at: At) -> Deal:
        return deal


class StatementMade(Remark, frozen=True, tag=True):
    """A party said something."""

    phrases = (say("{party} said: {text}"),)
    party: str
    text: str


class DenialMade(Remark, frozen=True, tag=True):
    """A party denied something."""

    phrases = (say("{party} denied: {text}"),)
    party: str
    text: str


class FilingMade(Remark, frozen=True, tag=True):
    """A party filed something with a court or a register."""

    phrases = (say("{party} filed: {text}"),)
    party: str
    text: str


class CommentDeclined(Remark, frozen=True, tag=True):
    """A party was asked and did not answer."""

    phrases = (say("{party} declined to comment"),)
    party: str


class NoteTaken(Remark, frozen=True, tag=True):
    """Anything worth keeping that no other phrase says."""

    phrases = (say("note: {text}"),)
    text: str


class NameJoined(Remark, frozen=True, tag=True):
    """Two names are one, shown under the first; one of the two must be known."""

    phrases = (say("{name} also known as {alias}"),)
    slots = {"name": ANY, "alias": ANY}  # noqa: RUF012 (a ClassVar of Event)
    name: str
    alias: str

    def mentions(self, known: Known) -> Iterator[tuple[str, str]]:
        kind = known.kind_of(self.alias) or known.kind_of(self.name) or PARTY
        yield kind, self.name
        yield kind, self.alias

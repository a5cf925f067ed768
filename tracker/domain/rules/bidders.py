"""What can be odd about bidders: what came before it, who won, who was forgotten."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import combinations

from tracker.domain.deal import Deal
from tracker.domain.event import Event
from tracker.domain.events import bidders
from tracker.domain.folding import Step
from tracker.domain.history import NEVER
from tracker.domain.rules.case import Case, Odd
from tracker.domain.standing import BidderStanding
from tracker.domain.words import CHOSEN, OUT

BIDS = (
    bidders.BidSubmitted,
    bidders.BidRevised,
    bidders.BidAffirmed,
    bidders.BidRecommended,
    bidders.BidDeclaredSuperior,
)
CLOSINGS = (bidders.DealClosed, bidders.DealClosedIntoTrust)
AGREEMENTS = (bidders.AgreementSigned, bidders.AgreementAmended)
OF_THE_RUNNING = (
    *BIDS[1:],
    *AGREEMENTS,
    *CLOSINGS,
    bidders.BidderChosen,
    bidders.ExclusivityGranted,
    bidders.StakeTaken,
    bidders.MemberJoined,
)
"""What only one that is in the running can do, or have done to it; a new bid is a return."""
GONE = OUT - {"blocked"}
"""Who is blocked may be let go, with its group."""
WON = CHOSEN | {"agreed", "closed", "closed into trust"}


def a_rejection_follows_a_bid(case: Case) -> Iterator[Odd]:
    """A bid was rejected, and no bid is written down before.

    Record the bid, with its day: 'NAME bid', or 'NAME bid of TERMS'.
    """
    bids = _first(case, BIDS)
    for step in case.steps:
        event, number = step.fact.event, step.fact.number
        if isinstance(event, bidders.BidRejected) and not _was_said(case, step, event.bidder, bids):
            name = step.after.shown(event.bidder)
            yield Odd(
                f"#{number} rejects a bid of {name} that is not written down", (number,), name
            )


def a_closing_follows_an_agreement(case: Case) -> Iterator[Odd]:
    """A deal was closed, and no agreement is written down before.

    Record the agreement, with its day: 'NAME agreement signed'.
    """
    signatures = _first(case, AGREEMENTS)
    for step in case.steps:
        event, number = step.fact.event, step.fact.number
        if isinstance(event, CLOSINGS) and not _was_said(case, step, event.bidder, signatures):
            name = step.after.shown(event.bidder)
            said = f"#{number} closes the deal of {name}, and no agreement is written down"
            yield Odd(said, (number,), name)


def _first(case: Case, events: tuple[type[Event], ...]) -> dict[str, int]:
    """When one of these was first said of each bidder, by its key."""
    first: dict[str, int] = {}
    for fact in case.facts:
        if isinstance(fact.event, events):
            first.setdefault(case.key(getattr(fact.event, "bidder", "")), fact.start)
    return first


def _was_said(case: Case, step: Step, bidder: str, first: Mapping[str, int]) -> bool:
    """Whether it was said of the bidder, or of its group, by the end of the day of the step."""
    end = case.when(step.fact.on).end
    return any(first.get(each, NEVER) <= end for each in _group(step.after, bidder))


def _group(deal: Deal, bidder: str) -> set[str]:
    """The keys of a bidder, of those who lead it, and of those who bid with them."""
    mine = {deal.key(bidder), *deal.leads_of(bidder)}
    return mine | {each for each in deal.bidders if not mine.isdisjoint(deal.leads_of(each))}


def nobody_acts_after_withdrawing(case: Case) -> Iterator[Odd]:
    """A bidder that has withdrawn acts, or is dealt with, as if it had not.

    Record how it came back, with its day: 'NAME in talks', or 'NAME bid'.
    """
    for fact, before, _ in case.fresh_steps:
        if isinstance(fact.event, OF_THE_RUNNING):
            was = before.bidder(fact.event.bidder)
            # Of what is said of one day, nobody knows the order.
            if was.own_word == "withdrawn" and fact.start > case.when(was.since or fact.on).end:
                said = f"{was.name} withdrew on {was.since}, and #{fact.number} follows, {fact.on}"
                yield Odd(said, (*was.because, fact.number), was.name)


def a_deal_has_one_winner(case: Case) -> Iterator[Odd]:
    """Two bidders have won: chosen, exclusive, agreed or closed at once.

    Record what became of the other: 'NAME dropped', or 'NAME agreement terminated'.
    """
    winners = [each for each in case.stands.bidders if each.status in WON]
    for one, other in combinations(winners, 2):
        if case.group(one.name) != case.group(other.name) and not _share(one, other):
            first, second = sorted((one, other), key=lambda each: _start(case, each), reverse=True)
            said = f"{second.name} is {second.status}, and {first.name} is {first.status} too"
            because = (*first.because, *second.because)
            yield Odd(said, because, second.name)


def _share(one: BidderStanding, other: BidderStanding) -> bool:
    """Whether they were chosen for different things, such as technology and trade."""
    return None not in (one.role, other.role) and one.role != other.role


def _start(case: Case, bidder: BidderStanding) -> int:
    return case.when(bidder.since).start if bidder.since else 0


def a_losers_bid_is_closed(case: Case) -> Iterator[Odd]:
    """Somebody else has won, and a bid from before that is still live.

    Record how it ended, with its day: 'NAME bid rejected', 'NAME bid withdrawn', 'NAME bid lapsed'.
    """
    winners = [each for each in case.stands.bidders if each.status in WON]
    for loser in case.stands.bidders:
        rivals = [each for each in winners if case.group(each.name) != case.group(loser.name)]
        if rivals and loser.bid_live and loser.status not in WON:
            yield from _forgotten(case, loser, max(rivals, key=lambda each: _start(case, each)))


def _forgotten(case: Case, loser: BidderStanding, winner: BidderStanding) -> Iterator[Odd]:
    """The bid, unless it was made or held to after the other had won: that contests the deal."""
    live = case.deal.bidder(loser.name).live
    if not live:  # a member's, whose lead has the bid
        return
    closed = winner.status in ("closed", "closed into trust")
    latest = max(fact.start for fact in case.behind(live))
    if closed or latest <= _start(case, winner):
        said = f"the bid of {loser.name} is live, and {winner.name} is {winner.status}"
        yield Odd(f"{said} since {winner.since}", (*winner.because, *live), loser.name)


def a_group_does_not_outlive_its_lead(case: Case) -> Iterator[Odd]:
    """The lead of a group is out, and others are still in the group.

    Record where each of them went: 'MEMBER left NAME', or 'MEMBER joined OTHER'.
    """
    stood = {each.name: each for each in case.stands.bidders}
    for lead in stood.values():
        members = [each for each in lead.members if not _is_out(case, each)]
        if lead.status in GONE and members:
            joined = [n for each in members for n in case.deal.bidder(each).joined_by]
            are = "is" if len(members) == 1 else "are"
            said = f"{lead.name} is {lead.status}, and {' and '.join(members)} {are} in its group"
            yield Odd(said, (*joined, *lead.because), lead.name)


def _is_out(case: Case, member: str) -> bool:
    return case.deal.bidder(member).own_word in OUT

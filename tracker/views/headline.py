"""Where a deal stands, in one sentence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tracker.domain.standing import BidderStanding, DeadlineStanding
from tracker.domain.words import CHOSEN, RUNNING
from tracker.views.moments import human
from tracker.views.status import Status

NOBODY = {
    "abandoned": "The deal is abandoned",
    "ended": "Nobody is in the running any more",
    "open": "Nobody has come forward",
}
SAID = {
    "closed": ("has closed the deal", "have closed the deal"),
    "closed into trust": ("has closed into a trust", "have closed into a trust"),
    "agreed": ("has signed an agreement", "have signed agreements"),
    "chosen": ("is chosen", "are chosen"),
    "contested": ("is bidding", "are bidding against each other"),
    "bidding": ("is bidding", "are bidding"),
    "talks": ("is in the running", "are in the running"),
    "blocked": ("is blocked", "are blocked"),
}


def headline(stood: Status) -> str:
    """Who stands where, and what comes next: `Oracle is chosen; sale is due in 6 days.`"""
    coming = next((each for each in stood.deadlines if each.days_left is not None), None)
    said = [_stands(stood), *([_comes(coming)] if coming else [])]
    return "; ".join(said) + "."


def countdown(days: int | None) -> str:
    """How long is left; an empty text where nothing is counted."""
    match days:
        case None:
            return ""
        case 0:
            return "today"
        case 1:
            return "tomorrow"
    return f"in {days} days"


def listed(names: Sequence[str]) -> str:
    """`Oracle`, `Oracle and Microsoft`, `Oracle, Microsoft and 3 more`."""
    if len(names) > 4:
        names = [*names[:3], f"{len(names) - 3} more"]
    return " and ".join(filter(None, [", ".join(names[:-1]), *names[-1:]]))


def _stands(stood: Status) -> str:
    names = [each.name for each in _meant(stood.status, stood.bidders)]
    if stood.status in NOBODY or not names:
        said = NOBODY.get(stood.status, stood.status)
    else:
        said = f"{listed(names)} {SAID[stood.status][len(names) > 1]}"
    contested = stood.contested and stood.status != "contested"
    return f"{said}, and somebody else's bid is live" if contested else said


def _meant(word: str, bidders: Iterable[BidderStanding]) -> list[BidderStanding]:
    leads = [each for each in bidders if each.lead is None]
    if word in ("contested", "bidding"):
        return [each for each in leads if each.bid_live]
    words = {"chosen": CHOSEN, "talks": RUNNING}.get(word, frozenset((word,)))
    return [each for each in leads if each.status in words]


def _comes(deadline: DeadlineStanding) -> str:
    verb = {"order": "takes effect", "forecast": "is expected", "period": "runs out"}
    said = verb.get(deadline.kind, "is due")
    return f"{deadline.name} {said} {countdown(deadline.days_left)}, on {human(deadline.due)}"

"""Where a deal stands, in one sentence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from tracker.domain.standing import BidderStanding, DeadlineStanding
from tracker.domain.times import local_day, moment
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
COMES = {"order": "takes effect", "forecast": "is expected", "period": "runs out"}
OVER = frozenset(("closed", "closed into trust", "abandoned"))


def headline(stood: Status) -> str:
    """Who stands where, what is in effect or went by without an outcome, and what comes next.

    `Oracle is chosen; sale is due in 6 days, on 20 Sep 2020.` Of a deal that is over, what went by
    is not told.
    """
    gone = [] if stood.status in OVER else [*_in_effect(stood), *_unanswered(stood)]
    return "; ".join([_stands(stood), *gone, *_comes(stood)]) + "."


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


def ago(days: int) -> str:
    """How long it is since."""
    return {0: "today", 1: "yesterday"}.get(days, f"{days} days ago")


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
    if rivals := _rivals(stood.bidders, names) if stood.contested else []:
        has = "have live bids" if rivals[1:] else "has a live bid"
        said += f", and {listed(rivals)} {has} too"
    return said


def _meant(word: str, bidders: Iterable[BidderStanding]) -> list[BidderStanding]:
    leads = [each for each in bidders if each.lead is None]
    if word in ("contested", "bidding"):
        return [each for each in leads if each.bid_live]
    words = {"chosen": CHOSEN, "talks": RUNNING}.get(word, frozenset((word,)))
    return [each for each in leads if each.status in words]


def _rivals(bidders: Iterable[BidderStanding], meant: Iterable[str]) -> list[str]:
    """The leads of the groups in which a bid is live, but for those that are meant already."""
    leads = {each.name: each.lead for each in bidders}

    def group(name: str) -> str:
        lead = leads[name]
        return group(lead) if lead else name

    live = dict.fromkeys(group(each.name) for each in bidders if each.bid_live)
    return [name for name in live if name not in meant]


# Deadlines


def _in_effect(stood: Status) -> Iterator[str]:
    names = [each.name for each in stood.deadlines if each.status == "in effect"]
    if names:
        yield f"{listed(names)} {'are' if names[1:] else 'is'} in effect"


def _unanswered(stood: Status) -> Iterator[str]:
    """The last that went by, and how many more did before it."""
    gone = [each for each in stood.deadlines if each.status in ("passed", "overdue")]
    if not gone:
        return
    last, before = gone[-1], len(gone) - 1
    verb = "was expected" if last.kind == "forecast" else "was due"
    said = f"{last.name} {verb} {_when(last.due, ago(_days_since(last, stood)), stood.zone)}"
    if before:
        yield f"{said}, and {before} more before it: their outcomes are not recorded"
    else:
        yield f"{said}: its outcome is not recorded"


def _days_since(deadline: DeadlineStanding, stood: Status) -> int:
    """Calendar days from the due day to that of the question, both in the deal's zone."""
    due, asked = (moment(text or "", stood.zone).end for text in (deadline.due, stood.as_of))
    return (local_day(asked, stood.zone) - local_day(due, stood.zone)).days


def _comes(stood: Status) -> Iterator[str]:
    coming = next((each for each in stood.deadlines if each.days_left is not None), None)
    if coming:
        when = _when(coming.due, countdown(coming.days_left), stood.zone)
        yield f"{coming.name} {COMES.get(coming.kind, 'is due')} {when}"


def _when(due: str | None, counted: str, zone: str) -> str:
    """`in 6 days, on 20 Sep 2020`; of a date that is no day, no days are counted: `in Q4 2022`."""
    coarse = moment(due or "", zone).is_coarse
    return f"in {human(due)}" if coarse else f"{counted}, on {human(due)}"

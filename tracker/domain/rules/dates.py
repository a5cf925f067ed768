"""What can be odd about a date: an order's, a deadline's, a period's."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from tracker.domain.events.bidders import ExclusivityGranted
from tracker.domain.events.deadlines import (
    DateExpected,
    DeadlineExtended,
    DeadlineSet,
    OrderIssued,
    PeriodSet,
)
from tracker.domain.history import Fact
from tracker.domain.reckoning import date_of
from tracker.domain.rows import changed
from tracker.domain.rules.case import Case, Odd
from tracker.domain.standing import DeadlineStanding

SETTING = (OrderIssued, DeadlineSet, DateExpected, PeriodSet, ExclusivityGranted)
NAMING = (OrderIssued, DeadlineSet, PeriodSet)
"""What sets a date that is then moved or extended; a forecast may just be made anew."""
WAITING = frozenset(("pending", "running", "stayed", "unenforced"))


def a_passed_deadline_has_an_outcome(case: Case) -> Iterator[Odd]:
    """A deadline has passed, and nothing says what came of it.

    Record 'NAME met', missed, lapsed or waived; or, with its day, 'NAME extended to DATE'.
    """
    for each in case.stands.deadlines:
        if each.status == "passed":
            said = f"{each.name} passed on {each.due}, and what came of it is not known"
            yield Odd(said, each.because, each.name)


def an_extension_moves_later(case: Case) -> Iterator[Odd]:
    """An extension gives an earlier date than the one that it extends.

    Correct the date, or call it a move: tracker correct DEAL N --what 'NAME moved to DATE'
    --because '...'.
    """
    for fact, before, after in case.fresh_steps:
        if isinstance(fact.event, DeadlineExtended):
            was, now = before.deadline(fact.event.name), after.deadline(fact.event.name)
            if was.due and now.due and case.when(now.due).end < case.when(was.due).end:
                said = f"#{fact.number} extends {now.name} from {was.due} to {now.due}, earlier"
                yield Odd(said, (*was.because, fact.number), now.name)


def nothing_takes_effect_before_it_is_issued(case: Case) -> Iterator[Odd]:
    """An order takes effect, or a date falls due, before the day on which it was set.

    One of the two is wrong: tracker correct DEAL N --on WHEN --because '...', or --what.
    """
    for fact in case.fresh_facts:
        if isinstance(fact.event, SETTING) and fact.event.date is not None:
            date = date_of(fact.event.date)
            if case.when(date).end < case.when(fact.on).start:
                name = _name(fact.event)
                verb = "takes effect" if isinstance(fact.event, OrderIssued) else "falls"
                said = f"{name} {verb} on {date}, before it was set, {fact.on}"
                yield Odd(said, (fact.number,), name)


def _name(event: OrderIssued | DeadlineSet | DateExpected | PeriodSet | ExclusivityGranted) -> str:
    return event.period if isinstance(event, ExclusivityGranted) else event.name


def a_deadline_has_one_date(case: Case) -> Iterator[Odd]:
    """A deadline has a date still to come, and was given another as if it had none.

    Say that it changed, or give the second a name of its own: tracker correct DEAL N --what
    'NAME extended to DATE' --because '...'.
    """
    for fact, before, _ in case.fresh_steps:
        if isinstance(fact.event, NAMING) and fact.event.date is not None:
            was, date = before.deadline(fact.event.name), date_of(fact.event.date)
            waits = was.is_open(fact.start, case.zone)
            if waits and was.due and not _is_within(case, date, was.due):
                said = f"#{fact.number} sets {was.name} to {date}, and it was set to {was.due}"
                yield Odd(said, (*was.because, fact.number), was.name)


def _is_within(case: Case, date: str, period: str) -> bool:
    """Whether it is the same date, said as precisely or more so: a day of that quarter."""
    one, other = case.when(date), case.when(period)
    return other.start <= one.start and one.end <= other.end


def exclusivity_has_not_run_out(case: Case) -> Iterator[Odd]:
    """A bidder is still exclusive, and the time that was given to it is over.

    Record what followed: 'NAME agreement signed', 'NAME dropped', or that it was extended.
    """
    periods = {case.key(each.name): each for each in case.stands.deadlines}
    for bidder in case.deal.bidders.values():
        if bidder.own_word == "exclusive":
            granted = [fact.event for fact in case.behind(bidder.because)]
            last = [each.period for each in granted if isinstance(each, ExclusivityGranted)][-1]
            period = periods.get(case.key(last))
            if period and period.status not in WAITING:
                said = f"{bidder.name} is exclusive, and {period.name} ended on {period.since}"
                yield Odd(said, _all(period.because, bidder.because), bidder.name)


def _all(*because: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(sorted({number for each in because for number in each}))


class Ended(NamedTuple):
    """An agreement that is over: whose, and the facts that began and ended it."""

    bidder: str
    signed: Fact
    over: Fact


def a_dead_agreement_leaves_no_date_open(case: Case) -> Iterator[Odd]:
    """A date that was set under an agreement is still to come, and the agreement is over.

    Record what became of it: 'NAME void', waived, met or lapsed; or 'NAME moved to DATE'.
    """
    for ended in _ended_agreements(case):
        for each in case.stands.deadlines:
            if each.status in WAITING and each.kind != "order" and _is_of(case, each, ended):
                over = f"the agreement with {ended.bidder} ended on {ended.over.on}"
                said = f"{each.name} is {each.status}, and {over}"
                yield Odd(said, _all((ended.over.number,), each.because), each.name)


def _is_of(case: Case, deadline: DeadlineStanding, ended: Ended) -> bool:
    """Whether it was given its date, and every change of it, while the agreement stood.

    What is set on the day on which it ended may be due because it did.
    """
    starts = [fact.start for fact in case.behind(deadline.because)]
    return all(ended.signed.start <= start < ended.over.start for start in starts)


def _ended_agreements(case: Case) -> Iterator[Ended]:
    signed: dict[str, Fact] = {}
    ended: dict[str, Ended] = {}
    for fact, before, after in case.steps:
        for name in changed(before.bidders, after.bidders):
            bidder = after.bidders[name]
            if bidder.signed and name not in signed:
                signed[name] = fact
                ended.pop(name, None)
            elif not bidder.signed and name in signed:
                ended[name] = Ended(bidder.name, signed.pop(name), fact)
    yield from ended.values()
    if case.deal.abandoned is not None:
        over = case.picture.facts[case.deal.abandoned]
        for name, fact in signed.items():
            yield Ended(case.deal.bidders[name].name, fact, over)

"""What can be odd about an entry: who says so, when it was said, whether it was said before."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import shorten

from tracker.domain.amendments import EntryDisputed
from tracker.domain.entry import Entry
from tracker.domain.events import deadlines, sentence_of
from tracker.domain.events.bidders import ExclusivityGranted
from tracker.domain.events.statements import NameJoined
from tracker.domain.history import Fact
from tracker.domain.names import key
from tracker.domain.reckoning import date_of
from tracker.domain.rules.case import Case, Odd
from tracker.domain.standing import BidderStanding, DeadlineStanding, ReviewStanding
from tracker.domain.times import When, local_day

SCHEDULES = (
    deadlines.OrderIssued,
    deadlines.DeadlineSet,
    deadlines.DateExpected,
    deadlines.PeriodSet,
    deadlines.DeadlineExtended,
    deadlines.DeadlineMoved,
    deadlines.DeadlineStayed,
    deadlines.EnforcementSuspended,
    ExclusivityGranted,
    NameJoined,
)
"""What is announced before it begins; and a name is not of any day."""
UNNAMED = frozenset(("unnamed", "rumour"))
SETTLED = frozenset(("closed", "closed into trust", "abandoned", "ended", "open"))
LONGEST = 70
"""Characters of a sentence that a message quotes."""
SILENCE = 90
"""Days without news after which a deal that is not settled is looked at again."""


def _shown(fact: Fact) -> str:
    """An entry in a message: its number, and the beginning of its sentence."""
    return f"#{fact.number} {shorten(sentence_of(fact.event), LONGEST, placeholder=' ...')}"


def every_entry_has_a_source(case: Case) -> Iterator[Odd]:
    """An entry names nobody who says so.

    Name who does: tracker cite DEAL N --source PUBLISHER.
    """
    for fact in case.facts:
        # That two names are one is said by whoever keeps the book.
        if not fact.sources and not isinstance(fact.event, NameJoined):
            yield Odd(f"nobody is named who says {_shown(fact)}", (fact.number,))


def a_status_does_not_rest_on_one_unnamed_origin(case: Case) -> Iterator[Odd]:
    """A status rests on one report alone, and that report names nobody.

    Find a second origin, or a record or statement: tracker cite DEAL N --source PUBLISHER.
    """
    for each in _states(case):
        sources = case.sources(each.because)
        origins = {key(source.via or source.publisher) for source in sources}
        if len(origins) == 1 and all(source.basis in UNNAMED for source in sources):
            origin = sources[0].via or sources[0].publisher
            said = f"{each.name} ({each.status}) rests on {origin} alone, which names nobody"
            yield Odd(said, each.because, each.name)


def _states(case: Case) -> Iterator[BidderStanding | DeadlineStanding | ReviewStanding]:
    yield from case.stands.bidders
    yield from case.stands.deadlines
    yield from case.stands.reviews


def a_report_does_not_precede_what_it_reports(case: Case) -> Iterator[Odd]:
    """Something was reported before it happened, and it is nothing that is scheduled.

    One of the two dates is wrong: tracker correct DEAL N --on WHEN --because '...', or --reported.
    """
    for fact in case.fresh_facts:
        if not isinstance(fact.event, SCHEDULES) and (early := _too_early(case, fact)):
            said = f"{_shown(fact)} happened {fact.on}, and was reported before that, {early.text}"
            yield Odd(said, (fact.number,))


def _too_early(case: Case, fact: Fact) -> When | None:
    """The first report of a fact, or the first that it rests on, if it is from before its day."""
    said = (fact.reported, *(each.published for each in fact.sources))
    first = min((case.when(each) for each in said if each), key=lambda each: each.end)
    return first if first.end < fact.start else None


def no_fact_is_recorded_twice(case: Case) -> Iterator[Odd]:
    """Two entries say the same of the same day.

    Cite the other's source there, and retract it: tracker retract DEAL N --because '...'.
    """
    first: dict[tuple[object, ...], int] = {}
    for fact in case.facts:
        number = first.setdefault(_meaning(case, fact), fact.number)
        if number != fact.number:
            yield Odd(f"{_shown(fact)} is said by #{number} too", (number, fact.number))


def _meaning(case: Case, fact: Fact) -> tuple[object, ...]:
    """What an entry says, whoever says so, with every name as it is shown."""
    event = fact.event.unsettled()
    values = (getattr(event, field) for field in event.__struct_fields__)
    plain = (date_of(each) for each in values)
    return type(event), fact.on, *(case.key(e) if isinstance(e, str) else e for e in plain)


def a_dispute_is_settled(case: Case) -> Iterator[Odd]:
    """An agreement is disputed, and nothing says how that ended.

    Record it, with its day: 'NAME dispute settled'.
    """
    for bidder in case.deal.bidders.values():
        if bidder.disputed_by:
            said = f"the agreement of {bidder.name} is disputed, and that is not settled"
            yield Odd(said, bidder.disputed_by, bidder.name)


def a_disputed_entry_is_decided(case: Case) -> Iterator[Odd]:
    """Somebody contradicts an entry, and nothing says who is right.

    Once that is known, retract the entry, or the dispute: tracker retract DEAL N --because '...'.
    """
    for fact in case.fresh_facts:
        if fact.disputes:
            said = f"{_shown(fact)} is disputed{_by(case, fact)}, and that is not decided"
            yield Odd(said, (fact.number, *fact.disputes))


def _by(case: Case, fact: Fact) -> str:
    """Who disputes an entry, where that is known."""
    entries = [case.history.entry(number) for number in fact.disputes]
    names = dict.fromkeys(name for each in entries if (name := _disputer(each)))
    return f" by {' and '.join(names)}" if names else ""


def _disputer(entry: Entry | None) -> str | None:
    event = entry.event if entry else None
    return event.source.publisher if isinstance(event, EntryDisputed) and event.source else None


def a_pending_deal_is_not_silent(case: Case) -> Iterator[Odd]:
    """A deal is not settled, and nothing has been heard of it for ninety days or more.

    Record what has happened since, or how it ended: 'deal abandoned'.
    """
    status = case.stands.deal.status
    if status in SETTLED:
        return
    heard, last = max((_heard(case, fact), fact.number) for fact in case.facts)
    days = (local_day(case.question.at, case.zone) - local_day(heard, case.zone)).days
    if days >= SILENCE:
        since = local_day(heard, case.zone)
        yield Odd(f"the deal is {status}, and silent for {days} days, since {since}", (last,))


def _heard(case: Case, fact: Fact) -> int:
    """When an entry was last news: as it was reported, or as what was scheduled came about."""
    return min(case.question.at, max(fact.start, case.when(fact.reported).end))

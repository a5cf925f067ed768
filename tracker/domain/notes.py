"""Notes: what is recorded as it was said, and is told because it may not have been meant."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tracker.domain.deal import Deal
from tracker.domain.entry import Entry
from tracker.domain.event import At, Event
from tracker.domain.events.bidders import MemberJoined, MemberLeft
from tracker.domain.history import NEVER, History
from tracker.domain.names import Known, key
from tracker.domain.reading import Mention
from tracker.domain.reckoning import date_of
from tracker.domain.times import Clock, When

A_MINUTE = 60 * 1_000_000
"""Microseconds: clocks of several machines may differ by less, and nobody need know."""


def introduced(mentions: Sequence[Mention], known: Known) -> Iterator[str]:
    """Who is named for the first time."""
    for mention in {m.name: m for m in mentions}.values():
        if key(mention.name) not in known.of(mention.kind):
            yield f"{mention.name} is new here"


def out_of_time(on: When, reported: When, recorded: When, clock: Clock) -> Iterator[str]:
    """Times that have not come, and a clock that has gone back."""
    if on.start > clock.present().end:
        yield f"{on.text} is after today"
    if reported.start > recorded.end:
        yield f"reported {reported.text} is after now"
    if clock.recording - clock.now > A_MINUTE:
        yield f"recorded at {recorded.text} like the entry before it: the clock is behind that"


def oddities(event: Event, history: History, on: When) -> Iterator[str]:
    """A date that is moved by being set again, and words that change nothing."""
    then = history.before(on)
    name = getattr(event, "name", None)
    date = getattr(event, "date", None)
    if name and date is not None and not event.asks:
        before = then.deadline(name)
        said = date_of(date)
        if before.due and before.due != said:
            yield f"{name} was due {before.due}: this moves it to {said}"
    yield from _unheard(event, then)
    yield from _no_membership(event, then)


def overtaken(event: Event, history: History, same: Entry) -> Iterator[str]:
    """What was recorded after the same words, of the same moment, and makes them news again."""
    whole = history.whole
    start = whole.facts[same.number].start
    names = {key(name) for _, name in event.mentions(history.known)}
    for fact in whole.counted:
        if fact.number > same.number and fact.start == start and fact.event != event:
            theirs = {key(name) for _, name in fact.event.mentions(history.known)}
            if names & theirs or not (names and theirs):
                yield f"#{fact.number} came after it: with a more exact --on it is recorded again"
                return


def _no_membership(event: Event, then: Deal) -> Iterator[str]:
    """A joining or a leaving that changes nothing."""
    if isinstance(event, MemberJoined | MemberLeft):
        after = event.evolve(then, At(0, "", NEVER))
        over, was = then.key(event.bidder), then.bidder(event.member).lead
        if isinstance(event, MemberLeft) and was != over:
            yield f"{event.member} is no member of {event.bidder} then"
        elif isinstance(event, MemberJoined) and after.bidder(event.member).lead != over:
            yield f"{event.member} cannot join itself or its own member"


def _unheard(event: Event, then: Deal) -> Iterator[str]:
    """A word that does not lower what stands."""
    name, at = getattr(event, "bidder", None), At(0, "", NEVER)
    if name is None:
        return
    before = then.bidder(name).own_word
    word = event.evolve(Deal(then.zone), at).bidder(name).word
    after = event.evolve(then, at).bidder(name)
    if word is not None and before == after.own_word != word:
        yield f"{after.name} stays {before}: {word!r} does not lower that"

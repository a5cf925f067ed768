"""From a draft to an entry: read, checked against the names known, settled, told about.

The world decides and we write down: what is refused is only what makes no sense, a likely slip or
something asked of a deadline that nobody set.
"""

from __future__ import annotations

import hashlib
import itertools
from collections.abc import Iterator, Sequence
from typing import Any

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from tracker.domain.amendments import (
    Amendment,
    AnyAmendment,
    EntryCited,
    EntryCorrected,
    EntryDisputed,
    EntryRetracted,
)
from tracker.domain.characters import LONGEST_NAME, refuse_length
from tracker.domain.deal import Deal
from tracker.domain.drafts import (
    AmendmentDraft,
    AnyDraft,
    Citation,
    Correction,
    Dispute,
    Draft,
    Retraction,
    read_source,
)
from tracker.domain.entry import Entry
from tracker.domain.errors import NotThere, Refusal, RefusedByRule
from tracker.domain.event import At, Event
from tracker.domain.events import read_sentence
from tracker.domain.events.bidders import MemberJoined, MemberLeft
from tracker.domain.events.deadlines import UNNAMED_ORDER, OrderIssued
from tracker.domain.events.statements import NameJoined
from tracker.domain.history import NEVER, Fact, History
from tracker.domain.names import ANY, DEADLINE, Known, key
from tracker.domain.phrases import Context, Mention, normalise
from tracker.domain.reckoning import Reckoning, add, date_of, read_span, recount
from tracker.domain.sources import Source
from tracker.domain.times import Clock, When, instant, moment, read_when

A_MINUTE = 60 * 1_000_000
"""Microseconds: clocks of several machines may differ by less, and nobody need know."""


class Written(Struct, frozen=True):
    """An entry ready to be recorded, what its writer should be told, and whether it was there."""

    entry: Entry
    notes: tuple[str, ...] = ()
    already: bool = False


def write(history: History, draft: AnyDraft, clock: Clock, known: Known | None = None) -> Written:
    """The next entry of a deal's log.

    `known` are the names that count as known, by default those of the deal. Raises Refusal.
    """
    known = known or history.known
    if isinstance(draft, Draft):
        return _write_fact(history, draft, clock, known)
    return _write_amendment(history, draft, clock, known)


def _write_fact(history: History, draft: Draft, clock: Clock, known: Known) -> Written:
    on, told = read_when(draft.on, clock) if draft.on else (clock.day(), ())
    event, mentions, notes = _read_event(history, draft.sentence, on, clock, known, draft.new)
    sources = tuple(read_source(each, clock, on) for each in draft.sources)
    reported, also_told = _reported(draft.reported, sources, on, clock)
    recorded = instant(clock.recording, "UTC")
    fact = Entry(
        number=history.version + 1,
        id=draft.id or "",
        event=event,
        recorded=recorded.text,
        on=on.text,
        reported=reported.text,
        by=_by(draft.by, known),
        sources=sources,
    )
    entry, already = _identified(history, fact)
    if already:
        return Written(entry, (f"already recorded as #{entry.number}",), already=True)
    odd = (*told, *also_told, *notes, *_introduced(mentions, known))
    odd = (*odd, *_out_of_time(on, reported, recorded, clock), *_oddities(event, history, on))
    return Written(entry, odd)


def _read_event(
    history: History, sentence: str, on: When, clock: Clock, known: Known, new: bool
) -> tuple[Event, tuple[Mention, ...], tuple[str, ...]]:
    reading = read_sentence(sentence, Context(clock, on, known))
    check_names(reading.event, reading.mentions, known, insisted=new)
    if reading.event.asks and not new:
        _refuse_asking_of_a_term(reading.mentions, history.whole.deal, known)
    then = history.before(on)
    _refuse_second_unnamed_order(reading.event, history.whole.deal)
    event = reading.event.settle(then, history.whole.deal, on.text)
    settled = getattr(event, "settled", None)
    sums = (settled.sum,) if isinstance(settled, Reckoning) else ()
    return event, reading.mentions, (*reading.notes, *sums)


def check_names(event: Event, mentions: Sequence[Mention], known: Known, *, insisted: bool) -> None:
    """Raises RefusedByRule where a new name is probably a slip."""
    if isinstance(event, NameJoined):
        _check_joined(event, known)
        return
    for mention in mentions:
        if not (insisted or mention.insisted or key(mention.name) in known.of(mention.kind)):
            _check_new_name(mention, known, asks=event.asks)


def _check_joined(event: NameJoined, known: Known) -> None:
    kinds = {known.kind_of(name) for name in (event.name, event.alias)} - {None}
    if not kinds:
        raise RefusedByRule(
            f"neither {event.name!r} nor {event.alias!r} is known here",
            *_known_names(known, ANY),
            kind="unknown-name",
        )
    if len(kinds) > 1:
        raise RefusedByRule(
            f"{event.name!r} and {event.alias!r} are of two kinds: a party, a deadline or term",
            "only names of one kind can be one",
            kind="other-kind",
        )


def _check_new_name(mention: Mention, known: Known, *, asks: bool) -> None:
    name, insist = mention.name, f'put quotes round it, "{mention.name}", or add --new'
    if near := known.near(name):
        raise RefusedByRule(
            f"{name!r} is not known here, and very near to {near!r}",
            f"did you mean {near}?",
            f"if it is somebody else, {insist}",
            kind="unknown-name",
        )
    if (other := known.kind_of(name)) is not None and mention.kind != ANY:
        what = "a deadline or a term" if other == DEADLINE else "a party"
        others = ", ".join(sorted(known.of(mention.kind).values())[:12])
        raise RefusedByRule(
            f"{name!r} is known here as {what}",
            *((f"known in that place are {others}",) if others else ()),
            f"if something else has that name too, {insist}",
            kind="other-kind",
        )
    if wrapped := known.wrapped(name, mention.kind):
        raise RefusedByRule(
            f"{name!r} says something about {wrapped!r} and is not a name",
            f"a group is recorded with: MEMBER joined {wrapped}",
            f"if it is a name, {insist}",
            kind="unknown-name",
        )
    if asks:
        raise _nobody_set(name, known)


def _nobody_set(name: str, known: Known) -> RefusedByRule:
    return RefusedByRule(
        f"nobody has set {name!r}",
        *_known_names(known, DEADLINE),
        f"set it first: '{name} due 2020-11-12', or 'order {name} effective 2020-09-20'",
        "or add --new",
        kind="unknown-deadline",
    )


def _refuse_asking_of_a_term(mentions: Sequence[Mention], deal: Deal, known: Known) -> None:
    """Raises RefusedByRule where what is known under that name is a term, and has no date."""
    for mention in mentions:
        name = deal.key(mention.name)
        if name in deal.terms and name not in deal.deadlines and not mention.insisted:
            raise _nobody_set(mention.name, known)


def _known_names(known: Known, kind: str) -> Iterator[str]:
    names = sorted(known.of(kind).values())
    if names:
        yield f"known are {', '.join(names[:12])}"


def _refuse_second_unnamed_order(event: Event, deal: Deal) -> None:
    if not isinstance(event, OrderIssued) or event.name != UNNAMED_ORDER:
        return
    before = deal.deadlines.get(deal.key(UNNAMED_ORDER))
    date = date_of(event.date)
    if before and before.kind == "order" and date not in before.dates:
        raise RefusedByRule(
            f"there is an unnamed order already, effective {before.due}",
            f"name the second: 'order EO 2 effective {date}'",
            f"if its date was changed: 'order moved to {date}'",
            kind="second-unnamed-order",
        )


def _by(by: str | None, known: Known) -> str | None:
    name = normalise(by or "")
    refuse_length(name, "a name", LONGEST_NAME)
    return known.resolve(name, "party") if name else None


def _reported(
    said: str | None, sources: Sequence[Source], on: When, clock: Clock
) -> tuple[When, tuple[str, ...]]:
    if said:
        return read_when(said, clock, on)
    published = [moment(each.published, clock.zone) for each in sources if each.published]
    return min(published, key=lambda each: each.start, default=on), ()


# What a writer is told


def _introduced(mentions: Sequence[Mention], known: Known) -> Iterator[str]:
    for mention in {m.name: m for m in mentions}.values():
        if key(mention.name) not in known.of(mention.kind):
            yield f"{mention.name} is new here"


def _out_of_time(on: When, reported: When, recorded: When, clock: Clock) -> Iterator[str]:
    if on.start > clock.present().end:
        yield f"{on.text} is after today"
    if reported.start > recorded.end:
        yield f"reported {reported.text} is after now"
    if clock.recording - clock.now > A_MINUTE:
        yield f"recorded at {recorded.text} like the entry before it: the clock is behind that"


def _oddities(event: Event, history: History, on: When) -> Iterator[str]:
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


# Ids: a repeated recording is harmless


def _said(entry: Entry) -> dict[str, Any]:
    """What an entry says, apart from when it was written down."""
    event = entry.event.unsettled() if isinstance(entry.event, Event) else entry.event
    said: dict[str, Any] = msgspec.to_builtins(replace(entry, event=event, number=0, recorded=""))
    return said


def _identified(history: History, entry: Entry) -> tuple[Entry, bool]:
    """The entry with an id, or the one there is already that says the same and still reads so.

    Without an id of the writer's, the id is made of what the entry says.
    """
    if entry.id:
        return _under_its_id(history, entry)
    said = history.deal.encode() + b"\n" + msgspec.json.encode(_said(entry))
    for again in itertools.count():
        id_ = hashlib.sha256(said + b"\n" * again).hexdigest()[:16]
        number = history.by_id.get(id_)
        if number is None:
            return replace(entry, id=id_), False
        same = history.entries[number - 1]
        if _still_reads_so(history, same):
            return same, True
    raise AssertionError


def _under_its_id(history: History, entry: Entry) -> tuple[Entry, bool]:
    number = history.by_id.get(entry.id)
    if number is None:
        return entry, False
    same = history.entries[number - 1]
    if _said(same) != _said(entry):
        raise RefusedByRule(
            f"the id {entry.id!r} is that of #{same.number}: {same.sentence}, and says otherwise",
            f"correct it: tracker correct {history.deal} {same.number} ...",
            kind="changed-entry",
        )
    return same, True


def _still_reads_so(history: History, entry: Entry) -> bool:
    holding = history.amended(NEVER, NEVER)
    mine = holding.get(entry.number, ())
    if any(isinstance(each.event, EntryRetracted | EntryCorrected) for each in mine):
        return False
    if not isinstance(entry.event, Amendment):
        return True
    others = holding.get(entry.event.entry, [])
    return bool(others) and others[-1].number == entry.number


# Amendments


def _write_amendment(
    history: History, draft: AmendmentDraft, clock: Clock, known: Known
) -> Written:
    fact = amendable(history, draft.entry, undoing=isinstance(draft, Retraction))
    announced = read_when(draft.announced, clock)[0].text if draft.announced else None
    event, notes = _amendment(history, draft, fact, announced, clock, known)
    recorded = instant(clock.recording, "UTC").text
    drafted = Entry(history.version + 1, draft.id or "", event, recorded)
    entry, already = _identified(history, drafted)
    if already:
        notes = (f"already recorded as #{entry.number}",)
    return Written(entry, notes, already)


def amendable(history: History, number: int, *, undoing: bool) -> Fact | None:
    """The entry as it reads now. Raises NotThere, or RefusedByRule for an amendment."""
    entry = history.entry(number)
    if entry is None:
        last = f"the last entry is #{history.version}" if history.version else "it has no entries"
        raise NotThere(f"{history.deal} has no entry #{number}", last, kind="unknown-entry")
    if not entry.is_amendment:
        return history.corrected(number)
    if not undoing:
        raise RefusedByRule(
            f"#{number} is itself an amendment: {entry.sentence}",
            f"retract it: tracker retract {history.deal} {number} --because '...'",
            kind="amendment",
        )
    return None


def _amendment(
    history: History,
    draft: AmendmentDraft,
    fact: Fact | None,
    announced: str | None,
    clock: Clock,
    known: Known,
) -> tuple[AnyAmendment, tuple[str, ...]]:
    if isinstance(draft, Retraction):
        return EntryRetracted(draft.entry, _because(draft.because), announced), ()
    assert fact is not None, "only a retraction speaks of an amendment"
    match draft:
        case Citation():
            source = read_source(draft.source, clock, moment(fact.on, clock.zone))
            return EntryCited(draft.entry, source, announced), ()
        case Dispute():
            return _dispute(history, draft, fact, announced, clock, known)
        case Correction():
            return _correction(history, draft, fact, announced, clock, known)


def _because(said: str) -> str:
    text = normalise(said)
    if not text:
        raise Refusal("say why: --because 'the date was wrong'")
    return text


def _dispute(
    history: History,
    draft: Dispute,
    fact: Fact,
    announced: str | None,
    clock: Clock,
    known: Known,
) -> tuple[AnyAmendment, tuple[str, ...]]:
    if draft.claims_on and not draft.claims:
        raise Refusal("--claims-on is the date of a rival reading", "add it: --claims 'SENTENCE'")
    on, notes = _when_claimed(draft, fact, clock)
    claims = None
    if draft.claims:
        claims, _, told = _read_event(history, draft.claims, on, clock, known, draft.new)
        notes = (*notes, *told)
    source = read_source(draft.source, clock, on) if draft.source else None
    claims_on = on.text if draft.claims_on else None
    because = _because(draft.because)
    return EntryDisputed(draft.entry, because, source, claims, claims_on, announced), notes


def _when_claimed(draft: Dispute, fact: Fact, clock: Clock) -> tuple[When, tuple[str, ...]]:
    then = moment(fact.on, clock.zone)
    return read_when(draft.claims_on, clock, then) if draft.claims_on else (then, ())


def _correction(
    history: History,
    draft: Correction,
    fact: Fact,
    announced: str | None,
    clock: Clock,
    known: Known,
) -> tuple[AnyAmendment, tuple[str, ...]]:
    before = moment(fact.on, clock.zone)
    on, notes = read_when(draft.on, clock) if draft.on else (before, ())
    what = None
    if draft.what:
        alone = _without(history, fact)
        names = alone.known if known is history.known else known
        what, _, told = _read_event(alone, draft.what, on, clock, names, draft.new)
        notes = (*notes, *told)
    else:
        notes = (*notes, *_recounted_sum(fact, on, clock))
    event = EntryCorrected(
        draft.entry,
        _because(draft.because),
        on=on.text if draft.on else None,
        reported=read_when(draft.reported, clock, on)[0].text if draft.reported else None,
        by=_by(draft.by, known),
        what=what,
        announced=announced,
    )
    if not (event.on or event.reported or event.by or event.what):
        raise Refusal(
            "a correction says what the entry should read",
            "--on WHEN, --reported WHEN, --by PARTY or --what 'SENTENCE'",
        )
    if draft.on and not draft.reported and fact.reported == fact.on != on.text:
        notes = (*notes, f"reported stays {fact.reported}: --reported {on.text} corrects it too")
    return event, notes


def _without(history: History, fact: Fact) -> History:
    """The history in which the entry to be corrected does not stand in its own way."""
    alone = History(history.deal, history.opened, history.entries)
    alone.folding = history.folding.having({fact.number: replace(fact, standing="retracted")})
    return alone


def _recounted_sum(fact: Fact, on: When, clock: Clock) -> tuple[str, ...]:
    date = getattr(fact.event, "date", None)
    if not isinstance(date, Reckoning) or not date.from_on or date.start == on.text:
        return ()
    add(on, read_span(date.span), clock.zone)
    again = recount(date, on, clock.zone)
    assert isinstance(again, Reckoning)
    return (again.sum,)

"""From the draft of an amendment to the amendment, held against the entry as it reads now."""

from __future__ import annotations

from msgspec.structs import replace

from tracker.domain.amendments import (
    AnyAmendment,
    EntryCited,
    EntryCorrected,
    EntryDisputed,
    EntryRetracted,
)
from tracker.domain.drafts import (
    AmendmentDraft,
    Citation,
    Correction,
    Dispute,
    Retraction,
    read_source,
)
from tracker.domain.errors import NotThere, Refusal, RefusedByRule
from tracker.domain.history import Fact, History
from tracker.domain.names import Known
from tracker.domain.reading import normalise
from tracker.domain.reckoning import Reckoning, add, read_span, recount
from tracker.domain.settling import read_event, read_party
from tracker.domain.times import Clock, When, moment, read_when


def amendment_of(
    history: History, draft: AmendmentDraft, clock: Clock, known: Known
) -> tuple[AnyAmendment, tuple[str, ...]]:
    """The amendment, and what its writer should be told. Raises Refusal."""
    fact = _amendable(history, draft.entry, undoing=isinstance(draft, Retraction))
    announced = read_when(draft.announced, clock)[0].text if draft.announced else None
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


def _amendable(history: History, number: int, *, undoing: bool) -> Fact | None:
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
        claims, _, told = read_event(history, draft.claims, on, clock, known, draft.new)
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
    on, notes = read_when(draft.on, clock, before) if draft.on else (before, ())
    what = None
    if draft.what:
        alone = _without(history, fact)
        names = alone.known if known is history.known else known
        what, _, told = read_event(alone, draft.what, on, clock, names, draft.new)
        notes = (*notes, *told)
    else:
        notes = (*notes, *_recounted_sum(fact, on, clock))
    event = EntryCorrected(
        draft.entry,
        _because(draft.because),
        on=on.text if draft.on else None,
        reported=read_when(draft.reported, clock, on)[0].text if draft.reported else None,
        by=read_party(draft.by, known),
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

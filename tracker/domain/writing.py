"""From a draft to an entry: read, checked against the names known, settled, told about.

The world decides and we write down: what is refused is only what makes no sense, a likely slip or
something asked of a deadline that nobody set.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from tracker.domain.amending import amendment_of
from tracker.domain.drafts import AmendmentDraft, AnyDraft, Draft, read_source
from tracker.domain.entry import Entry
from tracker.domain.history import History
from tracker.domain.ids import identified
from tracker.domain.names import Known
from tracker.domain.notes import introduced, oddities, out_of_time, overtaken
from tracker.domain.settling import read_event, read_party
from tracker.domain.sources import Source
from tracker.domain.times import Clock, When, instant, moment, read_when


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
    event, mentions, notes = read_event(history, draft.sentence, on, clock, known, draft.new)
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
        by=read_party(draft.by, known),
        sources=sources,
    )
    entry, already = identified(history, fact)
    if already:
        notes = (f"already recorded as #{entry.number}", *overtaken(event, history, entry))
        return Written(entry, notes, already=True)
    odd = (*told, *also_told, *notes, *introduced(mentions, known))
    odd = (*odd, *out_of_time(on, reported, recorded, clock), *oddities(event, history, on))
    return Written(entry, odd)


def _reported(
    said: str | None, sources: Sequence[Source], on: When, clock: Clock
) -> tuple[When, tuple[str, ...]]:
    if said:
        return read_when(said, clock, on)
    published = [moment(each.published, clock.zone) for each in sources if each.published]
    return min(published, key=lambda each: each.start, default=on), ()


def _write_amendment(
    history: History, draft: AmendmentDraft, clock: Clock, known: Known
) -> Written:
    event, notes = amendment_of(history, draft, clock, known)
    recorded = instant(clock.recording, "UTC").text
    drafted = Entry(history.version + 1, draft.id or "", event, recorded)
    entry, already = identified(history, drafted)
    if already:
        notes = (f"already recorded as #{entry.number}",)
    return Written(entry, notes, already)

"""A sentence as a deal takes it: read, its names checked, what it leaves open settled."""

from __future__ import annotations

from tracker.domain.characters import LONGEST_NAME, refuse_length
from tracker.domain.deal import Deal
from tracker.domain.errors import RefusedByRule
from tracker.domain.event import Event
from tracker.domain.events import read_sentence
from tracker.domain.events.deadlines import UNNAMED_ORDER, OrderIssued
from tracker.domain.history import History
from tracker.domain.names import Known
from tracker.domain.new_names import check_names, refuse_asking_of_a_term
from tracker.domain.reading import Context, Mention, normalise
from tracker.domain.reckoning import Reckoning, date_of
from tracker.domain.times import Clock, When


def read_event(
    history: History, sentence: str, on: When, clock: Clock, known: Known, new: bool
) -> tuple[Event, tuple[Mention, ...], tuple[str, ...]]:
    """The event, the names as they were said, and what its writer should be told.

    `new` insists on names that look like slips. Raises Refusal.
    """
    reading = read_sentence(sentence, Context(clock, on, known))
    check_names(reading.event, reading.mentions, known, insisted=new)
    if reading.event.asks and not new:
        refuse_asking_of_a_term(reading.mentions, history.whole.deal, known)
    then = history.before(on)
    _refuse_second_unnamed_order(reading.event, history.whole.deal)
    event = reading.event.settle(then, history.whole.deal, on.text)
    settled = getattr(event, "settled", None)
    sums = (settled.sum,) if isinstance(settled, Reckoning) else ()
    return event, reading.mentions, (*reading.notes, *sums)


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


def read_party(by: str | None, known: Known) -> str | None:
    """Who did it, by the name that is known. Raises UnreadableSentence."""
    name = normalise(by or "")
    refuse_length(name, "a name", LONGEST_NAME)
    return known.resolve(name, "party") if name else None

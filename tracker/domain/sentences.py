"""An event as a sentence that reads back as the same event."""

from __future__ import annotations

from typing import Any

from msgspec.structs import replace

from tracker.domain.errors import Refusal
from tracker.domain.phrases import Vocabulary
from tracker.domain.printing import printed_phrase, spell
from tracker.domain.reading import Context, readings
from tracker.domain.reckoning import Reckoning
from tracker.domain.times import Clock, moment

PLAIN_DATE = "2020-01-01"
PLAIN_SUM = Reckoning("2020-01-02", "1 day", PLAIN_DATE)
PLAIN_CONTEXT = Context(Clock("UTC", 0, PLAIN_DATE), moment(PLAIN_DATE, "UTC"))


def sentence(event: Any, vocabulary: Vocabulary) -> str:
    """The event as a sentence that reads back as the same event, names bare where they can be."""
    return spell(event, printed_phrase(event), quoted=not _reads_back(event, vocabulary))


def _reads_back(event: Any, vocabulary: Vocabulary) -> bool:
    plain = _with_a_plain_date(event.unsettled())
    try:
        found = readings(spell(plain, printed_phrase(plain)), vocabulary, PLAIN_CONTEXT)
    except Refusal:
        return False
    return [each.event for each in found] == [plain]


def _with_a_plain_date(event: Any) -> Any:
    """The same event on a date that reads the same in every zone, so that names alone decide."""
    date = getattr(event, "date", None)
    if date is None:
        return event
    if isinstance(date, Reckoning):
        return replace(event, date=replace(PLAIN_SUM, from_on=date.from_on))
    return replace(event, date=PLAIN_DATE)

"""The moments of a deal: days on which something happened, or on which the clock speaks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from tracker.domain.deal import Deadline
from tracker.domain.events import sentence_of
from tracker.domain.facts import NEVER
from tracker.domain.history import History, Question
from tracker.domain.times import When, local_day, moment
from tracker.views.moments import human


class Stop(Struct, frozen=True):
    """A day in the deal's zone, and what happened on it: sentences, in the order of the log."""

    day: str
    told: tuple[str, ...]

    @property
    def sentence(self) -> str:
        """The day and what it brought, as one line."""
        first = self.told[0] if self.told else "no news"
        more = f" and {len(self.told) - 1} more" if len(self.told) > 1 else ""
        return f"{human(self.day)}: {first}{more}"


def stops(history: History, question: Question) -> list[Stop]:
    """Every day that the question knows something of, whatever its `as_of`, the first first.

    The days of deadlines are among them, and the day after one that can be met to its end; what
    holds a month is told on its first day.
    """
    told: dict[str, list[str]] = defaultdict(list)
    for day, sentence in sorted(_told(history, question), key=lambda each: each[0]):
        told[day].append(sentence)
    return [Stop(day, tuple(sentences)) for day, sentences in told.items()]


def _told(history: History, question: Question) -> Iterator[tuple[str, str]]:
    picture = history.as_of(replace(question, as_of=When("", NEVER, NEVER)))
    # What people said comes behind what they did, where one of the two stands for its day.
    speaks = ("NoteTaken", "StatementMade", "DenialMade", "FilingMade", "CommentDeclined")
    facts = sorted(picture.counted, key=lambda f: (type(f.event).__name__ in speaks, f.number))
    for fact in facts:
        if not fact.is_timeless:
            yield local_day(fact.start, history.zone).isoformat(), sentence_of(fact.event)
    for deadline in picture.deal.deadlines.values():
        yield from _by_the_clock(deadline, history.zone)


def _by_the_clock(deadline: Deadline, zone: str) -> Iterator[tuple[str, str]]:
    name, is_order = deadline.name, deadline.kind == "order"
    for date in dict.fromkeys((*deadline.dates, *filter(None, [deadline.due]))):
        due = moment(date, zone)
        day = local_day(due.start if is_order else due.end, zone).isoformat()
        holds = date == deadline.due
        if is_order:
            yield (
                day,
                f"{name} set to take effect" if holds else f"a date of {name}, since replaced",
            )
            continue
        next_day = local_day(due.end + 1, zone).isoformat()
        yield day, f"{name} due" if holds else f"a date of {name}, since replaced"
        # A date that was replaced may have gone by before it was.
        yield (
            next_day,
            f"the date of {name} has gone by" if holds else f"the day after that of {name}",
        )
    for stay in deadline.stays:
        if stay.until:
            after = moment(stay.until, zone).end + 1
            yield local_day(after, zone).isoformat(), f"{deadline.name} no longer {stay.word}"

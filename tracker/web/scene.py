"""Everything that the page of a deal shows: every part of it answers one question."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from tracker.domain.history import History, Question
from tracker.domain.times import When, day_before, local_day, moment, read_when
from tracker.views import moments
from tracker.views.answers import reasons_of
from tracker.views.asking import Asked
from tracker.views.changes import Change, diff
from tracker.views.columns import Column, columns
from tracker.views.feed import Feed, feed
from tracker.views.headline import headline
from tracker.views.reasons import Reason
from tracker.views.status import Status, status
from tracker.views.stops import Stop, stops
from tracker.web.moment import ribbon


class Dial(Struct, frozen=True):
    """The slider: its stops, among them the moment asked and today, and where it stands."""

    stops: tuple[Stop, ...]
    at: int
    today: str
    is_now: bool
    """Whether it speaks of now, of all that was recorded; today with what is known by then, too."""

    @property
    def told(self) -> str:
        """Every stop as JSON, day and sentence, for the script that moves the slider."""
        return msgspec.json.encode([(each.day, each.sentence) for each in self.stops]).decode()

    @property
    def here(self) -> Stop:
        return self.stops[self.at]

    @property
    def before(self) -> Stop | None:
        return self.stops[self.at - 1] if self.at else None

    @property
    def after(self) -> Stop | None:
        return self.stops[self.at + 1] if self.at + 1 < len(self.stops) else None


class Scene(Struct, frozen=True):
    """A deal at a moment, told in every panel of its page.

    `cited` is the moment of recording behind which nothing changes the page that is cited now.
    """

    history: History
    question: Question
    dial: Dial
    stood: Status
    headline: str
    asked: str
    board: Sequence[Column]
    feed: Feed
    against: Question
    changes: Sequence[Change]
    why: Sequence[Reason] | None
    cited: str | None
    ribbon: str | None

    @property
    def moment(self) -> str:
        """The moment as a link holds it: a time of day as well, but now as its day."""
        return self.dial.here.day if self.dial.is_now else self.question.as_of.text

    @property
    def since(self) -> int:
        """How many entries were recorded after the moment of recording that is cited."""
        return sum(
            moment(each.recorded, "UTC").start > self.question.recording
            for each in self.history.entries
        )


def scene(history: History, asked: Asked, against: str | None, why: str | None) -> Scene:
    """Raises UnreadableTime for `against`, NotThere for a `why` that is no name."""
    question = asked.question(history.zone)
    found = stops(history, question)
    dialled = dial(found, asked, question, history.zone)
    stood = status(history, question)
    before = _before(found, asked, question, history.zone)
    other = _against(against, asked, before, history.zone)
    return Scene(
        history,
        question,
        dialled,
        stood,
        headline(stood),
        moments.asked(question, history.zone),
        columns(stood.bidders, status(history, before).bidders),
        feed(history, question),
        other,
        diff(history, *_in_order(other, question)),
        None if why is None else reasons_of(history, question, why),
        stood.recorded_by or (history.entries[-1].recorded if history.entries else None),
        ribbon(asked, question, history.zone),
    )


def dial(found: Sequence[Stop], asked: Asked, question: Question, zone: str) -> Dial:
    """The slider's stops: days with news, today, and the day asked about."""
    today = asked.clock(zone).day().text
    here = local_day(question.at, zone).isoformat()
    known = {each.day: each for each in found}
    for day in (today, here):
        known.setdefault(day, Stop(day, ()))
    ordered = tuple(known[day] for day in sorted(known))
    at = [each.day for each in ordered].index(here)
    is_now = not (asked.as_of or asked.recorded_by) and asked.then in (None, today)
    return Dial(ordered, at, today, is_now)


def _before(found: list[Stop], asked: Asked, question: Question, zone: str) -> Question:
    """The question of the last day with news before the one asked about, else of the day before."""
    here = local_day(question.at, zone).isoformat()
    news = [each.day for each in found if each.day < here]
    day = moment(news[-1], zone) if news else day_before(question.at, zone)
    return _at(day, asked, question)


def _against(text: str | None, asked: Asked, before: Question, zone: str) -> Question:
    if not text:
        return before
    return _at(read_when(text, asked.clock(zone), asked=True)[0], asked, before)


def _at(when: When, asked: Asked, question: Question) -> Question:
    """The same question about another moment; how it looked then is asked with what was known."""
    return replace(question, as_of=when, known_by=when if asked.then else question.known_by)


def _in_order(one: Question, other: Question) -> tuple[Question, Question]:
    """Changes are told forwards, whichever of the two moments was chosen first."""
    return (one, other) if one.at <= other.at else (other, one)

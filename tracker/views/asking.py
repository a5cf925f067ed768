"""A question as people put it: times as text, read in the zone of the deal that is asked."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from tracker.domain.errors import Refusal
from tracker.domain.history import Question
from tracker.domain.times import (
    DAY,
    MICROSECOND,
    Clock,
    When,
    day_before,
    instant,
    read_when,
)


class Asked(Struct, frozen=True, kw_only=True):
    """The options that every question takes, unread. `now` is in microseconds since the epoch."""

    now: int
    today: str | None = None
    as_of: str | None = None
    known_by: str | None = None
    then: str | None = None
    recorded_by: str | None = None
    confirmed: bool = False
    according_to: tuple[str, ...] = ()

    def clock(self, zone: str) -> Clock:
        return Clock(zone, self.now, self.today)

    def question(self, zone: str) -> Question:
        """The question in a zone. Raises UnreadableTime, or Refusal where `then` is not alone."""
        if self.then and (self.as_of or self.known_by):
            raise Refusal(
                "--then asks for both moments at once",
                "leave out --as-of and --known-by, or give those two instead of --then",
            )
        clock = self.clock(zone)
        return Question(
            as_of=self._when(self.as_of or self.then, clock) or clock.present(),
            known_by=self._when(self.known_by or self.then, clock),
            recorded_by=self._when(self.recorded_by, clock),
            confirmed=self.confirmed,
            according_to=self.according_to,
        )

    def since(self, since: str | None, zone: str) -> tuple[Question, Question]:
        """The question of an earlier moment, and that of the moment asked, else of today.

        The earlier one is a day before, unless `since` says. Each is asked with what was known
        then, unless `known_by` says what counts for both. Raises what `question` raises, and
        Refusal where `since` comes after the moment asked.
        """
        clock, question = self.clock(zone), self.question(zone)
        until = question.as_of if self.as_of or self.then else clock.day()
        first = self._when(since, clock) or _a_day_before(until, zone)
        if first.end > until.end:
            raise Refusal(
                f"{first.text} comes after {until.text}, so nothing became different since",
                "--since takes the earlier moment, --as-of the later one",
            )
        then, now = (replace(question, as_of=each) for each in (first, until))
        if self.known_by:
            return then, now
        return replace(then, known_by=first), replace(now, known_by=until)

    @staticmethod
    def _when(text: str | None, clock: Clock) -> When | None:
        return read_when(text, clock, asked=True)[0] if text else None


def _a_day_before(when: When, zone: str) -> When:
    if when.is_instant:
        return instant(when.start - DAY // MICROSECOND, zone, "seconds")
    return day_before(when.end, zone)

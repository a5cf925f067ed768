"""A question as people put it: times as text, read in the zone of the deal that is asked."""

from __future__ import annotations

from msgspec import Struct

from tracker.domain.errors import Refusal
from tracker.domain.history import Question
from tracker.domain.times import Clock, When, read_when


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

    @staticmethod
    def _when(text: str | None, clock: Clock) -> When | None:
        return read_when(text, clock)[0] if text else None

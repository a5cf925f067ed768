"""Orders, deadlines, forecasts, periods and terms."""

from __future__ import annotations

from msgspec.structs import replace

from tracker.domain.deal import Deal
from tracker.domain.errors import UnreadableTime
from tracker.domain.event import At, Event
from tracker.domain.phrases import say
from tracker.domain.reckoning import Date, Reckoning, counted, date_of, read_span
from tracker.domain.times import moment

UNNAMED_ORDER = "order"


class OrderIssued(Event, frozen=True):
    """Somebody in authority ordered something that takes effect on a date."""

    phrases = (
        say("order effective {date}", name=UNNAMED_ORDER),
        say("order {name} effective {date}"),
    )
    date: Date
    name: str = UNNAMED_ORDER

    def evolve(self, deal: Deal, at: At) -> Deal:
        return deal.with_date(self.name, date_of(self.date), at, kind="order")


class DeadlineSet(Event, frozen=True):
    """Something must be done by a date."""

    phrases = (say("{name} due {date}"), say("{name} due date unknown"))
    name: str
    date: Date | None = None

    def evolve(self, deal: Deal, at: At) -> Deal:
        return deal.with_date(self.name, date_of(self.date), at, kind="deadline")


class DateExpected(Event, frozen=True):
    """Somebody expects something by a date; nothing follows when it passes."""

    phrases = (say("{name} expected {date}"),)
    name: str
    date: Date

    def evolve(self, deal: Deal, at: At) -> Deal:
        return deal.with_date(self.name, date_of(self.date), at, kind="forecast")


class PeriodSet(Event, frozen=True):
    """A restraining order, a standstill, a waiver or a waiting period runs until a date."""

    phrases = (
        say("{name} runs for {span}"),
        say("{name} runs until {date}"),
        say("{name} runs until date unknown"),
    )
    name: str
    date: Date | None = None

    def evolve(self, deal: Deal, at: At) -> Deal:
        return deal.with_date(self.name, date_of(self.date), at, kind="period")


class DeadlineExtended(Event, frozen=True):
    """The date was put off; `by` a span, counted from the date then due."""

    phrases = (say("{name} extended to {date}"), say("{name} extended by {span}"))
    unsaid = frozenset({"settled"})
    asks = True
    name: str
    date: Date | None = None
    span: str | None = None
    settled: Reckoning | None = None

    def evolve(self, deal: Deal, at: At) -> Deal:
        said = self.date if self.span is None else self.sum_from(deal, at.on)
        return deal.with_extension(self.name, date_of(said), at, self.span)

    def sum_from(self, deal: Deal, on: str) -> Reckoning | None:
        """The sum from the date then due; as settled where that date is not known."""
        if self.span is None:
            return None
        due = deal.deadline(self.name).counted_from(self.span, on)
        if due is None or moment(due, deal.zone).is_coarse:
            return self.settled
        if self.settled is not None and self.settled.start == due:
            return self.settled
        try:
            return counted(read_span(self.span), moment(due, deal.zone), deal.zone)
        except UnreadableTime:
            return self.settled

    def settle(self, then: Deal, whole: Deal, on: str) -> Event:
        """Raises UnreadableTime where the date then due is longer than a day."""
        due = then.deadline(self.name).counted_from(self.span, on) if self.span else None
        if self.span is None or due is None:
            return self
        settled = counted(read_span(self.span), moment(due, then.zone), then.zone)
        return replace(self, settled=settled)

    def unsettled(self) -> Event:
        return replace(self, settled=None)


class DeadlineMoved(Event, frozen=True):
    """The date is another, earlier or later; not an extension."""

    phrases = (say("{name} moved to {date}"),)
    asks = True
    name: str
    date: Date

    def evolve(self, deal: Deal, at: At) -> Deal:
        return deal.with_date(self.name, date_of(self.date), at)


class DeadlineStayed(Event, frozen=True):
    """A court enjoined it, through a date where one is given."""

    phrases = (say("{name} stayed"), say("{name} stayed until {date}"))
    asks = True
    name: str
    date: Date | None = None

    def evolve(self, deal: Deal, at: At) -> Deal:
        return deal.with_stay(self.name, "stayed", date_of(self.date), at)


class StayLifted(Event, frozen=True):
    """All its stays end."""

    phrases = (say("{name} stay lifted"),)
    asks = True
    name: str

    def evolve(self, deal: Deal, at: At) -> Deal:
        return deal.without_stays(self.name, at)


class EnforcementSuspended(Event, frozen=True):
    """Whoever would enforce it said that it would not, through a date."""

    phrases = (say("{name} unenforced until {date}"),)
    asks = True
    name: str
    date: Date

    def evolve(self, deal: Deal, at: At) -> Deal:
        return deal.with_stay(self.name, "unenforced", date_of(self.date), at)


class DeadlineMet(Event, frozen=True):
    """What was due was done."""

    phrases = (say("{name} met"),)
    asks = True
    name: str

    def evolve(self, deal: Deal, at: At) -> Deal:
        return deal.with_outcome(self.name, "met", at)


class DeadlineMissed(Event, frozen=True):
    """What was due was not done."""

    phrases = (say("{name} missed"),)
    asks = True
    name: str

    def evolve(self, deal: Deal, at: At) -> Deal:
        return deal.with_outcome(self.name, "missed", at)


class DeadlineLapsed(Event, frozen=True):
    """It ran out, and nobody enforced or renewed it."""

    phrases = (say("{name} lapsed"),)
    asks = True
    name: str

    def evolve(self, deal: Deal, at: At) -> Deal:
        return deal.with_outcome(self.name, "lapsed", at)


class DeadlineWaived(Event, frozen=True):
    """Whoever could insist on it did not."""

    phrases = (say("{name} waived"),)
    asks = True
    name: str

    def evolve(self, deal: Deal, at: At) -> Deal:
        return deal.with_outcome(self.name, "waived", at)


class DeadlineVoid(Event, frozen=True):
    """It was struck down."""

    phrases = (say("{name} void"),)
    asks = True
    name: str

    def evolve(self, deal: Deal, at: At) -> Deal:
        return deal.with_outcome(self.name, "void", at)


class DeadlineRevoked(Event, frozen=True):
    """Whoever ordered it took it back."""

    phrases = (say("{name} revoked"),)
    asks = True
    name: str

    def evolve(self, deal: Deal, at: At) -> Deal:
        return deal.with_outcome(self.name, "revoked", at)


class TermSet(Event, frozen=True):
    """A named term of the deal (a fee, a price, a ratio) has this value."""

    phrases = (say("{name} set to {text}"),)
    name: str
    text: str

    def evolve(self, deal: Deal, at: At) -> Deal:
        return deal.with_term(self.name, self.text, at)

"""`tracker deadlines`: what is due."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Annotated, NamedTuple

from typer import Option

from tracker.cli.options import AnyDealName, Asking

if TYPE_CHECKING:
    from tracker.cli.page import Page
    from tracker.cli.question import Stood
    from tracker.domain.reckoning import Span
    from tracker.domain.standing import DeadlineStanding

HEADER = (
    "deal zone as_of known_by recorded_by name kind status due original_due dates extensions "
    "days_left until since grade disputed because"
).split()
OPEN = frozenset(("pending", "running", "stayed", "unenforced", "passed", "overdue"))
"""Where something may still happen; `passed` is here because its outcome is not known."""


class Due(NamedTuple):
    """A deadline, and the deal and moment it is one of."""

    stood: Stood
    deadline: DeadlineStanding

    @property
    def order(self) -> tuple[bool, int]:
        from tracker.domain.standing import due_order

        return due_order(self.deadline, self.stood.deal.zone)


def deadlines(
    asking: Asking,
    deal: AnyDealName = None,
    within: Annotated[
        str | None,
        Option(
            "--within", metavar="SPAN", help="Only what is due so soon: 14d, 2 weeks, 3 months."
        ),
    ] = None,
    everything: Annotated[
        bool, Option("--all", help="Those that are over too: met, missed, expired, in effect ...")
    ] = False,
) -> None:
    """What is due?

    In one deal or in every one: orders, deadlines, forecasts and periods, by due date, unknown
    last. Shown is what is still open: pending, running, stayed or unenforced, overdue, and passed
    without a known outcome.
    """
    from tracker.cli.output import answer_question, plain
    from tracker.cli.question import ask_about
    from tracker.domain.reckoning import read_span

    span = read_span(within) if within else None
    stood = ask_about(deal, asking)
    found = sorted(due(stood, span, everything=everything), key=lambda each: each.order)
    rows = [{**each.stood.moment(), **plain(each.deadline)} for each in found]
    answer_question(asking, rows, HEADER, rows, lambda: page(found, stood, deal))


def due(stood: Iterable[Stood], span: Span | None, *, everything: bool) -> Iterator[Due]:
    """The deadlines that are asked for."""
    for each in stood:
        for deadline in each.standing.deadlines:
            found = Due(each, deadline)
            if (everything or deadline.status in OPEN) and (span is None or is_near(found, span)):
                yield found


def is_near(found: Due, span: Span) -> bool:
    """Whether it is due from the day asked about to so many days on, both included."""
    from tracker.domain.reckoning import add
    from tracker.domain.times import local_day, moment

    unknown, at = found.order
    zone, question = found.stood.deal.zone, found.stood.question
    first = moment(local_day(question.at, zone).isoformat(), zone)
    last, _ = add(first, span, zone)
    return not unknown and first.start <= at <= last.end


def page(found: list[Due], stood: list[Stood], deal: str | None) -> Page:
    """The answer as a person reads it."""
    from tracker.cli import things
    from tracker.cli.question import columns, head

    head_line = f"{head(stood)}: {len(found) or 'nothing'} due"
    if not found:
        return [head_line]
    table = things.deadlines("", (each.deadline for each in found))
    if deal is None:
        table = table.after(**columns([each.stood for each in found], stood))
    return [head_line, table]

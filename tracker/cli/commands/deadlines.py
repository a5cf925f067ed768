"""`tracker deadlines`: what is due."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Annotated, Any

from typer import Option

from tracker.cli import completion
from tracker.cli.options import AnyDealName, Asking, KeptIn
from tracker.cli.paging import Paging

if TYPE_CHECKING:
    from tracker.cli.page import Page
    from tracker.store.boards import Boards
    from tracker.views.boards import DeadlineLine
    from tracker.views.paging import Cursor

HEADER = (
    "deal zone as_of known_by recorded_by name kind status due original_due dates extensions "
    "days_left until since grade disputed because"
).split()


def deadlines(
    asking: Asking,
    paging: Paging,
    deal: AnyDealName = None,
    within: Annotated[
        str | None,
        Option(
            "--within", metavar="SPAN", help="Only what is due so soon: 14d, 2 weeks, 3 months."
        ),
    ] = None,
    status: Annotated[
        list[str] | None,
        Option(
            "--status",
            metavar="STATUS",
            help="Only those that stood so, such as pending or met; repeatable.",
            autocompletion=completion.deadline_words,
        ),
    ] = None,
    kind: Annotated[
        list[str] | None,
        Option(
            "--kind",
            metavar="KIND",
            help="Only order, deadline, forecast or period; repeatable.",
            autocompletion=completion.deadline_kinds,
        ),
    ] = None,
    zone: KeptIn = None,
    everything: Annotated[
        bool, Option("--all", help="Those that are over too: met, missed, expired, in effect ...")
    ] = False,
) -> None:
    """What is due?

    In one deal or in every one: orders, deadlines, forecasts and periods, by due date, unknown
    last. Shown is what is still open: pending, running, stayed or unenforced, overdue, and passed
    without a known outcome.
    """
    from tracker.cli.output import answer_rows
    from tracker.cli.paging import pages
    from tracker.cli.question import ask_everywhere
    from tracker.domain.reckoning import read_span
    from tracker.domain.words import KINDS, OF_DEADLINES
    from tracker.views.boards import DEADLINE_PLACE, OPEN, Wanted
    from tracker.views.words import one_of

    wanted = Wanted(
        statuses=one_of(status, OF_DEADLINES, "a deadline") or (() if everything else OPEN),
        kinds=one_of(kind, KINDS, "a deadline"),
        within=read_span(within) if within else None,
    )
    place = paging.place(DEADLINE_PLACE)
    with ask_everywhere(asking, deal=deal, zone=zone, most=paging.most) as boards:
        found = pages(boards.deadlines(wanted, place), paging, place)
        rows = as_rows(found, boards)
        answer_rows(
            asking,
            paging.header(HEADER),
            rows,
            lambda: page(found, boards, zone, one=deal is not None),
        )


def as_rows(
    found: Iterable[tuple[DeadlineLine, Cursor]], boards: Boards
) -> Iterator[dict[str, Any]]:
    """What `status --json` lists as deadlines, each with its deal and the moment asked about."""
    from tracker.views import answers

    for line, cursor in found:
        yield {**answers.deadline(line, boards.questions[line.zone]), **cursor}


def page(
    found: Iterable[tuple[DeadlineLine, Cursor]], boards: Boards, zone: str | None, *, one: bool
) -> Page:
    """The answer as a person reads it; of one deal, its name is not repeated."""
    from tracker.cli import things
    from tracker.cli.question import columns
    from tracker.views.moments import head

    lines = [each for each, _ in found]
    line = f"{head(boards.questions, zone)}: {len(lines) or 'nothing'} due"
    if not lines:
        return [line]
    table = things.deadlines("", (each.deadline for each in lines))
    if not one:
        named = ((each.deal, each.zone) for each in lines)
        table = table.after(**columns(named, boards.questions))
    return [line, table]

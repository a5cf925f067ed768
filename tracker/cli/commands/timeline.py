"""`tracker timeline`: what happened to a deal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

from typer import Option

from tracker.cli import completion
from tracker.cli.options import Asking, DealName

if TYPE_CHECKING:
    from tracker.cli.page import Page
    from tracker.domain.history import History, Question
    from tracker.views.timeline import Row

HEADER = (
    "deal zone entry id event sentence on reported recorded by sources amends amended_by counts"
).split()


def timeline(
    deal: DealName,
    asking: Asking,
    since: Annotated[
        str | None, Option("--since", metavar="WHEN", help="What happened then or later.")
    ] = None,
    until: Annotated[
        str | None, Option("--until", metavar="WHEN", help="What happened then or before.")
    ] = None,
    kind: Annotated[
        list[str] | None,
        Option(
            "--kind",
            metavar="EVENT",
            help="Only events of that type, such as BidRejected; repeatable.",
            autocompletion=completion.kinds,
        ),
    ] = None,
) -> None:
    """What happened?

    Every entry of the moment asked, by the day it speaks of, with who says so. `tracker words`
    names the event types.
    """
    from tracker.cli.output import answer_question
    from tracker.cli.question import ask
    from tracker.domain.times import read_when
    from tracker.views import answers
    from tracker.views.kinds import kinds_of
    from tracker.views.timeline import timeline as rows_at

    kinds = kinds_of(kind or ())
    history, question = ask(deal, asking)
    clock = asking.asked().clock(history.zone)
    first, last = (
        read_when(text, clock, asked=True)[0] if text else None for text in (since, until)
    )
    found = rows_at(history, question, first, last, kinds)
    rows = answers.timeline(found, history.zone)
    answer_question(
        asking, rows, HEADER, map(as_sheet_row, rows), lambda: page(found, history, question)
    )


def as_sheet_row(row: dict[str, Any]) -> dict[str, Any]:
    """A row whose sources are their publishers."""
    return {**row, "sources": [source["publisher"] for source in row["sources"]]}


def page(rows: list[Row], history: History, question: Question) -> Page:
    """The answer as a person reads it."""
    from tracker.cli import things
    from tracker.cli.prose import count
    from tracker.views import moments

    head = f"{history.deal}: {history.opened.title}\n{moments.asked(question, history.zone)}"
    many = count(len(rows), "entry", "entries")
    return [f"{head}: {many}", *([things.entries("", rows)] if rows else [])]

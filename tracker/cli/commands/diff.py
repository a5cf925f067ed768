"""`tracker diff`: what changed between two moments."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer
from typer import Argument, Option

from tracker.cli.options import Asking, DealName

if TYPE_CHECKING:
    from tracker.cli.page import Page
    from tracker.domain.history import History, Question
    from tracker.views.changes import Change

HEADER = "deal zone kind name field before after because".split()


def diff(
    deal: DealName,
    asking: Asking,
    before: Annotated[
        str | None, Argument(metavar="FROM", help="The earlier moment, as --as-of takes it.")
    ] = None,
    after: Annotated[str | None, Argument(metavar="TO", help="The later moment.")] = None,
    exit_code: Annotated[
        bool, Option("--exit-code", help="Exit with 1 where something changed.")
    ] = False,
) -> None:
    """What changed between two moments, or in what was known?

    \b
    tracker diff tiktok-us 2020-09-12 2020-09-14
    tracker diff tiktok-us --known-by 2020-09-12..2020-09-14 --as-of 2020-09-14

    --as-of, --known-by, --then and --recorded-by each take one moment for both sides, or A..B.
    """
    from tracker.cli.output import answer_question, refuse_two_forms
    from tracker.cli.question import log
    from tracker.views import answers
    from tracker.views.changes import diff as changes_between
    from tracker.views.sides import compared, sides

    refuse_two_forms(asking)
    first, second = sides(asking.asked(), before, after)
    history = log(deal, asking, first)
    was, now = compared(first, second, history.zone)
    said = answers.diff(history, was, now)
    changes = changes_between(history, was, now)
    rows = [{"deal": deal, "zone": history.zone, **each} for each in said["changes"]]
    answer_question(asking, said, HEADER, rows, lambda: page(changes, history, was, now))
    if exit_code and changes:
        raise typer.Exit(1)


def page(changes: list[Change], history: History, was: Question, now: Question) -> Page:
    """The answer as a person reads it."""
    from tracker.cli import things
    from tracker.cli.page import Table
    from tracker.views import moments
    from tracker.views.differences import by_thing, difference

    zone = history.zone
    first, second = (
        f"{moments.moment(each.as_of, zone)}, {moments.knowledge(each)}" for each in (was, now)
    )
    head = f"{history.deal}: {history.opened.title}\nFrom {first}\nto {second}:"
    if not changes:
        return [f"{head} nothing changed"]
    rows = [
        (name, ", ".join(map(difference, fields)), things.numbers(fields[-1].because))
        for name, fields in by_thing(changes)
    ]
    return [head, Table("", ("name", "change", "because"), rows)]

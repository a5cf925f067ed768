"""`tracker changes`: what became different, in every deal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from math import isnan
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer import Option

from tracker.cli.options import Asking, KeptIn

if TYPE_CHECKING:
    from tracker.cli.page import Page
    from tracker.store.holding import Questions
    from tracker.views.boards import DealRow
    from tracker.views.changes import Change

HEADER = (
    "deal zone from_as_of from_known_by from_recorded_by to_as_of to_known_by to_recorded_by kind "
    "name field before after because"
).split()


def a_number(seconds: float) -> float:
    """Raises Refusal for the one that lies in every range, because it is not outside of any."""
    from tracker.domain.errors import Refusal

    if isnan(seconds):
        raise Refusal("--interval takes a number of seconds", "such as 0.5")
    return seconds


def changes(
    asking: Asking,
    since: Annotated[
        str | None,
        Option(
            "--since",
            metavar="WHEN",
            help="The earlier moment, as --as-of takes it; else a day before the later one.",
        ),
    ] = None,
    zone: KeptIn = None,
    exit_code: Annotated[
        bool, Option("--exit-code", help="Exit with 1 where something changed.")
    ] = False,
    follow: Annotated[
        bool, Option("--follow", help="Tell each entry that is recorded from now on, until Ctrl-C.")
    ] = False,
    position: Annotated[
        int | None,
        Option(
            "--from",
            metavar="POSITION",
            min=0,
            max=2**63 - 1,
            help="Tell what was recorded behind that position, the last that was told; 0: all.",
        ),
    ] = None,
    interval: Annotated[
        float,
        Option(
            "--interval",
            metavar="SECONDS",
            min=0.01,
            max=86_400,
            callback=a_number,
            help="How often --follow looks.",
        ),
    ] = 0.5,
) -> None:
    """What became different, in every deal?

    How the book looked at one moment, and how it looks at another: at each with what was known
    then, or at both with what was known by --known-by. Without --as-of it is today, without --since
    the day before.

    \b
    tracker changes --since 2020-09-12 --as-of 2020-09-14
    tracker changes --as-of yesterday                 the whole of yesterday, for a morning mail
    tracker changes --follow --json                   each entry as any process records it
    tracker changes --from 1234                       what was recorded since position 1234
    """
    if follow or position is not None:
        from tracker.cli.following import refuse_a_question, tell_what_is_recorded

        refuse_a_question(asking, since, zone, exit_code or None)
        tell_what_is_recorded(asking, position, interval if follow else None)
        return
    if tell_what_differs(asking, since, zone) and exit_code:
        raise typer.Exit(1)


def tell_what_differs(asking: Asking, since: str | None, zone: str | None) -> bool:
    """Whether anything does."""
    from tracker.cli.output import answer_rows
    from tracker.cli.question import ask_everywhere
    from tracker.store.comparing import changed

    asked = asking.asked()
    asked.since(since, "UTC")  # so that a time that cannot be read is refused by an empty book too
    with ask_everywhere(asking, zone=zone) as boards:
        sides = {each: asked.since(since, each) for each in boards.questions}
        before, after = ({each: pair[at] for each, pair in sides.items()} for at in (0, 1))
        found = changed(boards.book, before, after, boards.progress)
        first = list(islice(found, 1))
        found = chain(first, found)
        rows = as_rows(found, before, after)
        answer_rows(asking, HEADER, rows, lambda: page(list(found), before, after, zone))
    return bool(first)


def as_rows(
    found: Iterable[tuple[DealRow, list[Change]]], before: Questions, after: Questions
) -> Iterator[dict[str, Any]]:
    """Every field that differs, as `diff --json` says it, with its deal and the two moments."""
    from tracker.views import answers

    for deal, differences in found:
        for each in differences:
            yield answers.change(deal, before[deal.zone], after[deal.zone], each)


def page(
    found: Sequence[tuple[DealRow, list[Change]]],
    before: Questions,
    after: Questions,
    zone: str | None,
) -> Page:
    """The answer as a person reads it: a line a thing that changed."""
    from tracker.cli import things
    from tracker.cli.page import Table
    from tracker.cli.prose import count
    from tracker.cli.question import columns
    from tracker.views.differences import by_thing, difference
    from tracker.views.moments import head, told

    if not after:
        return [f"{head(after, zone)}: nothing changed"]
    rows = [
        (deal, name, ", ".join(map(difference, fields)), things.numbers(fields[-1].because))
        for deal, differences in found
        for name, fields in by_thing(differences)
    ]
    moments = f"From {'; '.join(told(before))}\nto {'; '.join(told(after))}:"
    if not rows:
        return [f"{moments} nothing changed"]
    line = f"{moments} {count(len(rows), 'change')} in {count(len(found), 'deal')}"
    table = Table("", ("name", "change", "because"), [row[1:] for row in rows])
    return [line, table.after(**columns(((row[0].deal, row[0].zone) for row in rows), after))]

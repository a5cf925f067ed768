"""`tracker why`: what a state rests on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Any

from typer import Argument

from tracker.cli import completion
from tracker.cli.options import Asking, DealName

if TYPE_CHECKING:
    from tracker.cli.page import Block, Page
    from tracker.domain.history import History, Question
    from tracker.views.reasons import Reason, Rival

HEADER = (
    "deal zone as_of known_by recorded_by kind name status since grade disputed entry on sentence "
    "by reported publisher basis published via title url quote"
).split()


def why(
    deal: DealName,
    asking: Asking,
    name: Annotated[
        str | None,
        Argument(
            metavar="NAME",
            help="A bidder, deadline, review or term; else everything that stands.",
            autocompletion=completion.names,
        ),
    ] = None,
) -> None:
    """The entries and sources behind a state, and the arithmetic of a date.

    Where somebody disputes an entry, the rival reading stands beside it.
    """
    from tracker.cli.output import answer_question
    from tracker.cli.question import ask
    from tracker.views import answers

    history, question = ask(deal, asking)
    found = answers.reasons_of(history, question, name)
    said = answers.why(found, history, question)
    answer_question(asking, said, HEADER, rows(said), lambda: page(found, history, question))


def rows(said: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """A row for each source of each entry, and one for an entry without."""
    for reason in said["reasons"]:
        state = {each: value for each, value in reason.items() if each != "entries"}
        for entry in reason["entries"]:
            for source in entry["sources"] or [{}]:
                yield {**said, **state, **source, **entry, "title": source.get("title")}


def page(found: list[Reason], history: History, question: Question) -> Page:
    """The answer as a person reads it."""
    from tracker.views import moments

    head = f"{history.deal}: {history.opened.title}\n{moments.asked(question, history.zone)}"
    nothing = "" if found else ": nothing stands"
    return [f"{head}{nothing}", *(block for reason in found for block in blocks(reason))]


def blocks(reason: Reason) -> Iterator[Block]:
    """A state, then each entry with its sources, the sums and the rival readings."""
    from tracker.cli.prose import entry_lines, indented
    from tracker.views.moments import human

    since = f" since {human(reason.since)}" if reason.since else ""
    grade = f", {reason.grade}" if reason.grade else ""
    disputed = ", disputed" if reason.disputed else ""
    head = f"{reason.name}: {reason.status or 'no word'}{since}{grade}{disputed}"
    rivals = {each.entry for each in reason.disputes}
    below = [
        line for each in reason.entries if each.entry not in rivals for line in entry_lines(each)
    ]
    below += [*reason.sums, *(line for each in reason.disputes for line in rival_lines(each))]
    yield "\n".join([head, *indented(below)])


def rival_lines(rival: Rival) -> Iterator[str]:
    """What somebody says instead."""
    from tracker.cli.prose import indented, source_lines

    claims = f"; claims: {rival.claims}" if rival.claims else ""
    yield f"but #{rival.disputes} is disputed by #{rival.entry}: {rival.because}{claims}"
    if rival.source:
        yield from indented(source_lines(rival.source))

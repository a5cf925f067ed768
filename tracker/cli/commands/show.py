"""`tracker show`: one entry in full."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from tracker.cli.options import Asking, DealName, Number

if TYPE_CHECKING:
    from tracker.cli.page import Page
    from tracker.domain.history import History, Question
    from tracker.views.entries import Shown

HEADER = (
    "deal zone as_of known_by recorded_by entry id event written sentence on reported recorded by "
    "sources standing amends amended_by sums"
).split()


def show(deal: DealName, number: Number, asking: Asking) -> None:
    """One entry in full, with what later happened to it.

    As it was written, as it reads for the question, its sources, and its amendments.
    """
    from tracker.cli.entry_number import number_of
    from tracker.cli.output import answer_question
    from tracker.cli.question import ask
    from tracker.views import answers
    from tracker.views.entries import show as entry_at

    wanted = number_of(number)
    history, question = ask(deal, asking)
    shown = entry_at(history, question, wanted)
    said = answers.entry(shown, history, question)
    answer_question(
        asking, said, HEADER, [as_sheet_row(said)], lambda: page(shown, history, question)
    )


def as_sheet_row(said: dict[str, Any]) -> dict[str, Any]:
    """The entry with its sources as their publishers."""
    return {**said, "sources": [source["publisher"] for source in said["sources"]]}


def page(shown: Shown, history: History, question: Question) -> Page:
    """The answer as a person reads it."""
    from tracker.cli.prose import entry_lines, indented
    from tracker.views import moments

    head = f"{history.deal}: {history.opened.title}\n{moments.asked(question, history.zone)}"
    first, *sources = entry_lines(shown.now)
    below = [*facts(shown, history.zone), *sources, *shown.sums]
    amended = [line for each in shown.amendments for line in entry_lines(each)]
    return [head, "\n".join([first, *below, *indented(amended)])]


def facts(shown: Shown, zone: str) -> Iterator[str]:
    """What there is to say of an entry besides its sentence and its sources."""
    from tracker.views.moments import human

    row = shown.now
    if shown.written != row.sentence:
        yield f"  as written: {shown.written}"
    yield f"  {shown.standing.replace('_', ' ')}; {row.event}, id {row.id}"
    reported = f"reported {human(row.reported)}, " if row.reported else ""
    yield f"  {reported}recorded {human(row.recorded)} ({zone})"

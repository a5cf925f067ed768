"""`tracker words`: what can be said."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Annotated

from typer import Argument

from tracker.cli import completion
from tracker.cli.options import Everywhere

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tracker.cli.page import Page
    from tracker.cli.phrasebook import Entry


def words(
    common: Everywhere,
    word: Annotated[
        str | None,
        Argument(
            metavar="WORD",
            help="Only phrases with this word.",
            autocompletion=completion.keywords,
        ),
    ] = None,
) -> None:
    """The phrases that can be recorded, with examples.

    In braces stands what you fill in. Any phrase can be typed, imported and read in the timeline.
    """
    from tracker.cli.output import answer
    from tracker.cli.phrasebook import phrasebook

    found = phrasebook(word)
    answer(common, found, lambda: page(found))


def page(found: Sequence[Entry]) -> Page:
    """The phrases by what they speak of, the meaning of each event type once."""
    from tracker.cli.page import Table

    header = ("phrase", "example", "meaning")
    first = {each.event: each.phrase for each in reversed(found)}
    return [
        Table(
            title,
            header,
            [
                (each.phrase, each.example, each.meaning * (first[each.event] == each.phrase))
                for each in group
            ],
        )
        for title, group in groupby(found, key=lambda each: each.group)
    ]

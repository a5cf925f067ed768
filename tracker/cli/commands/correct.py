"""`tracker correct`: what an entry should have said."""

from __future__ import annotations

from typing import Annotated

from typer import Option

from tracker.cli import completion
from tracker.cli.options import Announced, Because, DealName, New, Number, Writing


def correct(
    deal: DealName,
    number: Number,
    because: Because,
    writing: Writing,
    on: Annotated[str | None, Option("--on", metavar="WHEN", help="It happened then.")] = None,
    reported: Annotated[
        str | None, Option("--reported", metavar="WHEN", help="The world could know it then.")
    ] = None,
    by: Annotated[
        str | None,
        Option("--by", metavar="PARTY", help="They did it.", autocompletion=completion.names),
    ] = None,
    what: Annotated[
        str | None,
        Option(
            "--what",
            metavar="SENTENCE",
            help="This is what happened.",
            autocompletion=completion.sentence,
        ),
    ] = None,
    announced: Announced = None,
    new: New = False,
) -> None:
    """Correct what an entry says; the log keeps both.

    \b
    tracker correct tiktok-us 3 --on 2020-09-13 --because 'a day early'
    """
    from tracker.cli.entry_number import number_of
    from tracker.cli.recorded import write_down
    from tracker.domain.drafts import Correction

    draft = Correction(
        entry=number_of(number),
        because=because,
        on=on,
        reported=reported,
        by=by,
        what=what,
        announced=announced,
        new=new,
    )
    write_down(deal, draft, writing)

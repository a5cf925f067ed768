"""`tracker dispute`: somebody contradicts an entry."""

from __future__ import annotations

from typing import Annotated

from typer import Option

from tracker.cli import completion
from tracker.cli.options import Announced, Because, DealName, New, Number, Sourcing, Writing


def dispute(
    deal: DealName,
    number: Number,
    because: Because,
    sourcing: Sourcing,
    writing: Writing,
    claims: Annotated[
        str | None,
        Option(
            "--claims",
            metavar="SENTENCE",
            help="What they say happened instead.",
            autocompletion=completion.sentence,
        ),
    ] = None,
    claims_on: Annotated[
        str | None, Option("--claims-on", metavar="WHEN", help="When they say it happened.")
    ] = None,
    announced: Announced = None,
    new: New = False,
) -> None:
    """Say that somebody contradicts an entry.

    What rests on the entry shows as disputed, and `tracker why` prints the rival reading beside
    it, until the dispute is retracted.

    \b
    tracker dispute tiktok-us 9 --source CGTN --because 'says ByteDance will not sell'
    """
    from tracker.cli.entry_number import number_of
    from tracker.cli.recorded import write_down
    from tracker.domain.drafts import Dispute

    draft = Dispute(
        entry=number_of(number),
        because=because,
        source=sourcing.named(),
        claims=claims,
        claims_on=claims_on,
        announced=announced,
        new=new,
    )
    write_down(deal, draft, writing)

"""`tracker cite`: one more source of an entry."""

from __future__ import annotations

from tracker.cli.options import Announced, DealName, Number, Sourcing, Writing


def cite(
    deal: DealName,
    number: Number,
    sourcing: Sourcing,
    writing: Writing,
    announced: Announced = None,
) -> None:
    """Add a source to an entry.

    Two publishers of whom neither passes on the other's report make it corroborated; a record or
    a statement makes it confirmed.

    \b
    tracker cite tiktok-us 9 --source WSJ --published 2020-09-14 --basis unnamed
    """
    from tracker.cli.entry_number import number_of
    from tracker.cli.recorded import write_down
    from tracker.domain.drafts import Citation
    from tracker.domain.errors import Refusal

    source = sourcing.named()
    if source is None:
        raise Refusal("a citation names its source", "--source Reuters")
    draft = Citation(entry=number_of(number), source=source, announced=announced)
    write_down(deal, draft, writing)

"""`tracker retract`: an entry that should not count."""

from __future__ import annotations

from tracker.cli.options import Announced, Because, DealName, Number, Writing


def retract(
    deal: DealName, number: Number, because: Because, writing: Writing, announced: Announced = None
) -> None:
    """Say that an entry does not count.

    The entry stays in the log and in the timeline. A retraction can itself be retracted.

    \b
    tracker retract tiktok-us 3 --because 'recorded twice'
    """
    from tracker.cli.entry_number import number_of
    from tracker.cli.recorded import write_down
    from tracker.domain.drafts import Retraction

    draft = Retraction(entry=number_of(number), because=because, announced=announced)
    write_down(deal, draft, writing)

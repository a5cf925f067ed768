"""`tracker deals`: every deal, one line each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from tracker.cli.options import Asking

if TYPE_CHECKING:
    from tracker.cli.page import Page
    from tracker.cli.question import Stood
    from tracker.domain.standing import DeadlineStanding

HEADER = (
    "deal title seller target zone as_of known_by recorded_by status contested next_deadline "
    "next_due days_left"
).split()


def deals(asking: Asking) -> None:
    """Every deal, one line each.

    How it stood at the moment asked, and the deadline that was to come next.
    """
    from tracker.cli.output import answer_question
    from tracker.cli.question import ask_everywhere

    stood = ask_everywhere(asking)
    rows = [as_row(each) for each in stood]
    objects = [{**row, **listed(each)} for row, each in zip(rows, stood, strict=True)]
    answer_question(asking, objects, HEADER, rows, lambda: page(stood))


def listed(stood: Stood) -> dict[str, Any]:
    """What stands in the deal, as `status --json` lists it; terms are asked of one deal."""
    from tracker.cli.output import plain

    stands = stood.standing
    lists = {"bidders": stands.bidders, "deadlines": stands.deadlines, "reviews": stands.reviews}
    return {name: plain(each) for name, each in lists.items()}


def as_row(stood: Stood) -> dict[str, Any]:
    """The scalar fields of `status --json`, and the next deadline."""
    deal, following = stood.deal, next_deadline(stood.standing.deadlines)
    return {
        "deal": deal.deal,
        "title": deal.title,
        "seller": deal.seller,
        "target": deal.target,
        **stood.moment(),
        "status": stood.standing.deal.status,
        "contested": stood.standing.deal.contested,
        "next_deadline": following and following.name,
        "next_due": following and following.due,
        "days_left": following and following.days_left,
    }


def next_deadline(deadlines: Sequence[DeadlineStanding]) -> DeadlineStanding | None:
    """The first that is still to come, by due date."""
    return next((each for each in deadlines if each.days_left is not None), None)


def page(stood: Sequence[Stood]) -> Page:
    """The answer as a person reads it."""
    from tracker.cli.page import Table
    from tracker.cli.prose import count
    from tracker.cli.question import columns, head

    line = f"{head(stood)}: {count(len(stood), 'deal')}"
    if not stood:
        return [line]
    table = Table("", ("title", "status", "next", "due", "days left"), list(map(_cells, stood)))
    return [line, table.after(**columns(stood, stood))]


def _cells(stood: Stood) -> tuple[str, ...]:
    from tracker.cli import things

    status, following = stood.standing.deal, next_deadline(stood.standing.deadlines)
    contested = ", contested" if status.contested and status.status != "contested" else ""
    due = (following.name, things.due(following), things.days_left(following)) if following else ()
    return (stood.deal.title, status.status + contested, *(due or ("", "", "")))

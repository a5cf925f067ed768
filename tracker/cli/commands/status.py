"""`tracker status`: where a deal stands."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from tracker.cli.options import Asking, DealName

if TYPE_CHECKING:
    from tracker.cli.page import Page
    from tracker.domain.history import Question
    from tracker.views.status import Entries, Status

HEADER = (
    "deal zone as_of known_by recorded_by kind name status since due original_due days_left until "
    "extensions bid_live role terms stake_terms stake_taken stake_status with members of "
    "blocked_by value grade disputed because"
).split()


def status(deal: DealName, asking: Asking) -> None:
    """Where does the deal stand?

    Its bidders, deadlines, reviews and terms, each with since when, on what grade of sources and
    because of which entries. `tracker why` prints those entries.
    """
    from tracker.cli.output import answer_question
    from tracker.cli.question import ask
    from tracker.views.status import status as status_at

    history, question = ask(deal, asking)
    stood = status_at(history, question)
    answer_question(asking, stood, HEADER, rows(stood), lambda: page(stood, question))


def rows(stood: Status) -> Iterator[dict[str, Any]]:
    """The deal and everything in it, a row each, for a spreadsheet."""
    from tracker.cli.output import flat
    from tracker.views.answers import plain

    said = plain(stood)
    top = {name: said[name] for name in ("deal", "zone", "as_of", "known_by", "recorded_by")}
    yield {**top, "kind": "deal", "name": stood.title, "status": stood.status}
    for kind in ("bidder", "deadline", "review", "term"):
        for each in said[f"{kind}s"]:
            yield {**top, "kind": kind, **flat(each)}


def page(stood: Status, question: Question) -> Page:
    """The answer as a person reads it."""
    from tracker.cli import things
    from tracker.views import moments

    contested = ", contested" if stood.contested and stood.status != "contested" else ""
    parties = ", ".join(
        f"{role} {name}"
        for role, name in (("seller", stood.seller), ("target", stood.target))
        if name
    )
    title = f"{stood.deal}: {stood.title}{f' ({parties})' if parties else ''}"
    asked = moments.asked(question, stood.zone)
    tables = (
        things.bidders("Bidders", stood.bidders),
        things.deadlines("Deadlines", stood.deadlines),
        things.reviews("Reviews", stood.reviews),
        things.terms("Terms", stood.terms),
    )
    return [
        f"{title}\n{asked}: {stood.status}{contested}",
        *(table for table in tables if table.rows),
        counts(stood.entries),
    ]


def counts(entries: Entries) -> str:
    """How many entries there were, and what became of each."""
    from tracker.cli.prose import count

    others = (
        (entries.later, "later than that"),
        (entries.not_yet_known, "not yet known"),
        (entries.retracted, "retracted"),
        (entries.left_out, "left out"),
    )
    counted = f"{count(entries.counted, 'entry', 'entries')} counted"
    return ", ".join([counted, *(f"{number} {what}" for number, what in others if number)])

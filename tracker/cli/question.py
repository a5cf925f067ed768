"""A question to the book: what is asked, of which deals, at which moment."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

from tracker.cli.output import refuse_two_forms
from tracker.cli.place import place
from tracker.cli.progress import progress
from tracker.domain.history import History, Question
from tracker.domain.standing import Standing
from tracker.store.book import open_book
from tracker.store.publishers import check_publishers, publishers, publishers_of
from tracker.views.boards import DealRow

if TYPE_CHECKING:
    from tracker.cli.options import Asking
    from tracker.store.boards import Boards
    from tracker.views.asking import Asked


class Stood(NamedTuple):
    """A deal, the question in its zone, and what stood there then."""

    deal: DealRow
    question: Question
    standing: Standing


def ask(deal: str, asking: Asking) -> tuple[History, Question]:
    """The log of a deal, and the question in its zone. Raises NotThere."""
    refuse_two_forms(asking)
    asked = asking.asked()
    history = log(deal, asking, asked)
    return history, asked.question(history.zone)


def log(deal: str, asking: Asking, asked: Asked) -> History:
    """The log of a deal that is to be asked so. Raises NotThere."""
    with open_book(place(asking.db).where) as book:
        history = book.history(deal)
    check_publishers(asked, publishers_of(history), f"in {deal}")
    return history


@contextmanager
def ask_everywhere(
    asking: Asking,
    *,
    deal: str | None = None,
    zone: str | None = None,
    most: int | None = None,
) -> Iterator[Boards]:
    """What stood in every deal, or in one, or in those kept in a zone; the book stays open for it.

    `most` is how many lines will be taken. Raises NotThere for an unknown deal or publisher.
    """
    refuse_two_forms(asking)
    asked = asking.asked()
    from tracker.store.boards import Boards

    with open_book(place(asking.db).where) as book:
        told = None if _streams(asking) else progress("reading deals")
        yield Boards(book, asked, deal=deal, zone=zone, most=most, progress=told)


def _streams(asking: Asking) -> bool:
    """Whether rows go to a terminal as they come, and so are the progress themselves."""
    return (asking.json or asking.csv) and sys.stdout is not None and sys.stdout.isatty()


def histories(
    deal: str | None, asking: Asking, progress: Callable[[int, int], None] | None = None
) -> Iterator[tuple[History, Question]]:
    """The log of one deal, or of every one by name, one at a time. Raises NotThere."""
    if deal is not None:
        yield ask(deal, asking)
        return
    refuse_two_forms(asking)
    asked = asking.asked()
    asked.question("UTC")
    with open_book(place(asking.db).where) as book:
        check_publishers(asked, publishers(book), "in this book")
        rows = book.deals()
        for done, row in enumerate(rows, 1):
            yield book.history(row.deal), asked.question(row.zone)
            if progress:
                progress(done, len(rows))


def columns(
    deals: Iterable[tuple[str, str]], questions: Mapping[str, Question]
) -> dict[str, list[str]]:
    """What tells rows of several deals apart: the deal, and its zone where not all are in one.

    `deals` are the names and zones of the deals, a row each.
    """
    rows, several = list(deals), len(questions) > 1
    return {
        "deal": [deal for deal, _ in rows],
        "zone": [zone * several for _, zone in rows],
    }

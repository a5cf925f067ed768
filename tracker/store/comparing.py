"""What became different in every deal of a book between two moments, each in the deal's zone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace
from sqlalchemy import Connection, Row, Table, select

from tracker.domain.standing import DealStanding, Standing, standing
from tracker.store import holding, rows
from tracker.store.holding import Questions
from tracker.store.tables import bidders, deadlines, deals, reviews, standings
from tracker.views.boards import DealRow, row_of
from tracker.views.changes import Change, changes

if TYPE_CHECKING:
    from tracker.store.book import Book

AT_ONCE = 1000
OPEN = DealStanding("open", contested=False)
"""A deal of which nothing was known yet."""

TABLES: dict[Table, Callable[[Row[Any]], Any]] = {
    standings: rows.deal,
    bidders: rows.bidder,
    deadlines: rows.deadline,
    reviews: rows.review,
}

Progress = Callable[[int, int], None]
DealChanges = tuple[DealRow, list[Change]]


def changed(
    book: Book, before: Questions, after: Questions, progress: Progress | None = None
) -> Iterator[DealChanges]:
    """The deals in which something differs, by name, with what: terms of a deal are not in it.

    Of the tables only rows are read that hold at one of the moments and not at the other; where
    the tables do not hold what is asked, every deal is folded twice.
    """
    from_tables = all(each.takes_everybody for each in (*before.values(), *after.values()))
    found = _read(book, before, after) if from_tables else _folded(book, before, after, progress)
    for deal, was, now in found:
        if differences := changes(was, now):
            yield deal, differences


Compared = tuple[DealRow, Standing, Standing]


def _folded(
    book: Book, before: Questions, after: Questions, progress: Progress | None
) -> Iterator[Compared]:
    names = [row.deal for row in book.deals() if row.zone in after]
    for done, name in enumerate(names, 1):
        history = book.history(name)
        was, now = (standing(history.as_of(each[history.zone])) for each in (before, after))
        yield row_of(history), replace(was, terms=()), replace(now, terms=())
        if progress:
            progress(done, len(names))


def _read(book: Book, before: Questions, after: Questions) -> Iterator[Compared]:
    """What differs, a thousand deals at a time, so that nobody is kept from writing for long."""
    last = ""
    while True:
        query = select(deals).where(deals.c.deal > last).order_by(deals.c.deal).limit(AT_ONCE)
        with book.recorder.reading() as connection:
            batch = [DealRow(*row) for row in connection.execute(query)]
            here = [each for each in batch if each.zone in after]
            found = _differing(connection, here, before, after) if here else {}
        for deal in here:
            if deal.deal in found:
                yield deal, *found[deal.deal]
        if len(batch) < AT_ONCE:
            return
        last = batch[-1].deal


def _differing(
    connection: Connection, here: list[DealRow], before: Questions, after: Questions
) -> dict[str, tuple[Standing, Standing]]:
    """What holds in some deals at one of the moments only: what held, and what holds now."""
    found: dict[str, dict[bool, dict[str, list[Any]]]] = {}
    for table, stands in TABLES.items():
        query = (
            holding.select(table, holding.at(table, after).label("is_now"))
            .where(table.c.deal >= here[0].deal, table.c.deal <= here[-1].deal)
            .where(holding.at_one_only(table, before, after))
            .order_by(*(table.c[name] for name in ("due_at", "position") if name in table.c))
        )
        for row in connection.execute(query):
            sides = found.setdefault(row.deal, {False: defaultdict(list), True: defaultdict(list)})
            sides[bool(row.is_now)][table.name].append(stands(row))
    return {deal: (_standing(each[False]), _standing(each[True])) for deal, each in found.items()}


def _standing(found: Mapping[str, Sequence[Any]]) -> Standing:
    return Standing(
        next(iter(found["standings"]), OPEN),
        tuple(found["bidders"]),
        tuple(found["deadlines"]),
        tuple(found["reviews"]),
        (),
    )

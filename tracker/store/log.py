"""The logs of a book as they are stored, link by link."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, TypeVar

from sqlalchemy import select

from tracker.domain.chain import Chain, Link, Misfit
from tracker.domain.entry import Entry
from tracker.store.errors import StoreDamaged
from tracker.store.recorder import Recorder
from tracker.store.remedies import RESTORE
from tracker.store.tables import entries

Read = TypeVar("Read")

AT_ONCE = 1000

_KINDS = (str, int, str, str, bytes, str, str)
"""Of the columns of a link."""

_COLUMNS = entries.c
_LINKS = select(
    _COLUMNS.deal,
    _COLUMNS.entry,
    _COLUMNS.id,
    _COLUMNS.event,
    _COLUMNS.state,
    _COLUMNS.previous,
    _COLUMNS.hash,
).order_by(_COLUMNS.entry)


def deals(recorder: Recorder) -> list[str]:
    """Every deal that has a log, in the order of code points."""
    with recorder.reading() as connection:
        return sorted(connection.scalars(select(entries.c.deal).distinct()))


def links(recorder: Recorder, deal: str) -> Iterator[Link]:
    """The log of a deal from its beginning.

    It only grows, so it is read a thousand entries at a time, and whoever takes long with them
    keeps nobody from writing.
    """
    after: int | None = None
    while batch := _batch(recorder, deal, after):
        yield from batch
        after = batch[-1].number


def sound(recorder: Recorder, deal: str) -> Iterator[Link]:
    """The same, every entry as it was recorded, and up to the end at least that there was.

    Raises StoreDamaged where one is another than was recorded, or is not there.
    """
    return _along(recorder, deal, Chain.skim)


def read(recorder: Recorder, deal: str) -> Iterator[Entry]:
    """Its entries. Raises StoreDamaged also where one is none, or makes no sense."""
    return _along(recorder, deal, Chain.read)


def _along(recorder: Recorder, deal: str, step: Callable[[Chain, Link], Read]) -> Iterator[Read]:
    head, chain = recorder.head(deal), Chain()
    end = None
    for link in links(recorder, deal):
        try:
            found = step(chain, link)
        except Misfit as misfit:
            raise StoreDamaged(f"{deal}: {misfit.message}", RESTORE) from None
        if head and link.number == head.version:
            end = link.hash
        yield found
    if head and end != head.hash:
        raise not_whole(deal)


def not_whole(deal: str) -> StoreDamaged:
    """The complaint that the head of a log is not its end."""
    said = f"the log of {deal} is not whole"
    return StoreDamaged(said, "tracker verify says what it lacks", RESTORE)


def _batch(recorder: Recorder, deal: str, after: int | None) -> list[Link]:
    query = _LINKS.where(_COLUMNS.deal == deal).limit(AT_ONCE)
    if after is not None:
        query = query.where(_COLUMNS.entry > after)
    with recorder.reading() as connection:
        return [_link(row) for row in connection.execute(query)]


def _link(row: tuple[Any, ...]) -> Link:
    """Raises StoreDamaged for another kind of value, since SQLite keeps any in any column."""
    if tuple(map(type, row)) != _KINDS:
        deal, number = row[:2]
        said = f"{deal}: entry #{number} holds another kind of value than was recorded"
        raise StoreDamaged(said, RESTORE)
    return Link(*row)

"""Entries that a text is in, wherever in what people wrote down it stands."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from eventsourcing.persistence import StoredEvent
from sqlalchemy import select

from tracker.domain.amendments import EntryCited, EntryDisputed
from tracker.domain.entry import Entry
from tracker.store.book import Book
from tracker.store.mapper import EntryMapper
from tracker.store.tables import entries

MOST, AT_ONCE = 200, 1000

_LOGGED = (
    select(entries.c.deal, entries.c.entry, entries.c.event, entries.c.state)
    .where(entries.c.entry > 0)
    .order_by(entries.c.position.desc())
    .execution_options(yield_per=AT_ONCE)
)


def entries_with(book: Book, text: str) -> list[tuple[str, int]]:
    """Deals and numbers of entries, the last recorded first, at most two hundred.

    The text may stand in the sentence or the reason of an entry, or of a source in its publisher,
    title, quote, or whose report it passes on. Its case is not looked at. Raises StoreDamaged
    where an entry cannot be read.
    """
    wanted, mapper = text.casefold(), EntryMapper()
    with book.recorder.reading() as connection, connection.execute(_LOGGED) as rows:
        # Each is read: as stored it has words that nobody wrote, and no sentence.
        logged = (mapper.to_domain_event(StoredEvent(*row)) for row in rows)
        found = (
            (each.originator_id, each.originator_version)
            for each in logged
            if any(wanted in said.casefold() for said in _texts(each.entry))
        )
        return list(islice(found, MOST))


def _texts(entry: Entry) -> Iterator[str]:
    """What people wrote; the sentence of an amendment has its reason in it."""
    yield entry.sentence
    of_event = entry.event.source if isinstance(entry.event, EntryCited | EntryDisputed) else None
    for source in (*entry.sources, *filter(None, [of_event])):
        yield from filter(None, (source.publisher, source.title, source.quote, source.via))

"""Entries that a text is in, wherever in what was written down it stands."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import TEXT, ColumnElement, cast, func, select

from tracker.store.book import Book
from tracker.store.tables import entries

MOST = 200


def entries_with(book: Book, text: str) -> Iterator[tuple[str, int]]:
    """Deals and numbers of entries, the last recorded first, at most two hundred.

    The text may stand in the sentence, a source or a reason; its case is not looked at.
    """
    said = _as_text(book)
    query = (
        select(entries.c.deal, entries.c.entry)
        .where(said.icontains(_as_json(text), autoescape=True), entries.c.entry > 0)
        .order_by(entries.c.position.desc())
        .limit(MOST)
    )
    with book.recorder.reading() as connection:
        yield from [(row.deal, row.entry) for row in connection.execute(query)]


def _as_text(book: Book) -> ColumnElement[str]:
    if book.engine.dialect.name == "postgresql":
        return func.convert_from(entries.c.state, "UTF8", type_=TEXT)
    return cast(entries.c.state, TEXT)


def _as_json(text: str) -> str:
    """As it stands within a text of JSON."""
    return text.replace("\\", "\\\\").replace('"', '\\"')

"""From the place of a book to an engine that is ready to read and write it."""

from pathlib import Path

from sqlalchemy import Engine, make_url
from sqlalchemy.exc import ArgumentError

from tracker.store import sqlite
from tracker.store.errors import StoreError


def connect(place: str | Path) -> Engine:
    """An engine for the book at a path or at a database URL; nothing is opened or made yet.

    Transactions of the engine are for writing, and so wait for each other, unless begun on
    `reading(engine)`. What goes wrong in the driver is raised as a StoreError where the user can
    mend it, else as the error of that name in `eventsourcing.persistence`.
    """
    if "://" not in str(place):
        return sqlite.engine(Path(place))
    try:
        url = make_url(str(place))
    except ArgumentError:
        raise StoreError("the book's address cannot be read as a database URL") from None
    if url.get_backend_name() != "sqlite" or not url.database:
        raise StoreError(f"{url!r} is not a book", "a book is a file, or sqlite:///path/to/file")
    return sqlite.engine(Path(url.database))


def reading(engine: Engine) -> Engine:
    """The same engine, with transactions that only read and so lock nobody out."""
    return engine.execution_options(reading=True)

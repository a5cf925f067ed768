"""From the place of a book to an engine that is ready to read and write it."""

import re
from pathlib import Path

from sqlalchemy import Engine, make_url
from sqlalchemy.exc import ArgumentError

from tracker.store import sqlite
from tracker.store.address import ALMOST, shown
from tracker.store.errors import StoreError


def connect(place: str | Path) -> Engine:
    """An engine for the book at a path or at a database URL; nothing is opened or made yet.

    Transactions of the engine are for writing, unless begun on `reading(engine)`. What goes wrong
    in the driver is raised as a StoreError where the user can mend it, else as the error of that
    name in `eventsourcing.persistence`.
    """
    if "://" not in str(place):
        if re.match(ALMOST, str(place)):
            raise _unreadable()
        return sqlite.engine(Path(place))
    try:
        url = make_url(str(place))
    except (ArgumentError, ValueError):  # the latter for a port that is no number
        raise _unreadable() from None
    if url.get_backend_name() == "sqlite" and url.database:
        return sqlite.engine(Path(url.database))
    if url.get_backend_name() == "postgresql":
        from tracker.store import postgresql

        return postgresql.engine(url)
    raise StoreError(
        f"{shown(url)} is not a book",
        "a book is a file, sqlite:///path/to/file, or postgresql+psycopg://host/database",
    )


def reading(engine: Engine) -> Engine:
    """The same engine, with transactions that see one state of the book and lock nobody out."""
    if engine.dialect.name == "postgresql":
        from tracker.store.postgresql import READING

        return engine.execution_options(**READING)
    return engine.execution_options(reading=True)


def _unreadable() -> StoreError:
    """The complaint about an address, which is not repeated: it may hold a password."""
    return StoreError(
        "the book's address cannot be read as a database URL",
        "such as postgresql+psycopg://user@host:5432/database",
    )

"""What PostgreSQL complains of, in the words of a user who can do something about it."""

from __future__ import annotations

import re
from typing import Any

from tracker.store.errors import (
    StoreDamaged,
    StoreError,
    StoreFull,
    StoreLocked,
    StoreMissing,
    StoreOvertaken,
    StoreReadOnly,
    StoreUnreached,
)
from tracker.store.trouble import library_error

STARTING = "57P03"
"""The server is there and lets nobody in yet, or no more."""

_Known = tuple[type[StoreError], str, tuple[str, ...]]

_PATIENCE = "TRACKER_LOCK_TIMEOUT=60 waits for a minute"
_UNREACHED: _Known = (
    StoreUnreached,
    "the server of {place} cannot be reached: {error}",
    ("see whether it runs, and whether the address is right",),
)
_ENDED: _Known = (
    StoreUnreached,
    "the server of {place} broke off: {error}",
    ("try again; if it says so again, ask whoever runs the server",),
)
_LACKS_SOMETHING: _Known = (
    StoreError,
    "the server of {place} lacks something: {error}",
    ("ask whoever runs the server, and try again; nothing was recorded",),
)
_UNREADABLE: _Known = (
    StoreError,
    "the address {place} cannot be used: {error}",
    ("postgresql+psycopg://user@host/database?name=value is one, with the options of libpq",),
)
_REFUSED: _Known = (
    StoreError,
    "{place} does not let you in: {error}",
    ("see to user and password: in --db, TRACKER_DB, PGPASSWORD or ~/.pgpass",),
)
_DAMAGED: _Known = (
    StoreDamaged,
    "{place} is damaged: {error}",
    ("go back to a copy of it, or import an export of it into a new book",),
)
_KNOWN: dict[str, _Known] = {
    "55P03": (
        StoreLocked,
        "the deal was kept locked in {place} for too long",
        ("try again when others have written it", _PATIENCE),
    ),
    "40P01": (
        StoreOvertaken,
        "two writers of the same deals waited for each other in {place}",
        ("try again: nothing was recorded",),
    ),
    "25006": (
        StoreReadOnly,
        "{place} can only be read",
        ("write to the server that it is a copy of",),
    ),
    "42501": (StoreReadOnly, "{place}: {error}", ("the owner of the tables can allow it: GRANT",)),
    "53100": (
        StoreFull,
        "there is no room left to write {place}; nothing was recorded",
        ("make room on the server's disk and try again",),
    ),
    "53300": (
        StoreLocked,
        "the server of {place} has no connection left",
        ("try again when others have ended",),
    ),
    "3D000": (
        StoreMissing,
        "there is no book at {place}: {error}",
        ("createdb makes a database", "--db or TRACKER_DB names another"),
    ),
    "3F000": (
        StoreMissing,
        "there is no schema to make the tables of {place} in",
        ("CREATE SCHEMA name, run in that database, makes it",),
    ),
    "28000": _REFUSED,
    "28P01": _REFUSED,
    "XX001": _DAMAGED,
    "XX002": _DAMAGED,
    "57P01": _ENDED,
    "57P02": _ENDED,
    STARTING: _UNREACHED,
    "57P05": _ENDED,
    "57014": _ENDED,
    "25P03": _ENDED,
    "25P04": _ENDED,
    "40001": _ENDED,
}
_CLASSES = {"08": _UNREACHED, "53": _LACKS_SOMETHING, "58": _LACKS_SOMETHING}
"""What is said of the codes that begin so, unless something is said of the code itself."""


_AT_THE_DOOR = (
    ('database ".*" does not exist', "3D000"),
    ('authentication failed|no password|role ".*" does not exist', "28P01"),
    ("pg_hba.conf|permission denied for database", "28000"),
    ("too many (clients|connections)", "53300"),
    ("the database system is (starting|shutting|in recovery|not yet)", STARTING),
)


def explained(error: Any, place: str) -> Exception:
    """A StoreError where the store is at fault, else the library's error of the same name.

    `error` is one of psycopg's; its `sqlstate` is PostgreSQL's code, or None where no server was
    reached or the connection broke.
    """
    code = code_of(error)
    known = _KNOWN.get(code) or _CLASSES.get(code[:2])
    if known is None and error.sqlstate is None:
        known = _UNREACHED if _is_broken(error) else _UNREADABLE
    if known is None:
        return library_error(error)
    named, message, hints = known
    return named(message.format(place=place, error=_line(error)), *hints)


def code_of(error: Any) -> str:
    """PostgreSQL's code for an error of psycopg; empty where it said none."""
    return error.sqlstate or _said(error)


def _is_broken(error: Any) -> bool:
    return "OperationalError" in {each.__name__ for each in type(error).__mro__}


def _said(error: Any) -> str:
    """The code of what is refused at the door: libpq passes on its words alone."""
    return next((code for words, code in _AT_THE_DOOR if re.search(words, str(error))), "")


def _line(error: Any) -> str:
    """What the driver says, in one line and without the address, which is said already."""
    lines = str(error).strip().splitlines() or [type(error).__name__]
    fatal = next((line for line in lines if "FATAL:" in line), None)
    return (fatal or lines[0]).rpartition("FATAL:")[2].strip()

"""What SQLite complains of, in the words of a user who can do something about it."""

import re
import sqlite3
from contextlib import suppress
from pathlib import Path

from eventsourcing import persistence

from tracker.store.errors import (
    StoreDamaged,
    StoreError,
    StoreForeign,
    StoreFull,
    StoreLocked,
    StoreMissing,
    StoreReadOnly,
)

_Known = tuple[type[StoreError], str, tuple[str, ...]]

_SAYS_DAMAGED = re.compile(
    "Could not decode to UTF-8|unsupported file format|malformed"
    "|no such (table: (?!alembic_version)|column: (?!version_num))|table .* has no column named"
)
"""What is wrong with the file itself, though SQLite has no number of its own for it."""

_LOCKED: _Known = (
    StoreLocked,
    "{file} was locked by another process for too long",
    ("try again when it has ended", "TRACKER_LOCK_TIMEOUT=60 waits for a minute"),
)
_READ_ONLY: _Known = (
    StoreReadOnly,
    "{file} can only be read",
    ("allow its owner to write the file and its folder",),
)
_KNOWN: dict[int, _Known] = {
    sqlite3.SQLITE_BUSY: _LOCKED,
    sqlite3.SQLITE_LOCKED: _LOCKED,
    sqlite3.SQLITE_READONLY: _READ_ONLY,
    sqlite3.SQLITE_PERM: _READ_ONLY,
    sqlite3.SQLITE_FULL: (
        StoreFull,
        "there is no room left to write {file}; nothing was recorded",
        ("make room on that disk and try again",),
    ),
    sqlite3.SQLITE_CORRUPT: (
        StoreDamaged,
        "{file} is damaged: {error}",
        ("go back to a copy of it, or import an export of it into a new book",),
    ),
    sqlite3.SQLITE_IOERR: (
        StoreError,
        "{file} cannot be read or written: {error}",
        ("look at the disk; nothing was recorded",),
    ),
}


def explained(error: sqlite3.Error, file: Path) -> Exception:
    """A StoreError where the store is at fault, else the library's error of the same name."""
    # The low byte is the kind of error; the rest tells variants apart.
    kind = getattr(error, "sqlite_errorcode", 0) & 0xFF
    said, _, _ = str(error).partition(" with text ")  # which may be anything
    if _SAYS_DAMAGED.match(said):
        kind = sqlite3.SQLITE_CORRUPT
    if kind in _KNOWN:
        named, message, hints = _KNOWN[kind]
        return named(message.format(file=file, error=said), *hints)
    if kind == sqlite3.SQLITE_NOTADB:
        return not_a_book(file, "if it was one, it is damaged: go back to a copy of it")
    if kind == sqlite3.SQLITE_CANTOPEN:
        return _unopened(file)
    return library_error(error)


def not_a_book(place: object, *hints: str) -> StoreForeign:
    """The complaint that a file is something else."""
    more = ("--db names another", *hints, "nothing in it was changed")
    return StoreForeign(f"{place} is not a book", *more)


def no_book(place: object) -> StoreMissing:
    """The complaint that there is no file, or an empty one."""
    return StoreMissing(
        f"there is no book at {place}",
        "tracker new DEAL TITLE begins one",
        "--db or TRACKER_DB names another",
    )


def _unopened(file: Path) -> StoreError:
    with suppress(OSError):  # a folder that may not be searched says nothing of its files
        if not file.exists():
            return no_book(file)
    return StoreError(
        f"{file} cannot be opened", "allow its owner to read and write the file and its folder"
    )


def library_error(error: Exception) -> Exception:
    """The same error in the family of the library: both name theirs by Python's specification."""
    names = (each.__name__ for each in type(error).__mro__)
    found = (getattr(persistence, name, None) for name in names)
    return next(filter(None, found), persistence.PersistenceError)(str(error))

"""Writers of books in one folder come one after the other, not whoever happens to ask in time.

SQLite lets in who asks first after a lock has gone, and that is nearly always the writer that had
it: another one, which looks again every now and then, may never be there in time. So whoever comes
next says so, and those behind wait for that. It is for fairness alone: where it cannot be had, a
writer takes its chance.
"""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Callable
from contextlib import suppress
from fcntl import LOCK_EX, LOCK_NB, flock
from pathlib import Path

AGAIN = 0.004
"""Seconds between two looks: SQLite by itself would look less and less often."""

IN_LINE = 3.0
"""Seconds to wait behind another: what that one waits for may be another book of the folder."""


def begin_in_turn(driver: sqlite3.Connection, folder: Path, seconds: float) -> None:
    """Begin a transaction that writes, unless others do not let it for so many seconds.

    Nothing is begun, too, where SQLite has another reason: it will give that again when asked. By
    then it does not wait by itself any more.
    """
    end = time.monotonic() + seconds
    # A lock of the folder: it ends with the process, and leaves no file behind.
    line = _opened(folder)
    try:
        if line is not None:
            _until(min(end, time.monotonic() + IN_LINE), lambda: _is_first(line))
        _until(end, lambda: _is_answered(driver))
    finally:
        if line is not None:
            os.close(line)


def _until(end: float, done: Callable[[], bool]) -> None:
    while not done() and time.monotonic() < end:
        time.sleep(AGAIN)


def _opened(folder: Path) -> int | None:
    with suppress(OSError):  # of a folder that may not be read
        return os.open(folder, os.O_RDONLY)
    return None


def _is_first(line: int) -> bool:
    """Whether nobody else comes next; so it is, too, on a disk that has no such locks."""
    try:
        flock(line, LOCK_EX | LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        return True
    return True


def _is_answered(driver: sqlite3.Connection) -> bool:
    """Whether it has begun, or waiting is of no use."""
    driver.execute("PRAGMA busy_timeout=0")
    try:
        driver.execute("BEGIN IMMEDIATE")
    except sqlite3.Error as error:
        return error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY
    return True

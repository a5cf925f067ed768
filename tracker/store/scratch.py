"""A folder for what is half done, which goes away with whoever made it.

A process that is killed removes nothing. As long as it lives it holds the lock of its folder, and
whoever makes the next one in the same place removes those that nobody holds.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from fcntl import LOCK_EX, LOCK_NB, flock
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp

_SUFFIX = ".tracker-unfinished"
_LOCK = "lock"


@contextmanager
def scratch(there: Path, purpose: str) -> Iterator[Path]:
    """A folder in that one, private to its owner, and called for its purpose. Raises OSError."""
    clear(there)
    folder, lock = _made(there, purpose)
    try:
        yield folder
    finally:
        with suppress(OSError):
            _remove(folder)
        os.close(lock)


def clear(there: Path) -> None:
    """Remove the folders in that one whose makers were killed."""
    for left in there.glob(f".*{_SUFFIX}"):
        _remove_if_left(left)


def _remove_if_left(folder: Path) -> None:
    with suppress(OSError):  # it is held, or another user's, or the disk knows no locks
        try:
            lock = os.open(folder / _LOCK, os.O_RDWR | os.O_NOFOLLOW)
        except FileNotFoundError:
            folder.rmdir()
            return
        try:
            flock(lock, LOCK_EX | LOCK_NB)
            _remove(folder)
        finally:
            os.close(lock)


def _remove(folder: Path) -> None:
    """With its lock at the end: without one, a folder that is not empty would stay for ever."""
    for each in folder.iterdir():
        if each.name != _LOCK:
            rmtree(each) if each.is_dir() else each.unlink()
    rmtree(folder)


def _made(there: Path, purpose: str) -> tuple[Path, int]:
    """A folder, and the handle that holds its lock."""
    while True:
        folder = Path(mkdtemp(prefix=f".{purpose}.", suffix=_SUFFIX, dir=there))
        # Until it is held, others take it for one that was left, and remove it.
        with suppress(FileNotFoundError):
            lock = os.open(folder / _LOCK, os.O_RDWR | os.O_CREAT, 0o600)
            with suppress(OSError):
                flock(lock, LOCK_EX)
            if folder.exists():
                return folder, lock
            os.close(lock)

"""Answers that go into a file: the whole file or the one that was there, and nothing between."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterable
from pathlib import Path

from tracker.cli.files import named
from tracker.domain.errors import Refusal
from tracker.store.errors import StoreError
from tracker.store.scratch import scratch

STDOUT = "-"
NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO)
"""What the disk has against a file, and not the file's name or rights."""
DATABASE = b"SQLite format 3\0"


def save(file: str, parts: Iterable[bytes]) -> None:
    """Put the parts into the file one after the other, and the file there in one step.

    Raises Refusal for a file that cannot be written, StoreError where there is no room for it.
    """
    path = named(file)
    try:
        if path.exists() and not path.is_file():
            with path.open("wb") as out:  # a pipe or a device has nothing to be replaced by
                out.writelines(parts)
        else:
            _refuse_a_book(path)
            _replace(path.resolve(), parts)
    except OSError as error:
        said = f"{file} cannot be written: {error.strerror}"
        if error.errno in NO_ROOM:
            raise StoreError(said) from None
        raise Refusal(said, kind="unwritable-file") from None


def _refuse_a_book(path: Path) -> None:
    if not path.exists():
        return
    with path.open("rb") as there:
        is_one = there.read(len(DATABASE)) == DATABASE
    if is_one:
        raise Refusal(f"{path} is a book, or another database", "name another file")


def _replace(path: Path, parts: Iterable[bytes]) -> None:
    """Write a file beside it, with the rights it had, then put that in its place."""
    with scratch(path.parent, "output") as folder:
        beside = folder / path.name
        with beside.open("wb") as out:
            out.writelines(parts)
            out.flush()
            os.fsync(out.fileno())
        beside.chmod(path.stat().st_mode if path.exists() else 0o666 & ~_umask())
        beside.replace(path)


def _umask() -> int:
    """What new files are denied; it can only be read by setting it."""
    denied = os.umask(0o077)
    os.umask(denied)
    return denied

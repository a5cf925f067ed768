"""What may become of a command that finds no room: it is done, or nothing of it is.

    unshare --user --map-root-user --mount python -m tests.faults.shortage FOLDER STEPS

mounts a small disk at FOLDER, tries with more and more room on it, and prints what went wrong.
"""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from functools import cache
from pathlib import Path

from tests.faults.asking import DEAL, OTHER, Desk, Words, a_book

WORDS: tuple[Words, ...] = (
    ("new", "fresh", "Fresh"),
    ("record", DEAL, "note: {long}", "--on", "2020-09-15"),
    ("import", "{log}"),
    ("import", "{casebook}"),
    ("rebuild",),
    ("backup", "{here}/copy.db"),
    ("export", "--all", "--format", "jsonl", "--output", "{here}/out"),
    ("export", OTHER, "--output", "{here}/there"),
    ("calendar", "--output", "{here}/out"),
    ("demo",),
)
IN_USE = ("-wal", "-shm")
"""What SQLite keeps beside a book that has a write-ahead log."""

JOURNAL = "book.db-journal"

RESTORED = ("import", "{log}")
"""The log of the book itself, in which nothing is new."""

Room = Callable[[float], AbstractContextManager[None]]
"""Room for a share of what every command has enough of."""

ENOUGH = 3_000_000
"""Bytes that every command has enough of."""

BEGUN = {"new", "import", "demo"}
"""Commands that are tried where there is no book yet, too."""


class Small(Desk):
    """A desk with an older file on it that an answer may replace, and a book to be mended."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.files |= {"here": self.folder, "long": "so it is, " * 1500}
        self.broken = self._broken()

    def _broken(self) -> bytes:
        """A book of which no table is as the log gives it, so that a rebuild writes them all."""
        self.put(a_book())
        with closing(sqlite3.connect(self.book)) as connection, connection:
            for table in ("bidders", "deadlines", "reviews", "standings"):
                connection.execute(f"DELETE FROM {table}")
        return self.book.read_bytes()

    def lay(self, words: Words, *, begun: bool) -> dict[str, bytes | None]:
        """The book that a command is about, and a file that was there before; what is there."""
        self.clear()
        if begun:
            self.book.write_bytes(self.broken if words[0] == "rebuild" else a_book())
        (self.folder / "there").write_bytes(b"as it was")
        return self.there()

    def is_as(self, before: dict[str, bytes | None]) -> bool:
        """Where there was no book an empty one may stay: there is no deal in it."""
        there = {name: each for name, each in self.there().items() if not name.endswith(IN_USE)}
        if "book.db" not in before and holds_nothing(there.get("book.db")):
            there.pop("book.db", None)
        return content(there) == content(before)

    def clear(self) -> None:
        for each in self.folder.iterdir():
            shutil.rmtree(each) if each.is_dir() else each.unlink()


def content(files: dict[str, bytes | None]) -> dict[str, object]:
    """The files, and of a book what it says: what is written into its free pages says nothing."""
    return {
        name: dump(each) if name == "book.db" and each else each for name, each in files.items()
    }


def holds_nothing(book: bytes | None) -> bool:
    return not book or not any(line.startswith('INSERT INTO "deals"') for line in dump(book))


@cache
def dump(book: bytes) -> list[str]:
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(book)
        return [*connection.iterdump()]


def wrong(desk: Small, words: Words, before: dict[str, bytes | None]) -> tuple[int, list[str]]:
    """Type a command where there may be no room: how it ended, and what should not have been."""
    asked = desk.ask(words)
    said: list[str] = []
    if asked.code not in {0, 5}:
        said.append(f"{words} ended with {asked.code}: {asked.err}")
    if asked.code == 5 and "tracker: " not in asked.err:
        said.append(f"{words} did not say why: {asked}")
    if asked.code and JOURNAL not in desk.there() and not desk.is_as(before):
        said.append(f"{words} left {sorted(desk.there())}, {asked.err}")
    return asked.code, said


def complaints(desk: Small, words: Words, room: Room, steps: int, *, begun: bool) -> list[str]:
    """Try a command with ever more room, from none to enough: in the end it must be done."""
    said, code = list[str](), 5
    for step in range(steps + 1):
        before = desk.lay(words, begun=begun)
        with room(step / steps):
            code, found = wrong(desk, words, before)
        said += found
        # What could not be undone without room is undone by the next command.
        if JOURNAL in desk.there():
            desk.ask(("deals",))
            if not desk.is_as(before):
                said.append(f"{words} left {sorted(desk.there())}, and it stayed")
    if code or (begun and not desk.verifies()):
        said.append(f"{words} with enough room: {code}, or the book is damaged")
    return said


def tries() -> Iterator[tuple[Words, bool]]:
    """Each command, and whether there is a book already."""
    yield from ((words, True) for words in WORDS if words != RESTORED)
    yield from ((words, False) for words in WORDS if words[0] in BEGUN)


# On a disk of its own


@contextmanager
def ballast(file: Path, free: int) -> Iterator[None]:
    """A file that leaves so many bytes of its disk to others."""
    disk = os.statvfs(file.parent)
    with file.open("wb") as out:
        if (size := disk.f_bavail * disk.f_frsize - free) > 0:
            os.posix_fallocate(out.fileno(), 0, size)
    try:
        yield
    finally:
        file.unlink()


def main(folder: Path, steps: int) -> None:
    mount = ["mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", str(folder)]
    subprocess.run(mount, check=True)
    desk = Small(folder)

    def room(share: float) -> AbstractContextManager[None]:
        return ballast(folder / "ballast", int(share * ENOUGH))

    found = [complaints(desk, words, room, steps, begun=begun) for words, begun in tries()]
    print(json.dumps([said for each in found for said in each]))


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))

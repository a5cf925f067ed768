"""Every command that opens a book, as it is typed about one book, and what it rightly answers."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from typer.testing import Result

import tracker
from tests.cli.commandline import Tracker
from tests.golden.make import GOLDEN, LOG

Words = tuple[str, ...]

DEAL, OTHER = "every-0-1", "odd-names"

READING: tuple[Words, ...] = (
    ("status", DEAL, "--json"),
    ("timeline", DEAL, "--json"),
    ("deadlines", "--json"),
    ("bidders", "oracle", "--json"),
    ("deals", "--json"),
    ("why", DEAL, "--json"),
    ("diff", DEAL, "2020-09-12", "2020-09-20", "--json"),
    ("changes", "--as-of", "2020-09-20", "--json"),
    ("changes", "--from", "0", "--json"),
    ("chart", DEAL, "--json"),
    ("show", DEAL, "3", "--json"),
    ("export", "--all", "--format", "jsonl"),
    ("export", "--all", "--format", "spans"),
    ("calendar",),
    ("check", "--json"),
    ("verify", "--head", "--json"),
)
WRITING: tuple[Words, ...] = (
    ("new", "fresh", "Fresh"),
    ("record", DEAL, "Oracle bid of $21bn", "--on", "2020-09-15"),
    ("record", OTHER, "note: so it is", "--on", "2021-09-15"),
    ("correct", DEAL, "5", "--on", "2020-09-09", "--because", "a slip"),
    ("retract", DEAL, "6", "--because", "another deal"),
    ("cite", DEAL, "7", "--source", "AP"),
    ("dispute", DEAL, "8", "--source", "AP", "--because", "denied"),
    ("import", "{log}"),
    ("import", "{casebook}"),
    ("rebuild",),
    ("demo",),
)
TENDING: tuple[Words, ...] = (("verify",), ("doctor",), ("backup", "{copy}", "--force"))
COMMANDS = (*READING, *WRITING, *TENDING)

WITHOUT_A_BOOK = {"words", "spec"}
"""Commands that open none; `serve` opens one as the others do, and then goes on."""


class Asked(NamedTuple):
    """How a command ended, and what it wrote."""

    code: int
    out: str
    err: str


class Desk:
    """A folder with a copy of the book to do anything to, and the files that commands name."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "desk"
        self.folder.mkdir()
        self.book = self.folder / "book.db"
        self.files: dict[str, Any] = {"log": folder / "log", "copy": folder / "copy.db"}
        self.files["casebook"] = CASEBOOK
        self.files["log"].write_bytes(a_log())

    def put(self, content: bytes) -> None:
        """A file with that content in the place of the book, and nothing beside it."""
        self.clear()
        self.book.write_bytes(content)

    def clear(self) -> None:
        shutil.rmtree(self.folder)
        self.folder.mkdir()

    def ask(self, words: Words, **env: str) -> Asked:
        """Type a command about whatever is in the place of the book."""
        typed = [each.format(**self.files) for each in words]
        if typed[0] == "demo":
            typed += ["--db", str(self.book)]
        return _asked(Tracker(self.book).run(*typed, **env))

    def verifies(self) -> bool:
        return self.ask(("verify",)).code == 0

    def there(self) -> dict[str, bytes | None]:
        """Every file of the folder with its content."""
        found = sorted(self.folder.rglob("*"))
        return {each.name: each.read_bytes() if each.is_file() else None for each in found}


CASEBOOK = Path(tracker.__file__).with_name("casebooks") / "tiktok-us.yaml"


def _asked(ran: Result) -> Asked:
    return Asked(ran.exit_code, ran.stdout, ran.stderr)


@cache
def a_log() -> bytes:
    """The log of a hundred entries and a few, in two deals, with every kind of entry."""
    lines = (GOLDEN / tracker.__version__ / LOG).read_bytes().splitlines(keepends=True)
    return b"".join(
        line for line in lines if f'"{DEAL}"'.encode() in line or OTHER.encode() in line
    )


@cache
def a_book() -> bytes:
    """The file of a book with that log."""
    with TemporaryDirectory() as folder:
        desk = Desk(Path(folder))
        assert desk.ask(("import", "{log}")).code == 0
        return desk.book.read_bytes()


@cache
def right() -> dict[Words, Asked]:
    """What the commands that only read answer of that book."""
    with TemporaryDirectory() as folder:
        desk = Desk(Path(folder))
        desk.put(a_book())
        return {words: desk.ask(words) for words in READING}


def in_turn(commands: Sequence[Words], turn: int, most: int) -> Iterator[Words]:
    """So many commands, each time the next ones."""
    for number in range(min(most, len(commands))):
        yield commands[(turn * most + number) % len(commands)]

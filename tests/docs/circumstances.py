"""What a file of the gallery can be set in: a book with a deal, or something gone wrong around it.

The first line of a docstring is what readers of the gallery are told.
"""

from __future__ import annotations

import errno
import os
import shlex
import sqlite3
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from types import SimpleNamespace
from typing import Any

import pytest
from sqlalchemy.engine.default import DefaultDialect
from typer.testing import CliRunner

from tests.docs.shell import Shell
from tracker.cli import files
from tracker.cli.app import app
from tracker.domain.chain import Chain
from tracker.formats.casebook import nodes
from tracker.store import scratch, sqlite
from tracker.store.book import Book
from tracker.store.errors import StoreUnreached

BOOK = Path("book.db")
DEAL = """\
new tiktok 'TikTok US operations' --zone America/New_York
record tiktok 'Microsoft bid of $30bn' --on 2020-08-02 --source Reuters --basis unnamed
record tiktok 'order EO 13942 effective 2020-09-20' --on 2020-08-06 --source 'Federal Register'
record tiktok 'sale due in 90 days' --on 2020-08-14
record tiktok 'Walmart joined Microsoft' --on 2020-08-27
record tiktok 'Microsoft bid rejected' --on 2020-09-13 --source Microsoft --basis statement
record tiktok 'Oracle chosen as technology partner' --on 2020-09-13 --source Reuters"""
Circumstance = Callable[[Shell, pytest.MonkeyPatch], None]
CIRCUMSTANCES: dict[str, Circumstance] = {}


def circumstance(made: Circumstance) -> Circumstance:
    CIRCUMSTANCES[made.__name__.replace("_", " ")] = made
    return made


@circumstance
def a_book_with_a_deal(_shell: Shell, _: pytest.MonkeyPatch) -> None:
    """The deal `tiktok` has six entries; it is 14 September 2020. Where nothing else is said."""
    BOOK.write_bytes(a_book())


@cache
def a_book() -> bytes:
    """The file of a book with that deal, made once."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / "book.db"
        env = {"TRACKER_DB": str(file), "TRACKER_TODAY": "2020-09-14"}
        for command in DEAL.splitlines():
            ran = CliRunner().invoke(app, shlex.split(command), env=env)
            assert ran.exit_code == 0, ran.output
        return file.read_bytes()


@circumstance
def no_book(_shell: Shell, _: pytest.MonkeyPatch) -> None:
    """Nobody has made a book yet."""


@circumstance
def a_disk_that_is_full(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    """The database cannot grow, and no other file either."""
    a_book_with_a_deal(shell, monkeypatch)
    opened = sqlite._open

    def open_and_limit(file: Path, seconds: float) -> sqlite3.Connection:
        connection = opened(file, seconds)
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count={pages}")
        return connection

    monkeypatch.setattr(sqlite, "_open", open_and_limit)
    monkeypatch.setattr(os, "fsync", lambda _: _fail(errno.ENOSPC))


@circumstance
def a_disk_that_fails(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    """The disk under the book gives errors when it is read."""
    a_book_with_a_deal(shell, monkeypatch)
    error = sqlite3.OperationalError("disk I/O error")
    error.sqlite_errorcode = sqlite3.SQLITE_IOERR
    monkeypatch.setattr(sqlite, "_open", _raiser(error))


@circumstance
def a_disk_that_fills_up_while_the_book_is_copied(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    """There is room for the beginning of the copy, and not for its end."""
    a_book_with_a_deal(shell, monkeypatch)
    connect = sqlite3.connect

    def connect_to_all_but_the_copy(database: Any, **options: Any) -> sqlite3.Connection:
        if Path(database).name == "copy.db":
            error = sqlite3.OperationalError("database or disk is full")
            error.sqlite_errorcode = sqlite3.SQLITE_FULL
            raise error
        opened: sqlite3.Connection = connect(database, **options)
        return opened

    monkeypatch.setattr(sqlite3, "connect", connect_to_all_but_the_copy)


@circumstance
def a_book_in_use(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another process writes the book and does not end; TRACKER_LOCK_TIMEOUT is 0."""
    a_book_with_a_deal(shell, monkeypatch)
    shell.env["TRACKER_LOCK_TIMEOUT"] = "0"
    other = sqlite3.connect(BOOK)
    other.execute("BEGIN EXCLUSIVE")
    shell.at_the_end(other.close)


@circumstance
def a_book_that_can_only_be_read(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    """The user may read the file of the book, and not write it."""
    a_book_with_a_deal(shell, monkeypatch)
    connect = sqlite3.connect

    def read_only(database: str, **options: Any) -> sqlite3.Connection:
        opened: sqlite3.Connection = connect(database.replace("mode=rw", "mode=ro"), **options)
        return opened

    monkeypatch.setattr(sqlite3, "connect", read_only)


@circumstance
def a_book_that_cannot_be_opened(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    """The user may neither read nor write the file of the book."""
    a_book_with_a_deal(shell, monkeypatch)
    error = sqlite3.OperationalError("unable to open database file")
    error.sqlite_errorcode = sqlite3.SQLITE_CANTOPEN
    monkeypatch.setattr(sqlite, "_open", _raiser(error))


@circumstance
def a_damaged_book(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    """Something has written over pages of the database."""
    a_book_with_a_deal(shell, monkeypatch)
    with BOOK.open("r+b") as file:
        file.seek(5 * 4096)
        file.write(b"\xab" * 4096 * 4)


@circumstance
def a_server_that_breaks_off(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    """The book is on a server, which is gone when what was written is to be kept."""
    a_book_with_a_deal(shell, monkeypatch)
    commit: Any = DefaultDialect.do_commit

    def break_off(dialect: DefaultDialect, connection: Any) -> None:
        if connection.total_changes:
            raise StoreUnreached(
                "the server of postgresql+psycopg://db.example/deals broke off: "
                "server closed the connection unexpectedly",
                "try again; if it says so again, ask whoever runs the server",
            )
        commit(dialect, connection)

    monkeypatch.setattr(DefaultDialect, "do_commit", break_off)


@circumstance
def a_book_that_was_removed_without_its_journal(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever wrote the book was killed; then somebody removed it, and not what lay beside it."""
    a_book_with_a_deal(shell, monkeypatch)
    BOOK.rename(BOOK.with_name("book.db-wal"))


@circumstance
def a_closed_stdin(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    """The command was begun with `<&-`."""
    a_book_with_a_deal(shell, monkeypatch)
    monkeypatch.setattr("tracker.cli.files.sys", SimpleNamespace(stdin=None))


@circumstance
def a_file_that_cannot_be_read_to_its_end(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    """The disk gives an error in the middle of `heads.txt`."""
    a_book_with_a_deal(shell, monkeypatch)

    monkeypatch.setattr("tracker.cli.files.Path", lambda _: SimpleNamespace(open=_Unfinished))


@circumstance
def a_closed_stdout(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    """The command was begun with `>&-`."""
    a_book_with_a_deal(shell, monkeypatch)
    monkeypatch.setattr("tracker.cli.output.sys", SimpleNamespace(stdout=None))


@circumstance
def a_stdout_that_takes_no_more(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    """The answer goes to a file on a disk that is full."""
    a_book_with_a_deal(shell, monkeypatch)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    shell.at_the_end(lambda: os.close(nowhere))
    stdout = SimpleNamespace(
        encoding="utf-8",
        isatty=lambda: False,
        fileno=lambda: nowhere,
        write=lambda _: _fail(errno.ENOSPC),
    )
    monkeypatch.setattr("tracker.cli.output.sys", SimpleNamespace(stdout=stdout))


@circumstance
def somebody_at_a_terminal(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    """The command can ask; what is typed stands behind `<`."""
    a_book_with_a_deal(shell, monkeypatch)
    monkeypatch.setattr("tracker.cli.guide.is_a_terminal", lambda: True)


@circumstance
def no_pytest(_shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    """The tracker was installed without its optional part `specs`."""
    monkeypatch.delitem(sys.modules, "tracker.bdd.spec", raising=False)
    monkeypatch.setitem(sys.modules, "pytest_bdd", None)
    for name in [name for name in sys.modules if name.startswith(("pytest_bdd.", "tracker.bdd"))]:
        monkeypatch.delitem(sys.modules, name)


@circumstance
def no_fastapi(_shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    """The tracker was installed without its optional part `page`."""
    monkeypatch.setitem(sys.modules, "fastapi", None)
    for name in [name for name in sys.modules if name.startswith("tracker.web")]:
        monkeypatch.delitem(sys.modules, name)


@circumstance
def no_psycopg(_shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    """The tracker was installed without the package for PostgreSQL."""
    monkeypatch.setitem(sys.modules, "psycopg", None)


@circumstance
def no_web_server(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    """The tracker was installed without its optional part `page`."""
    a_book_with_a_deal(shell, monkeypatch)
    for name in [name for name in sys.modules if name.startswith("tracker.web")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "uvicorn", None)
    monkeypatch.setitem(sys.modules, "fastapi", None)
    monkeypatch.setitem(sys.modules, "starlette", None)


@circumstance
def nothing_that_draws(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    """The tracker was installed without its optional part `page`."""
    a_book_with_a_deal(shell, monkeypatch)
    monkeypatch.setitem(sys.modules, "vl_convert", None)


@circumstance
def somebody_who_is_faster(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another process puts a book in the same place, a moment earlier."""
    a_book_with_a_deal(shell, monkeypatch)
    monkeypatch.setattr(os, "link", lambda *_: _fail(errno.EEXIST))


@circumstance
def a_disk_that_takes_no_links(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    """The file system knows no second name for a file, which a new book is put in place with."""
    a_book_with_a_deal(shell, monkeypatch)
    monkeypatch.setattr(os, "link", lambda *_: _fail(errno.EPERM))


@circumstance
def a_folder_that_takes_nothing(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody may make anything in the folder."""
    a_book_with_a_deal(shell, monkeypatch)
    monkeypatch.setattr(scratch, "mkdtemp", lambda **_: _fail(errno.EACCES))


@circumstance
def a_machine_with_little_memory(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    """There is less of it than the answer needs."""
    a_book_with_a_deal(shell, monkeypatch)
    monkeypatch.setattr(Book, "history", _raiser(MemoryError()))


@circumstance
def bounds_that_are_small(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file may have 200 bytes, a line of it 100, a casebook 20 texts and lists."""
    a_book_with_a_deal(shell, monkeypatch)
    monkeypatch.setattr(files, "LONGEST_TEXT", 200)
    monkeypatch.setattr(files, "LONGEST_LINE", 100)
    monkeypatch.setattr(nodes, "MOST_NODES", 20)


@circumstance
def a_defect(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody has made a mistake in the tracker."""
    a_book_with_a_deal(shell, monkeypatch)
    monkeypatch.setattr(Book, "history", _raiser(KeyError("zone")))


@circumstance
def an_impatient_user(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    """The user presses Ctrl-C while the command runs."""
    a_book_with_a_deal(shell, monkeypatch)
    monkeypatch.setattr(Book, "history", _raiser(KeyboardInterrupt()))


@circumstance
def a_log_whose_hashes_were_made_anew(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever edits the log computes every hash anew, as somebody would who wants to deceive."""
    a_book_with_a_deal(shell, monkeypatch)
    monkeypatch.setattr(Chain, "_fits", lambda *_: None)


class _Unfinished:
    """A file whose first line ends in an error."""

    def __init__(self, _mode: str) -> None: ...

    def __enter__(self) -> _Unfinished:
        return self

    def __exit__(self, *_: object) -> None: ...

    def readline(self, _most: int) -> bytes:
        _fail(errno.EIO)
        return b""


def _fail(code: int) -> Any:
    raise OSError(code, os.strerror(code))


def _raiser(error: BaseException) -> Callable[..., Any]:
    def fail(*_: Any, **__: Any) -> Any:
        raise error

    return fail

"""A book in an SQLite file: safe settings, honest transactions, errors in the user's words."""

import errno
import os
import sqlite3
import stat
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from filecmp import cmp
from functools import partial
from itertools import count, takewhile
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import URL, Connection, Engine, create_engine, event, func, select
from sqlalchemy.engine import ExceptionContext

from tracker.store.errors import StoreDamaged, StoreError
from tracker.store.patience import lock_timeout
from tracker.store.remedies import EXPORT, RESTORE
from tracker.store.scratch import scratch
from tracker.store.tables import entries, origins
from tracker.store.trouble import explained, not_a_book
from tracker.store.turns import begin_in_turn

TRIGGERS = {f"entries_are_not_{done}" for done in ("changed", "removed", "replaced")}
"""What keeps the log of a book from being changed."""

_POSITIONS = select(
    func.count(), func.min(entries.c.position), func.max(entries.c.position)
).select_from(entries)
# By itself it is found at the end of an index; with the count every entry is looked at.
_LAST_POSITION = select(func.max(entries.c.position))


def engine(file: Path) -> Engine:
    """An engine for a file, which must exist by the time of the first connection."""
    # Unlike the one of Path, this one leaves the home of nobody what it is.
    file, seconds = Path(os.path.expanduser(file)).absolute(), lock_timeout()  # noqa: PTH111
    if not str(file).isprintable():
        raise StoreError(f"{str(file)!a} is no path of a book", "--db names another")
    _refuse_what_is_too_long(file)
    made = create_engine(
        URL.create("sqlite", database=str(file)), creator=lambda: _open(file, seconds)
    )
    event.listen(made, "begin", partial(_begin, seconds))
    event.listen(made, "handle_error", _explain)
    return made


def _refuse_what_is_too_long(file: Path) -> None:
    try:
        os.lstat(file)
    except OSError as error:
        if error.errno == errno.ENAMETOOLONG:
            raise StoreError(
                f"a book cannot be at {file}: {error.strerror}", "--db names another place"
            ) from None


def path(engine: Engine) -> Path:
    """The file of an engine's book."""
    return Path(engine.url.database or "")


def place(engine: Engine) -> str:
    """The path of an engine's book."""
    return str(path(engine))


def make(engine: Engine) -> None:
    """Make an empty file for the book, unless there is one."""
    if not is_there(path(engine)):
        refuse_another_journal(path(engine))
    make_file(path(engine))


def is_there(file: Path) -> bool:
    """Whether there is a file; one in a folder that may not be entered is left to who opens it."""
    try:
        return file.exists()
    except OSError:
        return True


def make_file(file: Path) -> None:
    """Make an empty file there, private to its owner as its folder is, unless there is one."""
    try:
        make_folder(file.parent)
        # A pipe is no book, and would be waited for.
        made = os.open(file, os.O_CREAT | os.O_RDONLY | os.O_NONBLOCK, 0o600)
        try:
            _refuse_what_is_no_file(file, os.fstat(made))
        finally:
            os.close(made)
    except OSError as error:
        raise StoreError(
            f"a book cannot be made at {file}: {error.strerror}", "--db names another place"
        ) from error


def make_folder(folder: Path) -> None:
    """Make a folder, and those that it is in, private to its owner. Raises OSError."""
    for each in (*reversed(folder.parents), folder):
        if not each.exists():
            each.mkdir(mode=0o700, exist_ok=True)


def settle(engine: Engine) -> None:
    """Use the write-ahead log where this SQLite is safe with it, else the rollback journal.

    While others have the book open the journal stays what it is; the next start tries again.
    """
    wanted = "wal" if wal_is_safe() else "delete"
    with _driver(engine) as connection, suppress(sqlite3.OperationalError):
        if connection.execute("PRAGMA journal_mode").fetchone()[0] != wanted:
            connection.execute(f"PRAGMA journal_mode={wanted}")


def wal_is_safe(version: tuple[int, ...] = sqlite3.sqlite_version_info) -> bool:
    """Whether that SQLite is free of the WAL-reset race, which can corrupt a book of many writers.

    Fixed in 3.51.3, and in 3.50.7 and 3.44.6 of the older lines: https://sqlite.org/wal.html
    """
    return (
        version >= (3, 51, 3) or (3, 50, 7) <= version < (3, 51) or (3, 44, 6) <= version < (3, 45)
    )


def keep(engine: Engine, revision: str) -> None:
    """Keep a copy of the book of that revision beside it, in the place of nothing else."""
    names = partial(_names_of_copies, path(engine), revision)
    free = next(each for each in names() if not each.exists())
    copy(engine, free)
    if any(cmp(free, each, shallow=False) for each in takewhile(free.__ne__, names())):
        free.unlink()  # an attempt that failed has kept it already


def _names_of_copies(book: Path, revision: str) -> Iterator[Path]:
    yield book.with_name(f"{book.stem}.{revision}{book.suffix}")
    for number in count(2):
        yield book.with_name(f"{book.stem}.{revision}.{number}{book.suffix}")


def alone(_: Connection) -> None:
    """Nothing to wait for: a transaction that writes is alone in the file."""


def take_turn(_: Connection, _deal: str) -> None:
    """Nothing to wait for: a transaction that writes is alone in the file."""


def overtaken(_: Connection, _deal: str, _version: int) -> bool:
    """Never: a transaction that writes is alone in the file."""
    return False


def positions(connection: Connection) -> range:
    """From one more than the last: nobody else's, because one writer is let in at a time."""
    return range(1 + (connection.scalar(_LAST_POSITION) or 0), 2**63)


def settled(_: Connection) -> None:
    """Whatever is there was written by transactions that came one after the other."""


def copy(engine: Engine, target: Path) -> None:
    """Write a whole copy of the book, as last committed, to `target`, replacing what is there.

    Raises StoreError where it cannot be written, StoreDamaged where the book is not sound.
    """
    refuse_another_journal(target)
    try:
        make_folder(target.parent)
        with scratch(target.parent, target.name) as folder:
            whole = folder / target.name
            make_file(whole)
            with _driver(engine) as source, closing(sqlite3.connect(whole.absolute())) as copied:
                source.backup(copied)
                _refuse_damage(copied)
            whole.replace(target)
    except OSError as error:
        raise StoreError(f"{target} cannot be written: {error.strerror}") from error


def _refuse_damage(copied: sqlite3.Connection) -> None:
    said = copied.execute("PRAGMA quick_check(1)").fetchone()[0]
    if said != "ok":
        raise StoreDamaged(
            f"the book is damaged, and is not copied: {' '.join(said.split())}",
            "tracker verify says more",
        )


def refuse_another_journal(file: Path) -> None:
    """Raises StoreError where another book's journal would be taken for that of a file put there.

    SQLite would write what is in it into the file. Nor can it be removed: it may hold entries that
    are nowhere else.
    """
    for journal in (file.with_name(f"{file.name}{end}") for end in ("-journal", "-wal")):
        if _is_begun(journal):
            raise StoreError(
                f"{journal} holds what was not yet written into the book beside it",
                f"if {file.name} is there: tracker verify --db {file} writes it",
                "if it was moved or removed, move or remove that file too",
            )


def _is_begun(journal: Path) -> bool:
    """Whether SQLite would use it: at first its beginning is left empty, or made so at the end."""
    with suppress(OSError):
        if journal.is_file():
            with journal.open("rb") as file:
                return file.read(1) not in {b"", b"\0"}
    return False


def facts(engine: Engine, connection: Connection) -> dict[str, Any]:
    """The file, how it is written, and what a short look at it finds."""
    return {
        "path": place(engine),
        "journal_mode": connection.exec_driver_sql("PRAGMA journal_mode").scalar(),
        "sqlite": connection.exec_driver_sql("SELECT sqlite_version()").scalar(),
        "wal_is_safe": wal_is_safe(),
        "integrity": connection.exec_driver_sql("PRAGMA quick_check(1)").scalar(),
    }


def faults(connection: Connection) -> Iterator[tuple[str, str]]:
    """Where the file is damaged, open to changes of the log, or lacks a position of it."""
    for said in connection.exec_driver_sql("PRAGMA integrity_check").scalars():
        if said != "ok":
            yield f"the database is damaged: {said}", RESTORE
    for row in connection.exec_driver_sql("PRAGMA foreign_key_check"):
        yield f"the database is damaged: {row[0]} points at nothing", RESTORE
    found = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'trigger'")
    for name in sorted(TRIGGERS.difference(found.scalars())):
        yield f"the log can be changed: the trigger {name} is gone", EXPORT
    count, first, last = connection.execute(_POSITIONS).one()
    if count and (first, last) != (1, count):
        yield f"the book has {count} entries in the positions {first} to {last}", RESTORE
    if connection.scalar(select(func.count()).select_from(origins)):
        yield "the table origins has a row, which only a server gives", RESTORE


def _open(file: Path, seconds: float) -> sqlite3.Connection:
    with suppress(OSError):  # there is none, or its folder may not be entered: SQLite says so
        _refuse_what_is_no_file(file, file.stat())
    # mode=rw: SQLite would make a missing file, readable by all. isolation_level=None: Python
    # would begin transactions too late, and a read before the first write would not be in one.
    connection = sqlite3.connect(
        f"file:{quote(str(file))}?mode=rw",
        uri=True,
        isolation_level=None,
        timeout=seconds,
        check_same_thread=False,
    )
    with ExitStack() as unless_ready:
        unless_ready.callback(connection.close)
        connection.execute("PRAGMA foreign_keys=ON")
        connection.execute("PRAGMA synchronous=FULL")
        unless_ready.pop_all()
    return connection


def _refuse_what_is_no_file(file: Path, found: os.stat_result) -> None:
    if not stat.S_ISREG(found.st_mode):
        raise not_a_book(file)


def _begin(seconds: float, connection: Connection) -> None:
    if connection.get_execution_options().get("reading", False):
        connection.exec_driver_sql("BEGIN")
        return
    # A transaction that reads first and writes later must have the lock before it reads: else
    # two of them read the same and one overwrites what the other wrote.
    driver: Any = connection.connection.driver_connection
    try:
        begin_in_turn(driver, path(connection.engine).parent, seconds)
        if not driver.in_transaction:
            connection.exec_driver_sql("BEGIN IMMEDIATE")
    finally:
        driver.execute(f"PRAGMA busy_timeout={int(1000 * seconds)}")


@contextmanager
def _driver(engine: Engine) -> Iterator[sqlite3.Connection]:
    """The driver's own connection, outside of any transaction."""
    lent = engine.raw_connection()
    connection: Any = lent.driver_connection
    try:
        yield connection
    except sqlite3.Error as error:
        raise explained(error, path(engine)) from error
    finally:
        lent.close()


def _explain(context: ExceptionContext) -> None:
    error = context.original_exception
    if isinstance(error, sqlite3.Error) and context.engine is not None:
        raise explained(error, path(context.engine)) from error

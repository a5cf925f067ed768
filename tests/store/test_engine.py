"""Where a book may be, how it is opened, and what is said when that fails."""

import resource
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from eventsourcing import persistence
from sqlalchemy import Engine

from tests.store.conftest import Append
from tracker.store.engine import connect
from tracker.store.errors import (
    StoreDamaged,
    StoreError,
    StoreFull,
    StoreLocked,
    StoreReadOnly,
)
from tracker.store.recorder import Recorder
from tracker.store.schema import prepare
from tracker.store.sqlite import settle, wal_is_safe
from tracker.store.trouble import explained

pytestmark = pytest.mark.sqlite


@pytest.mark.parametrize("place", ["{file}", "sqlite:///{file}", "sqlite+pysqlite:///{file}"])
def test_a_path_and_an_address_lead_to_the_same_book(
    file: Path, append: Append, place: str
) -> None:
    append("a", b"1")
    engine = connect(place.format(file=file))
    prepare(engine)
    assert [each.state for each in Recorder(engine).select_events("a")] == [b"1"]
    engine.dispose()


@pytest.mark.parametrize("place", ["sqlite://", "oracle://tiger@db/book", "://", "mailto://"])
def test_other_addresses_are_refused(place: str) -> None:
    with pytest.raises(StoreError, match=r"not a book|cannot be read as a database URL"):
        connect(place)


def test_a_password_is_not_repeated() -> None:
    with pytest.raises(StoreError) as caught:
        connect("oracle://scott:tiger@db/book")
    assert "tiger" not in f"{caught.value} {caught.value.hints}"


def test_connections_are_set_up_for_safety(engine: Engine) -> None:
    with engine.begin() as connection:
        settings = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("foreign_keys", "synchronous", "busy_timeout")
        }
    assert settings == {"foreign_keys": 1, "synchronous": 2, "busy_timeout": 10_000}


@pytest.mark.parametrize(
    ("number", "safe"),
    [
        ((3, 7, 0), False),
        ((3, 40, 1), False),
        ((3, 44, 5), False),
        ((3, 44, 6), True),
        ((3, 45, 0), False),
        ((3, 50, 6), False),
        ((3, 50, 7), True),
        ((3, 51, 0), False),
        ((3, 51, 2), False),
        ((3, 51, 3), True),
        ((3, 52, 0), True),
        ((4, 0, 0), True),
    ],
)
def test_the_write_ahead_log_is_used_where_it_is_safe(
    number: tuple[int, int, int], safe: bool
) -> None:
    assert wal_is_safe(number) is safe


@pytest.mark.parametrize("mode", ["wal", "delete"])
def test_the_journal_is_settled_at_the_start(
    engine: Engine, append: Append, mode: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for now in ("delete" if mode == "wal" else "wal", mode):
        monkeypatch.setattr("tracker.store.sqlite.wal_is_safe", lambda now=now: now == "wal")
        settle(engine)
    with engine.begin() as connection:
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == mode
    append("a", b"1")


def test_the_journal_stays_while_others_write(
    engine: Engine, recorder: Recorder, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TRACKER_LOCK_TIMEOUT", "0.05")
    monkeypatch.setattr("tracker.store.sqlite.wal_is_safe", lambda: True)
    other = connect(file)
    with recorder.transaction():
        settle(other)
    other.dispose()


def test_a_missing_file_is_not_made(file: Path) -> None:
    engine = connect(file)
    with pytest.raises(StoreError, match="there is no book"):
        engine.connect()
    assert not file.exists()


def test_a_damaged_page_is_said_so(engine: Engine, append: Append, file: Path) -> None:
    append("a", *(b"x" * 500 for _ in range(200)))
    engine.dispose()
    content = bytearray(file.read_bytes())
    content[4096:] = b"\xff" * (len(content) - 4096)
    file.write_bytes(content)
    with pytest.raises(StoreDamaged, match="is damaged"):
        Recorder(engine).select_events("a")


@contextmanager
def file_size_limit(size: int) -> Iterator[None]:
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_a_write_that_does_not_fit_leaves_the_book_as_it_was(
    append: Append, recorder: Recorder, file: Path
) -> None:
    append("a", b"1")
    with file_size_limit(file.stat().st_size + 8192), pytest.raises(StoreError) as caught:
        append("a", *(b"x" * 5000 for _ in range(50)), first=1)
    assert "nothing was recorded" in " ".join((caught.value.message, *caught.value.hints))
    append("a", b"2", first=1)
    assert [each.state for each in recorder.select_events("a")] == [b"1", b"2"]


def test_no_room_is_said_so(engine: Engine, append: Append) -> None:
    with engine.begin() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        connection.exec_driver_sql(f"PRAGMA max_page_count={pages + 1}")
    with pytest.raises(StoreFull, match="no room left"):
        append("a", *(b"x" * 5000 for _ in range(50)))


def test_a_read_only_book_can_be_read(append: Append, file: Path) -> None:
    append("a", b"1")
    engine = connect(file)
    with closing(engine.raw_connection()) as connection:
        connection.cursor().execute("PRAGMA query_only=ON")
    assert len(Recorder(engine).select_events("a")) == 1
    with pytest.raises(StoreReadOnly, match="can only be read"):
        Append(Recorder(engine))("a", b"2", first=1)
    engine.dispose()


def trouble(code: int, kind: type[sqlite3.Error] = sqlite3.OperationalError) -> sqlite3.Error:
    error = kind("as SQLite says")
    error.sqlite_errorcode = code
    return error


@pytest.mark.parametrize(
    ("error", "named"),
    [
        (trouble(sqlite3.SQLITE_BUSY), StoreLocked),
        (trouble(sqlite3.SQLITE_BUSY_SNAPSHOT), StoreLocked),
        (trouble(sqlite3.SQLITE_READONLY_DIRECTORY), StoreReadOnly),
        (trouble(sqlite3.SQLITE_CORRUPT_INDEX), StoreDamaged),
        (trouble(sqlite3.SQLITE_FULL), StoreFull),
        (trouble(sqlite3.SQLITE_IOERR_WRITE), StoreError),
        (sqlite3.IntegrityError(), persistence.IntegrityError),
        (sqlite3.OperationalError(), persistence.OperationalError),
        (sqlite3.ProgrammingError(), persistence.ProgrammingError),
        (sqlite3.DataError(), persistence.DataError),
        (sqlite3.Error(), persistence.PersistenceError),
    ],
)
def test_each_trouble_has_its_name(error: sqlite3.Error, named: type[Exception]) -> None:
    assert type(explained(error, Path("book.db"))) is named


def test_a_file_without_permission_is_said_so(file: Path) -> None:
    file.touch()  # The error is made by hand, because file modes do not bind root.
    said = explained(trouble(sqlite3.SQLITE_CANTOPEN), file)
    assert isinstance(said, StoreError)
    assert "cannot be opened" in said.message

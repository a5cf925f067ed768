"""What a book on a PostgreSQL server keeps that its own database has to see to."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from secrets import token_hex
from typing import Any

import psycopg
import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from eventsourcing import persistence
from eventsourcing.persistence import StoredEvent
from sqlalchemy import (
    Engine,
    ForeignKeyConstraint,
    PrimaryKeyConstraint,
    Table,
    UniqueConstraint,
    text,
)

from tests.places import administering, forget, in_schema, statements
from tracker.cli.place import Place
from tracker.domain.casebook import ImportRefused
from tracker.domain.drafts import Draft
from tracker.domain.errors import Refusal
from tracker.domain.facts import ALWAYS, NEVER
from tracker.store import postgresql
from tracker.store.address import for_libpq
from tracker.store.backup import back_up
from tracker.store.beginning import beginning
from tracker.store.book import Book, open_book
from tracker.store.engine import connect, reading
from tracker.store.errors import (
    StoreDamaged,
    StoreError,
    StoreForeign,
    StoreFull,
    StoreLocked,
    StoreMissing,
    StoreNewer,
    StoreOvertaken,
    StoreReadOnly,
    StoreUnreached,
)
from tracker.store.integrity import verify
from tracker.store.patience import LOCK_TIMEOUT
from tracker.store.postgresql_trouble import explained
from tracker.store.recorder import Recorder
from tracker.store.schema import SCHEMA, migrations, prepare, version
from tracker.store.tables import metadata

TWO_DEALS = "\n---\n".join(
    f"deal: {deal}\ntitle: Deal {deal.upper()}\nzone: UTC\n"
    "entries: [{on: 2020-09-13, what: Oracle chosen}]"
    for deal in "ab"
)
COPY = "SELECT deal, entry, 'x', event, state, previous, hash, position FROM entries"
UPSERT = "DO UPDATE SET position = 1"


@pytest.fixture
def place(tmp_path: Path) -> Iterator[str]:
    """The address of an empty book."""
    yield in_schema(tmp_path / "book.db")
    forget(tmp_path)


@pytest.fixture
def engine(place: str) -> Iterator[Engine]:
    engine = connect(place)
    yield engine
    engine.dispose()


@pytest.fixture
def recorder(engine: Engine) -> Recorder:
    return Recorder(engine)


@pytest.fixture
def book(place: str) -> Iterator[Book]:
    with open_book(place) as book:
        book.new("a", "Deal A", zone="UTC")
        book.record("a", Draft(sentence="Microsoft bid of $30bn", on="2020-08-02"))
        yield book


def event(deal: str, entry: int = 0) -> StoredEvent:
    return StoredEvent(deal, entry, "said", b"{}")


class TestKeeping:
    @pytest.mark.parametrize(
        ("statement", "reason"),
        [
            ("UPDATE entries SET position = 1", "record a correction"),
            ("DELETE FROM entries", "record a retraction"),
            ("TRUNCATE entries", "record a retraction"),
            (f"INSERT INTO entries {COPY} ON CONFLICT (deal, entry) {UPSERT}", "a correction"),
        ],
    )
    def test_an_entry_stays_what_it_is(self, book: Book, statement: str, reason: str) -> None:
        with (
            pytest.raises(persistence.IntegrityError, match=f"the log only grows: .*{reason}"),
            book.engine.begin() as connection,
        ):
            connection.exec_driver_sql(statement)

    @pytest.mark.parametrize("table", ["bidders", "deadlines", "reviews", "standings"])
    def test_rows_of_one_name_do_not_overlap(self, engine: Engine, table: str) -> None:
        def insert(held: tuple[int, int], known: tuple[int, int], deal: str = "a") -> None:
            with engine.begin() as connection:
                connection.execute(_row(table, deal, held, known))

        insert((0, 10), (0, 10))
        insert((10, NEVER), (0, 10))
        insert((0, 10), (10, NEVER))
        insert((5, 15), (5, 15), deal="b")
        with pytest.raises(persistence.IntegrityError, match=f"{table}_are_disjoint"):
            insert((9, 11), (9, 11))
        with pytest.raises(persistence.IntegrityError, match=f"{table}_are_disjoint"):
            insert((ALWAYS, 1), (ALWAYS, 1))

    def test_verify_finds_what_was_changed_and_that_it_could_be(self, book: Book) -> None:
        assert verify(book.recorder).findings == ()
        with book.engine.begin() as connection:
            connection.exec_driver_sql("ALTER TABLE entries DISABLE TRIGGER ALL")
            connection.exec_driver_sql("UPDATE entries SET state = '\\x00' WHERE entry = 1")
            connection.exec_driver_sql("UPDATE bidders SET status = 'chosen'")
            connection.exec_driver_sql("DROP TRIGGER entries_are_not_emptied ON entries")
        said = [each.message for each in verify(book.recorder).findings]
        assert [each for each in said if "can be changed" in each] == [
            "the log can be changed: the trigger entries_are_not_changed is gone",
            "the log can be changed: the trigger entries_are_not_emptied is gone",
        ]
        assert any("entry #1" in each for each in said)

    def test_verify_finds_a_row_that_the_log_does_not_give(self, book: Book) -> None:
        with book.engine.begin() as connection:
            connection.exec_driver_sql("UPDATE bidders SET status = 'chosen'")
        found = [each.message for each in verify(book.recorder).findings]
        assert found
        assert all("the table bidders has a row of Microsoft" in each for each in found)
        book.rebuild()
        assert verify(book.recorder).findings == ()

    def test_rebuild_forgets_the_rows_of_deals_that_are_not_there(self, book: Book) -> None:
        with book.engine.begin() as connection:
            connection.execute(_row("standings", "stray", (0, 1), (0, 1)))
        assert verify(book.recorder).findings != ()
        book.rebuild()
        assert verify(book.recorder).findings == ()


def _row(table: str, deal: str, held: tuple[int, int], known: tuple[int, int]) -> Any:
    """A row that says as little as the table allows."""
    values: dict[str, Any] = {"deal": deal, "held_from": held[0], "held_to": held[1]}
    values |= {"known_from": known[0], "known_to": known[1]}
    defaults = {"TEXT": "x", "BOOLEAN": False, "INTEGER": 0, "BIGINT": 0}
    for column in metadata.tables[table].c:
        if not column.nullable:
            values.setdefault(column.name, defaults[str(column.type).partition(" ")[0]])
    return metadata.tables[table].insert().values(values)


class TestWriting:
    def test_writers_of_different_deals_do_not_wait(self, recorder: Recorder) -> None:
        recorder.insert_events([event("a"), event("b")])
        done: list[str] = []

        def record(deal: str) -> None:
            recorder.insert_events([event(deal, 0 if deal == "c" else 1)])
            done.append(deal)

        with recorder.transaction():
            recorder.insert_events([event("a", 1)])
            others = [threading.Thread(target=record, args=deal) for deal in "bc"]
            for other in others:
                other.start()
            for other in others:
                other.join(20)
            assert sorted(done) == ["b", "c"]

    @pytest.mark.parametrize("deal", ["there", "new"])
    def test_a_writer_of_the_same_deal_gives_up_in_the_end(
        self, recorder: Recorder, place: str, deal: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        recorder.insert_events([event("there")])
        monkeypatch.setenv(LOCK_TIMEOUT, "0.05")
        impatient = connect(place)
        number = 1 if deal == "there" else 0
        with recorder.transaction():
            recorder.insert_events([event(deal, number)])
            with pytest.raises(StoreLocked, match="kept locked") as caught:
                Recorder(impatient).insert_events([event(deal, number)])
        assert any(LOCK_TIMEOUT in hint for hint in caught.value.hints)
        impatient.dispose()

    def test_two_who_begin_one_deal_begin_it_once(self, place: str) -> None:
        barrier, said = threading.Barrier(4), list[bool]()

        def begin() -> None:
            with open_book(place) as book:
                barrier.wait()
                said.append(book.new("a", "Deal A", zone="UTC"))

        threads = [threading.Thread(target=begin) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert sorted(said) == [False, False, False, True]

    def test_entries_of_a_deal_have_positions_in_their_order(self, recorder: Recorder) -> None:
        recorder.insert_events([event("a"), event("b")])
        with recorder.transaction():
            recorder.lock_head("a")
            other = threading.Thread(target=lambda: recorder.insert_events([event("b", 1)]))
            other.start()
            other.join()
            with pytest.raises(StoreOvertaken, match="others wrote b"):
                recorder.lock_head("b")

    def test_an_import_that_was_overtaken_begins_again(
        self, book: Book, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        book.new("b", "Deal B", zone="UTC")
        lock, locked = book.recorder.lock_head, list[str]()

        def interfere(deal: str) -> Any:
            locked.append(deal)
            if locked == ["a", "b"]:
                draft = Draft(sentence="Walmart interested", on="2020-08-30", new=True)
                other = threading.Thread(target=lambda: _record(book, "b", draft))
                other.start()
                other.join()
            return lock(deal)

        monkeypatch.setattr(book.recorder, "lock_head", interfere)
        book.import_casebook(TWO_DEALS, file="cases.yaml", zone="UTC")
        monkeypatch.undo()
        assert locked[:4] == ["a", "b", "a", "b"]
        assert [each.number for each in book.history("b").entries] == [1, 2]
        assert verify(book.recorder).findings == ()

    def test_a_transaction_holds_what_its_positions_count(
        self, recorder: Recorder, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(postgresql, "PLACES", 1)
        with pytest.raises(StoreFull, match="more than one transaction can hold"):
            recorder.insert_events([event("a", number) for number in range(3)])
        assert recorder.select_events("a") == []


def _record(book: Book, deal: str, draft: Draft) -> None:
    with open_book(book.engine.url.render_as_string(hide_password=False)) as other:
        other.record(deal, draft)


class TestFollowing:
    def test_nothing_appears_behind_a_follower(self, recorder: Recorder) -> None:
        early, committed = threading.Event(), threading.Event()

        def slowly() -> None:
            with recorder.transaction():
                recorder.insert_events([event("slow")])
                early.set()
                committed.wait()

        slow = threading.Thread(target=slowly)
        slow.start()
        early.wait()
        recorder.insert_events([event("fast")])
        assert recorder.select_notifications(None, 9) == []
        assert recorder.max_notification_id() is None
        committed.set()
        slow.join()
        found = [each.originator_id for each in recorder.select_notifications(None, 9)]
        assert found == ["slow", "fast"]

    def test_a_book_from_another_server_goes_on_behind_its_last_position(
        self, book: Book, place: str
    ) -> None:
        book.new("b", "Deal B", zone="UTC")
        with book.engine.begin() as connection:
            connection.exec_driver_sql("ALTER TABLE entries DISABLE TRIGGER ALL")
            connection.exec_driver_sql("UPDATE entries SET position = position + (1::bigint << 50)")
            connection.exec_driver_sql("ALTER TABLE entries ENABLE TRIGGER ALL")
        with open_book(place) as moved:
            before = moved.recorder.select_notifications(None, 9)
            for deal in "ab":
                moved.record(deal, Draft(sentence="Oracle interested", on="2020-08-02", new=True))
            after = moved.recorder.select_notifications(before[-1].id + 1, 9)
            assert [len(before), len(after)] == [3, 2]
            assert verify(moved.recorder).findings == ()
            assert moved.import_casebook(TWO_DEALS, file="two.yaml", zone="UTC").deals
        with open_book(place) as again, again.recorder.reading() as connection:
            assert connection.scalar(text("SELECT count(*) FROM origins")) == 1


class TestOpening:
    def test_an_empty_schema_is_no_book_yet(self, tmp_path: Path) -> None:
        with _empty_schema(tmp_path) as place:
            engine = connect(place)
            with pytest.raises(StoreMissing, match="there is no book at"):
                prepare(engine)
            prepare(engine, create=True)
            assert version(engine) == SCHEMA
            engine.dispose()

    def test_an_import_that_is_refused_makes_no_tables(self, tmp_path: Path) -> None:
        with _empty_schema(tmp_path) as place:
            for wrong in ("", TWO_DEALS.replace("chosen", "not chosen")):
                made = beginning(place)
                assert made
                with suppress(ImportRefused), made as book:
                    book.import_casebook(wrong, file="wrong.yaml", zone="UTC")
            engine = connect(place)
            assert version(engine) is None
            engine.dispose()

    def test_an_import_begins_it(self, tmp_path: Path) -> None:
        with _empty_schema(tmp_path) as place:
            made = beginning(place)
            assert made
            with made as begun:
                begun.import_casebook(TWO_DEALS, file="two.yaml", zone="UTC")
                histories = [begun.history(deal).entries for deal in "ab"]
            assert beginning(place) is None
            with open_book(place) as book:
                assert [book.history(deal).entries for deal in "ab"] == histories

    def test_many_may_make_it_at_once(self, tmp_path: Path) -> None:
        failed: list[BaseException] = []

        def make(place: str) -> None:
            engine = connect(place)
            try:
                prepare(engine, create=True)
            except BaseException as error:  # noqa: BLE001 (told in the assertion)
                failed.append(error)
            engine.dispose()

        with _empty_schema(tmp_path) as place:
            threads = [threading.Thread(target=make, args=(place,)) for _ in range(4)]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
        assert failed == []

    def test_the_migrations_lead_to_the_tables_of_the_program(self, engine: Engine) -> None:
        with reading(engine).begin() as connection:
            assert compare_metadata(MigrationContext.configure(connection), metadata) == []

    def test_a_later_version_is_refused(self, engine: Engine) -> None:
        with engine.begin() as connection:
            connection.exec_driver_sql("UPDATE alembic_version SET version_num = 'tracker_9999'")
        with pytest.raises(StoreNewer, match="is of version tracker_9999"):
            prepare(engine)

    def test_a_database_of_something_else_is_left_alone(self, tmp_path: Path) -> None:
        with _empty_schema(tmp_path) as place:
            engine = connect(place)
            with engine.begin() as connection:
                connection.exec_driver_sql("CREATE TABLE bookmarks (url TEXT)")
            with pytest.raises(StoreForeign, match="is not a book"):
                prepare(engine, create=True)
            engine.dispose()

    def test_a_database_that_is_not_there(self, place: str) -> None:
        missing = connect(place.replace("/postgres?", "/nowhere?"))
        with pytest.raises(StoreMissing, match='"nowhere" does not exist') as caught:
            prepare(missing, create=True)
        missing.dispose()
        assert "createdb makes a database" in caught.value.hints

    def test_a_server_that_is_not_there(self, tmp_path: Path) -> None:
        nobody = connect(f"postgresql+psycopg://me:secret@/deals?host={tmp_path}")
        with pytest.raises(StoreError, match="cannot be reached") as caught:
            prepare(nobody)
        nobody.dispose()
        assert "secret" not in f"{caught.value.message} {caught.value.hints}"

    def test_other_drivers_are_not_opened(self) -> None:
        with pytest.raises(StoreError, match="is not opened with postgresql\\+asyncpg"):
            connect("postgresql+asyncpg://host/deals")

    def test_a_schema_that_is_not_there(self, place: str) -> None:
        nowhere = connect(place.partition("%3D")[0] + "%3Dnowhere")
        with pytest.raises(StoreMissing, match="there is no schema") as caught:
            prepare(nowhere, create=True)
        assert any("CREATE SCHEMA" in hint for hint in caught.value.hints)
        nowhere.dispose()

    def test_a_database_without_unicode_is_refused(self, place: str) -> None:
        with administering() as connection:
            name = f"ascii_{token_hex(4)}"
            connection.execute(f"CREATE DATABASE {name} ENCODING 'SQL_ASCII' TEMPLATE template0")
            ascii_only = connect(place.partition("&options")[0].replace("/postgres?", f"/{name}?"))
            with pytest.raises(StoreError, match="keeps texts as SQL_ASCII"):
                prepare(ascii_only, create=True)
            with pytest.raises(StoreMissing):
                prepare(ascii_only)
            ascii_only.dispose()
            connection.execute(f"DROP DATABASE {name}")

    def test_an_option_that_is_none_is_said(self, place: str) -> None:
        odd = connect(f"{place}&nosuch=1")
        with pytest.raises(StoreError, match=r'cannot be used: invalid .* option "nosuch"'):
            prepare(odd)
        odd.dispose()

    @pytest.mark.parametrize("patience", ["0", "0.0001"])
    def test_without_patience_nobody_waits(
        self, recorder: Recorder, place: str, patience: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv(LOCK_TIMEOUT, patience)
        with recorder.transaction():
            recorder.insert_events([event("a")])
            impatient = connect(place)
            with pytest.raises(StoreLocked):
                Recorder(impatient).insert_events([event("a")])
            impatient.dispose()

    @pytest.mark.parametrize(
        ("address", "as_shown"),
        [
            ("me:secret@db.example/deals", "me:***@db.example/deals"),
            ("db.example/deals?password=secret&user=me", "db.example/deals?password=***&user=me"),
            ("db.example/deals?sslpassword=secret", "db.example/deals?sslpassword=***"),
        ],
    )
    def test_no_password_is_shown(self, address: str, as_shown: str) -> None:
        named = connect(f"postgresql+psycopg://{address}")
        assert postgresql.place(named) == f"postgresql+psycopg://{as_shown}"
        assert "secret" not in for_libpq(named.url)
        assert for_libpq(named.url).startswith("postgresql://")
        typed = Place(f"postgresql+psycopg://{address}", "--db")
        assert typed.without_password() == f"postgresql+psycopg://{as_shown}"

    def test_what_is_almost_an_address_is_no_file(self) -> None:
        with pytest.raises(StoreError, match="cannot be read as a database URL") as caught:
            connect("postgresql:/me:secret@db.example/deals")
        assert "secret" not in f"{caught.value.message} {caught.value.hints}"

    def test_people_can_read_the_histories(self, engine: Engine) -> None:
        with engine.begin() as connection:
            bounds = ((-1, NEVER), (ALWAYS, 1_600_128_000_000_001))
            connection.execute(_row("standings", "a", *bounds))
            columns = "held_from, held_to, known_from, known_to"
            found = connection.execute(text(f"SELECT {columns} FROM standing_history")).one()
        assert tuple(found) == (
            "1969-12-31T23:59:59.999999Z",
            None,
            None,
            "2020-09-15T00:00:00.000001Z",
        )

    def test_the_server_is_described_without_the_password(self, book: Book) -> None:
        facts = book.facts()
        assert facts["distribution"] == "one server"
        assert (facts["deals"], facts["entries"], facts["integrity"]) == (1, 1, "ok")

    def test_copies_are_the_servers_business(self, book: Book, tmp_path: Path) -> None:
        with pytest.raises(Refusal, match="server's own tools") as caught:
            back_up(book.engine, tmp_path / "copy")
        assert any("pg_dump" in hint for hint in caught.value.hints)


@contextmanager
def _empty_schema(tmp_path: Path) -> Iterator[str]:
    """The address of a schema with nothing in it."""
    like = in_schema(tmp_path / "like.db")
    name = "empty_" + like.rpartition("book_")[2].partition(",")[0]
    with administering() as connection:
        connection.execute(f"CREATE SCHEMA {name}")
        yield like.partition("options=")[0] + f"options=-csearch_path%3D{name}"
        connection.execute(f"DROP SCHEMA {name} CASCADE")
    forget(tmp_path)


DESK = "desk"

# What the commands for a cluster need of Citus, on a server that has it not.
STAND_IN = """
CREATE TABLE citus_tables (table_name regclass, citus_table_type text, distribution_column text,
    shard_count int);
CREATE FUNCTION create_distributed_table(name text, by text, shard_count int = 64,
    colocate_with text = '') RETURNS void LANGUAGE sql AS
    $$ INSERT INTO citus_tables VALUES (name::regclass, 'distributed', by, shard_count) $$;
"""


class TestSpreading:
    @pytest.fixture
    def spread(self, tmp_path: Path) -> Iterator[str]:
        """A book of a user who is no superuser, after the commands that spread it."""
        with _empty_schema(tmp_path) as place, administering() as connection:
            name = place.rpartition("%3D")[2]
            if not connection.execute(
                f"SELECT 1 FROM pg_roles WHERE rolname = '{DESK}'"
            ).fetchone():
                connection.execute(f"CREATE ROLE {DESK} LOGIN")
            connection.execute(f"ALTER SCHEMA {name} OWNER TO {DESK}")
            desk = place.replace("//postgres@", f"//{DESK}@")
            with open_book(desk, create=True) as book, book.engine.begin() as its:
                its.exec_driver_sql(STAND_IN)
                its.exec_driver_sql(statements(migrations() / "citus.sql"))
            yield desk

    def test_all_works_and_the_doctor_says_how_it_is_spread(self, spread: str) -> None:
        with open_book(spread) as book:
            book.new("a", "Deal A", zone="UTC")
            book.record("a", Draft(sentence="Microsoft bid of $30bn", on="2020-08-02"))
            assert book.facts()["distribution"] == "by deal over 64 shards"
            assert verify(book.recorder).findings == ()
            assert book.rebuild() > 0

    def test_rights_keep_the_log_from_being_changed(self, spread: str) -> None:
        with open_book(spread) as book:
            book.new("a", "Deal A", zone="UTC")
            with (
                pytest.raises(StoreReadOnly, match="permission denied for table entries"),
                book.engine.begin() as connection,
            ):
                connection.exec_driver_sql("DELETE FROM entries")
            with book.engine.begin() as connection:
                connection.exec_driver_sql(f"GRANT UPDATE ON entries TO {DESK}")
            (finding,) = verify(book.recorder).findings
            assert finding.message == "the log can be changed by whoever asks"

    def test_the_documentation_has_the_same_commands(self) -> None:
        sql = (migrations() / "citus.sql").read_text(encoding="utf-8")
        commands = [line for line in sql.splitlines() if line and not line.startswith("--")]
        told = (Path(__file__).parents[2] / "docs" / "scaling.md").read_text(encoding="utf-8")
        assert "\n".join(commands) in told.replace("\n\n", "\n")


@pytest.mark.parametrize(
    "table",
    [each for each in metadata.sorted_tables if each.name != "origins"],
    ids=lambda each: each.name,
)
def test_every_table_can_be_spread_by_deal(table: Table) -> None:
    """Keys begin with the deal; an index that does not is unique in nothing."""
    for constraint in table.constraints:
        if isinstance(constraint, PrimaryKeyConstraint | UniqueConstraint):
            assert next(iter(constraint.columns)).name == "deal"
        assert not isinstance(constraint, ForeignKeyConstraint)
    assert not any(index.unique for index in table.indexes)


def trouble(kind: Callable[..., Any]) -> Any:
    return kind("as the server says")


DOOR = 'connection to server at "db.example" (10.0.0.1), port 5432 failed: FATAL:  '


@pytest.mark.parametrize(
    ("said", "named", "told"),
    [
        ('database "deals" does not exist', StoreMissing, "there is no book at"),
        ('password authentication failed for user "me"', StoreError, "does not let you in"),
        ('role "me" does not exist', StoreError, "does not let you in"),
        ('Peer authentication failed for user "me"', StoreError, "does not let you in"),
        ('permission denied for database "deals"\nDETAIL:  no', StoreError, "not let you in"),
        ('no pg_hba.conf entry for host "h", database "deals"', StoreError, "not let you in"),
        ('too many connections for database "deals"', StoreLocked, "no connection left"),
        ("sorry, too many clients already", StoreLocked, "no connection left"),
        ("the database system is starting up", StoreUnreached, "cannot be reached"),
    ],
)
def test_what_is_refused_at_the_door_has_its_name(
    said: str, named: type[StoreError], told: str
) -> None:
    error = explained(psycopg.OperationalError(DOOR + said), "postgresql+psycopg://host/deals")
    assert type(error) is named
    assert told in str(error)


@pytest.mark.parametrize(
    ("error", "named"),
    [
        (psycopg.errors.LockNotAvailable, StoreLocked),
        (psycopg.errors.DeadlockDetected, StoreOvertaken),
        (psycopg.errors.TooManyConnections, StoreLocked),
        (psycopg.errors.ReadOnlySqlTransaction, StoreReadOnly),
        (psycopg.errors.InsufficientPrivilege, StoreReadOnly),
        (psycopg.errors.DiskFull, StoreFull),
        (psycopg.errors.DataCorrupted, StoreDamaged),
        (psycopg.errors.InvalidPassword, StoreError),
        (psycopg.errors.InvalidCatalogName, StoreMissing),
        (psycopg.errors.AdminShutdown, StoreUnreached),
        (psycopg.errors.CannotConnectNow, StoreUnreached),
        (psycopg.errors.ConnectionFailure, StoreUnreached),
        (psycopg.errors.QueryCanceled, StoreUnreached),
        (psycopg.errors.IdleInTransactionSessionTimeout, StoreUnreached),
        (psycopg.errors.OutOfMemory, StoreError),
        (psycopg.errors.IoError, StoreError),
        (psycopg.OperationalError, StoreUnreached),
        (psycopg.errors.UniqueViolation, persistence.IntegrityError),
        (psycopg.errors.UndefinedTable, persistence.ProgrammingError),
        (psycopg.errors.NumericValueOutOfRange, persistence.DataError),
        (psycopg.errors.FeatureNotSupported, persistence.NotSupportedError),
    ],
)
def test_each_trouble_has_its_name(error: Callable[..., Any], named: type[Exception]) -> None:
    assert type(explained(trouble(error), "postgresql+psycopg://host/deals")) is named

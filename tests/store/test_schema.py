"""A book is made, checked and brought up to date; what is no book is left alone."""

import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, closing
from io import StringIO
from pathlib import Path
from subprocess import PIPE, Popen
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.command import upgrade
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, create_engine, event

from tests.store.conftest import Append
from tracker.domain.facts import ALWAYS, NEVER
from tracker.store import schema
from tracker.store.engine import connect, reading
from tracker.store.errors import StoreError, StoreForeign, StoreMissing, StoreNewer
from tracker.store.schema import SCHEMA, migrations, prepare, version
from tracker.store.tables import metadata

pytestmark = pytest.mark.sqlite

NEXT = "tracker_0002"

PIPES: dict[str, Any] = {"stdin": PIPE, "stdout": PIPE, "text": True}


@pytest.fixture
def at(file: Path) -> Iterator[Engine]:
    """An engine for a file that is not there yet."""
    engine = connect(file)
    yield engine
    engine.dispose()


def query(file: Path, statement: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(file)) as connection, connection:
        return connection.execute(statement).fetchall()


def alembic(**settings: object) -> Config:
    config = Config(**settings)  # type: ignore[arg-type]
    config.set_main_option("script_location", str(migrations()))
    return config


class TestMaking:
    def test_a_new_book_is_private_and_of_this_version(self, tmp_path: Path) -> None:
        file = tmp_path / "my deals" / "100% new?#.db"
        engine = connect(file)
        prepare(engine, create=True)
        assert version(engine) == SCHEMA
        assert file.stat().st_mode & 0o777 == 0o600
        engine.dispose()

    def test_nothing_is_made_for_a_question(self, at: Engine, file: Path) -> None:
        with pytest.raises(StoreMissing, match="there is no book at") as caught:
            prepare(at)
        assert "tracker new DEAL TITLE begins one" in caught.value.hints
        assert not file.exists()

    def test_an_empty_file_is_no_book_yet(self, at: Engine, file: Path) -> None:
        file.touch()
        with pytest.raises(StoreMissing):
            prepare(at)
        prepare(at, create=True)
        prepare(at)

    def test_a_folder_that_cannot_be(self, tmp_path: Path) -> None:
        (tmp_path / "file").touch()
        with pytest.raises(StoreError, match="a book cannot be made at"):
            prepare(connect(tmp_path / "file" / "book.db"), create=True)

    def test_processes_may_make_it_at_once(self, tmp_path: Path) -> None:
        script = (
            "import sys; from tracker.store.engine import connect;"
            "from tracker.store.schema import prepare; import alembic.command;"
            "print('ready', flush=True);"
            "[prepare(connect(line.strip()), create=True) for line in sys.stdin]"
        )
        files = [tmp_path / f"{number}.db" for number in range(10)]
        with ExitStack() as ending:
            makers = [
                ending.enter_context(Popen([sys.executable, "-c", script], **PIPES))
                for _ in range(4)
            ]
            for maker in makers:
                assert maker.stdout is not None
                assert maker.stdout.readline() == "ready\n"
            for maker in makers:
                assert maker.stdin is not None
                maker.stdin.write("".join(f"{file}\n" for file in files))
                maker.stdin.close()
        assert [maker.returncode for maker in makers] == [0, 0, 0, 0]
        for file in files:
            assert query(file, "SELECT version_num FROM alembic_version") == [(SCHEMA,)]


class TestChecking:
    def test_a_book_in_order_costs_one_query(self, engine: Engine) -> None:
        asked: list[str] = []

        @event.listens_for(engine, "before_cursor_execute")
        def ask(*call: object) -> None:
            asked.append(str(call[2]))

        prepare(engine)
        assert asked == ["BEGIN", "SELECT version_num FROM alembic_version"]

    def test_alembic_is_not_imported_for_it(self, engine: Engine, file: Path) -> None:
        script = (
            "import sys; from tracker.store.engine import connect;"
            "from tracker.store.schema import prepare; prepare(connect(sys.argv[1]));"
            "sys.exit(any(name in sys.modules for name in ('alembic', 'sqlalchemy.orm')))"
        )
        engine.dispose()
        assert (
            subprocess.run([sys.executable, "-c", script, str(file)], check=False).returncode == 0
        )

    @pytest.mark.parametrize("create", [True, False])
    def test_a_later_version_is_refused(self, engine: Engine, file: Path, create: bool) -> None:
        query(file, f"UPDATE alembic_version SET version_num = '{NEXT}'")
        with pytest.raises(StoreNewer, match=f"is of version {NEXT}") as caught:
            prepare(engine, create=create)
        assert caught.value.kind == "store-newer"
        assert [path.name for path in file.parent.iterdir()] == [file.name]

    @pytest.mark.parametrize("create", [True, False])
    @pytest.mark.parametrize(
        "statement",
        [
            "CREATE TABLE bookmarks (url TEXT)",
            "CREATE TABLE alembic_version (version_num TEXT)",
            "CREATE TABLE alembic_version AS SELECT '0001' AS version_num",
        ],
    )
    def test_a_database_of_something_else_is_left_alone(
        self, at: Engine, file: Path, statement: str, create: bool
    ) -> None:
        query(file, statement)
        before = file.read_bytes()
        with pytest.raises(StoreForeign, match="is not a book"):
            prepare(at, create=create)
        assert file.read_bytes() == before

    @pytest.mark.parametrize("create", [True, False])
    def test_a_file_that_is_no_database_is_left_alone(
        self, at: Engine, file: Path, create: bool
    ) -> None:
        file.write_text("Dear diary, today ByteDance chose Oracle.\n" * 20)
        before = file.read_bytes()
        with pytest.raises(StoreForeign, match="is not a book"):
            prepare(at, create=create)
        assert file.read_bytes() == before

    def test_a_folder_is_no_book(self, tmp_path: Path) -> None:
        with pytest.raises(StoreForeign, match="is not a book"):
            prepare(connect(tmp_path))


class TestMigrating:
    @pytest.fixture
    def later(self, engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
        """The tracker of a later version, with one more migration than made the engine's book."""
        assert version(engine) == SCHEMA
        folder = shutil.copytree(migrations(), tmp_path / "migrations")
        added = folder / "versions" / "0002_added.py"
        added.write_text(
            "from alembic import op\n"
            f"revision = '{NEXT}'\n"
            f"down_revision = '{SCHEMA}'\n"
            "def upgrade():\n"
            "    op.execute('CREATE TABLE added (deal TEXT)')\n"
        )
        monkeypatch.setattr(schema, "SCHEMA", NEXT)
        monkeypatch.setattr(schema, "migrations", lambda: folder)
        return added

    @pytest.mark.usefixtures("later")
    def test_an_older_book_is_brought_up_and_a_copy_kept(
        self, engine: Engine, append: Append, file: Path
    ) -> None:
        append("a", b"1")
        prepare(engine)
        assert version(engine) == NEXT
        assert query(file, "SELECT deal, state FROM entries") == [("a", b"1")]
        kept = file.with_name("book.tracker_0001.db")
        assert query(kept, "SELECT version_num FROM alembic_version") == [(SCHEMA,)]
        assert query(kept, "SELECT deal, state FROM entries") == [("a", b"1")]
        assert kept.stat().st_mode & 0o777 == 0o600

    def test_a_migration_that_fails_changes_nothing(
        self, engine: Engine, append: Append, later: Path, file: Path
    ) -> None:
        append("a", b"1")
        with later.open("a") as migration:
            migration.write("    raise ZeroDivisionError\n")
        with pytest.raises(ZeroDivisionError):
            prepare(engine)
        assert version(engine) == SCHEMA
        assert query(file, "SELECT name FROM sqlite_master WHERE name = 'added'") == []

    def test_the_last_migration_is_the_version_of_the_program(self) -> None:
        assert ScriptDirectory(str(migrations())).get_heads() == [SCHEMA]

    def test_the_migrations_lead_to_the_tables_of_the_program(self, engine: Engine) -> None:
        with reading(engine).begin() as connection:
            assert compare_metadata(MigrationContext.configure(connection), metadata) == []

    def test_and_to_the_same_statements(self, engine: Engine, file: Path, tmp_path: Path) -> None:
        direct = create_engine(f"sqlite:///{tmp_path / 'direct.db'}")
        metadata.create_all(direct)
        direct.dispose()
        statements = (
            "SELECT name, replace(sql, ' ', '') FROM sqlite_master WHERE tbl_name != "
            "'alembic_version' AND type IN ('table', 'index') ORDER BY name"
        )
        assert query(file, statements) == query(tmp_path / "direct.db", statements)

    def test_they_can_be_printed(self) -> None:
        out = StringIO()
        upgrade(alembic(output_buffer=out), "head", sql=True)
        with closing(sqlite3.connect(":memory:")) as connection:
            connection.executescript(out.getvalue())
            found = connection.execute("SELECT version_num FROM alembic_version").fetchall()
        assert found == [(SCHEMA,)]

    def test_they_can_be_run_on_a_named_book(
        self, file: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        file.touch()
        monkeypatch.setenv("TRACKER_DB", str(file))
        upgrade(alembic(), "head")
        assert query(file, "SELECT version_num FROM alembic_version") == [(SCHEMA,)]


@pytest.mark.usefixtures("engine")
def test_people_can_read_the_histories(file: Path) -> None:
    bounds = (-1, NEVER, ALWAYS, 1_600_128_000_000_001)
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("INSERT INTO standings VALUES ('a', ?, ?, ?, ?, 'open', 0)", bounds)
    columns = "deal, status, held_from, held_to, known_from, known_to"
    found = query(file, f"SELECT {columns} FROM standing_history")
    assert found == [
        ("a", "open", "1969-12-31T23:59:59.999999Z", None, None, "2020-09-15T00:00:00.000001Z")
    ]
    for view in ("bidder_history", "deadline_history", "review_history"):
        assert query(file, f"SELECT * FROM {view}") == []

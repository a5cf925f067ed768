"""The shape of a book's tables: made, checked and brought up to date.

Alembic alone makes and changes tables. It is imported only when there is something to do.
"""

from contextlib import suppress
from pathlib import Path

from eventsourcing.persistence import OperationalError, ProgrammingError
from sqlalchemy import Connection, Engine, inspect

from tracker.store import database
from tracker.store.engine import reading
from tracker.store.errors import StoreNewer
from tracker.store.trouble import no_book, not_a_book

SCHEMA = "tracker_0001"
"""The version of the tables that this program reads and writes: the last migration's revision."""

FAMILY = "tracker_"
"""How the revisions of books begin, and those of other programs do not."""


def prepare(engine: Engine, *, create: bool = False) -> None:
    """See to it that the engine's book has the tables that this program knows.

    A missing or empty book is made if `create`; an older one is brought up to date, and a copy
    of it is kept beside it. When nothing is to be done this is a single query.

    Raises StoreMissing, StoreForeign for what is no book, StoreNewer for a book of a later
    version, and any other StoreError that is met on the way.
    """
    if create:
        database.of(engine).make(engine)
    found = version(engine)
    if found != SCHEMA:
        _check(found, engine, create=create)
        _bring_up(engine, create=create)
    database.of(engine).settle(engine)


def version(engine: Engine) -> str | None:
    """The revision of the book's tables, such as `tracker_0001`; None when it has no tables.

    StoreForeign when the tables are those of something else.
    """
    with suppress(OperationalError, ProgrammingError), reading(engine).begin() as connection:
        return _revision(connection)
    # No table of that name, or not yet when it was looked for.
    with reading(engine).begin() as connection:
        return _version(connection)


def migrations() -> Path:
    """The folder of the migrations: in the package when installed, at the top in a checkout."""
    installed = Path(__file__).with_name("migrations")
    return installed if installed.is_dir() else Path(__file__).parents[2] / "migrations"


def _place(engine: Engine) -> str:
    return database.of(engine).place(engine)


def _version(connection: Connection) -> str | None:
    there = inspect(connection)
    if not (names := there.get_table_names()):
        return None
    columns = there.get_columns("alembic_version") if "alembic_version" in names else ()
    if "version_num" not in {each["name"] for each in columns}:
        raise not_a_book(_place(connection.engine))
    return _revision(connection)


def _revision(connection: Connection) -> str:
    query = "SELECT version_num FROM alembic_version"
    found: str | None = connection.exec_driver_sql(query).scalar()
    if found is None or not found.startswith(FAMILY):
        raise not_a_book(_place(connection.engine))
    return found


def _check(found: str | None, engine: Engine, *, create: bool) -> None:
    """Raise what keeps a book of that revision from being brought up to date."""
    place = _place(engine)
    if found is None and not create:
        raise no_book(place)
    if found is not None and found > SCHEMA:
        raise StoreNewer(
            f"{place} is of version {found}, and this tracker knows versions up to {SCHEMA}",
            "install a later version of the tracker; nothing in the book was changed",
        )


def _bring_up(engine: Engine, *, create: bool) -> None:
    kind = database.of(engine)
    with engine.begin() as connection:
        # Another process may have done it while this one waited for the lock.
        kind.alone(connection)
        found = _version(connection)
        if found == SCHEMA:
            return
        _check(found, engine, create=create)
        if found is not None:
            kind.keep(engine, found)
        _migrate(connection)


def _migrate(connection: Connection) -> None:
    from alembic.command import upgrade
    from alembic.config import Config

    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(migrations()).replace("%", "%%"))
    upgrade(config, SCHEMA)

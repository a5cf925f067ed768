"""A book in a PostgreSQL database: one server for many writers of many deals.

Writers of a deal wait for each other, and for nobody else. The positions of entries are made of
the number of the transaction that wrote them, which no lock and no sequence has to hand out; who
follows the log reads up to the oldest transaction that is still open, so that nothing appears
behind it.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import suppress
from select import POLLIN, poll
from typing import Any

from sqlalchemy import URL, Connection, Dialect, Engine, create_engine, event, text
from sqlalchemy.engine import ExceptionContext
from sqlalchemy.exc import DisconnectionError

from tracker.store.address import shown
from tracker.store.errors import StoreError, StoreReadOnly
from tracker.store.patience import lock_timeout
from tracker.store.postgresql_trouble import STARTING, code_of, explained
from tracker.store.remedies import EXPORT

TRIGGERS = {f"entries_are_not_{done}" for done in ("changed", "emptied")}
"""What keeps the log of a book from being changed."""

PLACES = 22
"""Bits of a position that number the entries of one transaction: four million of them."""

REVOKE = "REVOKE UPDATE, DELETE, TRUNCATE ON entries FROM the user who records"

READING = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
"""How a transaction sees one state of the book, and changes nothing."""

_MIGRATING = text("SELECT pg_advisory_xact_lock(hashtextextended(current_schema, 0))")
_TURN = text("SELECT pg_advisory_xact_lock(hashtextextended(current_schema || ' ' || :deal, 1))")
_BASE = "(SELECT coalesce(max(base), 0) FROM origins)"
_TRANSACTION = text(f"SELECT pg_current_xact_id()::text::bigint, {_BASE}")
_POSITION = text("SELECT position FROM entries WHERE deal = :deal AND entry = :entry")
_OLDEST_OPEN = text(f"SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint, {_BASE}")
_LAST = "(SELECT coalesce(max(position), 0) FROM entries)"
_NEXT = text(f"SELECT pg_snapshot_xmax(pg_current_snapshot())::text::bigint, {_BASE}, {_LAST}")
_ORIGINATE = text("INSERT INTO origins (base) VALUES (:base)")
_ENCODING = text("SHOW server_encoding")
_GUARDS = text(
    "SELECT tgname FROM pg_trigger WHERE tgrelid = 'entries'::regclass AND tgenabled IN ('O', 'A')"
)
_IS_SPREAD = text("SELECT to_regclass('citus_tables')")
_SPREAD = text(
    "SELECT distribution_column, shard_count FROM citus_tables"
    " WHERE table_name = 'entries'::regclass AND citus_table_type = 'distributed'"
)
_MAY_CHANGE = text("SELECT has_table_privilege('entries', 'UPDATE, DELETE, TRUNCATE')")
_SETTINGS = text(
    "SELECT current_setting('server_version'), current_setting('fsync') = 'on'"
    " AND current_setting('synchronous_commit') <> 'off'"
)


def engine(url: URL) -> Engine:
    """An engine for a database, which must exist by the time of the first connection.

    Raises StoreError where the driver is not installed, or is another than psycopg, and for a host
    that can only be half of a password.
    """
    if url.drivername not in {"postgresql", "postgresql+psycopg"}:
        raise StoreError(
            f"a book is not opened with {url.drivername}", "postgresql+psycopg://host/database"
        )
    if "@" in (url.host or ""):
        raise StoreError(
            "the book's address has more than one @", "one in a password is written %40"
        )
    said = {name: ",".join(values) for name, values in url.normalized_query.items()}
    # 0 would be for ever, where everywhere else it is not to wait at all.
    waits = f"-c lock_timeout={max(1, round(1000 * lock_timeout()))}"
    given = {
        "connect_timeout": "10",
        "application_name": "tracker",
        **said,
        "client_encoding": "utf8",
        "options": f"{said.get('options', '')} {waits}",
    }
    try:
        made = create_engine(url.set(drivername="postgresql+psycopg"), connect_args=given)
    except ModuleNotFoundError as error:
        raise StoreError(
            f"a book on PostgreSQL needs the package {error.name}",
            "pip install 'deal-tracker[postgresql]'",
        ) from error
    event.listen(made, "handle_error", _explain)
    event.listen(made, "do_connect", _connect)
    event.listen(made, "checkout", _refuse_what_has_ended)
    event.listen(made, "checkout", _leave_it_to_the_server)
    return made


def _connect(dialect: Dialect, _record: object, words: Any, given: Any) -> Any:
    """A connection; a server that lets nobody in yet is waited for as long as another writer is."""
    end = time.monotonic() + lock_timeout()
    while True:
        try:
            return dialect.connect(*words, **given)
        except Exception as error:
            # Psycopg's errors, again, are not imported here.
            if not hasattr(error, "sqlstate") or code_of(error) != STARTING:
                raise
            if time.monotonic() >= end:
                raise
        time.sleep(0.1)


def _refuse_what_has_ended(connection: Any, record: Any, _: object) -> None:
    """Have the pool give another connection where the server has hung up on this one.

    A connection that nobody uses has nothing to say, unless that: so it need not be asked.
    """
    if record.info.setdefault("fresh", True):
        record.info["fresh"] = False
    elif connection.closed or _has_something_to_say(connection.fileno()):
        raise DisconnectionError


def _leave_it_to_the_server(connection: Any, _record: object, _: object) -> None:
    """Whether transactions may write, unless one is for reading: SQLAlchemy insists that they may.

    A server, a database or a role may have `default_transaction_read_only` on.
    """
    connection.read_only = None


def _has_something_to_say(handle: int) -> bool:
    looked = poll()
    looked.register(handle, POLLIN)
    return bool(looked.poll(0))


def place(engine: Engine) -> str:
    """The address of an engine's book, without passwords."""
    return shown(engine.url)


def make(engine: Engine) -> None:
    """A database is made by whoever runs the server; StoreError where it keeps no Unicode."""
    with engine.begin() as connection:
        encoding = connection.scalar(_ENCODING)
    if encoding != "UTF8":
        raise StoreError(
            f"{place(engine)} keeps texts as {encoding}, which cannot hold every name",
            "createdb --encoding=UTF8 --template=template0 makes a database that can",
        )


def settle(engine: Engine) -> None:
    """Where the book came from another server, begin its positions anew behind the last one.

    The numbers of transactions are those of a server: in a copy that another one has taken in,
    fresh positions would lie before those that are there.
    """
    with engine.execution_options(**READING).begin() as connection:
        if not _lies_ahead(connection):
            return
    with suppress(StoreReadOnly), engine.begin() as connection:
        alone(connection)
        if last := _lies_ahead(connection):
            number, _ = connection.execute(_TRANSACTION).one()
            base = ((last >> PLACES) + 1 - number) << PLACES
            connection.execute(_ORIGINATE, {"base": base})


def _lies_ahead(connection: Connection) -> int:
    """The last position, if the server has yet to come to its transaction; else 0."""
    number, base, last = connection.execute(_NEXT).one()
    return int(last) if last >= base + (number << PLACES) else 0


def keep(_: Engine, _revision: str) -> None:
    """Nothing to keep: a migration that fails is undone whole."""


def alone(connection: Connection) -> None:
    """Wait until nobody else makes or changes the book's tables, and keep others from it."""
    connection.execute(_MIGRATING)


def take_turn(connection: Connection, deal: str) -> None:
    """Wait until nobody else writes this deal, there or not, and keep others from it.

    The row of its head would not do: a transaction gets its number before it waits for a row, and
    so before those that it waits for have written.
    """
    connection.execute(_TURN, {"deal": deal})


def overtaken(connection: Connection, deal: str, version: int) -> bool:
    """Whether the deal was written by a transaction that began after this one.

    A transaction gets its number with the first lock that it was given. While it waits for a second
    one, others with higher numbers may write that deal; what follows theirs must come after it.
    """
    position = connection.scalar(_POSITION, {"deal": deal, "entry": version})
    return position is not None and position >= positions(connection).stop


def positions(connection: Connection) -> range:
    """Those of this transaction: after those of every one that was settled before it began."""
    number, base = connection.execute(_TRANSACTION).one()
    return range(base + (number << PLACES), base + ((number + 1) << PLACES))


def settled(connection: Connection) -> int:
    """That of the oldest transaction that may still write, on the whole server."""
    number, base = connection.execute(_OLDEST_OPEN).one()
    return int(base + (number << PLACES))


def facts(engine: Engine, connection: Connection) -> dict[str, Any]:
    """The server, whether what it has acknowledged is on disk, and how the deals are spread."""
    version, durable = connection.execute(_SETTINGS).one()
    return {
        "address": place(engine),
        "postgresql": version,
        "durable": durable,
        "distribution": _distribution(connection) or "one server",
        "integrity": "ok",
    }


def faults(connection: Connection) -> Iterator[tuple[str, str]]:
    """Where the log is open to changes."""
    if _distribution(connection):
        if connection.scalar(_MAY_CHANGE):
            yield "the log can be changed by whoever asks", REVOKE
        return
    for name in sorted(TRIGGERS.difference(connection.scalars(_GUARDS))):
        yield f"the log can be changed: the trigger {name} is gone", EXPORT


def _distribution(connection: Connection) -> str | None:
    """How a cluster of Citus spreads the log; None where it does not."""
    if connection.scalar(_IS_SPREAD) is None:
        return None
    found = connection.execute(_SPREAD).first()
    return f"by {found[0]} over {found[1]} shards" if found else None


def _explain(context: ExceptionContext) -> None:
    # The class of errors is psycopg's, which is not imported where no book is on a server.
    error, engine = context.original_exception, context.engine
    if hasattr(error, "sqlstate") and engine is not None:
        raise explained(error, place(engine)) from error

"""The log in a database, behind the interface that `eventsourcing` has for it."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from secrets import token_hex
from typing import Any
from uuid import UUID

from eventsourcing.persistence import (
    ApplicationRecorder,
    IntegrityError,
    Notification,
    StoredEvent,
    Subscription,
)
from sqlalchemy import Connection, Engine, bindparam, func, insert, select, update

from tracker.domain.chain import FIRST_PREVIOUS, entry_hash
from tracker.store.tables import entries, heads
from tracker.store.transactions import Head, Transaction, Transactions

_NO_ENTRY = Head(-1, FIRST_PREVIOUS, "")

_HEAD = (
    select(heads.c.version, heads.c.hash, heads.c.recorded)
    .where(heads.c.deal == bindparam("of"))
    .with_for_update()
)
_OPEN_HEAD = insert(heads).values(deal=bindparam("of"))
_MOVE_HEAD = update(heads).where(heads.c.deal == bindparam("of"))
_APPEND = insert(entries)
_LAST_POSITION = select(func.max(entries.c.position))
_EVENTS = (
    select(entries.c.entry, entries.c.event, entries.c.state)
    .where(entries.c.deal == bindparam("of"))
    .where(entries.c.entry > bindparam("after"), entries.c.entry <= bindparam("last"))
    .limit(bindparam("most"))
)
_FORWARDS = _EVENTS.order_by(entries.c.entry)
_BACKWARDS = _EVENTS.order_by(entries.c.entry.desc())
_ALL = 2**31 - 1
_NOTIFICATIONS = select(
    entries.c.deal, entries.c.entry, entries.c.event, entries.c.state, entries.c.position
).order_by(entries.c.position)


class Recorder(ApplicationRecorder):
    """Appends entries to the logs of deals, chained by hash, and reads them back.

    Entries of a deal are numbered from 0 without a gap. `originator` is the type of the ids that
    are handed out: a deal's name, or a UUID. The methods raise StoreError where the store is at
    fault, IntegrityError where an entry does not follow the last one of its deal or repeats an
    id, and other errors of `eventsourcing.persistence` as the driver has them.
    """

    def __init__(self, engine: Engine, originator: type[str] | type[UUID] = str) -> None:
        self.engine = engine
        self._originator = originator
        self._transactions = Transactions(engine)

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """All of what is done inside is kept, or nothing; joins the thread's open transaction.

        RuntimeError inside of `reading()`, or at the end when a joined part of it failed.
        """
        with self._transactions.writing() as transaction:
            yield transaction.connection

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """All that is read inside is of one state of the book; joins the open transaction."""
        with self._transactions.reading() as transaction:
            yield transaction.connection

    def lock_head(self, deal: str) -> Head | None:
        """The end of a deal's log, which nobody else moves until the open transaction ends.

        None when the deal has no entry yet. RuntimeError outside of `transaction()`.
        """
        transaction = self._transactions.open
        if transaction is None or not transaction.writes:
            raise RuntimeError("a head is locked for the length of a transaction: begin one")
        return _locked(transaction, deal)

    def insert_events(
        self,
        stored_events: Sequence[StoredEvent],
        ids: Sequence[str] | None = None,
        recorded: Sequence[str] | None = None,
        **_: Any,
    ) -> Sequence[int] | None:
        """Append entries to the logs of their deals, and return their positions in the book.

        `ids` and `recorded` (the time of recording, for the head) go with the events one by one;
        without them entries get fresh ids, and heads an empty time.
        """
        if not stored_events:
            return None
        ids = ids or [token_hex(16) for _ in stored_events]
        recorded = recorded or [""] * len(stored_events)
        with self._transactions.writing() as transaction:
            for deal in sorted({_deal(event.originator_id) for event in stored_events}):
                # In one order everywhere, so that writers of the same deals do not deadlock.
                _locked(transaction, deal)
            rows = [
                _follow(transaction.heads, *item)
                for item in zip(stored_events, ids, recorded, strict=True)
            ]
            return _append(transaction, rows)

    def select_events(
        self,
        originator_id: UUID | str,
        *,
        gt: int | None = None,
        lte: int | None = None,
        desc: bool = False,
        limit: int | None = None,
    ) -> Sequence[StoredEvent]:
        """A deal's entries: those after `gt`, up to `lte`, the last first when `desc`."""
        wanted = {
            "of": _deal(originator_id),
            "after": -1 if gt is None else gt,
            "last": _ALL if lte is None else lte,
            "most": _ALL if limit is None else limit,
        }
        query = _BACKWARDS if desc else _FORWARDS
        with self.reading() as connection:
            return [StoredEvent(originator_id, *row) for row in connection.execute(query, wanted)]

    def select_notifications(
        self,
        start: int | None,
        limit: int,
        stop: int | None = None,
        topics: Sequence[str] = (),
        *,
        inclusive_of_start: bool = True,
    ) -> Sequence[Notification]:
        """Entries of every deal in the order of recording, from position `start` up to `stop`."""
        position = entries.c.position
        query = _NOTIFICATIONS.limit(limit)
        if start is not None:
            query = query.where(position >= start if inclusive_of_start else position > start)
        query = query if stop is None else query.where(position <= stop)
        query = query.where(entries.c.event.in_(topics)) if topics else query
        with self.reading() as connection:
            return [
                Notification(self._originator(deal), *row)
                for deal, *row in connection.execute(query)
            ]

    def max_notification_id(self) -> int | None:
        """The position of the entry recorded last; None in an empty book."""
        with self.reading() as connection:
            return _last_position(connection)

    def subscribe(
        self, gt: int | None = None, topics: Sequence[str] = ()
    ) -> Subscription[ApplicationRecorder]:
        """Not supported, as with the library's own SQLite: nobody tells of what others write."""
        raise NotImplementedError("follow the log with select_notifications")


def _deal(originator_id: UUID | str) -> str:
    return originator_id if isinstance(originator_id, str) else originator_id.hex


def _locked(transaction: Transaction, deal: str) -> Head | None:
    if deal not in transaction.heads:
        row = transaction.connection.execute(_HEAD, {"of": deal}).first()
        if row is None:
            return None
        transaction.heads[deal] = Head(*row)
    return transaction.heads[deal]


def _follow(heads: dict[str, Head], event: StoredEvent, id: str, recorded: str) -> dict[str, Any]:
    """The row of an entry that follows its deal's head, which moves on to it."""
    deal, entry = _deal(event.originator_id), event.originator_version
    head = heads.get(deal, _NO_ENTRY)
    if entry != head.version + 1:
        raise IntegrityError(f"entry {entry} of {deal} does not follow entry {head.version}")
    heads[deal] = moved = Head(
        entry, entry_hash(head.hash, deal, entry, id, event.topic, event.state), recorded
    )
    return {
        "deal": deal,
        "entry": entry,
        "id": id,
        "event": event.topic,
        "state": event.state,
        "previous": head.hash,
        "hash": moved.hash,
    }


def _append(transaction: Transaction, rows: list[dict[str, Any]]) -> list[int]:
    """Write entries and the heads they moved; returns the positions."""
    connection = transaction.connection
    first = 1 + (_last_position(connection) or 0)
    for position, row in enumerate(rows, first):
        row["position"] = position
    opened = {row["deal"] for row in rows if row["entry"] == 0}
    moved = {row["deal"] for row in rows} - opened
    if opened:
        connection.execute(_OPEN_HEAD, _head_rows(transaction, opened))
    if moved:
        connection.execute(_MOVE_HEAD, _head_rows(transaction, moved))
    connection.execute(_APPEND, rows)
    return list(range(first, first + len(rows)))


def _head_rows(transaction: Transaction, deals: set[str]) -> list[dict[str, Any]]:
    return [{"of": deal, **transaction.heads[deal]._asdict()} for deal in sorted(deals)]


def _last_position(connection: Connection) -> int | None:
    # One more than this is nobody else's only because SQLite lets one writer in at a time.
    position: int | None = connection.scalar(_LAST_POSITION)
    return position

"""The log in a database, behind the interface that `eventsourcing` has for it."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from operator import itemgetter
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
from sqlalchemy import Connection, Engine, Select, bindparam, func, insert, select, update

from tracker.domain.chain import FIRST_PREVIOUS, entry_hash
from tracker.store import bulk, database
from tracker.store.errors import StoreFull, StoreOvertaken
from tracker.store.tables import entries, heads
from tracker.store.transactions import Head, Transaction, Transactions

_NO_ENTRY = Head(-1, FIRST_PREVIOUS, "")

_SEEN = select(heads.c.version, heads.c.hash, heads.c.recorded).where(
    heads.c.deal == bindparam("of")
)
_HEAD = _SEEN.with_for_update()
_OPEN_HEAD = insert(heads).values(deal=bindparam("of"))
_MOVE_HEAD = update(heads).where(heads.c.deal == bindparam("of"))
_IN_ORDER = itemgetter(*(column.name for column in entries.c))
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
        self._database = database.of(engine)

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

    def head(self, deal: str) -> Head | None:
        """The end of a deal's log, which others may move; None when the deal has no entry yet."""
        with self.reading() as connection:
            row = connection.execute(_SEEN, {"of": deal}).first()
        return Head(*row) if row else None

    def lock_head(self, deal: str) -> Head | None:
        """The end of a deal's log, which nobody else moves until the open transaction ends.

        None when the deal has no entry yet. RuntimeError outside of `transaction()`.
        """
        transaction = self._transactions.open
        if transaction is None or not transaction.writes:
            raise RuntimeError("a head is locked for the length of a transaction: begin one")
        return self._locked(transaction, deal)

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
                self._locked(transaction, deal)
            rows = [
                _follow(transaction.heads, *item)
                for item in zip(stored_events, ids, recorded, strict=True)
            ]
            return self._append(transaction, rows)

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
            rows = connection.execute(query, wanted).all()
            return [StoredEvent(originator_id, *row) for row in rows]

    def select_notifications(
        self,
        start: int | None,
        limit: int,
        stop: int | None = None,
        topics: Sequence[str] = (),
        *,
        inclusive_of_start: bool = True,
    ) -> Sequence[Notification]:
        """Entries of every deal in the order of recording, from position `start` up to `stop`.

        Only those that no other can come before any more: whoever reads on misses none.
        """
        position = entries.c.position
        query = _NOTIFICATIONS.limit(limit)
        if start is not None:
            query = query.where(position >= start if inclusive_of_start else position > start)
        query = query if stop is None else query.where(position <= stop)
        query = query.where(entries.c.event.in_(topics)) if topics else query
        with self.reading() as connection:
            return [
                Notification(self._originator(deal), *row)
                for deal, *row in connection.execute(self._settled(connection, query))
            ]

    def max_notification_id(self) -> int | None:
        """The position of the last entry that `select_notifications` shows; None without one."""
        with self.reading() as connection:
            last: int | None = connection.scalar(self._settled(connection, _LAST_POSITION))
            return last

    def subscribe(
        self, gt: int | None = None, topics: Sequence[str] = ()
    ) -> Subscription[ApplicationRecorder]:
        """Not supported, as with the library's own SQLite: nobody tells of what others write."""
        raise NotImplementedError("follow the log with select_notifications")

    def _settled(self, connection: Connection, query: Select[Any]) -> Select[Any]:
        """The query, of the entries that no other can come before any more."""
        end = self._database.settled(connection)
        return query if end is None else query.where(entries.c.position < end)

    def _locked(self, transaction: Transaction, deal: str) -> Head | None:
        if deal in transaction.heads:
            return transaction.heads[deal]
        self._database.take_turn(transaction.connection, deal)
        head = _head(transaction.connection, deal)
        if head is None:
            return None
        if transaction.heads and self._database.overtaken(
            transaction.connection, deal, head.version
        ):
            raise StoreOvertaken(
                f"others wrote {deal} while this waited for its turn",
                "try again: nothing was recorded",
            )
        transaction.heads[deal] = head
        return head

    def _append(self, transaction: Transaction, rows: list[dict[str, Any]]) -> list[int]:
        """Write entries and the heads they moved; returns the positions."""
        connection = transaction.connection
        positions = self._positions(transaction, len(rows))
        for position, row in zip(positions, rows, strict=True):
            row["position"] = position
        opened = {row["deal"] for row in rows if row["entry"] == 0}
        moved = {row["deal"] for row in rows} - opened
        if opened:
            connection.execute(_OPEN_HEAD, _head_rows(transaction, opened))
        if moved:
            connection.execute(_MOVE_HEAD, _head_rows(transaction, moved))
        bulk.add(connection, entries, map(_IN_ORDER, rows))
        return positions

    def _positions(self, transaction: Transaction, count: int) -> list[int]:
        """The next positions of the transaction."""
        if transaction.positions is None:
            transaction.positions = iter(self._database.positions(transaction.connection))
        positions = list(islice(transaction.positions, count))
        if len(positions) < count:
            raise StoreFull(
                "this is more than one transaction can hold; nothing was recorded",
                "import the file in parts, deal by deal",
            )
        return positions


def _deal(originator_id: UUID | str) -> str:
    return originator_id if isinstance(originator_id, str) else originator_id.hex


def _head(connection: Connection, deal: str) -> Head | None:
    row = connection.execute(_HEAD, {"of": deal}).first()
    return Head(*row) if row else None


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


def _head_rows(transaction: Transaction, deals: set[str]) -> list[dict[str, Any]]:
    return [{"of": deal, **transaction.heads[deal]._asdict()} for deal in sorted(deals)]

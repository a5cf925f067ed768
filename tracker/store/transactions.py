"""Transactions of a book: one at a time in a thread, joined by whatever is called inside."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import NamedTuple

from sqlalchemy import Connection, Engine

from tracker.store.engine import reading
from tracker.store.errors import StoreUnanswered, StoreUnreached


class Head(NamedTuple):
    """The end of a deal's log: number and hash of its last entry, and when that was recorded."""

    version: int
    hash: str
    recorded: str


@dataclass
class Transaction:
    """What is open: the connection, the heads whose locks it holds, as they are by now, and the
    positions that its next entries take."""

    connection: Connection
    writes: bool
    heads: dict[str, Head] = field(default_factory=dict)
    positions: Iterator[int] | None = None
    failure: BaseException | None = None


class _Thread(threading.local):
    open: Transaction | None = None


class Transactions:
    """Begins transactions on an engine, and lets calls inside of one join it."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._readers = reading(engine)
        self._thread = _Thread()

    @property
    def open(self) -> Transaction | None:
        """The transaction that this thread has open."""
        return self._thread.open

    @contextmanager
    def writing(self) -> Iterator[Transaction]:
        """All of what is done inside is kept, or nothing; RuntimeError inside of a reading one."""
        if (joined := self.open) is None:
            with self._begun(self._engine, writes=True) as begun:
                yield begun
            return
        if not joined.writes:
            raise RuntimeError("a transaction that reads cannot become one that writes")
        try:
            yield joined
        except BaseException as error:
            # It may have written half: whoever swallows the error must not commit that.
            joined.failure = error
            raise

    @contextmanager
    def reading(self) -> Iterator[Transaction]:
        """All that is read inside is of one state of the book."""
        if (joined := self.open) is None:
            with self._begun(self._readers, writes=False) as begun:
                yield begun
        else:
            yield joined

    @contextmanager
    def _begun(self, engine: Engine, *, writes: bool) -> Iterator[Transaction]:
        is_done = False
        try:
            with engine.begin() as connection:
                self._thread.open = begun = Transaction(connection, writes)
                try:
                    yield begun
                finally:
                    self._thread.open = None
                if begun.failure is not None:
                    raise RuntimeError("a part of the transaction failed") from begun.failure
                is_done = writes
        except StoreUnreached as error:
            if is_done:
                raise _unanswered(error) from error
            raise


def _unanswered(error: StoreUnreached) -> StoreUnanswered:
    """All was sent, and whether it was kept is what the server would have said."""
    return StoreUnanswered(
        f"whether it was recorded is not known: {error.message}",
        "run the same again: what was recorded is not recorded twice",
    )

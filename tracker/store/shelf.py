"""Histories at hand, for a program that asks the same deals again and again."""

from __future__ import annotations

from threading import Lock

from sqlalchemy import select

from tracker.domain.history import History
from tracker.store.book import Book
from tracker.store.recent import Recent
from tracker.store.tables import heads
from tracker.store.transactions import Head


class Shelf:
    """The logs of a book that were asked last, each read again when it has grown.

    May be asked by several threads at once.
    """

    def __init__(self, book: Book) -> None:
        self.book = book
        self._recent = Recent()
        self._lock = Lock()

    def history(self, deal: str) -> tuple[Head, History]:
        """The log of a deal as it is now, and its end. Raises NotThere."""
        with self.book.recorder.reading():
            head = self._head(deal)
            with self._lock:
                kept = self._recent.get(deal, head)
            history = kept or self.book.history(deal)
        assert head is not None, "a deal with a log has a head"
        with self._lock:
            self._recent.keep(head, history)
        return head, history

    def position(self) -> int:
        """The last position of the whole book: it moves on with every entry."""
        return self.book.recorder.max_notification_id() or 0

    def _head(self, deal: str) -> Head | None:
        query = select(heads.c.version, heads.c.hash, heads.c.recorded).where(heads.c.deal == deal)
        with self.book.recorder.reading() as connection:
            row = connection.execute(query).one_or_none()
        return Head(*row) if row else None

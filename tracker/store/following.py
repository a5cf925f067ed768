"""Entries in the order in which they are recorded, by whatever process, and what each changes."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import TYPE_CHECKING

from eventsourcing.persistence import Notification
from msgspec import Struct

from tracker.domain.entry import Entry
from tracker.domain.history import History, Question
from tracker.domain.standing import standing
from tracker.domain.times import Clock, micros_of
from tracker.store.mapper import Logged
from tracker.views.changes import Change, changes

if TYPE_CHECKING:
    from tracker.store.book import Book

AT_ONCE = 100


class Followed(Struct, frozen=True):
    """An entry, where it stands in the order of recording, and what it changes at present.

    What the deal's later entries say is not taken into account. The entry that begins a deal, and
    one that says what stands already, change nothing.
    """

    position: int
    deal: str
    zone: str
    entry: Entry
    changes: tuple[Change, ...]


class Following:
    """Reads the log of a whole book from behind a position on, as others write it."""

    def __init__(self, book: Book, position: int | None = None, today: str | None = None) -> None:
        """From the end that the log has now, unless from behind a position; 0 is the beginning."""
        self.book = book
        self.today = today
        self.position = self._end() if position is None else position
        self._history: History | None = None

    def _end(self) -> int:
        return self.book.recorder.max_notification_id() or 0

    def fresh(self) -> Iterator[Followed]:
        """What has been recorded since, each entry once; `position` moves on with each."""
        while batch := self._batch():
            for each in batch:
                yield self._followed(each)
                self.position = each.id

    def _batch(self) -> list[Notification]:
        select = self.book.recorder.select_notifications
        return list(select(self.position, AT_ONCE, inclusive_of_start=False))

    def _followed(self, found: Notification) -> Followed:
        number = found.originator_version
        history = self._log(str(found.originator_id), number)
        logged = self.book.mapper.to_domain_event(found)
        assert isinstance(logged, Logged)
        changed = self._changes(history, number) if number else ()
        return Followed(found.id, history.deal, history.zone, logged.entry, tuple(changed))

    def _log(self, deal: str, number: int) -> History:
        """The log of the deal with that entry: the one read last, where that has it."""
        last = self._history
        if last is None or last.deal != deal or last.version < number:
            last = self._history = self.book.history(deal)
        return last

    def _changes(self, history: History, number: int) -> list[Change]:
        clock = Clock(history.zone, micros_of(time.time_ns()), self.today)
        question = Question(as_of=clock.present())
        before, after = (
            standing(_up_to(history, each).as_of(question)) for each in (number - 1, number)
        )
        return changes(before, after)


def _up_to(history: History, number: int) -> History:
    return History(history.deal, history.opened, history.entries[:number])

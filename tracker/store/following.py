"""Entries in the order in which they are recorded, by whatever process, and what each changes."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import TYPE_CHECKING

from eventsourcing.persistence import Notification
from msgspec import Struct

from tracker.domain.chain import Misfit, refuse_nonsense
from tracker.domain.entry import DealOpened, Entry
from tracker.domain.errors import NotThere
from tracker.domain.history import History, Question
from tracker.domain.standing import standing
from tracker.domain.times import Clock, micros_of
from tracker.store.errors import StoreDamaged
from tracker.store.mapper import Logged
from tracker.store.remedies import RESTORE
from tracker.views.changes import Change, changes

if TYPE_CHECKING:
    from tracker.store.book import Book

AT_ONCE = 100

MOST = 64
"""Deals whose histories are kept while others are told of in between."""


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
        self._kept: dict[str, History] = {}

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
        deal, entry = str(found.originator_id), self._entry(found)
        before = self._before(deal, entry) if entry.number else None
        after = before.having(entry) if before else _begun(deal, entry)
        self._keep(after)
        changed = self._changes(before, after) if before else ()
        return Followed(found.id, deal, after.zone, entry, tuple(changed))

    def _entry(self, found: Notification) -> Entry:
        logged = self.book.mapper.to_domain_event(found)
        assert isinstance(logged, Logged)
        try:
            refuse_nonsense(logged.entry)
        except Misfit as misfit:
            raise StoreDamaged(f"{found.originator_id}: {misfit.message}", RESTORE) from None
        return logged.entry

    def _before(self, deal: str, entry: Entry) -> History:
        """The log of the deal up to that entry: the one told last, which grows with each."""
        kept = self._kept.get(deal)
        if kept and kept.version == entry.number - 1:
            return kept
        try:
            whole = self.book.history(deal)
        except NotThere:
            raise StoreDamaged(
                f"the log has entry #{entry.number} of {deal}, and nothing before it", RESTORE
            ) from None
        return History(deal, whole.opened, whole.entries[: entry.number - 1])

    def _keep(self, history: History) -> None:
        self._kept.pop(history.deal, None)
        self._kept[history.deal] = history
        if len(self._kept) > MOST:
            del self._kept[next(iter(self._kept))]

    def _changes(self, before: History, after: History) -> list[Change]:
        clock = Clock(after.zone, micros_of(time.time_ns()), self.today)
        question = Question(as_of=clock.present())
        return changes(standing(before.as_of(question)), standing(after.as_of(question)))


def _begun(deal: str, entry: Entry) -> History:
    assert isinstance(entry.event, DealOpened)
    return History(deal, entry.event, ())

"""The recorder keeps the promises of the library's interface, and a few of its own."""

import threading
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from unittest import TestCase
from uuid import UUID, uuid4

import pytest
from eventsourcing import persistence
from eventsourcing.persistence import Notification, StoredEvent
from eventsourcing.tests import persistence as library
from sqlalchemy import Engine, insert, select

from tests.places import at
from tracker.store.engine import connect
from tracker.store.errors import StoreDamaged
from tracker.store.recorder import Recorder
from tracker.store.schema import prepare
from tracker.store.tables import deals, entries, heads


class Numbered(Recorder):
    """Positions are said as 1, 2, 3, which the library's cases expect and not every store has."""

    def _numbers(self) -> dict[int, int]:
        with self.reading() as connection:
            positions = connection.scalars(select(entries.c.position).order_by(entries.c.position))
            return {position: number for number, position in enumerate(positions, 1)}

    def _position(self, number: int | None) -> int | None:
        positions = {number: position for position, number in self._numbers().items()}
        return None if number is None else positions.get(number, 2**62)

    def insert_events(self, *args: Any, **kwargs: Any) -> Sequence[int] | None:
        positions = super().insert_events(*args, **kwargs)
        numbers = self._numbers()
        return None if positions is None else [numbers[position] for position in positions]

    def select_notifications(
        self, start: int | None, limit: int, stop: int | None = None, *args: Any, **kwargs: Any
    ) -> Sequence[Notification]:
        found = super().select_notifications(
            self._position(start), limit, self._position(stop), *args, **kwargs
        )
        numbers = self._numbers()
        return [replace(each, id=numbers[each.id]) for each in found]

    def max_notification_id(self) -> int | None:
        last = super().max_notification_id()
        return None if last is None else self._numbers()[last]


class NewBook(TestCase):
    INITIAL_VERSION = 0  # A deal's log begins with entry 0.
    kind: type[Recorder] = Numbered

    def create_recorder(self) -> Recorder:
        folder = TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        engine = connect(at(Path(folder.name) / "book.db"))
        self.addCleanup(engine.dispose)
        prepare(engine, create=True)
        return self.kind(engine, originator=UUID)


class WithoutPositions(Numbered):
    """The library's case for aggregates wants no positions back, its case for applications does."""

    def insert_events(self, stored_events: Sequence[StoredEvent], *_: Any, **__: Any) -> None:
        super().insert_events(stored_events)


class TestAggregates(NewBook, library.AggregateRecorderTestCase):
    kind = WithoutPositions


class TestApplications(NewBook, library.ApplicationRecorderTestCase[Recorder]):
    pass


class TestNonInterleaving(NewBook, library.NonInterleavingNotificationIDsBaseCase):
    pass


def count(recorder: Recorder) -> int:
    """How many entries whoever follows the log has come to see."""
    return len(recorder.select_notifications(None, 100))


def event(deal: str, entry: int, state: bytes = b"{}") -> StoredEvent:
    return StoredEvent(deal, entry, "said", state)


def test_names_of_deals_come_back_as_they_went_in(recorder: Recorder) -> None:
    recorder.insert_events([event("tiktok-us", 0)])
    assert recorder.select_events("tiktok-us") == [event("tiktok-us", 0)]
    assert [each.originator_id for each in recorder.select_notifications(None, 9)] == ["tiktok-us"]


def test_uuids_come_back_as_uuids(engine: Engine) -> None:
    recorder, deal = Recorder(engine, originator=UUID), uuid4()
    recorder.insert_events([StoredEvent(deal, 0, "said", b"{}")])
    assert [each.originator_id for each in recorder.select_events(deal)] == [deal]
    assert [each.originator_id for each in recorder.select_notifications(None, 9)] == [deal]


def test_a_batch_may_hold_entries_of_many_deals(recorder: Recorder) -> None:
    recorder.insert_events([event("a", 0), event("b", 0), event("a", 1)])
    positions = recorder.insert_events([event("b", 1), event("c", 0), event("a", 2)])
    assert [each.id for each in recorder.select_notifications(None, 9)][3:] == positions
    assert [each.originator_version for each in recorder.select_events("a")] == [0, 1, 2]


@pytest.mark.parametrize("number", [0, 2, 3, -1])
def test_an_entry_must_follow_the_last_one(recorder: Recorder, number: int) -> None:
    recorder.insert_events([event("a", 0)])
    with pytest.raises(persistence.IntegrityError, match="does not follow entry 0"):
        recorder.insert_events([event("a", number)])
    assert count(recorder) == 1


def test_an_id_is_used_once_in_a_deal(recorder: Recorder) -> None:
    recorder.insert_events([event("a", 0)], ids=["ban-order"])
    recorder.insert_events([event("b", 0)], ids=["ban-order"])
    with pytest.raises(persistence.IntegrityError, match=r"number or id|once_deal_id"):
        recorder.insert_events([event("a", 1)], ids=["ban-order"])


def test_the_head_knows_the_last_entry(recorder: Recorder) -> None:
    recorder.insert_events([event("a", 0), event("a", 1)], recorded=["2020-09-13", "2020-09-14"])
    with recorder.transaction() as connection:
        head = recorder.lock_head("a")
        last = connection.scalars(select(entries.c.hash).where(entries.c.entry == 1)).one()
        assert head == (1, last, "2020-09-14")
        assert recorder.lock_head("b") is None


def test_ids_and_times_go_with_the_entries_one_by_one(recorder: Recorder) -> None:
    for given in ({"ids": ["x"]}, {"recorded": ["2020-09-13"]}):
        with pytest.raises(ValueError, match="zip"):
            recorder.insert_events([event("a", 0), event("a", 1)], **given)
    recorder.insert_events([event("a", 0)])
    assert recorder.head("a") == (0, recorder.head("a").hash, "")  # type: ignore[union-attr]


def test_the_head_moves_within_a_transaction(recorder: Recorder) -> None:
    with recorder.transaction():
        for number in range(3):
            recorder.insert_events([event("a", number)])
            head = recorder.lock_head("a")
            assert head is not None
            assert head.version == number


def test_a_head_is_locked_only_inside_a_transaction(recorder: Recorder) -> None:
    with pytest.raises(RuntimeError, match="begin one"):
        recorder.lock_head("a")
    with recorder.reading(), pytest.raises(RuntimeError, match="begin one"):
        recorder.lock_head("a")


def test_what_a_transaction_did_is_kept_together_or_not_at_all(recorder: Recorder) -> None:
    def record() -> None:
        with recorder.transaction() as connection:
            recorder.insert_events([event("a", 0)])
            values = {"deal": "a", "title": "A", "zone": "UTC", "version": 0}
            connection.execute(insert(deals).values(values))
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        record()
    with recorder.reading() as connection:
        for table in (heads, entries, deals):
            assert connection.execute(select(table)).all() == []


def test_a_swallowed_failure_does_not_commit_half(recorder: Recorder) -> None:
    def record() -> None:
        with recorder.transaction():
            recorder.insert_events([event("a", 0)])
            with pytest.raises(persistence.IntegrityError):
                recorder.insert_events([event("b", 0), event("b", 7)])

    with pytest.raises(RuntimeError, match="a part of the transaction failed"):
        record()
    assert recorder.max_notification_id() is None


def test_reading_inside_a_transaction_sees_what_it_wrote(recorder: Recorder) -> None:
    with recorder.transaction():
        recorder.insert_events([event("a", 0)])
        assert recorder.select_events("a") == [event("a", 0)]
        with recorder.reading() as connection:
            assert connection.scalar(select(entries.c.deal)) == "a"


def test_reading_sees_one_state_and_cannot_write(recorder: Recorder) -> None:
    recorder.insert_events([event("a", 0)])
    with recorder.reading():
        assert count(recorder) == 1
        with pytest.raises(RuntimeError, match="cannot become one that writes"):
            recorder.insert_events([event("a", 1)])
    recorder.insert_events([event("a", 1)])


def test_threads_have_transactions_of_their_own(recorder: Recorder) -> None:
    found: list[int] = []
    recorder.insert_events([event("a", 0)])
    with recorder.transaction():
        recorder.insert_events([event("a", 1)])
        reader = threading.Thread(target=lambda: found.append(count(recorder)))
        reader.start()
        reader.join()
    assert found == [1]


def test_nobody_subscribes(recorder: Recorder) -> None:
    with pytest.raises(NotImplementedError, match="select_notifications"):
        recorder.subscribe()


def test_a_log_without_tables_is_damaged(file: Path) -> None:
    file.touch()
    engine = connect(file)
    recorder = Recorder(engine)
    with pytest.raises(StoreDamaged, match="no such table"):
        recorder.insert_events([event("a", 0)])
    with pytest.raises(StoreDamaged, match="no such table"):
        recorder.select_events("a")
    with pytest.raises(StoreDamaged, match="no such table"):
        recorder.max_notification_id()
    engine.dispose()

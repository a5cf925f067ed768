"""Processes that read first and write later lose nothing of each other's."""

import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from eventsourcing.persistence import StoredEvent
from sqlalchemy import Engine

from tests.places import at
from tests.store.conftest import Append
from tracker.store.engine import connect, reading
from tracker.store.errors import StoreError, StoreLocked
from tracker.store.patience import LOCK_TIMEOUT
from tracker.store.recorder import Recorder

COUNT = """
import sys
from eventsourcing.persistence import StoredEvent
from tracker.store.engine import connect
from tracker.store.recorder import Recorder
recorder = Recorder(connect(sys.argv[1]))
for _ in range(25):
    with recorder.transaction():
        head = recorder.lock_head("counter")
        following = head.version + 1 if head else 0
        recorder.insert_events([StoredEvent("counter", following, "counted", b"%d" % following)])
"""


def test_no_count_is_lost(recorder: Recorder, file: Path) -> None:
    counting = [subprocess.Popen([sys.executable, "-c", COUNT, at(file)]) for _ in range(4)]
    assert [process.wait(60) for process in counting] == [0, 0, 0, 0]
    counted = [each.state for each in recorder.select_events("counter")]
    assert counted == [b"%d" % number for number in range(100)]
    assert len(recorder.select_notifications(None, 200)) == 100


@pytest.mark.sqlite
def test_read_then_write_is_safe_on_the_bare_engine(engine: Engine) -> None:
    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE counter AS SELECT 0 AS n")

    def count() -> None:
        for _ in range(50):
            with engine.begin() as connection:
                n = connection.exec_driver_sql("SELECT n FROM counter").scalar_one()
                connection.exec_driver_sql(f"UPDATE counter SET n = {n + 1}")

    threads = [threading.Thread(target=count) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with reading(engine).begin() as connection:
        assert connection.exec_driver_sql("SELECT n FROM counter").scalar() == 200


def test_a_writer_waits_its_turn(recorder: Recorder, engine: Engine) -> None:
    started = threading.Event()

    def hold() -> None:
        with Recorder(engine).transaction():
            started.set()
            time.sleep(0.2)

    holder = threading.Thread(target=hold)
    holder.start()
    started.wait()
    recorder.insert_events([StoredEvent("a", 0, "said", b"{}")])
    holder.join()


@pytest.mark.sqlite
def test_a_writer_gives_up_in_the_end(
    recorder: Recorder, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(LOCK_TIMEOUT, "0.05")
    impatient = connect(at(file))
    with recorder.transaction():
        with pytest.raises(StoreLocked, match="was locked by another process") as caught:
            impatient.connect().begin()
        assert any(LOCK_TIMEOUT in hint for hint in caught.value.hints)
    impatient.dispose()


def test_readers_and_a_writer_do_not_lock_each_other_out(
    recorder: Recorder, append: Append, engine: Engine
) -> None:
    append("a", b"1")
    reader = Recorder(engine)
    with recorder.transaction():
        append("a", b"2", first=1)
        assert [each.state for each in reader.select_events("a")] == [b"1"]
    assert [each.state for each in reader.select_events("a")] == [b"1", b"2"]


@pytest.mark.parametrize("given", ["soon", "-1", "nan", "inf"])
def test_patience_is_a_number_of_seconds(
    file: Path, given: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(LOCK_TIMEOUT, given)
    with pytest.raises(StoreError, match="is not a number of seconds"):
        connect(at(file))

"""Who writes without a pause lets others have their turn: SQLite by itself does not see to it."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from fcntl import LOCK_EX, LOCK_NB, flock
from itertools import groupby
from pathlib import Path
from threading import Thread

import pytest

from tests.torture import times
from tracker.store.book import open_book
from tracker.store.patience import LOCK_TIMEOUT

pytestmark = pytest.mark.torture

WRITE = """
import sys, time
from eventsourcing.persistence import StoredEvent
from tracker.store.engine import connect
from tracker.store.recorder import Recorder
recorder, me, turns = Recorder(connect(sys.argv[1])), sys.argv[2], int(sys.argv[3])
print("ready", flush=True)
input()
for number in range(turns):
    with recorder.transaction():
        recorder.insert_events([StoredEvent(me, number, "said", b"{}")])
        time.sleep(0.06)
"""
WRITERS, TURNS = "abc", times(8)


def test_no_writer_is_let_in_again_and_again_while_others_wait(tmp_path: Path) -> None:
    place = str(tmp_path / "book.db")
    with open_book(place, create=True) as book:
        _all_write(place)
        log = book.recorder.select_notifications(None, len(WRITERS) * TURNS)
        order = "".join(str(each.originator_id) for each in log)
    assert sorted(order) == sorted(WRITERS * TURNS)
    all_waited = order[: min(order.rindex(each) for each in WRITERS)]
    runs = [len(list(run)) for _, run in groupby(all_waited)]
    assert max(runs) <= 4, order


def test_who_waits_for_one_book_keeps_nobody_from_another_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(LOCK_TIMEOUT, "100")
    places = [str(tmp_path / name) for name in ("locked.db", "free.db")]
    with open_book(places[0], create=True) as locked, open_book(places[1], create=True) as free:
        waits = Thread(target=_begins, args=(places[0],))
        with locked.recorder.transaction():
            waits.start()
            while not _is_waited_for(tmp_path):
                time.sleep(0.01)
            assert free.new("deal", "A deal", zone="UTC")
            assert waits.is_alive()
        waits.join()
        assert [row.deal for row in locked.deals()] == ["deal"]


def _begins(place: str) -> None:
    with open_book(place) as book:
        book.new("deal", "A deal", zone="UTC")


def _is_waited_for(folder: Path) -> bool:
    """Whether somebody comes next in that folder."""
    line = os.open(folder, os.O_RDONLY)
    try:
        flock(line, LOCK_EX | LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(line)
    return False


def _all_write(place: str) -> None:
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    writers = [
        subprocess.Popen([sys.executable, "-c", WRITE, place, me, str(TURNS)], text=True, **pipes)  # type: ignore[call-overload]
        for me in WRITERS
    ]
    try:
        for each in writers:
            assert each.stdout.readline() == "ready\n"
        for each in writers:
            each.stdin.write("go\n")
            each.stdin.flush()
        assert [each.wait(300) for each in writers] == [0] * len(writers)
    finally:
        for each in writers:
            each.kill()
            each.communicate()

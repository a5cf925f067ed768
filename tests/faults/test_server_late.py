"""A server that is not there yet, or lets nobody in yet.

A server that says it is starting up is waited for, as long as TRACKER_LOCK_TIMEOUT has a writer
wait for another: it is there, and will be ready. One that nobody answers for may as well be a wrong
address, and is told at once.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.faults.books import Ground
from tests.faults.door import door
from tests.faults.test_commit_unanswered import server_folder
from tests.places import GIVEN

pytestmark = [
    pytest.mark.torture,
    pytest.mark.parametrize("on", ["postgresql"], indirect=True),
    pytest.mark.skipif(bool(GIVEN), reason="no door is put before the server of TRACKER_TEST_URL"),
]

RECORD = "record widgets Oracle chosen --on 2020-09-13".split()


def test_a_server_that_starts_up_is_waited_for(on: Ground) -> None:
    place = on.kind.fresh("late")
    with door(server_folder(), refusals=3) as way:
        ran = on.run(RECORD, way.to(place))
        assert (ran.code, ran.err, way.refusals < 0) == (0, "", True)


def test_but_not_longer_than_a_writer_waits(on: Ground) -> None:
    place = on.kind.fresh("late")
    before = on.kind.rows(place)
    with door(server_folder(), refusals=10**6) as way:
        ran = on.run(RECORD, way.to(place), TRACKER_LOCK_TIMEOUT="0")
        assert (ran.code, ran.out) == (5, "")
        assert "cannot be reached: the database system is starting up" in ran.err
    assert on.kind.rows(place) == before


def test_where_nobody_answers_it_is_told_at_once(on: Ground, tmp_path: Path) -> None:
    place = on.kind.fresh("late")
    with door(server_folder()) as way:
        gone = way.to(place)
    ran = on.run(RECORD, gone, TRACKER_LOCK_TIMEOUT="1000")
    assert (ran.code, ran.out) == (5, "")
    assert "cannot be reached" in ran.err

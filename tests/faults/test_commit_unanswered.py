"""A connection that breaks off between COMMIT and its answer: nobody knows, and so it is said.

Whether the server was told or not, the same command, run again, leaves the book as one run does.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import psycopg
import pytest

from tests.faults.books import Ground, words_of
from tests.faults.door import AFTER, BEFORE, door
from tests.places import GIVEN, administering

pytestmark = [
    pytest.mark.torture,
    pytest.mark.parametrize("on", ["postgresql"], indirect=True),
    pytest.mark.skipif(bool(GIVEN), reason="no door is put before the server of TRACKER_TEST_URL"),
]

COMMANDS = {
    "new": "new things Things --zone Asia/Tokyo",
    "record": "record widgets Oracle chosen --on 2020-09-13 --source Reuters",
    "correct": "correct widgets 1 --on 2020-08-03 --because misread",
    "retract": "retract widgets 4 --because denied",
    "cite": "cite widgets 1 --source WSJ",
    "dispute": "dispute widgets 1 --because denied",
    "import": "import {folder}/more.yaml",
    "restore": "import {folder}/log.jsonl",
}
MORE = """\
deal: widgets
entries: [{on: 2020-09-13, what: Oracle chosen}, {on: 2020-09-14, what: Oracle interested}]
---
deal: things
entries: [{on: 2020-09-01, what: Toshiba bid of $1bn}]
"""


@pytest.mark.parametrize("cut", [BEFORE, AFTER])
@pytest.mark.parametrize("name", COMMANDS)
def test_who_does_not_know_says_so_and_may_try_again(
    on: Ground, name: str, cut: str, tmp_path: Path
) -> None:
    words = words_of(COMMANDS[name], MORE, tmp_path, on)
    place = on.kind.fresh("tried")
    before = on.kind.rows(place)
    assert on.run(words, place).code == 0
    after = on.kind.rows(place)

    place = on.kind.fresh("cut")
    with door(server_folder(), cut=cut) as way:
        ran = on.run(words, way.to(place))
        assert (ran.code, ran.out) == (5, "")
        assert "whether it was recorded is not known" in ran.err
        assert "run the same again" in ran.err
        assert on.kind.rows(place) == (after if cut == AFTER else before)
        again = on.run(words, way.to(place))
        assert (again.code, again.err) == (0, "")
        assert "import" in words or ("already" in again.out) == (cut == AFTER)
    assert on.kind.rows(place) == after
    assert on.run(["verify"], place).code == 0


def server_folder() -> Path:
    """Where the socket of the tests' server is."""
    with administering() as connection:
        told: psycopg.Connection[Any] = connection
        return Path(told.info.host)

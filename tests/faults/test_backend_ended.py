"""The server ends the connection of a command, at any moment: an administrator does, or a failover.

The command says so, and has recorded nothing; or says that it does not know; or has gone on over
another connection. Run again, it leaves the book as one run does.
"""

from __future__ import annotations

import os
import signal

import pytest

from tests.faults.books import Ground, Schemas
from tests.faults.killing import chosen
from tests.places import administering
from tests.torture import times

pytestmark = [
    pytest.mark.torture,
    pytest.mark.parametrize("on", ["postgresql"], indirect=True),
]

WORDS = "record widgets Oracle chosen --on 2020-09-13 --source Reuters".split()


def test_a_command_whose_connection_is_ended(on: Ground) -> None:
    place = on.kind.fresh("tried")
    before = on.kind.rows(place)
    steps = on.run(WORDS, place).steps
    after = on.kind.rows(place)
    for at in chosen(steps, times(15)):
        place = on.kind.fresh(f"at-{at}")
        pid = on.start(WORDS, place, at=at, by=signal.SIGSTOP)
        assert on.commands.wait(pid).stopped
        end_connections(Schemas.schema(place))
        os.kill(pid, signal.SIGCONT)
        ran = on.commands.wait(pid)
        rows = on.kind.rows(place)
        if ran.code == 0:
            assert rows == after
        else:
            assert (ran.code, ran.out) == (5, "")
            assert rows == before or "whether it was recorded is not known" in ran.err
        again = on.run(WORDS, place)
        assert (again.code, again.err) == (0, "")
        assert on.kind.rows(place) == after
        assert on.run(["verify"], place).code == 0


def end_connections(name: str) -> None:
    """Of the program of that name, and wait until they have ended."""
    ending = "SELECT pg_terminate_backend(pid, 60000) FROM pg_stat_activity"
    with administering() as connection:
        connection.execute(f"{ending} WHERE application_name = %s", [name])

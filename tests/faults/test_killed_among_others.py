"""One of several writers of a deal is killed: the others go on, and lose nothing."""

from __future__ import annotations

import os
import signal

import pytest

from tests.faults.books import Ground
from tests.faults.killing import KILLED, chosen
from tests.torture import times

pytestmark = pytest.mark.torture

OTHERS = 3


def recording(party: str) -> list[str]:
    return ["record", "widgets", party, "bid", "--new", "--on", "2020-09-01"]


def test_nobody_waits_for_the_dead(on: Ground) -> None:
    """The one stands still, with whatever locks it has by then, while the others queue up."""
    steps = on.run(recording("Acme"), on.kind.fresh("tried")).steps
    for at in chosen(steps, times(3)):
        place = on.kind.fresh(f"at-{at}")
        first = on.start(recording("Acme"), place, at=at, by=signal.SIGSTOP)
        assert on.commands.wait(first).stopped
        others = [on.start(recording(f"Bidder{number}"), place) for number in range(OTHERS)]
        os.kill(first, signal.SIGKILL)
        assert on.commands.wait(first).code == KILLED
        ended = [on.commands.wait(other) for other in others]
        assert [(each.code, each.err) for each in ended] == [(0, "")] * OTHERS
        told = on.run(["timeline", "widgets"], place).out
        assert all(told.count(f"Bidder{number} bid") == 1 for number in range(OTHERS))
        assert told.count("Acme bid") in (0, 1)
        again = on.run(recording("Acme"), place)
        assert again.code == 0
        assert on.run(["timeline", "widgets"], place).out.count("Acme bid") == 1
        assert on.run(["verify"], place).code == 0

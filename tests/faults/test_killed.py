"""A command that is killed at any moment has done all of what it does, or nothing of it.

What it had said it did is there; the book verifies; and the same command, run again, ends as if
nobody had been killed, without anything done by hand and with nothing left lying beside the book.
"""

from __future__ import annotations

import os
import random
import signal
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.faults.books import Files, Ground, Rows, words_of
from tests.faults.killing import KILLED, chosen
from tests.torture import TIMES, times

pytestmark = pytest.mark.torture

MORE = """\
deal: widgets
entries:
  - {id: choice, on: 2020-09-13, what: Oracle chosen, sources: [{publisher: Reuters}]}
  - {on: 2020-09-14, what: Microsoft bid rejected}
---
deal: things
title: Some things
zone: Asia/Tokyo
entries:
  - {on: 2020-09-01, what: Toshiba bid of $1bn}
  - {on: 2020-09-02, what: 'filing due 2020-12-01'}
"""

WHOLE = ["record", "correct"]
"""What is killed at every step in `make test` too; of the others' steps some are chosen there."""

COMMANDS = {
    "record": "record widgets Oracle chosen --on 2020-09-13 --source Reuters --basis unnamed",
    "correct": "correct widgets 1 --on 2020-08-03 --because misread",
    "retract": "retract widgets 4 --because denied",
    "new": "new things Things --zone Asia/Tokyo",
    "import": "import {folder}/more.yaml",
    "restore": "import {folder}/log.jsonl",
}
"""Each on a book with the entries of `books.CASE`."""


@pytest.mark.parametrize("name", COMMANDS)
def test_before_any_statement(on: Ground, name: str, tmp_path: Path) -> None:
    words = words_of(COMMANDS[name], MORE, tmp_path, on)
    before, after, steps = tried(on, words)
    for at in chosen(steps, steps if name in WHOLE else times(4)):
        kill(on, words, on.kind.fresh(f"at-{at}"), before, after, at=at)


@pytest.mark.parametrize("name", COMMANDS)
def test_before_any_system_call(on: Ground, name: str, tmp_path: Path) -> None:
    """In the middle of statements too, such as the one with which a transaction ends."""
    on.refuse("at_call")
    words = words_of(COMMANDS[name], MORE, tmp_path, on)
    before, after, steps = tried(on, words, at_call=0)
    for at in chosen(steps, times(4)):
        kill(on, words, on.kind.fresh(f"at-{at}"), before, after, at_call=at)


def tried(on: Ground, words: Sequence[str], **how: int) -> tuple[Rows, Rows, int]:
    """The rows of the book before the command and after it, and how many steps it takes."""
    place = on.kind.fresh("tried")
    before = on.kind.rows(place)
    ran = on.run(words, place, **how)
    assert (ran.code, ran.err) == (0, "")
    assert on.run(["verify"], place).code == 0
    return before, on.kind.rows(place), ran.steps


def kill(
    on: Ground, words: Sequence[str], place: str, before: Rows, after: Rows, **how: int
) -> None:
    ran = on.run(words, place, **how)
    assert ran.code == KILLED
    check(on, words, place, before, after, said=ran.out)


def check(
    on: Ground, words: Sequence[str], place: str, before: Rows, after: Rows, *, said: str
) -> None:
    """The law, of a book where the command ended after it had said that much."""
    assert on.kind.rows(place) in ((after,) if said else (before, after))
    if TIMES > 1 or random.random() < 0.4:  # most books are as one that was looked at already
        verified = on.run(["verify"], place)
        assert (verified.code, verified.err) == (0, "")
        again = on.run(words, place)
        assert (again.code, again.err) == (0, "")
        assert on.kind.rows(place) == after
        if isinstance(on.kind, Files):
            assert [each.name for each in Path(place).parent.iterdir()] == ["book.db"]


def test_at_any_moment(on: Ground, tmp_path: Path) -> None:
    words = words_of(COMMANDS["import"], MORE, tmp_path, on)
    began = time.monotonic()
    before, after, _ = tried(on, words)
    usual = time.monotonic() - began
    for number in range(times(5)):
        place = on.kind.fresh(f"number-{number}")
        pid = on.start(words, place)
        time.sleep(random.random() * usual)
        os.kill(pid, signal.SIGKILL)
        ran = on.commands.wait(pid)
        assert ran.code in (KILLED, 0)
        check(on, words, place, before, after, said=ran.out)

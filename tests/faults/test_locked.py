"""While another process has the book, a command answers or says so; then all goes on."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.faults.asking import COMMANDS, DEAL, READING, Desk, Words, a_book, in_turn, right
from tests.torture import times
from tracker.store import sqlite

pytestmark = [pytest.mark.torture, pytest.mark.sqlite]

HOLD = """
import sqlite3, sys
book = sqlite3.connect(sys.argv[1], isolation_level=None)
book.execute(sys.argv[2])
book.execute("SELECT * FROM entries").fetchone()
print("held", flush=True)
sys.stdin.read()
"""
BEGINS = {
    "an import's": "BEGIN IMMEDIATE",
    "a migration's": "BEGIN EXCLUSIVE",
    "a reader's": "BEGIN",
}
AT_ONCE = times(10)


@contextmanager
def held(book: Path, begins: str) -> Iterator[None]:
    """Another process has begun a transaction, and does not end it."""
    command = [sys.executable, "-c", HOLD, str(book), begins]
    pipes: dict[str, Any] = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    with subprocess.Popen(command, text=True, **pipes) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        yield
        holder.communicate("")


@pytest.mark.parametrize("begins", BEGINS.values(), ids=BEGINS)
def test_a_lock_of_another_process(tmp_path: Path, begins: str) -> None:
    if begins == "BEGIN" and sqlite.wal_is_safe():
        pytest.skip("beside a write-ahead log a reader keeps nobody waiting")
    desk = Desk(tmp_path)
    desk.put(a_book())
    with held(desk.book, begins):
        for words in in_turn(COMMANDS, len(begins), AT_ONCE):
            asked = desk.ask(words, TRACKER_LOCK_TIMEOUT="0")
            if words in READING and "EXCLUSIVE" not in begins:
                assert asked == right()[words]
            if asked.code == 5 and words != ("doctor",):
                assert "locked by another process" in asked.err
            assert asked.code in {0, 1, 5}
    assert desk.there() == {"book.db": a_book()}
    assert desk.verifies()


@pytest.mark.parametrize(
    "words",
    [("record", DEAL, "note: so it is", "--on", "2020-09-15"), ("import", "{casebook}")],
    ids=" ".join,
)
def test_a_dry_run_waits_for_no_writer(tmp_path: Path, words: Words) -> None:
    desk = Desk(tmp_path)
    desk.put(a_book())
    with held(desk.book, BEGINS["an import's"]):
        asked = desk.ask((*words, "--dry-run"), TRACKER_LOCK_TIMEOUT="0")
    assert (asked.code, asked.err) == (0, "")
    assert desk.there() == {"book.db": a_book()}

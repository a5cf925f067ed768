"""What a process does, step by step, so that it can be ended before any one of them.

Runs in the process that is to end: see `tests.faults.killing`.
"""

from __future__ import annotations

import io
import os
import signal
import sqlite3
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

NOW = 1_600_128_000_000_000_000
"""What every clock says, in nanoseconds: a command that is run again writes the same."""

CHANGING = {"os.link", "os.mkdir", "os.remove", "os.rename", "os.rmdir", "os.truncate"}
"""What Python says of itself (`sys.addaudithook`) before it changes the names of files."""


class Steps:
    """Counts statements of databases, changes of files and parts of the answer.

    Before step number `at`, counted from 1, the process sends the signal to itself.
    """

    def __init__(self, at: int, number: int) -> None:
        self.at, self.number = at, number
        self.count = 0

    def step(self, *_: object) -> None:
        self.count += 1
        if self.count == self.at:
            os.kill(os.getpid(), self.number)

    def watch(self) -> None:
        """Count from now on."""
        time.time_ns = lambda: NOW
        sys.addaudithook(self._of_files)
        self._watch_sqlite()
        self._watch_psycopg()
        sys.stdout = _Answer(self.step)

    def _of_files(self, event: str, words: tuple[Any, ...]) -> None:
        if event in CHANGING or (event == "open" and _writes(words[2])):
            self.step()

    def _watch_sqlite(self) -> None:
        connect = sqlite3.connect

        def connect_and_watch(*words: Any, **options: Any) -> sqlite3.Connection:
            connection: sqlite3.Connection = connect(*words, **options)
            # It is told of every statement, also of each row's where there are many at once.
            connection.set_trace_callback(self.step)
            return connection

        sqlite3.connect = connect_and_watch  # type: ignore[assignment]

    def _watch_psycopg(self) -> None:
        import psycopg

        for owner, names in (
            (psycopg, ("connect",)),
            (psycopg.Connection, ("commit", "rollback", "close")),
            (psycopg.Cursor, ("execute", "executemany")),
        ):
            for name in names:
                setattr(owner, name, self._counted(getattr(owner, name)))

    def _counted(self, do: Callable[..., Any]) -> Callable[..., Any]:
        def step_and_do(*words: Any, **options: Any) -> Any:
            self.step()
            return do(*words, **options)

        return step_and_do


class _Answer(io.TextIOWrapper):
    """Stdout, each part of which is a step; what it took has left the process."""

    def __init__(self, step: Callable[[], None]) -> None:
        self._step = step
        super().__init__(io.FileIO(1, "w"), "utf-8", write_through=True)

    def write(self, text: str) -> int:
        self._step()
        return super().write(text)


def _writes(flags: int) -> bool:
    return bool(flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT))


def run(words: list[str], at: int, number: int, told: Path) -> None:
    """Run the command line in this process, which ends with it, and tell how many steps it took."""
    from tracker.cli.app import main

    signal.alarm(200)  # an end against hanging
    sys.argv = ["tracker", *words]
    steps = Steps(at, number)
    steps.watch()
    try:
        main()
        code: Any = 0
    except SystemExit as end:
        code = end.code
    sys.stderr.flush()
    steps.step()
    told.write_text(str(steps.count))
    os._exit(code or 0)

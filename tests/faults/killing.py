"""The real command line, in processes that end or stop at a step of theirs.

A process that has imported everything, and holds neither a thread nor a connection, forks one for
each command: so hundreds of them cost little.
"""

from __future__ import annotations

import gc
import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, redirect_stdout, suppress
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from tests.faults import calls, dying

PROJECT = Path(__file__).parents[2]
KILLED = -signal.SIGKILL
SETTINGS = {
    "PYTHONDONTWRITEBYTECODE": "1",
    "TRACKER_TODAY": "2020-09-14",
    "TRACKER_LOCK_TIMEOUT": "100",
}
NEVER = 0
"""The step before which nothing happens."""


class Ran(NamedTuple):
    """How a command ended: its exit code, or the signal below 0; or by which it has stopped.

    `steps` are those of a command that came to its end: with `at_call` system calls.
    """

    code: int
    out: str
    err: str
    stopped: bool = False
    steps: int = 0


class Commands:
    """Runs commands, each in a process of its own; `env` is theirs."""

    def __init__(self, process: subprocess.Popen[str], folder: Path) -> None:
        self._process, self._folder = process, folder
        self._began = 0

    def run(self, *words: object, **options: Any) -> Ran:
        """Begin a command and wait for its end, or its stop."""
        return self.wait(self.start(*words, **options))

    def start(
        self,
        *words: object,
        at: int = NEVER,
        by: int = signal.SIGKILL,
        at_call: int | None = None,
        wal: bool = False,
        later: object = "",
        **env: str,
    ) -> int:
        """Begin a command, which sends itself a signal before step `at`; the id of its process.

        With `at_call` it is killed before that system call which changes a file instead, and has
        ended already. `env` are settings; with `wal` SQLite keeps the write-ahead log; `later` is
        the folder of migrations of a later version.
        """
        self._began += 1
        order = {"words": [*map(str, words)], "at": at, "by": by, "at_call": at_call, "wal": wal}
        order |= {"out": str(self._folder / str(self._began)), "env": env, "later": str(later)}
        return int(self._ask(order)["pid"])

    def wait(self, pid: int) -> Ran:
        """Wait for the end of a command, or until it has stopped."""
        return Ran(**self._ask({"pid": pid}))

    def _ask(self, order: dict[str, Any]) -> dict[str, Any]:
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(json.dumps(order) + "\n")
        self._process.stdin.flush()
        said: dict[str, Any] = json.loads(self._process.stdout.readline())
        return said


@contextmanager
def commands() -> Iterator[Commands]:
    """The process that forks, for as long as it is needed."""
    script = "from tests.faults.killing import serve; serve()"
    with (
        TemporaryDirectory() as folder,
        subprocess.Popen(
            [sys.executable, "-c", script],
            cwd=PROJECT,
            env={**os.environ, **SETTINGS},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        ) as process,
    ):
        try:
            yield Commands(process, Path(folder))
        finally:
            process.kill()


def chosen(steps: int, most: int) -> Iterator[int]:
    """All the steps, or so many of them, evenly: first and last are among them."""
    count = min(steps, most)
    yield from sorted({1 + at * (steps - 1) // max(1, count - 1) for at in range(count)})


# In the process that forks


class _Begun(NamedTuple):
    out: str
    traced: calls.Traced | None


def serve() -> None:
    """Begin the commands that are asked for on stdin, and say on stdout how they ended."""
    _warm_up()
    gc.freeze()
    begun: dict[int, _Begun] = {}
    for line in sys.stdin:
        order = json.loads(line)
        said = _ended(order["pid"], begun) if "pid" in order else _begin(order, begun)
        print(json.dumps(said), flush=True)


def _begin(order: dict[str, Any], begun: dict[int, _Begun]) -> dict[str, int]:
    pid = os.fork()
    if not pid:
        _be(order)
    traced = calls.kill_at(pid, order["at_call"]) if order["at_call"] is not None else None
    begun[pid] = _Begun(order["out"], traced)
    return {"pid": pid}


def _be(order: dict[str, Any]) -> None:
    """Be the process of the command, to its end."""
    code = 99
    try:
        _turn(order["out"])
        os.environ.update(order["env"])
        if order["wal"]:
            _trust_the_write_ahead_log()
        if order["later"]:
            _be_later(Path(order["later"]))
        if order["at_call"] is not None:
            calls.let_be_traced()
        dying.run(order["words"], order["at"], order["by"], Path(f"{order['out']}.steps"))
    except BaseException:  # noqa: BLE001 (it must not go on as the process that forks)
        sys.excepthook(*sys.exc_info())
        sys.stderr.flush()
    os._exit(code)


def _turn(out: str) -> None:
    """Point the standard streams to files."""
    for at, name in enumerate((os.devnull, f"{out}.out", f"{out}.err")):
        os.dup2(os.open(name, os.O_RDWR | os.O_CREAT, 0o600), at)


def _trust_the_write_ahead_log() -> None:
    from tracker.store import sqlite

    sqlite.wal_is_safe = lambda *_: True


def _be_later(folder: Path) -> None:
    """Be a later version of the tracker, with the migrations of that folder."""
    from tracker.store import schema

    schema.SCHEMA = max(each.name for each in folder.glob("versions/tracker_*.py")).removesuffix(
        ".py"
    )
    schema.migrations = lambda: folder


def _ended(pid: int, begun: dict[int, _Begun]) -> dict[str, Any]:
    out, traced = begun[pid]
    status = 0 if traced else os.waitpid(pid, os.WUNTRACED)[1]
    stopped = os.WIFSTOPPED(status)
    code = os.WSTOPSIG(status) if stopped else os.waitstatus_to_exitcode(status)
    files = {name: Path(f"{out}.{name}") for name in ("out", "err")}
    # Whoever is killed at once has not yet begun them.
    said = {name: file.read_text("utf-8") if file.exists() else "" for name, file in files.items()}
    if traced:
        return {**said, "code": traced.status, "steps": traced.calls}
    steps = Path(f"{out}.steps")
    count = int(steps.read_text() or 0) if steps.exists() else 0
    return {**said, "code": code, "stopped": stopped, "steps": count}


def _warm_up() -> None:
    """Import what commands import as they go."""
    from sqlalchemy import create_engine

    from tracker.cli.app import COMMANDS, command, main

    for name in (name for group in COMMANDS.values() for name in group):
        command(name)
    create_engine("postgresql+psycopg://").dispose()
    with TemporaryDirectory() as folder:
        case = Path(folder) / "case.yaml"
        case.write_text("deal: warm\nentries: [{on: 2020-09-01, what: Oracle bid}]\n")
        os.environ["TRACKER_DB"] = str(Path(folder) / "book.db")
        for words in (
            f"import {case}",
            "record warm Oracle chosen --on 2020-09-02",
            "correct warm 1 --by Oracle --because so",
            "rebuild",
            f"backup {folder}/copy.db",
            "verify",
        ):
            _quietly(main, words)
    del os.environ["TRACKER_DB"]


def _quietly(main: Callable[[], None], words: str) -> None:
    sys.argv = ["tracker", *words.split()]
    with redirect_stdout(StringIO()), suppress(SystemExit):
        main()

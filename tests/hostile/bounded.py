"""Runs of the program that have so much processor time and memory, and no more.

A process of its own takes one job after the other; the kernel ends it where a job takes too much.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

MEMORY = 3_000_000_000
"""Bytes of address space, of which a Python that has imported everything takes a sixth."""


class Ended(NamedTuple):
    """How a job ended: its exit code, and what it said."""

    code: int
    stdout: str
    stderr: str


def run(jobs: Sequence[Sequence[str]], *, seconds: int, folder: Path) -> list[Ended]:
    """How each of these command lines ended, with so many seconds of processor time each.

    Fails with the job that took more, or that was not answered.
    """
    said = json.dumps([seconds, jobs])
    child = subprocess.run(
        [sys.executable, "-m", "tests.hostile.bounded"],
        input=said,
        cwd=folder,
        env=_environment(folder),
        capture_output=True,
        text=True,
        timeout=seconds * 10,
        check=False,
    )
    ended = [Ended(*json.loads(line)) for line in child.stdout.splitlines()]
    done = len(ended)
    assert done == len(jobs), (
        f"{str(jobs[done])[:300]} was ended: {child.returncode} {child.stderr}"
    )
    return ended


def _environment(folder: Path) -> dict[str, str]:
    root = str(Path(__file__).parents[2])
    kept = {name: value for name, value in os.environ.items() if not name.startswith("TRACKER_")}
    return kept | {"PYTHONPATH": root, "HOME": str(folder), "TRACKER_DB": "book.db"}


def _serve() -> None:
    seconds, jobs = json.load(sys.stdin)
    from tests.cli.commandline import Tracker
    from tests.hostile.fence import fenced

    tracker = Tracker(Path("book.db").absolute())
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    with fenced(Path.cwd()):
        for words in jobs:
            _limit(seconds)
            ran = tracker.run(*words)
            _answer([ran.exit_code, _ends_of(ran.stdout_bytes), _ends_of(ran.stderr_bytes)])


def _limit(seconds: int) -> None:
    used = resource.getrusage(resource.RUSAGE_SELF)
    most = int(used.ru_utime + used.ru_stime) + seconds + 1
    resource.setrlimit(resource.RLIMIT_CPU, (most, resource.RLIM_INFINITY))


def _ends_of(raw: bytes) -> str:
    text = raw.decode(errors="replace")
    return text if len(text) < 20_000 else text[:10_000] + "\n[...]\n" + text[-10_000:]


def _answer(ended: list[Any]) -> None:
    sys.stdout.write(json.dumps(ended) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    _serve()

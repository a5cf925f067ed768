"""How long a cold command takes, beside the libraries it stands on.

Every pair is measured in one run, its two sides in turn, so that a slow machine or a busy moment
meets both alike. What counts is the ratio of the medians.
"""

import argparse
import os
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

TRACKER = str(Path(sys.executable).with_name("tracker"))
BOOK = (
    ("new", "tiktok-us", "TikTok US operations", "--zone", "America/New_York"),
    ("record", "tiktok-us", "order effective 2020-09-20", "--on", "2020-08-06"),
    ("record", "tiktok-us", "Microsoft bid rejected", "--on", "2020-09-13"),
    ("record", "tiktok-us", "Oracle chosen", "--on", "2020-09-13"),
)


@dataclass(frozen=True)
class Pair:
    """A command, the imports it is held against, and how many times as long it may take."""

    command: tuple[str, ...]
    imports: str
    goal: float

    @property
    def yardstick(self) -> tuple[str, ...]:
        return (sys.executable, "-c", f"import {self.imports}")


PAIRS = (
    Pair(
        command=(TRACKER, "status", "tiktok-us", "--as-of", "2020-09-14"),
        imports="typer, rich.table, sqlalchemy, eventsourcing.application",
        goal=1.35,
    ),
    Pair(command=(TRACKER, "-h"), imports="typer", goal=2.0),
)


def seconds(command: Sequence[str]) -> float:
    """Wall-clock seconds of `command`, which has to succeed."""
    started = time.perf_counter()
    ran = subprocess.run(command, capture_output=True, check=False, encoding="utf-8")
    elapsed = time.perf_counter() - started
    if ran.returncode:
        sys.exit(f"{' '.join(command)} ended with {ran.returncode}:\n{ran.stderr}")
    return elapsed


def measured(pair: Pair, runs: int) -> tuple[float, float]:
    """The medians of the command and of its yardstick, taken in turn after one run to warm up."""
    seconds(pair.command)
    seconds(pair.yardstick)
    times = [(seconds(pair.command), seconds(pair.yardstick)) for _ in range(runs)]
    return median(mine for mine, _ in times), median(theirs for _, theirs in times)


def row(pair: Pair, runs: int) -> str:
    mine, theirs = measured(pair, runs)
    name = " ".join(("tracker", *pair.command[1:2]))
    verdict = "met" if mine / theirs <= pair.goal else "MISSED"
    return (
        f"{name:<16}{mine * 1000:>8.0f} ms{theirs * 1000:>10.0f} ms"
        f"{mine / theirs:>8.2f}{pair.goal:>8.2f}  {verdict:<8}{pair.imports}"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description="Ratios of cold starts.")
    parser.add_argument("--runs", type=int, default=15, help="runs of each side (default 15)")
    runs = parser.parse_args().runs
    with tempfile.TemporaryDirectory() as folder:
        os.environ["TRACKER_DB"] = str(Path(folder) / "book.db")
        for entry in BOOK:
            seconds((TRACKER, *entry))
        print(f"Python {platform.python_version()}, medians of {runs} runs of each, in turn")
        print(
            f"{'command':<16}{'command':>11}{'imports':>13}{'ratio':>8}{'goal':>8}  {'':<8}imports"
        )
        for pair in PAIRS:
            print(row(pair, runs), flush=True)
    print(f"Again: make bench, or python bench/start_up.py --runs {runs}")


if __name__ == "__main__":
    main()

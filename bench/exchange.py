"""How long a large book takes to import, export and verify, and how much memory at most.

A log is made up, imported as JSONL into an empty book, exported again and compared byte for byte,
and verified. Each command is a process of its own, whose peak memory is the system's count.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench.books import lines

TRACKER = str(Path(sys.executable).with_name("tracker"))
MEGABYTES = 200


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--entries", type=int, default=100_000, metavar="N")
    parser.add_argument("--deals", type=int, default=1000, metavar="N")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        sys.exit(measure(Path(folder), asked.entries, asked.deals))


def measure(folder: Path, entries: int, deals: int) -> str | None:
    """What was not as it should be."""
    log, again, book = folder / "log.jsonl", folder / "again.jsonl", str(folder / "book.db")
    with log.open("wb") as out:
        out.writelines(lines(entries // deals, deals))
    print(f"{entries} entries in {deals} deals, {log.stat().st_size / 1e6:.0f} MB of JSONL")
    peaks = [
        run("import", str(log), "--db", book),
        run("export", "--all", "--format", "jsonl", "--db", book, out=again),
        run("verify", "--db", book),
    ]
    if log.read_bytes() != again.read_bytes():
        return "the second export is another one"
    return f"more than {MEGABYTES} MB" if max(peaks) > MEGABYTES else None


def run(*words: str, out: Path | None = None) -> float:
    """Runs a command and says how long it took; its peak memory in megabytes."""
    began = time.perf_counter()
    with (out or Path(os.devnull)).open("wb") as stdout:
        process = subprocess.Popen([TRACKER, *words], stdout=stdout)
        _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    peak = usage.ru_maxrss / (1e6 if sys.platform == "darwin" else 1e3)
    print(f"{words[0]:<8}{time.perf_counter() - began:7.1f} s  {peak:6.0f} MB")
    if process.returncode:
        sys.exit(f"{words[0]} ended with {process.returncode}")
    return peak


if __name__ == "__main__":
    main()

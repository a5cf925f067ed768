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
from collections.abc import Iterator
from pathlib import Path

from tracker.domain.chain import FIRST_PREVIOUS, Link, entry_hash
from tracker.domain.entry import DealOpened, Entry, encode
from tracker.domain.events import read_sentence
from tracker.domain.phrases import Context
from tracker.domain.sources import Source
from tracker.domain.times import Clock, moment
from tracker.formats.jsonl import write_line

TRACKER = str(Path(sys.executable).with_name("tracker"))
MEGABYTES = 200
RECORDED = "2020-12-31T10:00:00.000000+00:00"
SENTENCES = (
    "Microsoft bid of $30bn",
    "Oracle in talks",
    "sale due 2020-11-12",
    "Walmart joined Microsoft",
    "CFIUS review of Oracle opened",
    "sale extended to 2020-12-04",
    "Microsoft bid rejected",
    "Oracle chosen as technology partner",
    "General Atlantic stake proposed",
    "note: nothing is signed",
)


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
        out.writelines(line + b"\n" for line in lines(entries // deals, deals))
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


def lines(entries: int, deals: int) -> Iterator[bytes]:
    events = [event(sentence) for sentence in SENTENCES]
    for deal in range(deals):
        name, previous = f"deal-{deal:05}", FIRST_PREVIOUS
        for entry in log_of(name, entries, events):
            state = encode(entry)
            fresh = entry_hash(previous, name, entry.number, entry.id, entry.kind, state)
            link = Link(name, entry.number, entry.id, entry.kind, state, previous, fresh)
            yield write_line(link)
            previous = fresh


def log_of(name: str, entries: int, events: list[object]) -> Iterator[Entry]:
    """Four entries a day, reported a day later by Reuters."""
    yield Entry(0, "", DealOpened(f"Deal {name}", "America/New_York"), RECORDED)
    for number in range(1, entries + 1):
        day = 4 * (number - 1) // 16
        on, reported = (
            f"20{20 + d // 336}-{d % 336 // 28 + 1:02}-{d % 28 + 1:02}" for d in (day, day + 1)
        )
        source = Source("Reuters", title="A title of a usual length", published=reported)
        said = events[number % len(events)]
        yield Entry(number, f"{name}-{number}", said, RECORDED, on, reported, None, (source,))  # type: ignore[arg-type]


def event(sentence: str) -> object:
    context = Context(Clock("America/New_York", 0, "2020-01-01"), moment("2020-01-01", "UTC"))
    return read_sentence(sentence, context).event


if __name__ == "__main__":
    main()

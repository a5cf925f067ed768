"""Eight readers, four writers and one who follows the log, each a process, at one book for a time.

    python -m tests.load.readers_and_writers PLACE SECONDS FOLDER

Each leaves in the folder what it was told; the follower what it printed. Nothing may be said on
stderr. A process that ends with an error ends the program with one.
"""

from __future__ import annotations

import multiprocessing
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

import msgspec
from msgspec import Struct

from tests.load.reader import Reader, Seen
from tests.load.writer import SHARED, Told, Writer
from tracker.domain.drafts import Draft
from tracker.store.book import Book, open_book

READERS, WRITERS = 8, 4
FOLLOW = (
    "-c",
    "from tracker.cli.app import main; main()",
    *("changes", "--follow", "--from", "0", "--json", "--interval", "0.1", "--db"),
)


class Said(Struct):
    """What a process was told, and how many seconds each thing took."""

    took: dict[str, list[float]]
    told: list[Told] = []
    seen: list[Seen] = []


class Outcome(Struct):
    """What all of them were told, and the lines that the follower printed."""

    told: list[Told]
    seen: list[list[Seen]]
    took: dict[str, list[float]]
    followed: list[dict[str, object]]


def begin(place: str) -> None:
    """The deals that all of them write and read."""
    with open_book(place, create=True) as book:
        for deal in SHARED:
            book.new(deal, "Shared", zone="America/New_York")
            book.record(deal, Draft(sentence="sale due 2021-03-01", on="2020-01-01"))


def run(place: str, seconds: float, folder: Path) -> Outcome:
    """All of them at the book of that place, for so many seconds."""
    command = [sys.executable, "-m", __spec__.name, place, str(seconds), str(folder)]
    ran = subprocess.run(
        command,
        check=False,
        capture_output=True,
        text=True,
        timeout=300 + 10 * seconds,
        cwd=Path(__file__).parents[2],
    )
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, "", ""), ran.stderr
    told = [
        msgspec.json.decode(file.read_bytes(), type=Said) for file in sorted(folder.glob("*.json"))
    ]
    took: dict[str, list[float]] = defaultdict(list)
    for each in told:
        for said, seconds_each in each.took.items():
            took[said].extend(seconds_each)
    lines = (folder / "followed.jsonl").read_bytes().splitlines()
    return Outcome(
        [one for each in told for one in each.told],
        [each.seen for each in told if each.seen],
        took,
        [msgspec.json.decode(line) for line in lines],
    )


def main(place: str, seconds: float, folder: Path) -> None:
    """What the processes of `run` do."""
    with (folder / "followed.jsonl").open("wb") as out:
        follower = subprocess.Popen([sys.executable, *FOLLOW, place], stdout=out)
        try:
            _all_at_once(place, seconds, folder)
            _wait_until_told(follower, place, folder / "followed.jsonl")
        finally:
            follower.kill()
            follower.wait()


def _all_at_once(place: str, seconds: float, folder: Path) -> None:
    fork = multiprocessing.get_context("fork")
    works = [(_write, me) for me in range(WRITERS)] + [(_read, me) for me in range(READERS)]
    processes = [
        fork.Process(target=_work, args=(work, place, me, seconds, folder)) for work, me in works
    ]
    for each in processes:
        each.start()
    for each in processes:
        each.join()
    if any(each.exitcode for each in processes):
        sys.exit(1)


def _wait_until_told(follower: subprocess.Popen[bytes], place: str, file: Path) -> None:
    """Until the follower has told as many entries as there are; it is hung if that takes long."""
    with open_book(place) as book:
        wanted = sum(1 + row.version for row in book.deals())
    end = time.monotonic() + 200
    while file.read_bytes().count(b"\n") < wanted and time.monotonic() < end:
        assert follower.poll() is None, "who follows the log goes on until it is ended"
        time.sleep(0.05)


def _work(
    work: Callable[[Book, int, float], Said], place: str, me: int, seconds: float, folder: Path
) -> None:
    with open_book(place) as book:
        said = work(book, me, time.monotonic() + seconds)
    (folder / f"{work.__name__}-{me}.json").write_bytes(msgspec.json.encode(said))


def _write(book: Book, me: int, end: float) -> Said:
    writer = Writer(book, me)
    while time.monotonic() < end:
        writer.write()
    return Said(writer.took, told=writer.told)


def _read(book: Book, me: int, end: float) -> Said:
    reader = Reader(book, me)
    while time.monotonic() < end:
        reader.ask()
    return Said(reader.took, seen=reader.seen)


if __name__ == "__main__":
    main(sys.argv[1], float(sys.argv[2]), Path(sys.argv[3]))

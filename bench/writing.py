"""What writing and asking cost, beside the library's own store with the same events.

A log is made up, imported, rebuilt, asked and added to. The yardsticks run in the same process, in
turn with what is measured: `eventsourcing.sqlite` keeps the same events as aggregates, a commit for
every deal, without rules, hash chain or projections. What counts is the ratio of the medians.
"""

import argparse
import os
import platform
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import partial
from itertools import cycle
from pathlib import Path
from statistics import median
from typing import Any

from bench import stock
from bench.books import ZONE, lines, name_of
from tracker.domain.drafts import Draft
from tracker.domain.history import Question
from tracker.domain.sources import Source
from tracker.domain.times import moment
from tracker.store.book import Book, open_book
from tracker.store.restoring import restore
from tracker.views.status import status

TRACKER = str(Path(sys.executable).with_name("tracker"))
ENTRIES = 100
SMALLER = 100
SEVERAL = 16
"""More deals than a book keeps at hand."""

MEGABYTES = 200
QUESTION = Question(as_of=moment("2030-01-01", ZONE))


@dataclass(frozen=True)
class Compared:
    """Two durations in seconds, and how many times as long as the second the first may be."""

    what: str
    beside: str
    mine: float
    theirs: float
    goal: float

    def __str__(self) -> str:
        ratio = self.mine / self.theirs
        verdict = "met" if ratio <= self.goal else "MISSED"
        return (
            f"{self.what:<18}{self.mine * 1000:>12.2f} ms{self.theirs * 1000:>12.2f} ms"
            f"{ratio:>9.2f}{self.goal:>7.2f}  {verdict:<8}{self.beside}"
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--entries", type=int, default=10_000, metavar="N")
    parser.add_argument("--runs", type=int, default=5, help="of import and rebuild (default 5)")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        measure(Path(folder), asked.entries // ENTRIES, asked.runs)


def measure(folder: Path, deals: int, runs: int) -> None:
    print(f"Python {platform.python_version()}, {deals} deals of {ENTRIES} entries, runs: {runs}")
    print(f"{'':<18}{'tracker':>15}{'yardstick':>15}{'ratio':>9}{'goal':>7}")
    fewer = max(deals // SMALLER, SEVERAL)
    log, few = written(folder / "log", deals), written(folder / "few", fewer)
    imports = Timed(lambda: once(folder, log), lambda: saved(folder / "stock", deals), runs)
    print(Compared("import", "saved by the library", imports.mine, imports.theirs, 1.0))
    with book_of(folder / "book", log) as book, book_of(folder / "small", few) as small:
        rebuilt = median(seconds(book.rebuild) for _ in range(runs))
        print(Compared("rebuild", "import", rebuilt, imports.mine, 0.5), flush=True)
        print(asking(book, small, deals, fewer))
        print(*loading(book, folder / "loaded", deals), sep="\n")
        print(*recording(book, folder), sep="\n")
    peak = peak_of("import", str(log), "--db", str(folder / "own"))
    verdict = "met" if peak <= MEGABYTES else "MISSED"
    print(f"{'import, peak':<18}{peak:>12.0f} MB{'':>17}{MEGABYTES:>14}  {verdict}")


class Timed:
    """The medians of two things done in turn, in seconds."""

    def __init__(
        self, mine: Callable[[], float | None], theirs: Callable[[], float | None], runs: int
    ) -> None:
        pairs = [(taken(mine), taken(theirs)) for _ in range(runs)]
        self.mine, self.theirs = (median(each) for each in zip(*pairs, strict=True))


def taken(do: Callable[[], float | None]) -> float:
    """The seconds that it says it took, or that it took."""
    began = time.perf_counter()
    said = do()
    return time.perf_counter() - began if said is None else said


def seconds(do: Callable[[], Any]) -> float:
    began = time.perf_counter()
    do()
    return time.perf_counter() - began


def written(file: Path, deals: int) -> Path:
    with file.open("wb") as out:
        out.writelines(lines(ENTRIES, deals))
    return file


def once(folder: Path, log: Path) -> float:
    """A whole import into an empty book, without opening it."""
    place = folder / "once"
    place.unlink(missing_ok=True)
    with open_book(place, create=True) as book, log.open("rb") as said:
        return seconds(lambda: restore(book, said, file=log.name))


def saved(file: Path, deals: int) -> float:
    """The same by the library: the making of the events is not counted."""
    file.unlink(missing_ok=True)
    with closing(stock.application(file)) as application:
        put, spent = application.events.put, 0.0
        for number in range(deals):
            spent += seconds(partial(put, stock.deal(number, ENTRIES).collect_events()))
        return spent


@contextmanager
def book_of(place: Path, log: Path) -> Iterator[Book]:
    with open_book(place, create=True) as book, log.open("rb") as said:
        restore(book, said, file=log.name)
        yield book


def asking(book: Book, small: Book, deals: int, few: int) -> Compared:
    """Of deals that were not asked about just before."""
    many, fewer = (cycle(map(name_of, range(each))) for each in (deals, few))
    timed = Timed(lambda: ask(book, next(many)), lambda: ask(small, next(fewer)), 300)
    return Compared("status", f"in {few * ENTRIES} entries", timed.mine, timed.theirs, 1.2)


def ask(book: Book, deal: str) -> None:
    status(book.history(deal), QUESTION)


def loading(book: Book, file: Path, deals: int) -> Iterator[Compared]:
    with closing(stock.application(file)) as application:
        deal = stock.deal(0, ENTRIES)
        application.save(deal)

        def load() -> None:
            application.repository.get(deal.id)

        many = cycle(map(name_of, range(deals)))
        first = Timed(lambda: ask(book, next(many)), load, 300)
        again = Timed(lambda: ask(book, name_of(0)), load, 300)
    yield Compared("status, first", "loaded by the library", first.mine, first.theirs, 1 / 3)
    yield Compared("status, again", "loaded by the library", again.mine, again.theirs, 1 / 3)


def recording(book: Book, folder: Path) -> Iterator[Compared]:
    """The first entry of a deal, which is read for it, and the next ones."""
    deals = SEVERAL // 2
    with closing(sqlite3.connect(folder / "book", isolation_level=None)) as connection:
        connection.execute("PRAGMA synchronous=FULL")
        connection.execute("CREATE TABLE IF NOT EXISTS one (text TEXT)")

        def insert() -> None:
            connection.execute("INSERT INTO one VALUES ('one')")

        rounds = [Timed(record(book, turn, deals), insert, deals) for turn in range(3)]
    first, *_, last = rounds
    yield Compared("record, first", "a durable row", first.mine, first.theirs, 4.0)
    yield Compared("record, next", "a durable row", last.mine, last.theirs, 4.0)


def record(book: Book, turn: int, deals: int) -> Callable[[], None]:
    """Something new in one deal after the other."""
    day = f"2029-01-{turn + 1:02}"
    said = ("Oracle in talks", "Microsoft bid of $32bn", "Sequoia interested")[turn % 3]
    draft = Draft(sentence=said, on=day, sources=(Source("Reuters", published=day),))
    names = map(name_of, range(deals))

    def one() -> None:
        book.record(next(names), draft)

    return one


def peak_of(*words: str) -> float:
    """Runs a command, and says how many megabytes it had at most."""
    process = subprocess.Popen([TRACKER, *words], stdout=subprocess.DEVNULL)
    _, end, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(end)
    if process.returncode:
        sys.exit(f"{words[0]} ended with {process.returncode}")
    return usage.ru_maxrss / (1e6 if sys.platform == "darwin" else 1e3)


if __name__ == "__main__":
    main()

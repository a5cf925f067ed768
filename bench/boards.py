"""What is due over a whole book, beside the same rows by SQL that somebody wrote by hand.

Both ask the same file in the same process, in turn, at moments over ten years. The rows by hand are
tuples as `sqlite3` gives them; ours are what is printed with --json.
"""

import argparse
import platform
import sqlite3
import tempfile
from contextlib import closing
from datetime import date, timedelta
from itertools import cycle
from pathlib import Path

from bench.books import ZONE
from bench.writing import ENTRIES, Compared, Timed, book_of, written
from tracker.cli.output import json_parts
from tracker.domain.history import Question
from tracker.domain.reckoning import read_span
from tracker.store.boards import Boards
from tracker.store.book import Book
from tracker.views import answers
from tracker.views.asking import Asked
from tracker.views.boards import OPEN, Wanted, window

SPAN = read_span("14d")
BY_HAND = f"""
SELECT d.deal, zone, name, kind, status, due, original_due, dates, extensions, until, since, grade,
       disputed, because
FROM deadlines AS d JOIN deals ON deals.deal = d.deal
WHERE held_from <= :at AND held_to > :at AND known_from <= :known AND known_to > :known
    AND due_at BETWEEN :first AND :last AND status IN {OPEN}
ORDER BY due_at, d.deal, name
"""
DAYS = [date(2015, 3, 1) + timedelta(days=97 * each) for each in range(38)]


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--deals", type=int, default=10_000, metavar="N")
    parser.add_argument("--runs", type=int, default=3, help="of all moments (default 3)")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        measure(Path(folder), asked.deals, asked.runs)


def measure(folder: Path, deals: int, runs: int) -> None:
    print(f"Python {platform.python_version()}, {deals} deals of {ENTRIES} entries")
    place = folder / "book.db"
    with (
        book_of(place, written(folder / "log", deals)) as book,
        closing(sqlite3.connect(place)) as connection,
    ):
        found = [len(by_hand(connection, day)) for day in DAYS]
        assert found == [len(ours(book, day)) for day in DAYS]
        print(f"deadlines within {SPAN}: {sum(found) / len(DAYS):.0f} rows at a moment")
        mine, theirs = cycle(DAYS), cycle(DAYS)
        timed = Timed(
            lambda: answered(book, next(mine)),
            lambda: fetched(connection, next(theirs)),
            runs * len(DAYS),
        )
        print(Compared("deadlines", "by hand", timed.mine, timed.theirs, 3.0))


def asked_on(day: date) -> Asked:
    """As of noon of that day, and as known then."""
    noon = f"{day}T12:00"
    return Asked(now=0, as_of=noon, known_by=noon)


def ours(book: Book, day: date) -> list[str]:
    boards = Boards(book, asked_on(day))
    lines = boards.deadlines(Wanted(statuses=OPEN, within=SPAN))
    rows = (answers.deadline(line, boards.questions[line.zone]) for line in lines)
    return list(json_parts(rows))[:-1]


def answered(book: Book, day: date) -> None:
    ours(book, day)


def by_hand(connection: sqlite3.Connection, day: date) -> list[tuple[object, ...]]:
    question: Question = asked_on(day).question(ZONE)
    first, last = window(question, ZONE, SPAN)
    values = {"at": question.at, "known": question.knowledge, "first": first, "last": last}
    return connection.execute(BY_HAND, values).fetchall()


def fetched(connection: sqlite3.Connection, day: date) -> None:
    by_hand(connection, day)


if __name__ == "__main__":
    main()

"""How long each question and each recording takes while eight read, four write and one follows.

It is the load of `tests/load`, for longer: also here every answer must be that of a beginning of
the log, nothing told may be lost, and the book must verify. The lines are those of a table of
Markdown. Needs PostgreSQL from the wheel that the tests use.
"""

import argparse
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from tests.load.lawful import check
from tests.load.readers_and_writers import begin, run
from tests.postgresql import Server
from tracker.store.book import open_book

ANSWERS = 2000
PARTS = (0.5, 0.95, 0.99, 1.0)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--seconds", type=float, default=60, metavar="N", help="on each database")
    asked = parser.parse_args()
    for name in ("SQLite", "PostgreSQL"):
        with tempfile.TemporaryDirectory() as folder:
            # With its own settings otherwise: what it acknowledges is on the disk.
            server = Server("max_connections = 60\n") if name == "PostgreSQL" else None
            place = server.url if server else str(Path(folder) / "book.db")
            took = loaded(place, asked.seconds, Path(folder))
            print(f"\n| {name}, milliseconds | how often | p50 | p95 | p99 | max |")
            print("|---|---|---|---|---|---|")
            print("\n".join(lines(took)), flush=True)


def loaded(place: str, seconds: float, folder: Path) -> Mapping[str, Sequence[float]]:
    """How many seconds each thing took, by what was done; AssertionError where one was wrong."""
    begin(place)
    outcome = run(place, seconds, folder)
    with open_book(place) as book:
        check(book, outcome, ANSWERS)
    return outcome.took


def lines(took: Mapping[str, Sequence[float]]) -> Iterator[str]:
    for said, seconds in took.items():
        ordered = sorted(seconds)
        shown = (f"{1000 * ordered[round(part * (len(ordered) - 1))]:.1f}" for part in PARTS)
        yield f"| {said} | {len(ordered)} | {' | '.join(shown)} |"


if __name__ == "__main__":
    main()

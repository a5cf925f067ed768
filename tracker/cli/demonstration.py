"""The demo book: where it is, what is in it, and what to ask it."""

from __future__ import annotations

import shlex
import shutil
import sys
from pathlib import Path

import tracker
from tracker.cli.place import data_folder, place
from tracker.store.beginning import beginning
from tracker.store.book import open_book

CASEBOOK = Path(tracker.__file__).with_name("casebooks") / "tiktok-us.yaml"


def demo_place(db: str | None) -> str:
    """The book that was asked for by name, else one beside the user's own; never TRACKER_DB."""
    return str(data_folder() / "demo.db") if db is None else place(db).where


def load(where: str) -> None:
    """The case in that book; what an earlier version of it said otherwise is corrected."""
    with beginning(where) or open_book(where) as book:
        book.import_casebook(
            CASEBOOK.read_text(encoding="utf-8"), file=CASEBOOK.name, zone="UTC", correct=True
        )


def next_commands(deal: str, day: str, where: str) -> str:
    """What to type next, as it works when typed."""
    # `make demo` runs the program from .venv, which is on nobody's path yet.
    program = "tracker" if shutil.which("tracker") else shlex.quote(sys.argv[0])
    at = f"--db {shlex.quote(where)}"
    return "\n".join(
        (
            "",
            "Try next:",
            f"  {program} status {deal} --as-of 2020-09-12 {at}",
            f"  {program} why {deal} Oracle --as-of {day} {at}",
            f"  {program} diff {deal} 2020-09-12 {day} {at}",
            f"  {program} deadlines --as-of {day} {at}",
            f"  {program} serve {at}",
        )
    )

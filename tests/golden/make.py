"""Writes the goldens of the present version: a book, its log, and questions with their answers.

    python -m tests.golden.make

A release adds its own, once; those of a version that was released are never written again.
"""

from __future__ import annotations

import json
import re
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from unittest.mock import patch

import tracker
from tests.cli.commandline import Tracker
from tracker.cli.demonstration import CASEBOOK
from tracker.domain.chain import Chain, Link, entry_hash
from tracker.domain.entry import decode, encode
from tracker.formats.jsonl import write_line
from tracker.store.schema import SCHEMA

GOLDEN = Path(__file__).parent
BOOK, LOG, ANSWERS = "book.db", "log.jsonl", "answers.json"

START = 1_795_305_600_000_000_000
"""When the first entry of a golden book was recorded: nanoseconds since 1970."""

ODD_NAMES = """\
deal: odd-names
title: "Spedition Müller & Söhne: 100 % of 東芝 🜁"
seller: "O'Brien's"
zone: Australia/Lord_Howe
entries:
  - id: bid
    on: 2021-03
    what: "'Straße AG' bid of EUR 4.5bn"
    source: {publisher: Ωmega, title: "a: b, c # d", quote: "\\"yes\\", it said", basis: unnamed}
  - {on: 2021-04-04T02:15, what: order effective 2021-Q4, by: The Treasurer}
  - {on: 2021-05-01, what: "note: Gás, 3:1, '=1+1'"}
  - {dispute: bid, because: "no: „nein“", source: {publisher: "@home", basis: statement}}
  - {on: 2021-06-01, what: "'Straße AG' bid rejected", reported: 2021-06-03}
"""

MOMENTS: tuple[tuple[str, ...], ...] = (
    (),
    ("--as-of", "2020-09-20"),
    ("--as-of", "2020-09-20", "--known-by", "2020-09-13"),
    ("--then", "2020-09-18T12:00"),
    ("--as-of", "2021-07-01", "--recorded-by", "2026-11-22T00:00:50Z"),
    ("--as-of", "2021-07-01", "--confirmed"),
)
ONE_DEAL = ("status", "deadlines", "why", "check")
EVERY_DEAL = ("deals", "deadlines", "bidders", "changes", "check")
FORMATS = ("yaml", "jsonl", "csv", "md", "spans")


def released() -> set[str]:
    """The versions that the changelog has a heading with a date for."""
    changelog = GOLDEN.parents[1] / "CHANGELOG.md"
    heading = re.compile(r"^## \[(\d[^\]]*)\]", re.MULTILINE)
    return set(heading.findall(changelog.read_text(encoding="utf-8")))


def fill(book: Tracker) -> None:
    """A deal with every kind of entry there is, a real one, and one of odd names and moments."""
    for file in sorted(GOLDEN.glob("entries-*.jsonl")):
        log = book.book.with_name(file.name)
        log.write_bytes(b"".join(_lines(file)))
        book.says("import", str(log))
    odd = book.book.with_name("odd-names.yaml")
    odd.write_text(ODD_NAMES, encoding="utf-8")
    ticks = count(START, 1_000_000_000)
    with patch("tracker.store.book.time.time_ns", lambda: next(ticks)):
        book.says("import", str(CASEBOOK))
        book.says("import", str(odd))


def _lines(file: Path) -> Iterator[bytes]:
    """The entries of a file as the log of a deal."""
    deal, chain = file.stem.replace("entries", "every").replace(".", "-"), Chain()
    for line in file.read_text(encoding="utf-8").splitlines():
        entry = decode(json.dumps(json.loads(line)["entry"]))
        said = deal, entry.number, entry.id, entry.kind, encode(entry)
        link = Link(*said, chain.hash, entry_hash(chain.hash, *said))
        chain.follow(link)
        yield write_line(link) + b"\n"


def questions(book: Tracker) -> Iterator[list[str]]:
    """What is asked: everything that has an answer, at several moments."""
    deals = [row["deal"] for row in book.json("deals")]
    for moment in MOMENTS:
        yield from ([name, deal, *moment, "--json"] for deal in deals for name in ONE_DEAL)
        yield from ([name, *moment, "--json"] for name in EVERY_DEAL)
        yield ["deadlines", "--all", *moment, "--csv"]
    for deal in deals:
        yield ["timeline", deal, "--as-of", "2021-07-01", "--known-by", "2020-09-14", "--json"]
        yield ["show", deal, "1", "--json"]
        yield ["show", deal, "3", "--json"]
        yield ["diff", deal, "2020-09-12", "2020-09-20", "--json"]
        yield ["diff", deal, "--known-by", "2020-09-13..2021-06-02", "--as-of", "2021-07-01"]
        yield ["calendar", deal]
    yield ["status", deals[0], "--as-of", "2020-09-20", "--according-to", "reuters", "--json"]
    yield ["bidders", "oracle", "--json"]
    yield from (["export", "--all", "--format", each] for each in FORMATS if each != "jsonl")
    yield ["verify", "--json"]
    yield ["verify", "--head", "--json"]


def ask(book: Tracker, question: list[str]) -> Any:
    """The answer: JSON, the rows of a CSV, or lines."""
    ran = book.run(*question)
    assert (ran.exit_code in {0, 1}, ran.stderr) == (True, ""), (question, ran.stderr)
    return json.loads(ran.stdout) if "--json" in question else ran.stdout.splitlines()


def make(folder: Path) -> None:
    """Write the goldens into that folder."""
    folder.mkdir(exist_ok=True)
    with TemporaryDirectory() as made:
        book = Tracker(Path(made) / BOOK)
        fill(book)
        (folder / LOG).write_text(book.says("export", "--all", "--format", "jsonl"), "utf-8")
        answers = [{"asked": each, "answer": ask(book, each)} for each in questions(book)]
        (folder / BOOK).unlink(missing_ok=True)
        with closing(sqlite3.connect(book.book)) as connection:
            connection.execute("VACUUM INTO ?", (str(folder / BOOK),))
    said = {"schema": SCHEMA, "answers": answers}
    text = json.dumps(said, ensure_ascii=False, separators=(",", ":"))
    (folder / ANSWERS).write_text(text.replace('{"asked"', '\n{"asked"') + "\n", "utf-8")


if __name__ == "__main__":
    version = tracker.__version__
    if version in released():
        sys.exit(f"{version} was released: its goldens stay what they are")
    make(GOLDEN / version)
    print(GOLDEN / version)

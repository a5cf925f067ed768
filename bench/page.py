"""How long a move of the slider takes on a deal of 1,000 entries: `python -m bench.page`.

What the page's script asks for where the slider is let go: the panels of a moment that nobody has
asked for yet, from a server in this process. Then the same with what was known by that moment, and
the chart, which the browser draws in when it comes.
"""

from __future__ import annotations

import argparse
import html
import json
import platform
import re
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path
from statistics import median, quantiles

from starlette.testclient import TestClient

from bench.books import lines, name_of
from tracker.store.book import open_book
from tracker.store.restoring import restore
from tracker.web.access import Access
from tracker.web.app import create

DEAL = f"/deals/{name_of(0)}"
ALLOWED = 150
"""Milliseconds that a move may take."""


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--entries", type=int, default=1000, metavar="N")
    parser.add_argument("--moves", type=int, default=100, metavar="N")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        measure(Path(folder), asked.entries, asked.moves)


def measure(folder: Path, entries: int, moves: int) -> None:
    print(f"Python {platform.python_version()}, a deal of {entries} entries, {moves} moves")
    with open_book(folder / "book.db", create=True) as book:
        restore(book, lines(entries, 1), file="made up")
        client = TestClient(create(book, Access()), base_url="http://localhost")
        days = stops(client)[:: max(1, entries // moves)][:moves]
        tell("panels", took(client, (f"{DEAL}?as_of={day}&fragment=1" for day in days)), ALLOWED)
        tell(
            "panels, as known then", took(client, (f"{DEAL}?then={day}&fragment=1" for day in days))
        )
        tell("chart", took(client, (f"{DEAL}/chart.svg?as_of={day}" for day in days)))


def stops(client: TestClient) -> list[str]:
    """The days that the slider stops at."""
    (told,) = re.findall(r'data-stops="([^"]*)"', client.get(DEAL).text)
    return [day for day, _ in json.loads(html.unescape(told))]


def took(client: TestClient, paths: Iterable[str]) -> list[float]:
    """Milliseconds for each answer."""
    found = []
    for path in paths:
        began = time.perf_counter()
        answer = client.get(path)
        found.append((time.perf_counter() - began) * 1000)
        assert answer.status_code == 200, answer.text
    return found


def tell(what: str, found: list[float], allowed: float | None = None) -> None:
    half, most = median(found), quantiles(found, n=20)[-1]
    limit = f"  (allowed {allowed})" if allowed else ""
    print(f"{what:<24} median {half:6.1f} ms   95% within {most:6.1f} ms{limit}")


if __name__ == "__main__":
    main()

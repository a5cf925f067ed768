"""Many processes write one book at once, and of what they were told is recorded nothing is lost."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tracker.store.book import Book, open_book
from tracker.store.integrity import verify
from tracker.store.recorder import Recorder

WRITERS, ENTRIES = 16, 3

RECORD = """
import json, sys
from tracker.domain.drafts import Draft
from tracker.store.book import open_book
place, me, entries = sys.argv[1], sys.argv[2], int(sys.argv[3])
said = []
with open_book(place) as book:
    book.new(f"own-{me}", "Own", zone="UTC")
    for day in range(1, entries + 1):
        for deal in ("shared", f"own-{me}"):
            on = f"2020-09-{day:02}"
            draft = Draft(sentence=f"Bidder{me} bid of ${day}bn", on=on, new=True)
            said.append((deal, book.record(deal, draft).written.entry.number))
        again = Draft(sentence="Oracle interested", on="2020-09-01", new=True)
        book.record("shared", again)
print(json.dumps(said))
"""

APPEND = """
import random, sys, time
from eventsourcing.persistence import StoredEvent
from tracker.store.engine import connect
from tracker.store.errors import StoreOvertaken
from tracker.store.recorder import Recorder
recorder, dice = Recorder(connect(sys.argv[1])), random.Random(sys.argv[2])
for _ in range(40):
    deals = dice.sample("abcdefgh", dice.choice((1, 1, 2, 3)))
    try:
        with recorder.transaction():
            for deal in sorted(deals):
                head = recorder.lock_head(deal)
                number = head.version + 1 if head else 0
                recorder.insert_events([StoredEvent(deal, number, "said", b"{}")])
                time.sleep(dice.choice((0, 0, 0.003)))
            if dice.random() < 0.2:
                raise ZeroDivisionError
    except (StoreOvertaken, ZeroDivisionError):
        pass
"""


@pytest.fixture
def place(place: str) -> str:
    """The address of an empty book."""
    with open_book(place, create=True):
        return place


@pytest.fixture
def start() -> Iterator[Callable[..., subprocess.Popen[str]]]:
    """Starts Python processes, all of which have ended with the test."""
    started: list[subprocess.Popen[str]] = []

    def starts(script: str, *words: object) -> subprocess.Popen[str]:
        command = [sys.executable, "-c", script, *map(str, words)]
        pipes: dict[str, Any] = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
        started.append(subprocess.Popen(command, text=True, **pipes))
        return started[-1]

    yield starts
    for process in started:
        process.kill()
        process.communicate()


def test_every_acknowledged_entry_is_there_once(
    place: str, start: Callable[..., subprocess.Popen[str]]
) -> None:
    with open_book(place) as book:
        book.new("shared", "Shared", zone="UTC")
    writers = [start(RECORD, place, me, ENTRIES) for me in range(WRITERS)]
    ended = [writer.communicate(timeout=100) for writer in writers]
    assert [error for _, error in ended] == [""] * WRITERS
    said = [tuple(each) for out, _ in ended for each in json.loads(out)]
    assert len(set(said)) == len(said) == 2 * WRITERS * ENTRIES
    with open_book(place) as book:
        assert set(said) == set(_bids(book))
        # The sentence that all of them recorded is there once: what the others wrote was seen.
        assert _sentences(book, "shared").count("interested") == 1
        assert verify(book.recorder).findings == ()


def _bids(book: Book) -> Iterator[tuple[str, int]]:
    for row in book.deals():
        entries = book.history(row.deal).entries
        assert [each.number for each in entries] == list(range(1, len(entries) + 1))
        yield from ((row.deal, each.number) for each in entries if "Bidder" in str(each.event))


def _sentences(book: Book, deal: str) -> list[str]:
    return [
        "bid" if "Bidder" in str(each.event) else "interested"
        for each in book.history(deal).entries
    ]


def test_a_follower_beside_eight_writers_skips_nothing(
    place: str, start: Callable[..., subprocess.Popen[str]]
) -> None:
    with open_book(place) as book:
        writers = [start(APPEND, place, me) for me in range(8)]
        seen: list[tuple[int, str, int]] = []
        while any(writer.poll() is None for writer in writers):
            seen.extend(_unseen(book.recorder, seen))
        seen.extend(_unseen(book.recorder, seen))
        assert [writer.communicate()[1] for writer in writers] == [""] * len(writers)
        recorded = {
            (each, entry.originator_version)
            for each in "abcdefgh"
            for entry in book.recorder.select_events(each)
        }
    assert len(seen) == len(recorded)
    assert {(deal, number) for _, deal, number in seen} == recorded
    for deal in "abcdefgh":
        numbers = [number for _, each, number in seen if each == deal]
        assert numbers == list(range(len(numbers)))


def _unseen(recorder: Recorder, seen: list[tuple[int, str, int]]) -> list[tuple[int, str, int]]:
    after = seen[-1][0] + 1 if seen else None
    return [
        (each.id, str(each.originator_id), each.originator_version)
        for each in recorder.select_notifications(after, 7)
    ]

"""Whatever the clock does, no entry is recorded before the one before it, and answers stay."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.torture import examples
from tracker.domain.chain import FIRST_PREVIOUS, Link, entry_hash
from tracker.domain.drafts import Correction, Draft, Retraction
from tracker.domain.entry import DealOpened, Entry, encode
from tracker.domain.events.statements import NoteTaken
from tracker.domain.times import local, moment
from tracker.formats.jsonl import write_line
from tracker.store import log
from tracker.store.book import Book, open_book
from tracker.store.integrity import verify
from tracker.store.restoring import restore
from tracker.views.answers import plain
from tracker.views.asking import Asked
from tracker.views.status import status

pytestmark = pytest.mark.torture

SECOND = 1_000_000_000
HOUR, YEAR = 3600 * SECOND, 365 * 86_400 * SECOND
PRESENT = moment("2026-11-22T12:00Z", "UTC").start * 1000
A_CENTURY_ON = moment("2100-01-01T00:00Z", "UTC").start * 1000


class Hands:
    """A clock that somebody turns; `now` is in nanoseconds since the epoch."""

    now = PRESENT

    def __call__(self) -> int:
        return self.now


@pytest.fixture
def hands() -> Iterator[Hands]:
    """What every clock says."""
    hands = Hands()
    with patch.object(time, "time_ns", hands):
        yield hands


TURNS: dict[str, Callable[[int], int]] = {
    "a second on": lambda now: now + SECOND,
    "an hour back": lambda now: now - HOUR,
    "a year on": lambda now: now + YEAR,
    "a year back": lambda now: now - YEAR,
    "to 1970": lambda now: 0,
    "before 1970": lambda now: -YEAR,
    "to 2100": lambda now: A_CENTURY_ON,
    "to the present": lambda now: PRESENT,
}


def _record(book: Book, number: int) -> None:
    said, on = ("Oracle bid", "2020-09-01"), ("Microsoft bid", "2020-09-02")
    sentence, day = (said, on)[number % 2]
    book.record("deal", Draft(sentence=f"{sentence} of ${number + 1}bn", on=day, new=True))


def _due(book: Book, number: int) -> None:
    book.record("deal", Draft(sentence=f"sale due 2021-01-{number + 1:02}", on="2020-09-03"))


def _correct(book: Book, number: int) -> None:
    book.record("deal", Correction(entry=1, because="so", on=f"2020-08-{number + 1:02}"))


def _retract(book: Book, number: int) -> None:
    version = book.history("deal").version
    book.record("deal", Draft(sentence=f"note: {number}", on="2020-09-04"))
    book.record("deal", Retraction(entry=version + 1, because="so"))


def _import(book: Book, number: int) -> None:
    file = f"deal: deal\nentries:\n  - {{on: 2020-09-05, what: 'note: imported {number}'}}\n"
    book.import_casebook(file, file="it.yaml", zone="UTC")


def _try(book: Book, number: int) -> None:
    book.record("deal", Draft(sentence=f"note: tried {number}", on="2020-09-06"), dry_run=True)


ACTS = (_record, _due, _correct, _retract, _import, _try)
steps = st.lists(st.tuples(st.sampled_from(sorted(TURNS)), st.sampled_from(ACTS)), max_size=8)


def _begun(book: Book) -> None:
    book.new("deal", "Deal", zone="America/New_York")


def _first(book: Book) -> None:
    book.record("deal", Draft(sentence="Oracle interested", on="2020-08-31"))


def _recorded(book: Book, deal: str = "deal") -> list[int]:
    """When each entry was, that which begins the deal among them."""
    links = log.links(book.recorder, deal)
    stored = (book.mapper.transcoder.decode(link.state) for link in links)
    return [moment(entry.recorded, "UTC").start for entry in stored]


def _lines(book: Book) -> list[bytes]:
    """The whole log, as it is exported."""
    recorder = book.recorder
    found = (each for deal in log.deals(recorder) for each in log.sound(recorder, deal))
    return [write_line(each) for each in found]


def _answers(book: Book) -> list[Any]:
    """What is said of some moments, with and without the knowledge of others."""
    history = book.history("deal")
    moments = [
        Asked(now=0, as_of=as_of, known_by=known_by)
        for as_of in ("2020-08-15", "2020-09-02", "2021-02-01")
        for known_by in (None, "2020-09-02")
    ]
    return [plain(status(history, each.question(history.zone))) for each in moments]


@examples(12)
@given(steps=steps)
def test_turning_the_clock_changes_no_answer_and_breaks_no_log(
    steps: list[tuple[str, Callable[[Book, int], None]]],
) -> None:
    hands = Hands()
    with TemporaryDirectory() as folder, patch.object(time, "time_ns", hands):
        files = [Path(folder) / name for name in ("turned.db", "steady.db", "restored.db")]
        turned, steady, restored = (open_book(file, create=True) for file in files)
        with turned as book, steady as other, restored as copy:
            for each in (book, other):
                hands.now = PRESENT
                _begun(each)
            for number, (turn, act) in enumerate([("an hour back", _start), *steps]):
                hands.now = TURNS[turn](hands.now)
                act(book, number)
                then, hands.now = hands.now, PRESENT
                act(other, number)
                hands.now = then
            recorded = _recorded(book)
            assert recorded == sorted(recorded)
            assert verify(book.recorder).findings == ()
            assert _answers(book) == _answers(other)
            restore(copy, _lines(book), file="it.jsonl")
            assert _lines(copy) == _lines(book)


def _start(book: Book, _: int) -> None:
    _first(book)


@pytest.mark.parametrize("turn", sorted(TURNS))
def test_no_entry_is_recorded_before_its_deal_was_begun(
    place: str, hands: Hands, turn: str
) -> None:
    with open_book(place, create=True) as book:
        _begun(book)
        hands.now = TURNS[turn](hands.now)
        _first(book)
        begun, first = _recorded(book)
        assert first >= begun
        assert verify(book.recorder).findings == ()


def test_a_log_of_a_time_when_only_entries_were_compared_is_whole(tmp_path: Path) -> None:
    begun, first = "2020-09-14T12:00:00+00:00", "2020-09-14T11:00:00+00:00"
    entries = (
        Entry(0, "", DealOpened("Deal", "UTC"), begun),
        Entry(1, "one", NoteTaken("so"), first, "2020-09-14", "2020-09-14"),
    )
    with open_book(tmp_path / "book.db", create=True) as book:
        restore(book, map(write_line, _linked(entries)), file="it.jsonl")
        assert verify(book.recorder).findings == ()


def _linked(entries: Iterable[Entry]) -> Iterator[Link]:
    previous = FIRST_PREVIOUS
    for each in entries:
        said = ("deal", each.number, each.id, each.kind, encode(each))
        fresh = entry_hash(previous, *said)
        yield Link(*said, previous, fresh)
        previous = fresh


def test_machines_whose_clocks_disagree_write_one_log_in_one_order(
    place: str, hands: Hands
) -> None:
    with open_book(place, create=True) as fast, open_book(place) as slow:
        hands.now = PRESENT + 2 * HOUR
        _begun(fast)
        for number in range(6):
            book, ahead = ((slow, 0), (fast, 2 * HOUR))[number % 2]
            hands.now = PRESENT + ahead + number * SECOND
            _record(book, number)
        recorded = _recorded(slow)
        assert recorded == sorted(recorded)
        positions = [each.id for each in fast.recorder.select_notifications(None, 100)]
        assert positions == sorted(set(positions))
        assert verify(slow.recorder).findings == ()
        assert _lines(fast) == _lines(slow)


def test_what_was_recorded_by_then_is_a_beginning_of_the_log(place: str, hands: Hands) -> None:
    with open_book(place, create=True) as book:
        _begun(book)
        for number, turn in enumerate(("a second on", "an hour back", "a year on", "a year back")):
            hands.now = TURNS[turn](hands.now)
            _record(book, number)
        history, moments = book.history("deal"), sorted({*_recorded(book)})
        counts = []
        for at in moments:
            asked = Asked(now=0, recorded_by=local(at, "UTC").isoformat(), as_of="2021")
            entries = status(history, asked.question(history.zone)).entries
            counts.append(entries.counted)
    assert counts[-1] == history.version
    assert all(one <= next_ for one, next_ in pairwise(counts))


def test_today_is_that_of_the_clock_where_the_log_is_ahead_of_it(place: str, hands: Hands) -> None:
    with open_book(place, create=True) as book:
        hands.now += YEAR
        _begun(book)
        _first(book)
        hands.now -= YEAR
        written = book.record("deal", Draft(sentence="Oracle bid")).written
        assert written.entry.on == "2026-11-22"
        assert moment(written.entry.recorded, "UTC").start * 1000 == PRESENT + YEAR
        assert [note for note in written.notes if "the clock is behind" in note]
        again = book.record("deal", Draft(sentence="Oracle in talks"), today="2026-11-20").written
        assert (again.entry.on, again.entry.recorded) == ("2026-11-20", written.entry.recorded)

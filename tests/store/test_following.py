"""A follower beside several writers is told of every entry once, also when it is killed."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

import tracker
from tests.places import at
from tracker.domain.drafts import Draft
from tracker.domain.entry import Entry
from tracker.domain.facts import read_entry
from tracker.domain.history import History, Question
from tracker.domain.standing import standing
from tracker.domain.times import Clock
from tracker.store.book import Book, open_book
from tracker.store.following import Following
from tracker.views.changes import Change, changes

WRITERS, ENTRIES = 3, 12

WRITER = """
import sys
from tracker.domain.drafts import Draft
from tracker.store.book import open_book
with open_book(sys.argv[1]) as book:
    for number in range(int(sys.argv[3])):
        said = f"note: {sys.argv[2]} {number}"
        book.record(f"deal-{number % 2}", Draft(sentence=said, on="2020-09-01"))
"""
FOLLOWER = """
import sys, time
from tracker.store.book import open_book
from tracker.store.following import Following
with open_book(sys.argv[1]) as book:
    following = Following(book, int(sys.argv[2]))
    print("ready", flush=True)
    while True:
        for each in following.fresh():
            print(each.position, each.deal, each.entry.number, flush=True)
        time.sleep(0.01)
"""


def start(script: str, *words: object) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", script, *map(str, words)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def test_beside_writers_a_follower_that_is_killed_goes_on(tmp_path: Path) -> None:
    place, told = at(tmp_path / "book.db"), list[tuple[int, str, int]]()
    with open_book(place, create=True) as book:
        for number in range(2):
            book.new(f"deal-{number}", "A deal", zone="UTC")
        last = Following(book).position
        with ExitStack() as ending:
            writers = [
                ending.enter_context(start(WRITER, place, n, ENTRIES)) for n in range(WRITERS)
            ]
            while len(told) < WRITERS * ENTRIES:
                with start(FOLLOWER, place, last) as follower:
                    assert follower.stdout
                    assert follower.stdout.readline() == "ready\n"
                    for _ in range(min(9, WRITERS * ENTRIES - len(told))):
                        position, deal, entry = follower.stdout.readline().split()
                        last = int(position)
                        told.append((last, deal, int(entry)))
                    follower.kill()
        assert [writer.returncode for writer in writers] == [0] * WRITERS
        assert list(Following(book, last).fresh()) == []
    assert sorted(told) == told
    wanted = {(f"deal-{n}", entry) for n in range(2) for entry in range(1, 1 + len(told) // 2)}
    assert Counter((deal, entry) for _, deal, entry in told) == Counter(wanted)


def test_what_is_there_already_is_not_told(tmp_path: Path) -> None:
    with open_book(at(tmp_path / "book.db"), create=True) as book:
        assert Following(book).position == 0
        book.new("deal", "A deal", zone="UTC")
        following = Following(book)
        assert list(following.fresh()) == []
        book.record("deal", Draft(sentence="Oracle bid", on="2020-09-01"))
        (told,) = following.fresh()
        assert (told.deal, told.entry.number, following.position) == ("deal", 1, told.position)
        assert list(following.fresh()) == []


def test_an_entry_changes_what_it_changed_then_whatever_came_after(tmp_path: Path) -> None:
    with open_book(at(tmp_path / "book.db"), create=True) as book:
        book.new("deal", "A deal", zone="UTC")
        for sentence in ("Oracle bid", "Oracle bid rejected"):
            book.record("deal", Draft(sentence=sentence, on="2020-09-01"))
        told = list(Following(book, 0).fresh())
    words = [[c.after for c in each.changes if c.name == "Oracle"][:1] for each in told]
    assert words == [[], ["bidding"], ["rejected"]]


TODAY = "2021-01-01"
CASE = Path(tracker.__file__).with_name("casebooks") / "tiktok-us.yaml"
STORY = """\
deal: other
entries:
  - {id: bid, on: 2020-09-01, what: Oracle bid}
  - {on: 2020-09-02, what: Oracle also known as Big Red}
  - {correct: bid, to: {on: 2020-08-30}, because: it was earlier}
  - {on: 2020-09-03, what: order effective 2020-09-20}
  - {retract: bid, because: there was none}
"""


def changed_by(book: Book, deal: str, number: int) -> list[Change]:
    """What an entry changed, each side folded from its own part of the log."""
    whole = book.history(deal)
    present = Clock(whole.zone, 0, TODAY).present()
    before, after = (
        History(deal, whole.opened, whole.entries[:end]).as_of(Question(as_of=present))
        for end in (number - 1, number)
    )
    return changes(standing(before), standing(after))


@pytest.mark.parametrize("start", [0, 7, 46])
def test_a_history_that_grows_tells_what_folding_anew_tells(tmp_path: Path, start: int) -> None:
    with open_book(at(tmp_path / "book.db"), create=True) as book:
        for text in (CASE.read_text(encoding="utf-8"), STORY):
            book.import_casebook(text, file="a.yaml", zone="UTC")
        for deal in ("tiktok-us", "other"):
            book.record(deal, Draft(sentence="Oracle bid withdrawn", on="2020-09-30"))
        told = [each for each in Following(book, start, TODAY).fresh() if each.entry.number]
        wanted = [tuple(changed_by(book, e.deal, e.entry.number)) for e in told]
    assert {each.deal for each in told} == {"tiktok-us", "other"}
    assert [each.changes for each in told] == wanted


def test_no_entry_is_read_anew_for_each_that_follows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = list[Entry]()

    def count(entry: Entry, *others: Any) -> Any:
        read.append(entry)
        return read_entry(entry, *others)

    entries = [f"- {{on: 2020-09-01, what: 'note: {n}'}}" for n in range(30)]
    text = "\n".join(["deal: deal", "entries:", *entries])
    with open_book(at(tmp_path / "book.db"), create=True) as book:
        book.import_casebook(text, file="a.yaml", zone="UTC")
        monkeypatch.setattr("tracker.domain.history.read_entry", count)
        assert len(list(Following(book, 0).fresh())) == 31
    assert len(read) <= 2 * 30

"""The words, the demo, the doctor, and rebuilding."""

from __future__ import annotations

import shlex
from pathlib import Path
from types import SimpleNamespace

import pytest

from tests.cli.commandline import Tracker
from tracker.cli.checkup import warnings
from tracker.cli.phrasebook import phrasebook
from tracker.domain.events import EVENTS, read_sentence
from tracker.domain.reading import Context
from tracker.domain.times import Clock, moment

TODAY = Context(Clock("UTC", 0, "2020-09-14"), moment("2020-09-14", "UTC"))


@pytest.mark.parametrize("entry", phrasebook(), ids=lambda each: each.phrase)
def test_every_example_says_what_it_is_an_example_of(entry: object) -> None:
    example, event = getattr(entry, "example", ""), getattr(entry, "event", "")
    assert type(read_sentence(example, TODAY).event).__name__ == event


def test_every_event_type_has_a_phrase_and_a_meaning() -> None:
    entries = phrasebook()
    assert {each.event for each in entries} == {event.__name__ for event in EVENTS}
    assert all(each.meaning and each.group for each in entries)


def test_the_phrases_are_listed_by_what_they_speak_of(tracker: Tracker) -> None:
    said = tracker.says("words")
    groups = [line for line in said.splitlines() if line and not line.startswith(" ")]
    assert len(groups) == 4
    assert groups[0] == "What bidders do, and what is done with them"


def test_a_word_finds_the_phrases_with_it(tracker: Tracker) -> None:
    assert [each["phrase"] for each in tracker.json("words", "joined")] == [
        "{member} joined {bidder}"
    ]
    assert {each["event"] for each in tracker.json("words", "rumored")} == {"BidderRumoured"}
    assert {each["event"] for each in tracker.json("words", "bidrejected")} == {"BidRejected"}
    assert {each["event"] for each in tracker.json("words", "confidentiality")} == {"NdaSigned"}


def test_a_word_that_no_phrase_has(tracker: Tracker) -> None:
    assert "did you mean extended?" in tracker.fails(3, "words", "extennded")
    assert "did you mean" not in tracker.fails(3, "words", "foo")


def test_the_demo_shows_where_the_deal_stood(tracker: Tracker) -> None:
    said = tracker.says("demo", XDG_DATA_HOME=str(Path.cwd()))
    assert "As of 14 Sep 2020 (end of day, America/New_York), everything known: chosen" in said
    assert Path("tracker/demo.db").exists()


def test_the_demo_touches_no_book_of_the_user(tracker: Tracker) -> None:
    home = str(Path.cwd() / "home")
    tracker.says("demo", XDG_DATA_HOME=home)
    assert not tracker.book.exists()
    assert [path.name for path in Path(home, "tracker").glob("*.db")] == ["demo.db"]


def test_the_demo_can_be_repeated_whatever_was_done_to_it(tracker: Tracker) -> None:
    first = tracker.says("demo", "--db", "demo.db")
    assert tracker.says("demo", "--db", "demo.db") == first
    tracker.says(
        *("correct", "tiktok-us", "1", "--by", "Somebody", "--because", "to try it"),
        *("--db", "demo.db"),
    )
    assert tracker.run("demo", "--db", "demo.db").exit_code == 0


def test_what_the_demo_says_to_try_next_works(tracker: Tracker) -> None:
    said = tracker.says("demo", "--db", "a demo.db")
    *commands, page = said.partition("Try next:\n")[2].splitlines()
    assert len(commands) == 4
    for command in commands:
        assert tracker.says(*shlex.split(command)[1:])
    assert shlex.split(page)[1:] == ["serve", "--db", "a demo.db"]


def test_the_demo_for_scripts_is_the_status(tracker: Tracker) -> None:
    said = tracker.json("demo", "--db", "demo.db")
    assert said == tracker.json("status", "tiktok-us", "--as-of", "2020-09-14", "--db", "demo.db")


@pytest.mark.sqlite
def test_the_doctor_names_the_book_and_the_setting_it_comes_from(tiktok: Tracker) -> None:
    said = tiktok.json("doctor")
    assert (said["book"], said["setting"]) == (str(tiktok.book), "TRACKER_DB")
    assert said["usable"] is True
    assert (said["facts"]["deals"], said["facts"]["entries"]) == (1, 6)
    assert {"tracker", "python", "sqlalchemy", "eventsourcing"} <= set(said["versions"])
    assert said["zone"] == "UTC"
    assert tiktok.json("doctor", "--db", "book.db")["setting"] == "--db"


@pytest.mark.sqlite
def test_the_doctor_says_so_where_there_is_no_book_yet(tracker: Tracker) -> None:
    said = tracker.says("doctor")
    assert "there is no book at" in said
    assert "tracker new DEAL TITLE begins one" in said


@pytest.mark.sqlite
def test_the_doctor_finds_a_book_that_is_none(tracker: Tracker) -> None:
    tracker.book.write_text("Dear diary")
    ran = tracker.run("doctor")
    assert ran.exit_code == 5
    assert "is not a book" in ran.stdout


@pytest.mark.sqlite
def test_the_doctor_looks_at_the_file_and_its_disk(
    tiktok: Tracker, monkeypatch: pytest.MonkeyPatch
) -> None:
    facts = tiktok.json("doctor")["facts"]
    assert (facts["integrity"], facts["lock_timeout"]) == ("ok", 10)
    assert facts["free_space"] > 0
    monkeypatch.setattr("shutil.disk_usage", lambda _: SimpleNamespace(free=3_000_000))
    said = tiktok.says("doctor")
    assert "free space         3 MB" in said
    assert "Only 3 MB are free where the book is: make room" in said


@pytest.mark.parametrize(("journal", "advice"), [("wal", "end the others"), ("delete", "3.51.3")])
def test_the_doctor_knows_an_unsafe_sqlite(journal: str, advice: str) -> None:
    facts = {"integrity": "ok", "wal_is_safe": False, "journal_mode": journal, "sqlite": "3.40.1"}
    (warning,) = warnings({**facts, "free_space": 10**9})
    assert advice in warning
    damaged = {**facts, "integrity": "row 1 missing", "free_space": 10**9}
    assert "`tracker verify` says more" in next(iter(warnings(damaged)))


@pytest.mark.sqlite
def test_a_backup_is_a_book(tiktok: Tracker) -> None:
    assert tiktok.says("backup", "copy.db").startswith("copied to copy.db, 0.")
    assert tiktok.json("timeline", "tiktok", "--db", "copy.db") == tiktok.json("timeline", "tiktok")
    assert "--force replaces it" in tiktok.fails(2, "backup", "copy.db")
    assert tiktok.json("backup", "copy.db", "--force")["file"] == "copy.db"
    assert "is the book itself" in tiktok.fails(2, "backup", "book.db", "--force")


def test_the_doctor_finds_wrong_settings(tiktok: Tracker) -> None:
    said = tiktok.says("doctor", TRACKER_ZONE="Amerika/New_York", TRACKER_TODAY="Sunday")
    assert "there is no time zone 'Amerika/New_York'" in said
    assert "TRACKER_TODAY: 'Sunday' is no time" in said


def test_rebuilding_changes_no_answer(tiktok: Tracker) -> None:
    before = [tiktok.json(question) for question in ("deals", "deadlines", "bidders")]
    said = tiktok.json("rebuild")
    assert said["deals"] == 1
    assert [tiktok.json(question) for question in ("deals", "deadlines", "bidders")] == before

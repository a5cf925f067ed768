"""Which book, which day, which zone."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.cli.commandline import Tracker
from tracker.cli.place import Place, place
from tracker.cli.settings import day, zone
from tracker.domain.errors import Refusal


@pytest.fixture(autouse=True)
def nothing_is_set(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("TRACKER_DB", "TRACKER_TODAY", "TRACKER_ZONE", "XDG_DATA_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(Path, "home", lambda: tmp_path)


@pytest.mark.parametrize(
    ("platform", "folder"),
    [
        ("linux", ".local/share/tracker"),
        ("darwin", "Library/Application Support/tracker"),
    ],
)
def test_the_book_is_where_the_platform_keeps_such_things(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, platform: str, folder: str
) -> None:
    monkeypatch.setattr(sys, "platform", platform)
    assert place(None) == Place(str(tmp_path / folder / "book.db"), "the user's data folder")


def test_the_users_data_folder_can_be_set(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setenv("XDG_DATA_HOME", "/data")
    assert place(None).where == "/data/tracker/book.db"
    monkeypatch.setenv("XDG_DATA_HOME", "relative")
    assert place(None).where == str(tmp_path / ".local/share/tracker/book.db")


def test_what_is_typed_wins(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRACKER_DB", "set.db")
    assert place(None) == Place("set.db", "TRACKER_DB")
    assert place("typed.db") == Place("typed.db", "--db")
    monkeypatch.setenv("TRACKER_DB", " ")
    assert place(None).setting == "the user's data folder"


def test_a_password_is_not_shown() -> None:
    url = "postgresql://me:secret@host:5432/book"
    assert place(url).without_password() == "postgresql://me:***@host:5432/book"
    assert place("book.db").without_password() == "book.db"


def test_today_is_a_day(monkeypatch: pytest.MonkeyPatch) -> None:
    assert day(None) is None
    monkeypatch.setenv("TRACKER_TODAY", "14 Sep 2020")
    assert day(None) == "2020-09-14"
    assert day("2020-09-15") == "2020-09-15"


@pytest.mark.parametrize("said", ["2020-09", "2020-09-14T12:00", "someday"])
def test_anything_else_is_not_today(said: str) -> None:
    with pytest.raises(Refusal, match="--today"):
        day(said)


def test_the_zone_is_utc_unless_set(monkeypatch: pytest.MonkeyPatch) -> None:
    assert zone(None) == "UTC"
    monkeypatch.setenv("TRACKER_ZONE", "Asia/Tokyo")
    assert zone(None) == "Asia/Tokyo"
    assert zone("Europe/Paris") == "Europe/Paris"


def test_a_new_deal_is_in_the_zone_that_was_set(tracker: Tracker) -> None:
    assert tracker.json("new", "d", "D", TRACKER_ZONE="Asia/Tokyo")["zone"] == "Asia/Tokyo"
    assert tracker.json("new", "e", "E")["zone"] == "UTC"


def test_a_new_deal_answered_for_scripts(tracker: Tracker) -> None:
    said = tracker.json("new", "d", "A deal", "--seller", "S", "--target", "T")
    assert (said["deal"], said["entry"], said["sentence"]) == ("d", 0, "deal opened: A deal")
    assert (said["on"], said["reported"], said["notes"]) == (None, None, [])
    assert tracker.json("new", "d", "A deal", "--seller", "S", "--target", "T")["already"] is True

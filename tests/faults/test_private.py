"""What holds a book is its owner's alone, whatever the umask; an answer is for sharing."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.commandline import Tracker
from tests.faults.asking import CASEBOOK, a_book
from tests.faults.later import Later
from tracker.store import sqlite
from tracker.store.book import open_book
from tracker.store.schema import SCHEMA

pytestmark = [pytest.mark.torture, pytest.mark.sqlite]

OF_OTHERS = 0o077


@pytest.fixture(params=[0o000, 0o022, 0o077], ids=oct)
def umask(request: pytest.FixtureRequest) -> Iterator[int]:
    before = os.umask(request.param)
    try:
        yield request.param
    finally:
        os.umask(before)


@pytest.fixture
def tracker(tmp_path: Path) -> Tracker:
    return Tracker(tmp_path / "data" / "deals" / "book.db")


def modes(folder: Path) -> dict[str, int]:
    return {
        str(each.relative_to(folder)): each.stat().st_mode & 0o777 for each in folder.rglob("*")
    }


def open_to_others(folder: Path) -> list[str]:
    return [name for name, mode in modes(folder).items() if mode & OF_OTHERS]


@pytest.mark.parametrize("begins", [("new", "d", "D"), ("import", str(CASEBOOK)), ("demo",)])
@pytest.mark.usefixtures("umask")
def test_a_book_and_the_folders_made_for_it(
    tracker: Tracker, tmp_path: Path, begins: tuple[str, ...]
) -> None:
    tracker.says(*begins, "--db", str(tracker.book))
    tracker.says("backup", str(tmp_path / "copies" / "copy.db"))
    assert open_to_others(tmp_path) == []
    assert {*modes(tmp_path)} >= {"data", "data/deals", "data/deals/book.db", "copies/copy.db"}


@pytest.mark.parametrize("mode", ["wal", "delete"])
@pytest.mark.usefixtures("umask")
def test_what_sqlite_keeps_beside_it(
    tracker: Tracker, tmp_path: Path, mode: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlite, "wal_is_safe", lambda: mode == "wal")
    with open_book(tracker.book, create=True) as book, book.recorder.transaction():
        book.new("d", "D", zone="UTC")
        beside = {each.name for each in tracker.book.parent.iterdir()} - {"book.db"}
        assert beside == ({"book.db-wal", "book.db-shm"} if mode == "wal" else {"book.db-journal"})
        assert open_to_others(tmp_path) == []


@pytest.mark.usefixtures("umask")
def test_what_is_kept_of_an_older_book(tmp_path: Path) -> None:
    later = Later(tmp_path / "migrations")
    folder = tmp_path / "there"
    sqlite.make_folder(folder)
    sqlite.make_file(folder / "book.db")
    (folder / "book.db").write_bytes(a_book())
    with later.installed(), open_book(folder / "book.db"):
        assert {*modes(folder)} >= {"book.db", f"book.{SCHEMA}.db"}
        assert open_to_others(folder) == []


def test_an_answer_is_as_open_as_new_files_are(
    tracker: Tracker, tmp_path: Path, umask: int
) -> None:
    tracker.says("import", str(CASEBOOK))
    there = tmp_path / "there.csv"
    there.touch()
    there.chmod(0o640)
    for file in (tmp_path / "new.csv", there):
        tracker.says("export", "--all", "--format", "csv", "--output", str(file))
    assert modes(tmp_path)["new.csv"] == 0o666 & ~umask
    assert modes(tmp_path)["there.csv"] == 0o640

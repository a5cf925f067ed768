"""A book to be attacked, with a deal in it, and files beside it that fit."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from sqlite3 import connect

import pytest

from tests.cli.commandline import Tracker
from tests.hostile.fence import fenced

ENTRIES = (
    ("2020-08-02", "Microsoft bid of $30bn", "--source", "Reuters", "--basis", "unnamed"),
    ("2020-08-06", "order EO 13942 effective 2020-09-20", "--source", "Federal Register"),
    ("2020-08-14", "sale due in 90 days"),
    ("2020-09-13", "Microsoft bid rejected", "--source", "Microsoft", "--basis", "statement"),
    ("2020-09-13", "Oracle chosen as technology partner", "--source", "Reuters"),
)
FEATURE = """\
Feature: A deal
  Scenario: It is open
    Given the deal "A deal" in UTC
    Then as of 2020-09-14 the deal is open
"""


class Victim(Tracker):
    """A command line whose book can be compared with what it was."""

    def held(self) -> list[str]:
        """Everything that stands in the book."""
        with closing(connect(self.book)) as connection:
            return list(connection.iterdump())

    @contextmanager
    def unchanged(self) -> Iterator[None]:
        before = self.book.read_bytes()
        yield
        if self.book.read_bytes() != before:
            kept = self.book.with_name("before.db")
            kept.write_bytes(before)
            assert self.held() == Victim(kept).held()


@pytest.fixture(scope="module")
def pristine(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The book, made once."""
    tracker = Tracker(tmp_path_factory.mktemp("pristine") / "book.db")
    tracker.says("new", "tiktok", "TikTok US operations", "--zone", "America/New_York")
    for day, sentence, *source in ENTRIES:
        tracker.says("record", "tiktok", sentence, "--on", day, *source)
    return tracker.book


@pytest.fixture
def victim(pristine: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Victim]:
    """A copy of the book, in a folder so deep that `../../../x` leads nowhere, behind a fence."""
    folder = tmp_path.joinpath(*"abcdefgh")
    folder.mkdir(parents=True)
    monkeypatch.chdir(folder)
    monkeypatch.setenv("XDG_DATA_HOME", str(folder / "data"))
    monkeypatch.setenv("HOME", str(folder))
    shutil.copy(pristine, "book.db")
    Path("case.yaml").write_text("deal: other\nentries: []\n")
    Path("case.feature").write_text(FEATURE)
    with fenced(tmp_path):
        yield Victim(folder / "book.db")

"""A command line with a book of its own for each test."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.commandline import Tracker
from tests.places import at


@pytest.fixture
def tracker(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Tracker:
    """An empty book, not made yet; the test stands in a folder of its own."""
    monkeypatch.chdir(tmp_path)
    return Tracker(tmp_path / "book.db", at(tmp_path / "book.db"))


@pytest.fixture
def tiktok(tracker: Tracker) -> Tracker:
    """A book with a deal of a few entries."""
    tracker.says("new", "tiktok", "TikTok US operations", "--zone", "America/New_York")
    for day, sentence, *source in (
        ("2020-08-02", "Microsoft bid of $30bn", "--source", "Reuters", "--basis", "unnamed"),
        ("2020-08-06", "order EO 13942 effective 2020-09-20", "--source", "Federal Register"),
        ("2020-08-14", "sale due in 90 days"),
        ("2020-08-27", "Walmart joined Microsoft"),
        ("2020-09-13", "Microsoft bid rejected", "--source", "Microsoft", "--basis", "statement"),
        ("2020-09-13", "Oracle chosen as technology partner", "--source", "Reuters"),
    ):
        tracker.says("record", "tiktok", sentence, "--on", day, *source)
    return tracker

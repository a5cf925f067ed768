"""The book that some scenarios speak of: the demo case, read as a user's own book is."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.places import at
from tracker.bdd import Shelf, read_from_the_book
from tracker.cli.demonstration import load


@pytest.fixture
def the_book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Shelf:
    """The book at TRACKER_DB."""
    book = at(tmp_path / "book.db")
    monkeypatch.setenv("TRACKER_DB", book)
    load(book)
    return read_from_the_book

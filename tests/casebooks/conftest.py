"""A book for each test, with nothing in it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tracker.store.book import Book, open_book


@pytest.fixture(scope="session")
def blank(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty book, to be copied: making one takes longer than most of the tests."""
    path = tmp_path_factory.mktemp("blank") / "book.db"
    with open_book(path, create=True):
        return path


@pytest.fixture
def book(blank: Path, tmp_path: Path) -> Iterator[Book]:
    with open_book(shutil.copy(blank, tmp_path / "book.db")) as book:
        yield book

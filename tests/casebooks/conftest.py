"""A book for each test, with nothing in it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.places import ON_POSTGRESQL, at
from tracker.store.book import Book, open_book


@pytest.fixture(scope="session")
def blank(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty book, to be copied: making one takes longer than most of the tests."""
    path = tmp_path_factory.mktemp("blank") / "book.db"
    with open_book(path, create=True):
        return path


@pytest.fixture
def book(blank: Path, tmp_path: Path) -> Iterator[Book]:
    file = tmp_path / "book.db"
    with open_book(at(file) if ON_POSTGRESQL else shutil.copy(blank, file)) as book:
        yield book

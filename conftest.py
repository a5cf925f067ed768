"""The steps of the features, as anybody would load them, and where tests make their books."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import places

pytest_plugins = ["tracker.bdd"]

IN_FILES = "about books in SQLite files: unset TRACKER_TEST_STORE"


@pytest.fixture(autouse=places.ON_POSTGRESQL)
def _books_end_with_their_test(tmp_path: Path) -> Iterator[None]:
    yield
    places.forget(tmp_path)


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a book that is yet to be made, in a file and on a server."""
    if request.param == "postgresql":
        yield places.in_schema(tmp_path / "book")
    elif places.ON_POSTGRESQL:
        pytest.skip(IN_FILES)
    else:
        yield str(tmp_path / "book.db")
    places.forget(tmp_path)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    if places.ON_POSTGRESQL:
        unlike = pytest.mark.skip(reason=IN_FILES)
        for item in items:
            if item.get_closest_marker("sqlite"):
                item.add_marker(unlike)

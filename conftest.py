"""The steps of the features, as anybody would load them, and where tests make their books."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import places

pytest_plugins = ["tracker.bdd"]


@pytest.fixture(autouse=places.ON_POSTGRESQL)
def _books_end_with_their_test(tmp_path: Path) -> Iterator[None]:
    yield
    places.forget(tmp_path)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    if places.ON_POSTGRESQL:
        unlike = pytest.mark.skip(reason="about books in SQLite files: unset TRACKER_TEST_STORE")
        for item in items:
            if item.get_closest_marker("sqlite"):
                item.add_marker(unlike)

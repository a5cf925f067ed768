"""What runs the commands that are killed, and the books that they are about."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults import books, killing
from tests.faults.books import KINDS, Ground
from tests.faults.killing import Commands


@pytest.fixture(scope="session")
def commands() -> Iterator[Commands]:
    """One process that forks, for all tests of a worker."""
    with killing.commands() as running:
        yield running


@pytest.fixture(params=KINDS)
def on(request: pytest.FixtureRequest, tmp_path: Path, commands: Commands) -> Iterator[Ground]:
    """A book of each kind, and copies of it."""
    with books.ground(request.param, tmp_path, commands) as made:
        yield made

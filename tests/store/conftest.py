"""A new book for each test, and how tests append to it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from eventsourcing.persistence import StoredEvent
from sqlalchemy import Engine

from tests.places import at
from tracker.store.engine import connect
from tracker.store.recorder import Recorder
from tracker.store.schema import prepare


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "book.db"


@pytest.fixture
def engine(file: Path) -> Iterator[Engine]:
    engine = connect(at(file))
    prepare(engine, create=True)
    yield engine
    engine.dispose()


@pytest.fixture
def recorder(engine: Engine) -> Recorder:
    return Recorder(engine)


class Append:
    """Appends entries to a deal, each said by its number and its state."""

    def __init__(self, recorder: Recorder) -> None:
        self.recorder = recorder

    def __call__(self, deal: str, *states: bytes, first: int = 0) -> None:
        self.recorder.insert_events(
            [StoredEvent(deal, n, "said", state) for n, state in enumerate(states, first)]
        )


@pytest.fixture
def append(recorder: Recorder) -> Append:
    return Append(recorder)

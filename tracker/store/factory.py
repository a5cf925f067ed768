"""Lets an Application of `eventsourcing` keep its events in a book.

    PERSISTENCE_MODULE=tracker.store.factory  TRACKER_DB=path/to/book
    ORIGINATOR_ID_TYPE=uuid                   # unless aggregates have names, as deals do

An aggregate has to number its events from 0: `INITIAL_VERSION = 0`.
"""

from typing import Any, NoReturn
from uuid import UUID

from eventsourcing.persistence import InfrastructureFactory, TrackingRecorder
from eventsourcing.utils import Environment, EnvType
from sqlalchemy import Engine

from tracker.store.engine import connect
from tracker.store.recorder import Recorder
from tracker.store.schema import prepare


class Factory(InfrastructureFactory[TrackingRecorder]):
    """Makes the one kind of recorder there is; a book has no snapshots and no tracking."""

    BOOK = "TRACKER_DB"
    ORIGINATOR_ID_TYPE = "ORIGINATOR_ID_TYPE"

    def __init__(self, env: Environment | EnvType | None, engine: Engine | None = None) -> None:
        """On the engine of a book that is open already, or on the book that `env` names."""
        super().__init__(env)
        self.engine = engine or _opened(self.env.get(self.BOOK, ""))

    def application_recorder(self) -> Recorder:
        names = self.env.get(self.ORIGINATOR_ID_TYPE, "text") == "text"
        return Recorder(self.engine, originator=str if names else UUID)

    def aggregate_recorder(self, purpose: str = "events") -> NoReturn:
        raise NotImplementedError(f"a book keeps no {purpose} apart from its log")

    def tracking_recorder(self, tracking_recorder_class: Any = None) -> NoReturn:
        raise NotImplementedError("a book tracks no other applications")

    def process_recorder(self) -> NoReturn:
        raise NotImplementedError("a book tracks no other applications")

    def close(self) -> None:
        self.engine.dispose()


def _opened(place: str) -> Engine:
    engine = connect(place)
    prepare(engine, create=True)
    return engine

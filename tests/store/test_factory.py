"""An ordinary application of the library can keep its aggregates in a book."""

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest
from eventsourcing.application import AggregateNotFoundError, Application
from eventsourcing.domain import Aggregate, event

from tracker.store.factory import Factory
from tracker.store.recorder import Recorder


class Dog(Aggregate):
    INITIAL_VERSION = 0

    @event("Registered")
    def __init__(self, name: str) -> None:
        self.name = name
        self.tricks: list[str] = []

    @event("TrickAdded")
    def add_trick(self, trick: str) -> None:
        self.tricks.append(trick)


@pytest.fixture
def kennel(file: Path) -> Iterator[Application[UUID]]:
    place = {
        "PERSISTENCE_MODULE": "tracker.store.factory",
        "TRACKER_DB": str(file),
        "ORIGINATOR_ID_TYPE": "uuid",
    }
    with Application[UUID](place) as application:
        yield application
    application.close()


def test_an_aggregate_is_saved_and_loaded(kennel: Application[UUID]) -> None:
    dog = Dog("Fido")
    dog.add_trick("roll over")
    kennel.save(dog)
    dog.add_trick("play dead")
    kennel.save(dog)

    loaded: Dog = kennel.repository.get(dog.id)
    assert (loaded.name, loaded.tricks) == ("Fido", ["roll over", "play dead"])
    before: Dog = kennel.repository.get(dog.id, version=1)
    assert before.tricks == ["roll over"]
    assert [each.id for each in kennel.notification_log.select(start=1, limit=10)] == [1, 2, 3]
    assert isinstance(kennel.recorder, Recorder)


def test_an_unknown_aggregate_is_not_found(kennel: Application[UUID]) -> None:
    with pytest.raises(AggregateNotFoundError):
        kennel.repository.get(Dog("Rex").id)


def test_there_are_no_other_recorders(kennel: Application[UUID]) -> None:
    assert isinstance(kennel.factory, Factory)
    with pytest.raises(NotImplementedError, match="keeps no snapshots"):
        kennel.factory.aggregate_recorder("snapshots")
    with pytest.raises(NotImplementedError, match="tracks"):
        kennel.factory.tracking_recorder()
    with pytest.raises(NotImplementedError, match="tracks"):
        kennel.factory.process_recorder()

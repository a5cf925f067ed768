"""The yardstick: the library's own store on SQLite, with the same events as aggregates."""

from pathlib import Path
from typing import Any
from uuid import UUID

from eventsourcing.application import Application
from eventsourcing.domain import Aggregate, event
from msgspec import to_builtins

from bench.books import log_of


class Deal(Aggregate):
    """A deal as an aggregate that keeps the last thing said of every name."""

    @event("Opened")
    def __init__(self) -> None:
        self.said: dict[str, str] = {}

    @event("Happened")
    def happened(
        self,
        number: int,
        id: str,
        event: dict[str, Any],
        recorded: str,
        on: str | None = None,
        reported: str | None = None,
        by: str | None = None,
        sources: tuple[Any, ...] = (),
    ) -> None:
        self.said[event.get("bidder", event.get("name", ""))] = event["event"]


def application(file: Path) -> Application[UUID]:
    return Application(
        env={"PERSISTENCE_MODULE": "eventsourcing.sqlite", "SQLITE_DBNAME": str(file)}
    )


def deal(number: int, entries: int) -> Deal:
    """A made-up deal, with its events not yet saved."""
    made = Deal()
    for entry in log_of(number, entries):
        if entry.number:
            made.happened(**to_builtins(entry))
    return made

"""What every kind of database does for a book, each in its own way."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from typing import Any, Protocol, cast

from sqlalchemy import Connection, Engine


class Database(Protocol):
    """Fulfilled by the modules `tracker.store.sqlite` and `tracker.store.postgresql`."""

    def place(self, engine: Engine, /) -> str:
        """The path or the address of the book, as it may be shown to anybody."""

    def make(self, engine: Engine, /) -> None:
        """See to it that there is something that tables can be made in."""

    def settle(self, engine: Engine, /) -> None:
        """What a program does once with a book that it is about to use."""

    def keep(self, engine: Engine, revision: str, /) -> None:
        """Keep a copy of the book of that revision, where the database does not undo a failure."""

    def alone(self, connection: Connection, /) -> None:
        """Wait until nobody else makes or changes the book's tables, and keep others from it."""

    def take_turn(self, connection: Connection, deal: str, /) -> None:
        """Wait until nobody else writes this deal, there or not, and keep others from it."""

    def overtaken(self, connection: Connection, deal: str, version: int, /) -> bool:
        """Whether the position of that entry lies after those of this transaction."""

    def positions(self, connection: Connection, /) -> range:
        """The positions that entries of this transaction take, from the first on."""

    def settled(self, connection: Connection, /) -> int | None:
        """The position before which no entry can appear any more; None when that is every one."""

    def facts(self, engine: Engine, connection: Connection, /) -> dict[str, Any]:
        """What `doctor` says of the database; `integrity` is "ok" or what is wrong."""

    def faults(self, connection: Connection, /) -> Iterator[tuple[str, str]]:
        """What is wrong with the database itself, and what to do about it."""


def of(engine: Engine) -> Database:
    """The database that an engine leads to."""
    return cast("Database", import_module(f"tracker.store.{engine.dialect.name}"))

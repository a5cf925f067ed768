"""The kinds of values that the tables hold, which SQLite does not keep anybody from mixing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    Connection,
    Integer,
    LargeBinary,
    Select,
    Table,
    func,
    literal,
    select,
)

from tracker.store.errors import StoreDamaged
from tracker.store.remedies import REBUILD, RESTORE
from tracker.store.tables import entries, heads, metadata


def wanted(column: Column[Any]) -> str:
    """What SQLite calls the type of a column's values."""
    if isinstance(column.type, Integer | Boolean):
        return "integer"
    return "blob" if isinstance(column.type, LargeBinary) else "text"


def mixed(connection: Connection) -> Iterator[StoreDamaged]:
    """A complaint for each table of a file in which some value is of another kind."""
    if connection.dialect.name == "sqlite":
        for table in metadata.sorted_tables:
            for column in table.c:
                if connection.execute(_odd(table, column)).first():
                    remedy = RESTORE if table in (entries, heads) else REBUILD
                    said = f"the table {table.name} has a {column.name} that is no {wanted(column)}"
                    yield StoreDamaged(said, remedy)


def _odd(table: Table, column: Column[Any]) -> Select[Any]:
    kind = func.typeof(column)
    return (
        select(literal(1)).select_from(table).where(kind != wanted(column), kind != "null").limit(1)
    )

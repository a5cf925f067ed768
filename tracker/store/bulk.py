"""Many rows at once, past what SQLAlchemy does with the values of each.

The statements are still its own, in the words of the database; the values need no care, since every
driver takes numbers, texts, truths and bytes as they are.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    Connection,
    Delete,
    Dialect,
    Insert,
    Table,
    and_,
    bindparam,
    delete,
    insert,
)
from sqlalchemy.sql.compiler import SQLCompiler

Values = tuple[Any, ...]


def add(connection: Connection, table: Table, rows: Iterable[Values]) -> None:
    """Insert rows, each in the order of the table's columns."""
    _run(connection, _insert(table), rows)


def remove(connection: Connection, table: Table, keys: Iterable[Values]) -> None:
    """Delete the rows of these keys, each in the order of the key's columns."""
    _run(connection, _delete(table), keys)


@lru_cache(maxsize=16)
def _insert(table: Table) -> Insert:
    return insert(table)


@lru_cache(maxsize=16)
def _delete(table: Table) -> Delete:
    key = (column == bindparam(column.name) for column in table.primary_key)
    return delete(table).where(and_(*key))


def _run(connection: Connection, statement: Insert | Delete, rows: Iterable[Values]) -> None:
    compiled, names = _compiled(statement, connection.dialect)
    values: list[Any] = [*rows]
    if not compiled.positional:
        values = [dict(zip(names, each, strict=True)) for each in values]
    if values:
        connection.exec_driver_sql(compiled.string, values)


@lru_cache(maxsize=64)
def _compiled(statement: Insert | Delete, dialect: Dialect) -> tuple[SQLCompiler, tuple[str, ...]]:
    compiled = statement.compile(dialect=dialect)
    assert isinstance(compiled, SQLCompiler)
    return compiled, tuple(compiled.binds)

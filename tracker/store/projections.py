"""The projections: what stood when, known when, as rows that answer questions over every deal."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from operator import itemgetter
from typing import Any

from eventsourcing.persistence import IntegrityError
from msgspec import Struct
from sqlalchemy import (
    ColumnClause,
    Connection,
    Row,
    Select,
    Table,
    bindparam,
    delete,
    insert,
    literal_column,
    select,
    update,
)

from tracker.domain.entry import Entry
from tracker.domain.errors import Refusal
from tracker.domain.history import ALWAYS, History
from tracker.domain.spans import Rectangle, Segment, first_touched, known_since, rectangles
from tracker.store import bulk, rows
from tracker.store.columns import Values, values_of
from tracker.store.errors import StoreDamaged
from tracker.store.remedies import EXPORT, REBUILD
from tracker.store.tables import bidders, deadlines, deals, entries, reviews, standings

TABLES: dict[str, Table] = {
    "bidder": bidders,
    "deadline": deadlines,
    "review": reviews,
    "deal": standings,
}
Rows = dict[Table, dict[Values, Values]]
"""Rows by their keys, each in the order of its table's columns."""

_ADD_DEAL = insert(deals)
_UPDATE_DEAL = update(deals).where(deals.c.deal == bindparam("of"))
STANDINGS: dict[str, Callable[[Row[Any]], Any]] = {
    "bidder": rows.bidder,
    "deadline": rows.deadline,
    "review": rows.review,
    "deal": rows.deal,
}


def follow(connection: Connection, history: History, entries: Sequence[Entry]) -> None:
    """Bring the rows of a deal up to these entries, the last of its history."""
    if len(entries) == 1 and history.entries:
        since = known_since(history, entries[0])
        touched = rows_of(connection, history.deal, since, first_touched(history, since))
        fresh = rectangles(history, since, (each for each in touched if each.known_from < since))
        _replace(connection, _as_stored(history, touched), _tabled(history, fresh))
    else:
        _replace(connection, _stored(connection, history.deal), _tabled(history))
    _write_deal(connection, history)


def rebuild(connection: Connection, history: History) -> int:
    """The rows of a deal as its log gives them, whatever there was; how many there are."""
    rows = _tabled(history)
    _replace(connection, _stored(connection, history.deal), rows)
    _write_deal(connection, history)
    return sum(map(len, rows.values()))


def _replace(connection: Connection, before: Rows, after: Rows) -> None:
    """Only the differences. Raises StoreDamaged where there are other rows than it seemed."""
    for table in TABLES.values():
        there, right = before[table], after[table]
        bulk.remove(connection, table, (key for key in there if there[key] != right.get(key)))
        fresh = (right[key] for key in right if right[key] != there.get(key))
        try:
            bulk.add(connection, table, fresh)
        except IntegrityError as error:
            said = f"the table {table.name} has a row that the log does not give"
            raise StoreDamaged(f"{said}; nothing was recorded", REBUILD, EXPORT) from error


def _tabled(history: History, known: Iterable[Rectangle] | None = None) -> Rows:
    """The rows of these rectangles, or of all that the history has."""
    rows: dict[Table, list[Values]] = {table: [] for table in TABLES.values()}
    for each in rectangles(history) if known is None else known:
        table = TABLES[each.segment.name[0]]
        rows[table].append(values_of(history.deal, history.zone, each))
    return {table: _by_key(table, rows[table]) for table in rows}


def _as_stored(history: History, known: Iterable[Rectangle]) -> Rows:
    """The rows of rectangles that were read from rows. Raises StoreDamaged."""
    try:
        return _tabled(history, known)
    except Refusal as error:
        raise StoreDamaged(f"a table cannot be read: {error.message}", REBUILD) from error


def _stored(connection: Connection, deal: str) -> Rows:
    return {
        table: _by_key(table, connection.execute(_as_they_are(table), {"of": deal}).all())
        for table in TABLES.values()
    }


@lru_cache(maxsize=16)
def _as_they_are(table: Table) -> Select[Any]:
    # As they are in the file: a type would make a 2 in a column of truths a truth.
    columns: list[ColumnClause[Any]] = [literal_column(f'"{each.name}"') for each in table.c]
    return select(*columns).select_from(table).where(table.c.deal == bindparam("of"))


def _by_key(table: Table, rows: Iterable[Sequence[Any]]) -> dict[Values, Values]:
    key = _key(table)
    return {key(row): tuple(row) for row in rows}


@lru_cache(maxsize=16)
def _key(table: Table) -> Callable[[Sequence[Any]], Any]:
    columns = list(table.c)
    return itemgetter(*(columns.index(each) for each in table.primary_key))


def _write_deal(connection: Connection, history: History) -> None:
    row = _deal_row(history)
    if not connection.execute(_UPDATE_DEAL, {"of": history.deal, **row}).rowcount:
        connection.execute(_ADD_DEAL, row)


def _deal_row(history: History) -> dict[str, Any]:
    opened = history.opened
    return {
        "deal": history.deal,
        "title": opened.title,
        "seller": opened.seller,
        "target": opened.target,
        "zone": opened.zone,
        "version": history.version,
    }


def forget_strays(connection: Connection) -> None:
    """Remove the rows of deals that have no log."""
    for table in (deals, *TABLES.values()):
        log = select(entries.c.deal).where(entries.c.deal == table.c.deal)
        connection.execute(delete(table).where(~log.exists()))


# Comparing


class Compared(Struct, frozen=True):
    """How many rows a deal has, and in sentences which are not those of a replay."""

    rows: int
    messages: tuple[str, ...]


def amiss(connection: Connection, deal: str, history: History | None) -> Compared:
    """The rows of a deal against those that its log gives; a deal without a log has none.

    Raises Refusal where the log cannot be replayed.
    """
    there, right = _stored(connection, deal), _tabled(history) if history else {}
    there[deals] = _by_key(deals, connection.execute(_as_they_are(deals), {"of": deal}).all())
    if history is not None:
        right[deals] = _by_key(deals, [tuple(_deal_row(history).values())])
    messages = (
        message
        for table in (deals, *TABLES.values())
        for message in _differences(table, there[table], right.get(table, {}))
    )
    return Compared(sum(map(len, there.values())), tuple(messages))


def _differences(
    table: Table, stored: dict[Values, Values], wanted: dict[Values, Values]
) -> Iterator[str]:
    for key in sorted({*stored, *wanted}, key=repr):
        there, right = stored.get(key), wanted.get(key)
        row = f"row of {key[1]}" if "name" in table.c else "row"
        if right is None:
            yield f"the table {table.name} has a {row} that the log does not give"
        elif there is None:
            yield f"the table {table.name} lacks a {row} that the log gives"
        else:
            for column, says, given in zip(table.c, there, right, strict=True):
                if says != given:
                    found = f"{column.name} {says!r}; the log gives {given!r}"
                    yield f"the table {table.name} has a {row} with the {found}"


# Reading


def rows_of(
    connection: Connection, deal: str, since: int = ALWAYS, held_after: int = ALWAYS
) -> set[Rectangle]:
    """The rows that the tables have of a deal: those known at `since` or later that held after."""
    return {
        _rectangle(kind, row)
        for kind, table in TABLES.items()
        for row in connection.execute(_rows(table), {"of": deal, "since": since, "at": held_after})
    }


@lru_cache(maxsize=8)
def _rows(table: Table) -> Select[Any]:
    columns = table.c
    known, held = columns.known_to >= bindparam("since"), columns.held_to >= bindparam("at")
    return select(table).where(columns.deal == bindparam("of"), known, held)


def _rectangle(kind: str, row: Row[Any]) -> Rectangle:
    name = ("deal", "", "") if kind == "deal" else (kind, row.name, getattr(row, "of", ""))
    position = 0 if kind == "deal" else row.position
    bounds = row.held_from, row.held_to, row.known_from, row.known_to
    if not all(isinstance(each, int) for each in (*bounds, position)):
        raise StoreDamaged(f"a table holds {bounds}, which are no times", REBUILD)
    segment = Segment(name, row.held_from, row.held_to, position, STANDINGS[kind](row))
    return Rectangle(segment, row.known_from, row.known_to)

"""The projections: what stood when, known when, as rows that answer questions over every deal."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from msgspec import Struct
from msgspec.structs import replace
from sqlalchemy import Connection, Label, Row, Table, and_, delete, insert, literal_column, select

from tracker.domain.entry import Entry
from tracker.domain.history import NEVER, History, Question
from tracker.domain.spans import Rectangle, Segment, known_since, rectangles
from tracker.domain.standing import (
    BidderStanding,
    DeadlineStanding,
    DealStanding,
    ReviewStanding,
    Stake,
    Standing,
    days_left,
    due_order,
)
from tracker.domain.times import moment
from tracker.store.tables import bidders, deadlines, deals, reviews, standings

TABLES: dict[str, Table] = {
    "bidder": bidders,
    "deadline": deadlines,
    "review": reviews,
    "deal": standings,
}
NOTHING_YET = DealStanding("open", contested=False)


def follow(connection: Connection, history: History, entries: Sequence[Entry]) -> None:
    """Bring the rows of a deal up to these entries, the last of its history."""
    before = rows_of(connection, history.deal)
    if len(entries) == 1 and history.entries:
        since = known_since(history, entries[0])
        before = {each for each in before if each.known_to >= since}
        after = rectangles(history, since, (each for each in before if each.known_from < since))
    else:
        after = rectangles(history)
    _write(connection, history, before, set(after))
    _write_deal(connection, history)


def rebuild(connection: Connection, history: History) -> int:
    """The rows of a deal made anew from its log; how many there are."""
    for table in TABLES.values():
        connection.execute(delete(table).where(table.c.deal == history.deal))
    fresh = set(rectangles(history))
    _write(connection, history, set(), fresh)
    _write_deal(connection, history)
    return len(fresh)


def _write_deal(connection: Connection, history: History) -> None:
    connection.execute(delete(deals).where(deals.c.deal == history.deal))
    connection.execute(insert(deals).values(_deal_row(history)))


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


def forget_all_but(connection: Connection, names: Iterable[str]) -> None:
    """Remove the rows of deals that have no log."""
    known = set(names)
    for table in (deals, *TABLES.values()):
        strays = set(connection.scalars(select(table.c.deal).distinct())) - known
        for stray in strays:
            connection.execute(delete(table).where(table.c.deal == stray))


def _write(
    connection: Connection, history: History, before: set[Rectangle], after: set[Rectangle]
) -> None:
    """Only the differences."""
    for rectangle in before - after:
        table = TABLES[rectangle.segment.name[0]]
        key = _key(history.deal, rectangle)
        connection.execute(
            delete(table).where(and_(*(table.c[name] == value for name, value in key.items())))
        )
    fresh: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for rectangle in after - before:
        fresh[rectangle.segment.name[0]].append(_to_row(history, rectangle))
    for kind, rows in fresh.items():
        connection.execute(insert(TABLES[kind]), rows)


def _key(deal: str, rectangle: Rectangle) -> dict[str, Any]:
    kind, name, of = rectangle.segment.name
    named = {} if kind == "deal" else {"name": name}
    reviewed = {"of": of} if kind == "review" else {}
    return {
        "deal": deal,
        **named,
        **reviewed,
        "held_from": rectangle.segment.held_from,
        "known_from": rectangle.known_from,
    }


def _to_row(history: History, rectangle: Rectangle) -> dict[str, Any]:
    segment = rectangle.segment
    placed = {} if segment.name[0] == "deal" else {"position": segment.position}
    return {
        **_key(history.deal, rectangle),
        **placed,
        "held_to": segment.held_to,
        "known_to": rectangle.known_to,
        **_columns(segment.row, history.zone),
    }


def _columns(row: object, zone: str) -> dict[str, Any]:
    match row:
        case BidderStanding():
            return {
                "status": row.status,
                "bid_live": row.bid_live,
                "role": row.role,
                "terms": row.terms,
                "stake_terms": row.stake.terms,
                "stake_taken": row.stake.taken,
                "stake_status": row.stake_status,
                "lead": row.lead,
                "members": json.dumps(row.members, ensure_ascii=False),
                "blocked_by": json.dumps(row.blocked_by, ensure_ascii=False),
                **_grounds(row),
            }
        case DeadlineStanding():
            due = moment(row.due, zone) if row.due else None
            return {
                "kind": row.kind,
                "status": row.status,
                "due": row.due,
                "original_due": row.original_due,
                "dates": json.dumps(row.dates),
                "extensions": row.extensions,
                "until": row.until,
                "due_from": due.start if due else None,
                "due_to": due.end + 1 if due else None,
                **_grounds(row),
            }
        case ReviewStanding():
            return {"status": row.status, **_grounds(row)}
        case DealStanding():
            return {"status": row.status, "contested": row.contested}
    raise TypeError(type(row))


def _grounds(row: BidderStanding | DeadlineStanding | ReviewStanding) -> dict[str, Any]:
    return {
        "since": row.since,
        "grade": row.grade,
        "disputed": row.disputed,
        "because": json.dumps(row.because),
    }


# Comparing

RawRow = dict[str, Any]


class Compared(Struct, frozen=True):
    """How many rows a deal has, and in sentences which are not those of a replay."""

    rows: int
    messages: tuple[str, ...]


def amiss(connection: Connection, deal: str, history: History | None) -> Compared:
    """The rows of a deal against those that its log gives; a deal without a log has none.

    Raises Refusal where the log cannot be replayed.
    """
    wanted: dict[Table, list[RawRow]] = defaultdict(list)
    if history is not None:
        wanted[deals].append(_deal_row(history))
        for rectangle in rectangles(history):
            wanted[TABLES[rectangle.segment.name[0]]].append(_to_row(history, rectangle))
    count, messages = 0, list[str]()
    for table in (deals, *TABLES.values()):
        stored = _stored(connection, table, deal)
        count += len(stored)
        messages.extend(_differences(table, stored, _by_key(table, wanted[table])))
    return Compared(count, tuple(messages))


def _stored(connection: Connection, table: Table, deal: str) -> dict[Any, RawRow]:
    # As they are in the file: a type would make a 2 in a column of truths a truth.
    columns: list[Label[Any]] = [
        literal_column(f'"{column.name}"').label(column.name) for column in table.c
    ]
    query = select(*columns).select_from(table).where(table.c.deal == deal)
    return _by_key(table, (dict(row) for row in connection.execute(query).mappings()))


def _by_key(table: Table, rows: Iterable[Any]) -> dict[Any, RawRow]:
    names = [column.name for column in table.primary_key]
    return {tuple(row[name] for name in names): row for row in rows}


def _differences(
    table: Table, stored: dict[Any, RawRow], wanted: dict[Any, RawRow]
) -> Iterator[str]:
    for key in sorted({*stored, *wanted}, key=repr):
        there, right = stored.get(key), wanted.get(key)
        row = f"row of {key[1]}" if "name" in table.c else "row"
        if right is None:
            yield f"the table {table.name} has a {row} that the log does not give"
        elif there is None:
            yield f"the table {table.name} lacks a {row} that the log gives"
        else:
            for name, value in right.items():
                if there[name] != value:
                    says = f"{name} {there[name]!r}; the log gives {value!r}"
                    yield f"the table {table.name} has a {row} with the {says}"


# Reading


def rows_of(connection: Connection, deal: str) -> set[Rectangle]:
    """Every row that the tables have of a deal."""
    return {
        _rectangle(kind, row)
        for kind, table in TABLES.items()
        for row in connection.execute(select(table).where(table.c.deal == deal))
    }


def _rectangle(kind: str, row: Row[Any]) -> Rectangle:
    name = ("deal", "", "") if kind == "deal" else (kind, row.name, getattr(row, "of", ""))
    position = 0 if kind == "deal" else row.position
    segment = Segment(name, row.held_from, row.held_to, position, STANDINGS[kind](row))
    return Rectangle(segment, row.known_from, row.known_to)


def _bidder(row: Row[Any]) -> BidderStanding:
    return BidderStanding(
        row.name,
        row.status,
        row.bid_live,
        row.role,
        row.terms,
        Stake(row.stake_terms, row.stake_taken),
        row.stake_status,
        row.lead,
        tuple(json.loads(row.members)),
        tuple(json.loads(row.blocked_by)),
        row.since,
        row.grade,
        row.disputed,
        tuple(json.loads(row.because)),
    )


def _deadline(row: Row[Any]) -> DeadlineStanding:
    return DeadlineStanding(
        row.name,
        row.kind,
        row.status,
        row.due,
        row.original_due,
        tuple(json.loads(row.dates)),
        row.extensions,
        None,
        row.until,
        row.since,
        row.grade,
        row.disputed,
        tuple(json.loads(row.because)),
    )


def _review(row: Row[Any]) -> ReviewStanding:
    because = tuple(json.loads(row.because))
    of = row.of or None
    return ReviewStanding(row.name, of, row.status, row.since, row.grade, row.disputed, because)


def _deal(row: Row[Any]) -> DealStanding:
    return DealStanding(row.status, row.contested)


STANDINGS: dict[str, Callable[[Row[Any]], Any]] = {
    "bidder": _bidder,
    "deadline": _deadline,
    "review": _review,
    "deal": _deal,
}


def standings_at(
    connection: Connection, question: Question, zone: str, only: str | None = None
) -> dict[str, Standing]:
    """Where every deal of a zone (or only one) stands at the moment asked; terms are not in it.

    The question takes everybody: what the rows do not hold cannot be filtered here.
    """
    found = {
        kind: _at(connection, table, kind, question, zone, only) for kind, table in TABLES.items()
    }
    names = {deal for each in found.values() for deal in each}
    return {
        deal: Standing(
            next(iter(found["deal"].get(deal, ())), NOTHING_YET),
            tuple(found["bidder"].get(deal, ())),
            tuple(_by_due(found["deadline"].get(deal, ()), question, zone)),
            tuple(found["review"].get(deal, ())),
            (),
        )
        for deal in names
    }


def _at(
    connection: Connection,
    table: Table,
    kind: str,
    question: Question,
    zone: str,
    only: str | None,
) -> dict[str, list[Any]]:
    at, known = min(question.at, NEVER - 1), min(question.knowledge, NEVER - 1)
    query = (
        select(table)
        .join(deals, deals.c.deal == table.c.deal)
        .where(
            deals.c.zone == zone,
            table.c.held_from <= at,
            table.c.held_to > at,
            table.c.known_from <= known,
            table.c.known_to > known,
        )
    )
    if only is not None:
        query = query.where(table.c.deal == only)
    if kind != "deal":
        query = query.order_by(table.c.deal, table.c.position)
    rows: dict[str, list[Any]] = defaultdict(list)
    for row in connection.execute(query):
        rows[row.deal].append(STANDINGS[kind](row))
    return rows


def _by_due(
    rows: Iterable[DeadlineStanding], question: Question, zone: str
) -> list[DeadlineStanding]:
    counted = (
        replace(row, days_left=days_left(row.kind, row.status, row.due, question.at, zone))
        for row in rows
    )
    return sorted(counted, key=lambda each: due_order(each, zone))

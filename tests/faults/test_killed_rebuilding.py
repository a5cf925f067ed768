"""`tracker rebuild`, killed at any moment: the log stays, and no deal is half made anew."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import Any

import pytest

from tests.faults.books import Files, Ground, Rows, Schemas
from tests.faults.killing import KILLED, chosen
from tests.places import administering
from tests.torture import times
from tracker.store.tables import entries, heads

pytestmark = pytest.mark.torture

DAMAGE = [
    "UPDATE {}standings SET status = 'chosen'",
    "DELETE FROM {}bidders WHERE name = 'Oracle'",
    "INSERT INTO {}deals VALUES ('stray', 'Stray', NULL, NULL, 'UTC', 1)",
]
"""What somebody did to the tables that answer questions."""


@pytest.mark.parametrize("how", ["at", "at_call"])
def test_each_deal_is_made_anew_or_as_it_was(on: Ground, how: str) -> None:
    on.refuse(how)
    place = damaged(on, "tried")
    before = by_deal(on.kind.rows(place))
    steps = on.run(["rebuild"], place, **{how: 0}).steps
    after = by_deal(on.kind.rows(place))
    assert before != after
    for at in chosen(steps, times(5)):
        place = damaged(on, f"at-{at}")
        assert on.run(["rebuild"], place, **{how: at}).code == KILLED
        rows = on.kind.rows(place)
        found = by_deal(rows)
        assert all(found.get(deal) in (before.get(deal), after.get(deal)) for deal in before)
        assert {each.name for each in (entries, heads)} <= rows.keys()
        again = on.run(["rebuild"], place)
        assert (again.code, by_deal(on.kind.rows(place))) == (0, after)
        assert on.run(["verify"], place).code == 0


def damaged(on: Ground, name: str) -> str:
    """The place of a copy of the book with the damage."""
    place = on.kind.fresh(name)
    if isinstance(on.kind, Files):
        with closing(sqlite3.connect(place)) as connection, connection:
            for statement in DAMAGE:
                connection.execute(statement.format(""))
    else:
        with administering() as server:
            for statement in DAMAGE:
                server.execute(statement.format(f"{Schemas.schema(place)}."))
    return place


def by_deal(rows: Rows) -> dict[str, Any]:
    """The rows that speak of each deal, the log's among them."""
    found: dict[str, Any] = {}
    for table, there in rows.items():
        for row in there:
            found.setdefault(row[0], {}).setdefault(table, []).append(row)
    return found

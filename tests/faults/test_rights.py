"""Who may only read a book on a server reads it, and is told so where it would be written."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from secrets import token_hex

import pytest

from tests.cli.commandline import Tracker
from tests.faults.asking import READING, WRITING, Desk, in_turn, right
from tests.places import administering, forget, in_schema
from tests.torture import times

pytestmark = pytest.mark.torture

AT_ONCE = times(3)
POSITIONS = ("changes", "--from", "0", "--json")
"""What a server counts in its own way."""


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """What commands name; the book is on a server, and has the log of the one in a file."""
    made = Desk(tmp_path)
    Tracker(made.book, in_schema(made.book)).says("import", str(made.files["log"]))
    yield made
    forget(tmp_path)


@pytest.fixture
def role(desk: Desk) -> Iterator[str]:
    """A role that may look into the schema, and has no other rights."""
    schema, name = schema_of(desk), f"reader_{token_hex(8)}"
    with administering() as connection:
        connection.execute(f"CREATE ROLE {name}")
        connection.execute(f"GRANT USAGE ON SCHEMA {schema} TO {name}")
        yield name
        connection.execute(f"DROP OWNED BY {name}")
        connection.execute(f"DROP ROLE {name}")


def schema_of(desk: Desk) -> str:
    return in_schema(desk.book).partition("search_path%3D")[2].partition(",")[0]


def with_setting(desk: Desk, setting: str) -> Tracker:
    place = f"{in_schema(desk.book)}%20-c{setting.replace('=', '%3D')}"
    return Tracker(desk.book, place)


def assert_read_only(desk: Desk, book: Tracker) -> None:
    before = Tracker(desk.book, in_schema(desk.book)).says("verify", "--head")
    for words in in_turn([each for each in READING if each != POSITIONS], 1, AT_ONCE):
        ran = book.run(*words)
        assert (ran.exit_code, ran.stdout) == right()[words][:2], (words, ran.stderr)
    for words in in_turn([each for each in WRITING if each[0] != "demo"], 1, AT_ONCE):
        typed = [each.format(**desk.files) for each in words]
        assert book.error(5, *typed)["kind"] == "store-read-only", words
    assert Tracker(desk.book, in_schema(desk.book)).says("verify", "--head") == before


def test_transactions_that_only_read(desk: Desk) -> None:
    assert_read_only(desk, with_setting(desk, "default_transaction_read_only=on"))


def test_a_role_that_may_only_read(desk: Desk, role: str) -> None:
    with administering() as connection:
        connection.execute(f"GRANT SELECT ON ALL TABLES IN SCHEMA {schema_of(desk)} TO {role}")
    assert_read_only(desk, with_setting(desk, f"role={role}"))


def test_a_role_that_may_not_even_read(desk: Desk, role: str) -> None:
    book = with_setting(desk, f"role={role}")
    for words in in_turn((*READING, *WRITING[:-1]), 1, 2 * AT_ONCE):
        typed = [each.format(**desk.files) for each in words]
        ran = book.run(*typed)
        assert (ran.exit_code, ran.stdout) == (5, ""), (words, ran.stderr)
        assert "permission denied" in ran.stderr

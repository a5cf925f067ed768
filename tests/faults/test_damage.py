"""A book whose file was damaged anywhere: a right answer, or that it is damaged; never a defect.

What `verify` does not find has changed no answer, and what is refused has changed nothing.
"""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from tests.faults.asking import (
    COMMANDS,
    READING,
    TENDING,
    WITHOUT_A_BOOK,
    WRITING,
    Asked,
    Desk,
    Words,
    a_book,
    in_turn,
    right,
)
from tests.torture import times
from tracker.cli import app
from tracker.store.tables import metadata

pytestmark = [pytest.mark.torture, pytest.mark.sqlite]

PAGE = 4096
AT_ONCE = times(1)
"""Commands that are typed about each damaged book, of those that read and of those that do not."""
EVERY = max(1, 4 // times(1))
"""The ways to damage a book are many: in `make test` only every fourth place is looked at."""

READS_AFTERWARDS = {"import", "demo", "rebuild"}
"""Commands that look into the book once more when all is recorded, and may find damage then."""

Harm = Callable[[bytearray, int, random.Random], None]


def overwritten(content: bytearray, page: int, _: random.Random) -> None:
    content[page : page + PAGE] = bytes(each ^ 0xFF for each in content[page : page + PAGE])


def emptied(content: bytearray, page: int, _: random.Random) -> None:
    content[page : page + PAGE] = bytes(PAGE)


def one_bit(content: bytearray, page: int, dice: random.Random) -> None:
    content[page + dice.randrange(PAGE)] ^= 1 << dice.randrange(8)


def many_bits(content: bytearray, page: int, dice: random.Random) -> None:
    for _ in range(20):
        one_bit(content, page, dice)


def of_another_page(content: bytearray, page: int, dice: random.Random) -> None:
    other = PAGE * dice.randrange(len(content) // PAGE)
    content[page : page + PAGE] = content[other : other + PAGE]


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def test_every_command_that_opens_a_book_is_asked() -> None:
    named = {name for group in app.COMMANDS.values() for name in group}
    assert {words[0] for words in COMMANDS} | WITHOUT_A_BOOK | {"serve"} == named


@pytest.mark.parametrize("harm", [overwritten, emptied, one_bit, many_bits, of_another_page])
def test_every_page_is_damaged_in_its_turn(desk: Desk, harm: Harm) -> None:
    step = 1 if harm is overwritten else EVERY
    for number, page in enumerate(range(0, len(a_book()), step * PAGE)):
        content = bytearray(a_book())
        harm(content, page, random.Random(f"{harm.__name__} {number}"))
        look_at(desk, bytes(content), number)


def test_single_bits_anywhere(desk: Desk) -> None:
    dice = random.Random("anywhere")
    for number in range(times(12)):
        content = bytearray(a_book())
        one_bit(content, PAGE * dice.randrange(len(content) // PAGE), dice)
        look_at(desk, bytes(content), number)


def test_every_byte_of_the_header(desk: Desk) -> None:
    for number in range(0, 100, EVERY):
        content = bytearray(a_book())
        content[number] ^= 0xFF
        look_at(desk, bytes(content), number)


def test_a_file_that_ends_anywhere(desk: Desk) -> None:
    for number, end in enumerate(range(0, len(a_book()), EVERY * PAGE // 2)):
        look_at(desk, a_book()[:end], number)


GARBAGE = ("7", "-1", "9e99", "''", "'x'", "CAST(x'ff' AS TEXT)", "x'00ff'", "'2020-13-45'")


def test_anything_in_any_column(desk: Desk) -> None:
    columns = [each for table in metadata.sorted_tables for each in table.c]
    dice = random.Random("columns")
    for number in range(times(16)):
        column = dice.choice([each for each in columns if each.table.name != "origins"])
        content = with_garbage(desk, column.table.name, column.name, dice)
        if content is not None:
            assert not look_at(desk, content, number), f"{column} is not looked at"


def with_garbage(desk: Desk, table: str, column: str, dice: random.Random) -> bytes | None:
    """The book with something else in one row; None where SQLite does not take it."""
    desk.put(a_book())
    with closing(sqlite3.connect(desk.book, isolation_level=None)) as connection:
        rules = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        triggers = rules.fetchall()
        for name, _ in triggers:
            connection.execute(f"DROP TRIGGER {name}")
        key = ", ".join(f'"{each.name}"' for each in metadata.tables[table].primary_key)
        before = connection.execute(f"SELECT * FROM {table}").fetchall()
        at = dice.randrange(len(before))
        which = f"({key}) = (SELECT {key} FROM {table} LIMIT 1 OFFSET {at})"
        try:
            connection.execute(
                f'UPDATE {table} SET "{column}" = {dice.choice(GARBAGE)} WHERE {which}'
            )
        except sqlite3.IntegrityError:
            return None
        for _, statement in triggers:
            connection.execute(statement)
    return desk.book.read_bytes()


def look_at(desk: Desk, content: bytes, turn: int) -> bool:
    """Type commands about a book that was damaged; whether `verify` finds nothing."""
    desk.put(content)
    is_sound = verified(desk.ask(("verify", "--json")))
    assert desk.there() == {"book.db": content}
    for words in in_turn(READING, turn, AT_ONCE):
        desk.put(content)
        asked = fair(desk, words, content)
        assert asked == right()[words] or not is_sound, (words, asked)
    for words in in_turn((*WRITING, *TENDING), turn, AT_ONCE):
        desk.put(content)
        if fair(desk, words, content).code == 0 and is_sound:
            assert desk.verifies(), words
    return is_sound


def verified(asked: Asked) -> bool:
    assert asked.code in {0, 1, 5}, asked
    return asked.code == 0


def fair(desk: Desk, words: Words, content: bytes) -> Asked:
    """Type one command: it is done, or it says what is wrong and nothing was changed."""
    asked = desk.ask(words)
    assert asked.code in {0, 1, 5}, (words, asked)
    if asked.code == 5 and words[0] not in READS_AFTERWARDS:
        assert desk.there() == {"book.db": content}, words
    return asked

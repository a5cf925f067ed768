"""What is no book is said to be none, with the way out; nothing in it or beside it is changed."""

from __future__ import annotations

import json
import os
import signal
import socket
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from tests.faults.asking import COMMANDS, WRITING, Asked, Desk, Words, a_book, in_turn, right
from tests.torture import times
from tracker.store.schema import SCHEMA

pytestmark = [pytest.mark.torture, pytest.mark.sqlite]

AT_ONCE = times(6)
LATER = SCHEMA[:-1] + "9"
BEGINS = {"new", "import", "demo"}
"""Commands that begin a book where there is none."""


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with ended_in_time():
        yield Desk(tmp_path)


@contextmanager
def ended_in_time() -> Iterator[None]:
    """Who waits for a pipe that nobody writes waits for ever."""

    def end(*_: object) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGALRM, end)
    signal.alarm(120)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def a_text(book: Path) -> None:
    book.write_text("Dear diary, today ByteDance chose Oracle.\n" * 200)


def bytes_without_meaning(book: Path) -> None:
    book.write_bytes(bytes(each * 77 % 251 for each in range(20_000)))


def a_garbled_book(book: Path) -> None:
    book.write_bytes(bytes(each ^ 0x5A for each in a_book()))


def the_first_bytes_of_a_book(book: Path) -> None:
    book.write_bytes(a_book()[:60])


def a_folder(book: Path) -> None:
    book.mkdir()


def a_pipe(book: Path) -> None:
    os.mkfifo(book)


def a_socket(book: Path) -> None:
    here = Path.cwd()
    os.chdir(book.parent)  # the path of a socket may not be long
    try:
        with closing(socket.socket(socket.AF_UNIX)) as made:
            made.bind(book.name)
    finally:
        os.chdir(here)


def a_device_that_is_empty(book: Path) -> None:
    book.symlink_to("/dev/null")


def a_device_that_is_full(book: Path) -> None:
    book.symlink_to("/dev/full")


def a_link_to_itself(book: Path) -> None:
    book.symlink_to(book)


def the_database_of_another_program(book: Path) -> None:
    run(book, "CREATE TABLE bookmarks (url TEXT); INSERT INTO bookmarks VALUES ('x')")


def the_migrations_of_another_program(book: Path) -> None:
    run(book, "CREATE TABLE alembic_version (n TEXT); CREATE TABLE entries (deal TEXT)")


def some_tables_of_a_book(book: Path) -> None:
    book.write_bytes(a_book())
    run(book, "DROP TABLE entries; DROP TABLE bidders")


def tables_with_other_columns(book: Path) -> None:
    book.write_bytes(a_book())
    run(book, "ALTER TABLE entries RENAME hash TO hashed; ALTER TABLE deals RENAME zone TO place")


def a_book_of_a_later_version(book: Path) -> None:
    book.write_bytes(a_book())
    run(book, f"UPDATE alembic_version SET version_num = '{LATER}'")


def run(book: Path, statements: str) -> None:
    with closing(sqlite3.connect(book)) as connection:
        for statement in statements.split(";"):
            connection.execute(statement)
        connection.commit()


OTHER_THINGS = (
    a_text,
    bytes_without_meaning,
    a_garbled_book,
    the_first_bytes_of_a_book,
    a_folder,
    a_pipe,
    a_socket,
    a_device_that_is_empty,
    a_device_that_is_full,
    a_link_to_itself,
    the_database_of_another_program,
    the_migrations_of_another_program,
    a_book_of_a_later_version,
)


@pytest.mark.parametrize("made", OTHER_THINGS)
def test_it_is_refused_and_left_alone(desk: Desk, made: Callable[[Path], None]) -> None:
    made(desk.book)
    before = desk.there()
    for words in in_turn(COMMANDS, OTHER_THINGS.index(made), AT_ONCE):
        asked = desk.ask(words)
        assert is_refused(asked, words), (words, asked)
        assert desk.there() == before, words
    assert not [*Path("/dev").glob("null-*"), *Path("/dev").glob("full-*")]


def is_refused(asked: Asked, words: Words) -> bool:
    if words == ("doctor",):  # whose answer it is
        return asked.code == 5 or "there is no book" in asked.out
    return (asked.code, asked.out) == (5, "") and says_what_to_do(asked.err)


def says_what_to_do(said: str) -> bool:
    if said.startswith("{"):
        return bool(json.loads(said)["error"]["hints"])
    return said.startswith("tracker: ") and len(said.splitlines()) > 1


@pytest.mark.parametrize("made", [some_tables_of_a_book, tables_with_other_columns])
def test_a_book_that_lacks_something_is_damaged(desk: Desk, made: Callable[[Path], None]) -> None:
    made(desk.book)
    content = desk.book.read_bytes()
    assert "is damaged: no such " in desk.ask(("verify",)).err
    for words in in_turn(COMMANDS, 1, times(10)):
        desk.put(content)
        asked = desk.ask(words)
        assert asked.code in {0, 1, 5}, (words, asked)
        assert asked.code == 5 or asked == right().get(words, asked), (words, asked)
        assert asked.code != 5 or desk.there() == {"book.db": content}, words


def nothing(_: Path) -> None: ...


def an_empty_file(book: Path) -> None:
    book.touch()


def an_empty_database(book: Path) -> None:
    run(book, "CREATE TABLE t (x); DROP TABLE t")


def a_link_to_nothing_yet(book: Path) -> None:
    book.symlink_to(book.with_name("there.db"))


@pytest.mark.parametrize("made", [nothing, an_empty_file, an_empty_database, a_link_to_nothing_yet])
def test_where_there_is_none_yet_one_is_begun_and_not_asked(
    desk: Desk, made: Callable[[Path], None]
) -> None:
    for words in in_turn((*WRITING, *COMMANDS), 0, times(14)):
        desk.clear()
        made(desk.book)
        before = desk.there()
        asked = desk.ask(words)
        if words[0] in BEGINS:
            assert asked.code == 0, (words, asked)
            assert desk.verifies()
        else:
            assert (asked.code, desk.there()) == (0 if words == ("doctor",) else 5, before), words


NAMES = (
    "with space.db",
    "100% %41 %s.db",
    "what?mode=ro.db",
    "part#2.db",
    "Müller 東芝 🜁.db",
    'it\'s "quoted".db',
    "-dash.db",
    "a&b;c|d$e`f.db",
    "back\\slash.db",
    "file:name.db",
    "no suffix",
    ".hidden",
    f"{'n' * 100}.db",
)


@pytest.mark.parametrize("name", NAMES)
def test_a_book_may_be_called_anything(desk: Desk, name: str) -> None:
    where = f"--db={desk.folder / name}"
    backup = str(desk.folder / f"copy of {name}")
    for words in (*WRITING[:1], ("record", "fresh", "Oracle bid"), ("backup", backup), ("verify",)):
        asked = desk.ask((*(each.replace("{", "{{") for each in words), where))
        assert asked.code == 0, asked
    assert {*desk.there()} == {name, f"copy of {name}"}


@pytest.mark.parametrize("name", ["new\nline.db", "bell\a.db", "nul\0.db", f"{'n' * 300}.db"])
def test_a_book_is_not_called_what_nobody_could_read(desk: Desk, name: str) -> None:
    for words in in_turn(COMMANDS, 1, times(10)):
        if words[0] not in {"doctor", "demo"}:  # the one answers, the other is told another place
            asked = desk.ask((*words, f"--db={desk.folder / name}"))
            assert is_refused(asked, words), (words, asked)
    assert desk.there() == {}

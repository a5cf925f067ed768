"""What a killed writer leaves beside a book is undone or done by whoever comes next.

A file of that name from elsewhere is another matter: SQLite may believe it. Then the answers are
right, or `verify` finds that they are not.
"""

from __future__ import annotations

import signal
import subprocess
import sys
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests.faults.asking import COMMANDS, DEAL, READING, Desk, a_book, in_turn, right
from tests.torture import times

pytestmark = [pytest.mark.torture, pytest.mark.sqlite]

AT_ONCE = times(2)

# Whatever does not fit into two pages of memory goes into the file before the end.
SPOIL = """
import os, signal, sqlite3, sys
book = sqlite3.connect(sys.argv[1], isolation_level=None)
book.execute(f"PRAGMA journal_mode={sys.argv[2]}")
book.execute("PRAGMA wal_autocheckpoint=0")
book.execute("PRAGMA user_version=1")
book.execute("PRAGMA cache_size=2")
book.execute("BEGIN IMMEDIATE")
for table in ("bidders", "deadlines", "reviews", "standings"):
    book.execute(f"UPDATE {table} SET status = 'spoilt'")
book.execute("INSERT INTO deals VALUES ('lost', 'Lost', NULL, NULL, 'UTC', 0)")
os.kill(os.getpid(), signal.SIGKILL)
"""

Files = dict[str, bytes]


@cache
def left_behind(mode: str, content: bytes) -> Files:
    """The files of a book, by what is behind its name, whose writer was killed in the midst."""
    with TemporaryDirectory() as folder:
        book = Path(folder) / "book.db"
        book.write_bytes(content)
        ran = subprocess.run([sys.executable, "-c", SPOIL, str(book), mode], check=False)
        assert ran.returncode == -signal.SIGKILL
        files = {
            each.name.removeprefix("book.db"): each.read_bytes() for each in book.parent.iterdir()
        }
    assert len(files["-wal" if mode == "wal" else "-journal"]) > 4096
    assert mode == "wal" or files[""] != content
    return files


def put(desk: Desk, files: Files) -> None:
    desk.clear()
    for name, content in files.items():
        desk.book.with_name(f"book.db{name}").write_bytes(content)


@pytest.mark.parametrize("mode", ["delete", "wal"])
@pytest.mark.parametrize("turn", range(2))
def test_what_was_not_committed_is_not_there(tmp_path: Path, mode: str, turn: int) -> None:
    desk = Desk(tmp_path)
    for words in in_turn(COMMANDS, turn, AT_ONCE):
        put(desk, left_behind(mode, a_book()))
        asked = desk.ask(words)
        assert asked.code in {0, 1}, (words, asked)
        assert asked == right().get(words, asked)
        assert desk.verifies()
        assert {*desk.there()} == {"book.db"}


def test_a_log_may_lose_its_end(tmp_path: Path) -> None:
    """A crash of the machine may keep no more than the beginning of it."""
    desk = Desk(tmp_path)
    files = left_behind("wal", a_book())
    for number in range(times(4)):
        cut = files["-wal"][: len(files["-wal"]) * number // times(4)]
        put(desk, {"": files[""], "-wal": cut})
        for words in in_turn(READING, number, 2):
            assert desk.ask(words) == right()[words]
        assert desk.verifies()


@cache
def another_book() -> bytes:
    """Of one deal more, so that its pages are others."""
    with TemporaryDirectory() as folder:
        desk = Desk(Path(folder))
        desk.put(a_book())
        assert desk.ask(("demo",)).code == 0
        return desk.book.read_bytes()


@cache
def strangers() -> dict[str, Files]:
    there = left_behind("delete", another_book())
    wal = left_behind("wal", another_book())
    journal = there["-journal"]
    return {
        "an empty journal": {"-journal": b""},
        "a journal of text": {"-journal": b"Dear diary, " * 1000},
        "a journal of zeros": {"-journal": bytes(9000)},
        "a journal without its beginning": {"-journal": journal[512:]},
        "the journal of another book": {"-journal": journal},
        "an empty log": {"-wal": b""},
        "a log of text": {"-wal": b"Dear diary, " * 1000},
        "the log of another book": {"-wal": wal["-wal"]},
        "the log and its index of another book": {"-wal": wal["-wal"], "-shm": wal["-shm"]},
        "an index of text": {"-shm": b"Dear diary, " * 4000},
    }


@pytest.mark.parametrize("mode", ["delete", "wal"])
@pytest.mark.parametrize("number", range(10))
def test_what_is_from_elsewhere_spoils_no_answer_unseen(
    tmp_path: Path, number: int, mode: str
) -> None:
    name, beside = [*strangers().items()][number]
    desk = Desk(tmp_path)
    files = {"": header_of(mode), **beside}
    put(desk, files)
    is_sound = desk.verifies()
    for words in in_turn(COMMANDS, number, AT_ONCE):
        put(desk, files)
        asked = desk.ask(words)
        assert asked.code in {0, 1, 5}, (name, words, asked)
        if words in READING and asked.code != 5:
            assert asked == right()[words] or not is_sound, (name, words)
        assert not is_sound or desk.verifies(), (name, words)


def header_of(mode: str) -> bytes:
    """The book as SQLite marks it where it keeps a log before it writes into it."""
    content = bytearray(a_book())
    content[18:20] = b"\x02\x02" if mode == "wal" else b"\x01\x01"
    return bytes(content)


def test_it_is_the_deal_of_before(tmp_path: Path) -> None:
    """What the writer above spoils is asked about, and is there to be seen."""
    desk = Desk(tmp_path)
    desk.book.write_bytes(left_behind("delete", a_book())[""])
    assert desk.ask(("verify",)).code in {1, 5}
    assert "spoilt" not in desk.ask(("status", DEAL)).out

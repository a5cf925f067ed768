"""A command that makes a book, or brings one up to date, and is killed at any moment.

There is nothing yet, or a whole book; the same command, run again, makes it, and what was begun
before is gone.
"""

from __future__ import annotations

import os
import shutil
import signal
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.faults.books import ADDED, CASE, Files, Ground, Rows, rows_of
from tests.faults.killing import KILLED, Ran, chosen
from tests.torture import times
from tracker.store.schema import SCHEMA, migrations

pytestmark = pytest.mark.torture

COMMANDS = {
    "new": "new things Things --zone Asia/Tokyo",
    "import": "import {folder}/case.yaml",
    "restore": "import {folder}/log.jsonl",
}
"""Each at a place where there is no book."""

LATER = "tracker_9999"
MIGRATION = f"""
from alembic import op
revision = {LATER!r}
down_revision = {SCHEMA!r}
def upgrade():
    op.execute("CREATE TABLE {ADDED[0]} AS SELECT deal, version FROM heads")
    op.execute("CREATE TABLE {ADDED[1]} (deal TEXT)")
    op.execute("INSERT INTO {ADDED[1]} SELECT deal FROM heads")
"""


def words_of(name: str, folder: Path, on: Ground) -> list[str]:
    if name == "restore":
        log = on.run(["export", "--all", "--format", "jsonl"], on.kind.fresh("exported"))
        (folder / "log.jsonl").write_text(log.out)
    return COMMANDS[name].format(folder=folder).split()


HOW = ("at", "at_call")
"""Before any statement, and before any system call that changes a file."""


@pytest.mark.parametrize("how", HOW)
@pytest.mark.parametrize("name", COMMANDS)
def test_there_is_a_whole_book_or_none(on: Ground, name: str, how: str, tmp_path: Path) -> None:
    on.refuse(how)
    words = words_of(name, tmp_path, on)
    place = on.kind.none("tried")
    ran = on.run(words, place, **{how: 0})
    after = on.kind.rows(place)
    assert (ran.code, bool(after)) == (0, True)
    for at in chosen(ran.steps, times(4)):
        place = on.kind.none(f"at-{at}")
        ran = on.run(words, place, **{how: at})
        assert ran.code == KILLED
        _check(on, words, place, ran, after)


def _check(on: Ground, words: Sequence[str], place: str, ran: Ran, after: Rows) -> None:
    found = on.kind.rows(place)
    assert found in ((after,) if ran.out else ({}, after))
    verified = on.run(["verify"], place)
    assert verified.code == 0 or (not found and "there is no book" in verified.err)
    again = on.run(words, place)
    assert (again.code, again.err) == (0, "")
    assert on.kind.rows(place) == after
    if isinstance(on.kind, Files):
        assert [each.name for each in Path(place).parent.iterdir()] == ["book.db"]


@pytest.mark.parametrize("how", HOW)
def test_an_older_book_is_brought_up_whole_or_stays(on: Ground, how: str, tmp_path: Path) -> None:
    on.refuse(how)
    later = shutil.copytree(migrations(), tmp_path / "migrations")
    (later / "versions" / f"{LATER}.py").write_text(MIGRATION)
    words = ["correct", "widgets", "1", "--on", "2020-08-03", "--because", "misread"]
    before, after, steps = _brought_up(on, words, on.kind.fresh("tried"), later, how, 0)
    for at in chosen(steps, times(4)):
        place = on.kind.fresh(f"at-{at}")
        ran = on.run(words, place, later=later, **{how: at})
        assert ran.code == KILLED
        assert on.kind.rows(place) in ((after,) if ran.out else (before, after))
        assert _brought_up(on, words, place, later, how, 0)[1] == after


def _brought_up(
    on: Ground, words: Sequence[str], place: str, later: Path, how: str, at: int
) -> tuple[Rows, Rows, int]:
    """The rows before and after; beside a file is nothing but the copy of the older one."""
    before = on.kind.rows(place)
    ran = on.run(words, place, later=later, **{how: at})
    assert (ran.code, ran.err) == (0, "")
    assert on.run(["verify"], place, later=later).code == 0
    if isinstance(on.kind, Files):
        folder = Path(place).parent
        kept = folder / f"book.{SCHEMA}.db"
        assert {each.name for each in folder.iterdir()} == {"book.db", kept.name}
        assert on.run(["verify"], str(kept)).code == 0
    return before, on.kind.rows(place), ran.steps


@pytest.mark.parametrize("how", HOW)
@pytest.mark.parametrize("on", ["delete", "wal"], indirect=True)
def test_a_copy_is_whole_or_not_there(on: Ground, how: str, tmp_path: Path) -> None:
    on.refuse(how)
    book = on.kind.fresh("book")
    rows = on.kind.rows(book)
    (tmp_path / "copies").mkdir()
    copy = tmp_path / "copies" / "copy.db"
    steps = on.run(["backup", copy], book, **{how: 0}).steps
    for at in chosen(steps, times(4)):
        copy.unlink()
        ran = on.run(["backup", copy], book, **{how: at})
        assert ran.code == KILLED
        assert rows_of(copy) in ((rows,) if ran.out else ({}, rows))
        assert on.run(["backup", copy, "--force"], book).code == 0
        assert rows_of(copy) == on.kind.rows(book) == rows
        assert [each.name for each in copy.parent.iterdir()] == ["copy.db"]


@pytest.mark.parametrize("on", ["delete"], indirect=True)
def test_an_answer_in_a_file_is_whole_or_the_older_one_stays(on: Ground, tmp_path: Path) -> None:
    on.refuse("at_call")
    book = on.kind.fresh("book")
    (tmp_path / "answers").mkdir()
    answer = tmp_path / "answers" / "log.jsonl"
    words = [*"export --all --format jsonl --output".split(), answer]
    steps = on.run(words, book, at_call=0).steps
    whole = answer.read_bytes()
    for at in chosen(steps, times(4)):
        answer.write_text("an older one")
        assert on.run(words, book, at_call=at).code == KILLED
        assert answer.read_bytes() in (whole, b"an older one")
        assert on.run(words, book).code == 0
        assert answer.read_bytes() == whole
        assert [each.name for each in answer.parent.iterdir()] == [answer.name]


@pytest.mark.parametrize("on", ["delete", "wal"], indirect=True)
def test_two_copies_to_one_place_leave_each_other_alone(on: Ground, tmp_path: Path) -> None:
    book = on.kind.fresh("book")
    copy = tmp_path / "copies" / "copy.db"
    words = ["backup", copy, "--force"]
    for at in chosen(on.run(words, book).steps, times(4)):
        first = on.start(words, book, at=at, by=signal.SIGSTOP)
        assert on.commands.wait(first).stopped
        assert on.run(words, book).code == 0
        os.kill(first, signal.SIGCONT)
        assert on.commands.wait(first).code == 0
        assert rows_of(copy) == on.kind.rows(book)
        assert [each.name for each in copy.parent.iterdir()] == ["copy.db"]


@pytest.mark.parametrize("on", ["delete", "wal"], indirect=True)
def test_what_a_removed_book_left_is_no_part_of_the_next(on: Ground, tmp_path: Path) -> None:
    """Its journal, which SQLite would write into whatever file is put there."""
    on.refuse("at_call")
    record = "record widgets Oracle chosen --on 2020-09-13".split()
    (tmp_path / "other.yaml").write_text(CASE.replace("widgets", "others"))
    imported: list[object] = ["import", tmp_path / "other.yaml"]
    copied: list[object] = ["backup", "--force"]
    began: list[object] = [*"new things Things --zone UTC".split()]
    steps = on.run(record, on.kind.fresh("tried"), at_call=0).steps
    for at in chosen(steps, times(4)):
        for number, words in enumerate((imported, copied, began)):
            place = Path(on.kind.fresh(f"at-{at}-{number}"))
            on.run(record, str(place), at_call=at)
            there = {each.name: each.read_bytes() for each in place.parent.iterdir()}
            place.unlink()
            book = str(on.kind.original) if words is copied else str(place)
            ran = on.run([*words, place] if words is copied else words, book)
            if ran.code == 0:
                assert on.run(["verify"], str(place)).code == 0
                assert "chosen" not in on.run(["export", "--all"], str(place)).out
            else:
                assert (ran.code, "not yet written" in ran.err) == (5, True)
                left = {each.name: each.read_bytes() for each in place.parent.iterdir()}
                assert {**left, "book.db": there["book.db"]} == there

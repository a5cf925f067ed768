"""A book that any released version wrote is opened, keeps its log to the byte, and says the same.

Answers may say more than they did; what they said they say still.
"""

from __future__ import annotations

import csv
import json
import shutil
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from alembic.script import ScriptDirectory

import tracker
from tests.cli.commandline import Tracker
from tests.golden.make import ANSWERS, BOOK, GOLDEN, LOG, ask, make, released
from tests.places import ON_POSTGRESQL, forget, in_schema
from tracker.store.schema import SCHEMA, migrations

pytestmark = pytest.mark.torture

VERSIONS = sorted(each.name for each in GOLDEN.iterdir() if (each / ANSWERS).exists())
SHEETS = ("csv", "spans", "--csv")


@cache
def golden(version: str) -> Any:
    return json.loads((GOLDEN / version / ANSWERS).read_text(encoding="utf-8"))


@pytest.fixture(params=VERSIONS)
def version(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def old(version: str, tmp_path: Path) -> Tracker:
    """A copy of the book that the version wrote."""
    return Tracker(Path(shutil.copyfile(GOLDEN / version / BOOK, tmp_path / BOOK)))


@pytest.fixture(params=["sqlite", "postgresql"])
def restored(request: pytest.FixtureRequest, version: str, tmp_path: Path) -> Iterator[Tracker]:
    """A book of the present version that has the log of the old one."""
    if request.param == "sqlite" and ON_POSTGRESQL:
        pytest.skip("about books in SQLite files: unset TRACKER_TEST_STORE")
    place = None if request.param == "sqlite" else in_schema(tmp_path / BOOK)
    book = Tracker(tmp_path / BOOK, place)
    book.says("import", str(GOLDEN / version / LOG))
    yield book
    forget(tmp_path)


def test_every_released_version_has_its_goldens_and_so_has_this_one() -> None:
    assert {*VERSIONS} >= {*released(), tracker.__version__}


def test_every_shape_that_tables_ever_had_is_that_of_a_golden_book() -> None:
    revisions = {each.revision for each in ScriptDirectory(str(migrations())).walk_revisions()}
    assert {golden(each)["schema"] for each in VERSIONS} == revisions


def test_what_a_version_promises_was_made_by_it(tmp_path: Path) -> None:
    """Until a release its goldens follow the program; then they stay what they are."""
    if tracker.__version__ in released():
        pytest.skip("this version was released: what it wrote is not written again")
    make(tmp_path / "made")
    there = GOLDEN / tracker.__version__
    for name in (LOG, ANSWERS):
        made = (tmp_path / "made" / name).read_text(encoding="utf-8")
        said = (there / name).read_text(encoding="utf-8")
        assert made == said, "python -m tests.golden.make writes them anew"


def test_an_old_book_is_brought_up_and_is_as_it_was_recorded(version: str, old: Tracker) -> None:
    assert old.json("verify")["findings"] == []
    kept = old.book.with_name(f"book.{golden(version)['schema']}.db")
    assert kept.exists() == (golden(version)["schema"] != SCHEMA)
    assert old.says("export", "--all", "--format", "jsonl").encode() == log(version)


def test_an_old_book_answers_as_it_did(version: str, old: Tracker) -> None:
    assert_same_answers(version, old)


def test_its_log_in_a_new_book_answers_as_it_did(version: str, restored: Tracker) -> None:
    assert restored.says("export", "--all", "--format", "jsonl").encode() == log(version)
    assert_same_answers(version, restored)


def log(version: str) -> bytes:
    return (GOLDEN / version / LOG).read_bytes()


def assert_same_answers(version: str, book: Tracker) -> None:
    for each in golden(version)["answers"]:
        answer = ask(book, each["asked"])
        assert lost(each["asked"], each["answer"], answer) == [], each["asked"]


def lost(asked: list[str], was: Any, now: Any) -> list[str]:
    """Where the answer does not say any more what it said, and what that was."""
    if any(each in asked for each in SHEETS):
        was, now = (list(csv.DictReader(each)) for each in (was, now))
    return list(_lost("answer", was, now))


def _lost(at: str, was: Any, now: Any) -> Iterator[str]:
    match was, now:
        case dict(), dict():
            for key in was:
                yield from _lost(f"{at}.{key}", was[key], now.get(key, "no such field"))
        case list(), list() if len(was) == len(now):
            for number, (one, other) in enumerate(zip(was, now, strict=True)):
                yield from _lost(f"{at}[{number}]", one, other)
        case _ if (type(was), was) != (type(now), now):
            yield f"{at} was {was!r}, and is {now!r}"


@pytest.mark.parametrize(
    ("was", "now", "said"),
    [
        ({"a": 1}, {"a": 1, "b": 2}, []),
        ({"a": 1}, {"b": 1}, ["answer.a was 1, and is 'no such field'"]),
        ({"a": True}, {"a": 1}, ["answer.a was True, and is 1"]),
        ([{"a": 1}], [{"a": 2}], ["answer[0].a was 1, and is 2"]),
        ([1], [1, 2], ["answer was [1], and is [1, 2]"]),
        ({"a": None}, {}, ["answer.a was None, and is 'no such field'"]),
    ],
)
def test_an_answer_may_say_more_and_never_less(was: Any, now: Any, said: list[str]) -> None:
    assert lost([], was, now) == said

"""No password of a database gets into an answer, an error, a traceback or the doctor's report."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.commandline import Tracker
from tracker.cli.app import COMMANDS, command
from tracker.store.address import masked

pytestmark = pytest.mark.torture

SECRET = "s3cr-et.word"
NOBODY = "127.0.0.1:1"

PLACES = {
    "with the user": f"postgresql+psycopg://me:{SECRET}@{NOBODY}/deals",
    "without a driver": f"postgresql://me:{SECRET}@{NOBODY}/deals",
    "by the old name": f"postgres://me:{SECRET}@{NOBODY}/deals",
    "without a user": f"postgresql+psycopg://:{SECRET}@{NOBODY}/deals",
    "beside an at-sign": f"postgresql+psycopg://me:a@{SECRET}@{NOBODY}/deals",
    "beside a slash": f"postgresql+psycopg://me:a/{SECRET}@{NOBODY}/deals",
    "beside a hash": f"postgresql+psycopg://me:a#{SECRET}@{NOBODY}/deals",
    "beside a question mark": f"postgresql+psycopg://me:a?{SECRET}@{NOBODY}/deals",
    "percent-encoded": f"postgresql+psycopg://me:{SECRET.replace('.', '%2E')}@{NOBODY}/deals",
    "in the query": f"postgresql+psycopg://me@{NOBODY}/deals?password={SECRET}",
    "in the query in capitals": f"postgresql+psycopg://me@{NOBODY}/deals?PASSWORD={SECRET}",
    "in the query, encoded": f"postgresql+psycopg://me@{NOBODY}/deals?pass%77ord={SECRET}",
    "in the query twice": f"postgresql+psycopg://me@{NOBODY}/deals?password=a&password={SECRET}",
    "of a key": f"postgresql+psycopg://me@{NOBODY}/deals?sslpassword={SECRET}",
    "misspelt": f"postgresql+psycopg://me@{NOBODY}/deals?passwort={SECRET}",
    "of a token": f"postgresql+psycopg://me@{NOBODY}/deals?oauth_client_secret={SECRET}",
    "for a host that is none": f"postgresql+psycopg://me:{SECRET}@[::1/deals",
    "for a port that is none": f"postgresql+psycopg://me:{SECRET}@localhost:port/deals",
    "for another driver": f"postgresql+asyncpg://me:{SECRET}@{NOBODY}/deals",
    "for another program": f"mysql://me:{SECRET}@{NOBODY}/deals",
    "for a program that is none": f"nonsense://me:{SECRET}@{NOBODY}/deals",
    "with an option that is none": f"postgresql://me:{SECRET}@{NOBODY}/deals?nonsense=1",
    "with a slash too few": f"postgresql:/me:{SECRET}@{NOBODY}/deals",
    "with no slash": f"postgresql:me:{SECRET}@{NOBODY}/deals",
}
BOOKLESS = {"words", "demo"}
"""Commands that open no book, or one of their own."""


@pytest.fixture(params=PLACES.values(), ids=list(PLACES))
def place(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def _lines(folder: Path) -> Iterator[list[str]]:
    """Every command with as many words as it must have."""
    (folder / "deal.yaml").write_text("deal: x\ntitle: X\nentries: []\n", encoding="utf-8")
    for name in (name for group in COMMANDS.values() for name in group):
        needed = [
            str(folder / "deal.yaml") if each.name in {"files", "file", "paths"} else "x"
            for each in command(name).params
            if each.param_type_name == "argument" and each.required
        ]
        yield [name, *needed]


@pytest.mark.parametrize("as_typed", [True, False], ids=["typed", "set"])
def test_no_command_repeats_the_password_of_its_book(
    place: str, as_typed: bool, tmp_path: Path
) -> None:
    tracker = Tracker(tmp_path / "book.db", None if as_typed else place)
    for line in _lines(tmp_path):
        if line[0] not in BOOKLESS:
            ran = tracker.run(
                *line, *(("--db", place) if as_typed else ("--json",)), TRACKER_DEBUG="1"
            )
            assert ran.exit_code, line
            said = ran.stdout + ran.stderr
            assert SECRET not in said, line
            assert SECRET.replace(".", "%2E") not in said, line


@pytest.mark.parametrize(
    ("typed", "as_shown"),
    [
        ("postgresql://me:a@b:c/d?e#f@host/deals", "postgresql://me:***@host/deals"),
        ("postgresql://host:5432/deals?user=me", "postgresql://host:5432/deals?user=me"),
        (
            "postgresql://h/d?PASSWORD=a&user=me&pw=b&c",
            "postgresql://h/d?PASSWORD=***&user=me&pw=***&***",
        ),
        (
            "postgresql://h/d?passfile=/home/me/.pgpass",
            "postgresql://h/d?passfile=/home/me/.pgpass",
        ),
        ("postgres:me:secret@host/deals", "postgres:me:***@host/deals"),
        ("a folder/book@home: 1.db", "a folder/book@home: 1.db"),
    ],
)
def test_all_but_the_password_is_shown(typed: str, as_shown: str) -> None:
    assert masked(typed) == as_shown

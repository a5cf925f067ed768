"""`tracker verify` at the command line: what it says and how it ends."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.cli.commandline import Tracker


def run(tracker: Tracker, statement: str) -> None:
    with closing(sqlite3.connect(tracker.book)) as connection, connection:
        connection.execute(statement)


def test_an_untouched_book(tiktok: Tracker) -> None:
    said = tiktok.says("verify")
    assert said.startswith("1 deal, 6 entries, ")
    assert said.endswith(": everything is as it was recorded\n")
    assert tiktok.json("verify")["findings"] == []


@pytest.mark.sqlite
def test_a_finding_says_what_to_do(tiktok: Tracker) -> None:
    run(tiktok, "UPDATE deals SET title = 'Another'")
    ran = tiktok.run("verify")
    assert (ran.exit_code, ran.stderr) == (1, "")
    _, finding, hint = ran.stdout.splitlines()
    assert finding.startswith("tiktok: the table deals has a row with the title 'Another'; ")
    assert hint == "  tracker rebuild makes it anew from the log"
    tiktok.says("rebuild")
    assert "everything is as it was recorded" in tiktok.says("verify")


def test_heads_are_kept_and_compared(tiktok: Tracker) -> None:
    Path("heads.txt").write_text(tiktok.says("verify", "--head"), encoding="utf-8")
    Path("heads.json").write_text(tiktok.says("verify", "--head", "--json"), encoding="utf-8")
    deal, number, hash, recorded = Path("heads.txt").read_text().split()  # noqa: A001
    assert (deal, number, len(hash), len(recorded)) == ("tiktok", "6", 64, 32)
    tiktok.says("record", "tiktok", "Oracle bid", "--on", "2020-09-15")
    for file in ("heads.txt", "heads.json"):
        assert "everything" in tiktok.says("verify", "--against", file)
    Path("heads.txt").write_text(f"tiktok 6 {'0' * 64} {recorded}\n", encoding="utf-8")
    ran = tiktok.run("verify", "--against", "heads.txt", "--json")
    assert ran.exit_code == 1
    assert '"entry": 6' in ran.stdout
    assert "which was kept elsewhere, has another hash in the log" in ran.stdout


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"tiktok 6 abc 2020\ntiktok\n", "heads.txt:2: this is no head of a log"),
        (b"[{}]", "heads.txt: Object missing required field"),
        (b"\xff", "heads.txt is not UTF-8 in line 1"),
    ],
)
def test_a_copy_that_is_none(tiktok: Tracker, content: bytes, message: str) -> None:
    Path("heads.txt").write_bytes(content)
    assert message in tiktok.fails(2, "verify", "--against", "heads.txt")


def test_a_copy_that_is_not_there(tiktok: Tracker) -> None:
    assert "nowhere cannot be read" in tiktok.fails(2, "verify", "--against", "nowhere")
    assert "leave out" in tiktok.fails(2, "verify", "--head", "--against", "nowhere")

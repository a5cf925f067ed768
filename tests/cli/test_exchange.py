"""Logs out and in again, and what people and analysts get to read."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

import tracker as package
from tests.cli.commandline import Tracker

CASE = Path(package.__file__).with_name("casebooks") / "tiktok-us.yaml"


@pytest.fixture
def books(tiktok: Tracker) -> Tracker:
    """A book of two deals, and its log in `log.jsonl`."""
    tiktok.says("new", "other", "Größe", "--zone", "Asia/Tokyo")
    tiktok.says("record", "other", "=1+1 bid", "--on", "2020-09-13", "--new", "--by", "-Somebody")
    Path("log.jsonl").write_bytes(tiktok.run("export", "--all", "--format", "jsonl").stdout_bytes)
    return tiktok


def test_a_book_is_restored_to_the_byte(books: Tracker) -> None:
    said = books.says("import", "log.jsonl", "--db", "copy.db")
    assert said.splitlines() == [
        "other (Asia/Tokyo): new, 1 entry recorded",
        "tiktok (America/New_York): new, 6 entries recorded",
    ]
    again = books.run("export", "--all", "--format", "jsonl", "--db", "copy.db")
    assert again.stdout_bytes == Path("log.jsonl").read_bytes()
    for question in (("status", "tiktok"), ("timeline", "tiktok"), ("bidders",)):
        assert books.json(*question, "--db", "copy.db") == books.json(*question)
    assert "0 entries" not in books.says("import", "log.jsonl", "--db", "copy.db")


@pytest.mark.parametrize("format", ["yaml", "jsonl", "csv", "md", "spans"])
def test_an_export_goes_into_a_file(books: Tracker, format: str) -> None:
    words = ("export", "tiktok", "--format", format)
    assert books.says(*words, "--output", "there") == ""
    assert Path("there").read_bytes() == books.run(*words).stdout_bytes
    assert books.run(*words, "--output", "-").stdout_bytes == Path("there").read_bytes()


def test_an_export_that_fails_leaves_the_file_that_was_there(books: Tracker) -> None:
    Path("there").write_text("an older one")
    books.fails(3, "export", "tiktock", "--output", "there")
    assert Path("there").read_text() == "an older one"
    assert not list(Path().glob(".there*"))


def test_one_deal_of_a_book_is_restored(books: Tracker) -> None:
    log = books.says("export", "tiktok", "--format", "jsonl")
    said = books.run("import", "-", typed=log, TRACKER_DB="copy.db")
    assert (said.exit_code, said.stdout) == (
        0,
        "tiktok (America/New_York): new, 6 entries recorded\n",
    )


def test_a_dry_run_restores_nothing(books: Tracker) -> None:
    said = books.says("import", "log.jsonl", "--dry-run", "--db", "copy.db")
    assert "6 entries would be recorded" in said
    assert not Path("copy.db").exists()


def test_a_bad_line_is_named_and_nothing_is_recorded(books: Tracker) -> None:
    lines = Path("log.jsonl").read_text(encoding="utf-8").replace("Microsoft", "Micrasoft")
    Path("bad.jsonl").write_text(lines, encoding="utf-8")
    said = books.fails(2, "import", "bad.jsonl", "--db", "copy.db")
    assert "bad.jsonl:4: entry #1 is not what was recorded: its hash is another" in said
    assert not Path("copy.db").exists()


def test_another_log_of_the_same_deal_is_refused(books: Tracker) -> None:
    books.says("new", "tiktok", "TikTok US operations", "--zone", "Asia/Tokyo", "--db", "copy.db")
    said = books.fails(4, "import", "log.jsonl", "--db", "copy.db")
    assert "log.jsonl:3: entry #0 of tiktok is another one in the book" in said


def test_nothing_in_a_log_is_corrected(books: Tracker) -> None:
    assert "leave out --correct" in books.fails(2, "import", "log.jsonl", "--correct")


def test_a_log_of_a_deal_that_is_not_there(books: Tracker) -> None:
    said = books.fails(3, "export", "tiktock", "--format", "jsonl")
    assert "did you mean tiktok?" in said


def test_a_format_that_there_is_not(books: Tracker) -> None:
    assert "did you mean jsonl?" in books.fails(2, "export", "--all", "--format", "jsnol")


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_the_timeline_for_a_spreadsheet_runs_nothing(books: Tracker) -> None:
    other, first, *_ = rows(books.says("export", "--all", "--format", "csv"))
    assert (other["sentence"], other["by"]) == ("'=1+1 bid", "'-Somebody")
    assert (first["deal"], first["entry"], first["sources"]) == ("tiktok", "1", "Reuters")


def test_questions_as_csv_run_nothing_either(books: Tracker) -> None:
    (row,) = rows(books.says("bidders", "=1+1", "--csv"))
    assert row["name"] == "'=1+1"
    due = rows(books.says("deadlines", "--csv", "--all", "--as-of", "2021-01-01"))
    assert due


def test_the_timeline_as_markdown(books: Tracker) -> None:
    said = books.says("export", "other", "--format", "md")
    assert said.splitlines() == [
        "# Größe",
        "",
        "Times in: Asia/Tokyo.",
        "",
        "| # | on | reported | what happened | by | sources |",
        "| --- | --- | --- | --- | --- | --- |",
        "| 1 | 2020-09-13 | 2020-09-13 | =1+1 bid | -Somebody |  |",
    ]


def stood(spans: list[dict[str, str]], at: str, known: str) -> dict[str, str]:
    """Who stood how at a moment, as an analyst picks the rows."""
    return {
        row["name"]: row["status"]
        for row in spans
        if row["kind"] == "bidder"
        and row["held_from"] <= at
        and (not row["held_to"] or at < row["held_to"])
        and row["known_from"] <= known
        and (not row["known_to"] or known < row["known_to"])
    }


@pytest.mark.parametrize(
    ("as_of", "known_by"),
    [("2020-09-14", "2020-09-14"), ("2020-09-12", "2020-09-14"), ("2020-09-14", "2020-09-13")],
)
def test_the_spans_say_what_the_status_says(tracker: Tracker, as_of: str, known_by: str) -> None:
    tracker.says("import", str(CASE))
    spans = rows(tracker.says("export", "--all", "--format", "spans"))
    answer = tracker.json("status", "tiktok-us", "--as-of", as_of, "--known-by", known_by)
    at, known = (f"{day}T23:59:59.999999-04:00" for day in (as_of, known_by))
    assert (answer["as_of"], answer["known_by"]) == (at, known)
    found = stood(spans, *(_utc(day) for day in (at, known)))
    assert found == {each["name"]: each["status"] or "" for each in answer["bidders"]}


def _utc(text: str) -> str:
    from datetime import UTC, datetime

    return datetime.fromisoformat(text).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def test_the_columns_of_the_spans_are_documented(tracker: Tracker) -> None:
    from tracker.formats.spans import HEADER

    words = tracker.says("export", "-h").replace(",", " ").replace(":", " ").split()
    assert {*HEADER} - {word.strip(".();") for word in words} <= {"deal"}

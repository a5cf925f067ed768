"""Long answers page by page, and only what is asked for."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import pytest

from tests.cli.commandline import Tracker

QUESTIONS = (("deals",), ("deadlines",), ("bidders",))


@pytest.fixture
def book(tiktok: Tracker) -> Tracker:
    """Two more deals, one of them in another zone."""
    for deal, zone in (("kcs", "America/Chicago"), ("twitter", "America/New_York")):
        tiktok.says("new", deal, f"The deal {deal}", "--zone", zone)
        for sentence in ("Oracle bid", "Acme in talks", "vote due 2020-09-30", "fee set to $1bn"):
            tiktok.says("record", deal, sentence, "--on", "2020-09-10")
    return tiktok


def pages(tracker: Tracker, *question: str) -> list[list[dict[str, Any]]]:
    """Every page of an answer, two rows each."""
    found: list[list[dict[str, Any]]] = []
    after: tuple[str, ...] = ()
    while page := json.loads(tracker.run(*question, "--limit", "2", *after, "--json").stdout):
        found.append(page)
        after = ("--after", page[-1]["cursor"])
    return found


@pytest.mark.parametrize("question", QUESTIONS, ids=" ".join)
@pytest.mark.parametrize("filters", [(), ("--recorded-by", "2999")], ids=["tables", "logs"])
def test_the_pages_together_are_the_whole(
    book: Tracker, question: tuple[str, ...], filters: tuple[str, ...]
) -> None:
    found = pages(book, *question, *filters)
    rows = [{name: row[name] for name in row if name != "cursor"} for page in found for row in page]
    assert [len(page) for page in found[:-1]] == [2] * (len(found) - 1)
    assert rows == book.json(*question, *filters)


@pytest.mark.parametrize("question", QUESTIONS, ids=" ".join)
def test_below_a_page_stderr_says_how_to_go_on(book: Tracker, question: tuple[str, ...]) -> None:
    first = book.run(*question, "--limit", "1")
    assert first.stderr.startswith("more: --after ")
    rest = book.run(*question, *first.stderr.split()[1:])
    assert (rest.exit_code, rest.stderr) == (0, "")
    assert len(first.stdout.splitlines()) == 4
    whole = book.says(*question).splitlines()[3:]
    shown = first.stdout.splitlines()[3:] + rest.stdout.splitlines()[3:]
    assert [line.split() for line in shown] == [line.split() for line in whole]


def test_of_one_deal_there_are_pages_too(book: Tracker) -> None:
    found = pages(book, "deadlines", "tiktok")
    assert [[row["name"] for row in page] for page in found] == [["EO 13942", "sale"]]


def test_a_sheet_of_a_page_has_the_cursor(book: Tracker) -> None:
    ran = book.run("deals", "--limit", "1", "--csv")
    (row,) = csv.DictReader(io.StringIO(ran.stdout))
    assert ran.stderr == f"more: --after {row['cursor']}\n"


@pytest.mark.parametrize("question", QUESTIONS, ids=" ".join)
@pytest.mark.parametrize(
    "cursor", ["nonsense", "é", "WzFd", "bnVsbA", "W10", "Wzk5OTk5OTk5OTk5OTk5OTk5OTk5LCJhIiwiYiJd"]
)
def test_what_is_no_cursor_of_the_list_is_refused(
    book: Tracker, question: tuple[str, ...], cursor: str
) -> None:
    assert "is no cursor of this list" in book.fails(2, *question, "--after", cursor)


def test_a_page_of_nothing_is_wrong_use(book: Tracker) -> None:
    assert book.error(2, "deals", "--limit", "0")["kind"] == "wrong-use"


def test_an_entry_recorded_between_two_pages_moves_nobody(book: Tracker) -> None:
    first = json.loads(book.run("bidders", "--limit", "1", "--json").stdout)
    book.says("record", "kcs", "Sprint bid", "--on", "2020-09-01")
    rest = book.json("bidders", "--after", first[0]["cursor"])
    assert [(row["deal"], row["name"]) for row in first + rest][:3] == [
        ("kcs", "Oracle"),
        ("kcs", "Sprint"),
        ("kcs", "Acme"),
    ]


@pytest.mark.parametrize(
    ("typed", "deals"),
    [
        (("deals", "--status", "chosen"), ["tiktok"]),
        (("deals", "--status", "Bidding", "--status", "chosen"), ["kcs", "tiktok", "twitter"]),
        (("deals", "--status", "bidding", "--confirmed"), []),
        (("deals", "--zone", "America/Chicago"), ["kcs"]),
        (("deals", "--zone", "Asia/Tokyo"), []),
        (("bidders", "--status", "in talks"), ["kcs", "twitter"]),
        (("bidders", "oracle", "--status", "bidding"), ["kcs", "twitter"]),
        (("bidders", "Oracle", "--zone", "America/New_York"), ["tiktok", "twitter"]),
        (("deadlines", "--kind", "order"), ["tiktok"]),
        (("deadlines", "--status", "pending", "--zone", "America/Chicago"), ["kcs"]),
        (("deadlines", "--within", "16d"), ["tiktok", "twitter", "kcs"]),
        (("deadlines", "tiktok", "--kind", "deadline"), ["tiktok"]),
        (("deadlines", "tiktok", "--status", "met"), []),
    ],
    ids=str,
)
def test_only_what_is_asked_for(book: Tracker, typed: tuple[str, ...], deals: list[str]) -> None:
    assert [row["deal"] for row in book.json(*typed)] == deals


def test_a_status_says_more_than_what_is_open(book: Tracker) -> None:
    book.says("record", "kcs", "vote met", "--on", "2020-09-12")
    assert [row["name"] for row in book.json("deadlines", "--status", "met")] == ["vote"]


@pytest.mark.parametrize(
    ("typed", "guess"),
    [
        (("deals", "--status", "chose"), "did you mean chosen?"),
        (("bidders", "--status", "rejcted"), "did you mean rejected?"),
        (("deadlines", "--status", "pendng"), "did you mean pending?"),
        (("deadlines", "--kind", "orders"), "did you mean order?"),
        (("deals", "--zone", "America/New_Yrk"), "did you mean America/New_York?"),
    ],
    ids=str,
)
def test_a_word_that_nothing_goes_by_is_refused(
    book: Tracker, typed: tuple[str, ...], guess: str
) -> None:
    assert guess in book.error(2, *typed)["hints"]


def test_where_no_deal_is_kept_in_the_zone_it_says_so(book: Tracker) -> None:
    assert book.says("deals", "--zone", "Asia/Tokyo") == (
        "In a book without deals in Asia/Tokyo: no deals\n"
    )


def test_a_deal_in_the_list_is_what_its_status_says(book: Tracker) -> None:
    for row in book.json("deals"):
        said = book.json("status", row["deal"])
        assert {name: row[name] for name in said} == said
        assert set(row) - set(said) == {"next_deadline", "next_due", "days_left"}

"""What is due, in one deal and in all of them."""

from __future__ import annotations

import pytest

from tests.cli.commandline import Tracker


@pytest.fixture
def busy(tracker: Tracker) -> Tracker:
    """A deal with a deadline in every state."""
    tracker.says("new", "deal", "A busy deal", "--zone", "America/New_York")
    for sentence in (
        "order ban effective 2020-09-10",
        "order rule effective 2020-09-20",
        "filing due 2020-09-05",
        "vote due 2020-09-25",
        "closing expected 2020-09-08",
        "TRO runs until 2020-09-12",
        "standstill runs until 2020-12-31",
        "divestiture due 2020-09-28",
        "divestiture stayed",
        "licence fee due 2020-09-30",
        "licence fee unenforced until 2020-12-01",
        "remedy due 2020-08-30",
        "remedy met",
        "hearing due date unknown",
    ):
        tracker.says("record", "deal", sentence, "--on", "2020-08-01")
    return tracker


def names(rows: list[dict[str, object]]) -> list[object]:
    return [row["name"] for row in rows]


def test_by_default_it_is_what_is_still_open_by_due_date_unknown_last(busy: Tracker) -> None:
    assert names(busy.json("deadlines", "deal")) == [
        "filing",
        "closing",
        "rule",
        "vote",
        "divestiture",
        "licence fee",
        "standstill",
        "hearing",
    ]


def test_all_is_what_is_over_too(busy: Tracker) -> None:
    over = set(names(busy.json("deadlines", "deal", "--all"))) - set(
        names(busy.json("deadlines", "deal"))
    )
    assert over == {"ban", "TRO", "remedy"}


@pytest.mark.parametrize(
    ("span", "due"),
    [
        ("5 days", []),
        ("6d", ["rule"]),
        ("14d", ["rule", "vote", "divestiture"]),
        ("5 business days", ["rule"]),
        ("1 month", ["rule", "vote", "divestiture", "licence fee"]),
    ],
)
def test_within_is_from_the_day_asked_about_to_so_many_days_on(
    busy: Tracker, span: str, due: list[str]
) -> None:
    assert names(busy.json("deadlines", "--within", span)) == due


def test_within_counts_from_the_moment_asked(busy: Tracker) -> None:
    rows = busy.json("deadlines", "--within", "1w", "--as-of", "2020-09-18T09:00")
    assert names(rows) == ["rule", "vote"]


def test_what_is_due_on_the_day_itself_is_due(busy: Tracker) -> None:
    assert names(busy.json("deadlines", "--within", "0 days", "--as-of", "2020-09-25")) == ["vote"]


def test_all_and_within_is_what_was_to_come_whatever_became_of_it(busy: Tracker) -> None:
    rows = busy.json("deadlines", "--all", "--within", "1w", "--as-of", "2020-08-25")
    assert names(rows) == ["remedy"]


def test_over_all_deals_the_moment_counts_and_not_the_local_date(busy: Tracker) -> None:
    busy.says("new", "east", "A deal in Tokyo", "--zone", "Asia/Tokyo")
    busy.says("record", "east", "approval due 2020-09-25", "--on", "2020-08-01")
    rows = busy.json("deadlines", "--within", "14d")
    assert [(row["deal"], row["name"]) for row in rows][:3] == [
        ("deal", "rule"),
        ("east", "approval"),
        ("deal", "vote"),
    ]


def test_a_row_is_that_of_the_status_with_its_deal(busy: Tracker) -> None:
    states = {each["name"]: each for each in busy.json("status", "deal")["deadlines"]}
    for row in busy.json("deadlines", "--all"):
        assert row["deal"] == "deal"
        assert {name: row[name] for name in states[row["name"]]} == states[row["name"]]


def test_nothing_due_is_said(busy: Tracker) -> None:
    assert busy.says("deadlines", "--as-of", "2019").endswith("everything known: nothing due\n")


def test_a_span_that_is_none_is_refused(busy: Tracker) -> None:
    assert busy.error(2, "deadlines", "--within", "a while")["kind"] == "unreadable-time"

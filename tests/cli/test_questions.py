"""Asking: every question at a moment, in three forms."""

from __future__ import annotations

import csv
import io

import pytest

from tests.cli.commandline import Tracker
from tracker.store.book import open_book

OF_ONE_DEAL = (
    ("status", "tiktok"),
    ("timeline", "tiktok"),
    ("deadlines", "tiktok"),
    ("why", "tiktok"),
    ("show", "tiktok", "1"),
)
OF_ALL = (("deadlines",), ("bidders",), ("deals",))
QUESTIONS = (*OF_ONE_DEAL, *OF_ALL)


def sheet(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


@pytest.mark.parametrize("question", QUESTIONS, ids=" ".join)
def test_every_question_takes_every_filter(tiktok: Tracker, question: tuple[str, ...]) -> None:
    tiktok.json(*question, "--as-of", "2020-09-14", "--known-by", "2020-09-14")
    tiktok.json(*question, "--then", "2020-09-14")
    tiktok.json(*question, "--recorded-by", "2999")
    tiktok.json(*question, "--confirmed")
    tiktok.json(*question, "--according-to", "Reuters", "--according-to", "microsoft")


@pytest.mark.parametrize("question", QUESTIONS, ids=" ".join)
def test_every_answer_names_its_moment_and_its_zone(
    tiktok: Tracker, question: tuple[str, ...]
) -> None:
    assert "As of 14 Sep 2020 (end of day, America/New_York)" in tiktok.says(*question)
    said = tiktok.json(*question)
    for each in said if isinstance(said, list) else [said]:
        assert each["zone"] == "America/New_York"
        if question[0] != "timeline":
            assert each["as_of"] == "2020-09-14T23:59:59.999999-04:00"


@pytest.mark.parametrize("question", QUESTIONS, ids=" ".join)
def test_every_answer_comes_as_a_sheet_with_one_header(
    tiktok: Tracker, question: tuple[str, ...]
) -> None:
    header, *rows = csv.reader(io.StringIO(tiktok.says(*question, "--csv")))
    assert rows
    assert len(set(header)) == len(header)
    assert {len(row) for row in rows} == {len(header)}


LISTS = {"bidders", "deadlines", "reviews", "terms", "entries"}
"""What a row of a deal has in JSON only: a sheet has a command of its own for each."""


@pytest.mark.parametrize("question", QUESTIONS, ids=" ".join)
def test_a_list_in_json_and_its_sheet_have_the_same_fields(
    tiktok: Tracker, question: tuple[str, ...]
) -> None:
    said = tiktok.json(*question)
    if isinstance(said, list):
        fields = {f"stake_{each}" for each in said[0].get("stake", ())} | set(said[0]) - {"stake"}
        lists = LISTS if question == ("deals",) else set()
        assert fields - lists == set(sheet(tiktok.says(*question, "--csv"))[0])


@pytest.mark.parametrize(
    ("question", "nothing"),
    [
        (("timeline", "tiktok"), []),
        (("deadlines", "tiktok"), []),
        (("deadlines",), []),
        (("bidders",), []),
        (("bidders", "Oracle"), []),
    ],
    ids=str,
)
def test_before_anything_was_known_the_answer_is_empty(
    tiktok: Tracker, question: tuple[str, ...], nothing: object
) -> None:
    assert tiktok.json(*question, "--as-of", "2019") == nothing
    assert tiktok.json(*question, "--known-by", "2019") == nothing
    assert tiktok.json(*question, "--recorded-by", "2019") == nothing


def test_before_anything_was_known_a_state_has_no_reasons(tiktok: Tracker) -> None:
    assert tiktok.json("why", "tiktok", "--as-of", "2019")["reasons"] == []
    assert tiktok.json("why", "tiktok", "Oracle", "--as-of", "2019")["reasons"] == []


def test_before_anything_was_known_a_deal_is_open(tiktok: Tracker) -> None:
    said = tiktok.json("status", "tiktok", "--as-of", "2019")
    assert (said["status"], said["bidders"], said["deadlines"]) == ("open", [], [])
    assert said["entries"]["later"] == 6


def test_the_status_for_scripts(tiktok: Tracker) -> None:
    said = tiktok.json("status", "tiktok")
    assert (
        list(said)
        == (
            "deal title seller target zone as_of known_by recorded_by status contested bidders "
            "deadlines reviews terms entries"
        ).split()
    )
    oracle = said["bidders"][-1]
    assert {**oracle, "stake_status": None} == {
        "name": "Oracle",
        "status": "chosen",
        "bid_live": False,
        "role": "technology partner",
        "terms": None,
        "stake": {"terms": None, "taken": False},
        "stake_status": None,
        "with": None,
        "members": [],
        "blocked_by": [],
        "since": "2020-09-13",
        "grade": "single-source",
        "disputed": False,
        "because": [6],
    }
    assert said["deadlines"][0] == {
        "name": "EO 13942",
        "kind": "order",
        "status": "pending",
        "due": "2020-09-20",
        "original_due": "2020-09-20",
        "dates": ["2020-09-20"],
        "extensions": 0,
        "days_left": 6,
        "until": None,
        "since": "2020-08-06",
        "grade": "single-source",
        "disputed": False,
        "because": [2],
    }
    assert said["entries"] == {
        "counted": 6,
        "later": 0,
        "not_yet_known": 0,
        "retracted": 0,
        "left_out": 0,
    }


def test_the_status_as_a_sheet_has_a_row_for_everything_in_the_deal(tiktok: Tracker) -> None:
    rows = sheet(tiktok.says("status", "tiktok", "--csv"))
    assert [(row["kind"], row["name"], row["status"]) for row in rows] == [
        ("deal", "TikTok US operations", "chosen"),
        ("bidder", "Microsoft", "rejected"),
        ("bidder", "Walmart", "rejected"),
        ("bidder", "Oracle", "chosen"),
        ("order", "EO 13942", "pending"),
        ("deadline", "sale", "pending"),
    ]
    assert rows[2]["because"] == "4; 5"


def test_a_row_of_the_timeline(tiktok: Tracker) -> None:
    row = tiktok.json("timeline", "tiktok")[0]
    assert set(row) == set(
        (
            "deal zone entry id event sentence on reported recorded by sources amends amended_by "
            "counts"
        ).split()
    )
    assert row["sources"][0]["publisher"] == "Reuters"


def test_the_timeline_between_two_days(tiktok: Tracker) -> None:
    rows = tiktok.json("timeline", "tiktok", "--since", "2020-08-06", "--until", "2020-08-14")
    assert [row["entry"] for row in rows] == [2, 3]


def test_the_timeline_of_one_kind(tiktok: Tracker) -> None:
    rows = tiktok.json("timeline", "tiktok", "--kind", "bidrejected", "--kind", "BidderChosen")
    assert [row["entry"] for row in rows] == [5, 6]


def test_a_publisher_nobody_knows_is_told_with_those_there_are(tiktok: Tracker) -> None:
    error = tiktok.error(3, "status", "tiktok", "--according-to", "Reuter")
    assert error["kind"] == "unknown-publisher"
    assert error["hints"] == [
        "did you mean Reuters?",
        "publishers are Federal Register, Microsoft, Reuters",
    ]


def test_over_all_deals_a_publisher_of_any_of_them_is_known(tiktok: Tracker) -> None:
    tiktok.says("new", "other", "Another deal")
    tiktok.says("record", "other", "Acme bid", "--source", "WSJ")
    assert tiktok.json("bidders", "--according-to", "WSJ")[0]["name"] == "Acme"
    tiktok.fails(3, "status", "tiktok", "--according-to", "WSJ")
    tiktok.fails(3, "deals", "--according-to", "Le Monde")


def test_who_disputes_something_is_a_publisher_too(tiktok: Tracker) -> None:
    tiktok.says("dispute", "tiktok", "6", "--source", "CGTN", "--because", "says otherwise")
    assert tiktok.json("status", "tiktok", "--according-to", "CGTN")["bidders"] == []
    assert tiktok.json("bidders", "--according-to", "CGTN") == []


def test_a_party_is_found_in_every_deal_it_is_in(tiktok: Tracker) -> None:
    tiktok.says("new", "other", "Another deal")
    tiktok.says("record", "other", "Oracle in talks", "--on", "2020-09-01")
    rows = tiktok.json("bidders", "oracle")
    assert [(row["deal"], row["status"]) for row in rows] == [
        ("other", "in talks"),
        ("tiktok", "chosen"),
    ]


def test_a_party_is_found_by_its_other_name(tiktok: Tracker) -> None:
    tiktok.says("record", "tiktok", "Oracle also known as ORCL")
    assert tiktok.json("bidders", "ORCL")[0]["name"] == "Oracle"


def test_a_party_that_bids_nowhere_has_no_rows(tiktok: Tracker) -> None:
    tiktok.says("record", "tiktok", "White House declined to comment")
    assert tiktok.json("bidders", "White House") == []


def test_a_party_that_nobody_knows_is_told_with_the_nearest(tiktok: Tracker) -> None:
    error = tiktok.error(3, "bidders", "Micrsoft")
    assert "did you mean Microsoft?" in error["hints"]


def test_a_deal_in_the_list_has_its_next_deadline(tiktok: Tracker) -> None:
    row = tiktok.json("deals")[0]
    assert (row["status"], row["next_deadline"], row["next_due"], row["days_left"]) == (
        "chosen",
        "EO 13942",
        "2020-09-20",
        6,
    )


def test_deals_of_several_zones_are_told_apart(tiktok: Tracker) -> None:
    tiktok.says("new", "kcs", "Kansas City Southern", "--zone", "America/Chicago")
    said = tiktok.says("deals")
    assert said.startswith("As of 14 Sep 2020 (end of day, in each deal's zone)")
    assert "America/Chicago" in said
    assert "America/New_York" in said


def test_a_moment_over_several_zones_is_told_in_utc(tiktok: Tracker) -> None:
    tiktok.says("new", "kcs", "Kansas City Southern", "--zone", "America/Chicago")
    said = tiktok.says("deals", "--as-of", "2020-09-14T12:00-04:00")
    assert said.startswith("As of 14 Sep 2020 16:00:00 +00:00 (UTC)")


def test_a_day_without_a_year_is_asked_about_as_it_last_was(tiktok: Tracker) -> None:
    said = tiktok.json("status", "tiktok", "--as-of", "Sep 13", "--known-by", "Dec 1")
    assert said["as_of"].startswith("2020-09-13T")
    assert said["known_by"].startswith("2019-12-01T")
    (row,) = tiktok.json("timeline", "tiktok", "--since", "Aug 27", "--until", "Sep 12")
    assert row["on"] == "2020-08-27"


@pytest.mark.parametrize("number", ["1", "7"])
def test_an_entry_is_not_shown_before_it_was_recorded(tiktok: Tracker, number: str) -> None:
    tiktok.says("retract", "tiktok", "1", "--because", "a slip")
    said = tiktok.error(3, "show", "tiktok", number, "--recorded-by", "2019-12-31")
    assert said["message"] == f"tiktok #{number} was not recorded by 31 Dec 2019"
    assert said["hints"][0].startswith("it was recorded ")


def test_a_book_without_deals_answers(tracker: Tracker) -> None:
    with open_book(tracker.env["TRACKER_DB"] or "", create=True):
        pass
    assert tracker.says("deals") == "In a book without deals: no deals\n"
    assert tracker.json("deadlines") == []
    assert tracker.error(2, "deals", "--as-of", "soon")["kind"] == "unreadable-time"


def test_json_and_csv_at_once_are_refused(tiktok: Tracker) -> None:
    assert "two answers" in tiktok.fails(2, "status", "tiktok", "--json", "--csv")


@pytest.mark.parametrize("option", ["--as-of", "--known-by", "--then", "--recorded-by", "--today"])
def test_a_variable_that_was_not_set_is_not_now(tiktok: Tracker, option: str) -> None:
    assert "is empty" in tiktok.fails(2, "status", "tiktok", option, "")


def test_options_that_every_command_takes_may_come_first(tiktok: Tracker) -> None:
    first = tiktok.says(
        "--json", "--today", "2020-09-12", f"--db={tiktok.place}", "status", "tiktok"
    )
    assert first == tiktok.says("status", "tiktok", "--json", "--today", "2020-09-12")


def test_an_amendment_that_was_retracted_is_told_as_such(tracker: Tracker) -> None:
    tracker.says("new", "d", "D", "--zone", "UTC")
    tracker.says("record", "d", "Musk bid", "--on", "2020-04-14")
    tracker.says("correct", "d", "1", "--on", "2020-04-13", "--because", "a slip")
    tracker.says("retract", "d", "2", "--because", "no slip")
    shown = tracker.json("show", "d", "1")
    assert [(each["entry"], each["counts"]) for each in shown["amendments"]] == [(2, False)]
    assert (shown["on"], shown["amended_by"]) == ("2020-04-14", [])
    assert "because a slip (retracted)" in tracker.says("show", "d", "1")
    rows = tracker.json("timeline", "d")
    assert [(row["entry"], row["counts"]) for row in rows] == [(1, True), (2, False), (3, True)]
    before = tracker.json("timeline", "d", "--recorded-by", "2000")
    assert before == []


def test_a_day_without_a_year_is_that_of_the_entry_it_corrects(tracker: Tracker) -> None:
    tracker.says("new", "d", "D", "--zone", "UTC")
    tracker.says("record", "d", "Oxy bid", "--on", "2019-05-06")
    tracker.says("correct", "d", "1", "--on", "May 8", "--because", "a slip")
    assert tracker.json("show", "d", "1")["on"] == "2019-05-08"

"""What looks odd: which findings are shown, how it ends, and what a writer is told."""

from __future__ import annotations

import csv
import json
from typing import Any

import pytest

from tests.cli.commandline import Tracker
from tracker.domain.rules import RULES


@pytest.fixture
def odd(tiktok: Tracker) -> Tracker:
    """A book of two deals: in one a lead is out, in the other a deadline has passed."""
    tiktok.says("new", "acme", "Acme", "--zone", "UTC")
    tiktok.says("record", "acme", "filing due 2020-09-01", "--on", "2020-08-01", "--source", "SEC")
    return tiktok


def findings(tracker: Tracker, *words: str) -> Any:
    """The findings as JSON; there are some."""
    ran = tracker.run("check", *words, "--json")
    assert (ran.exit_code, ran.stderr) == (1, "")
    return json.loads(ran.stdout)


def rules(rows: Any) -> list[tuple[str, str]]:
    return [(row["deal"], row["rule"]) for row in rows]


LEAD_OUT = ("tiktok", "a_group_does_not_outlive_its_lead")
PASSED = ("acme", "a_passed_deadline_has_an_outcome")


def test_it_looks_at_one_deal_or_at_every_one_by_name(odd: Tracker) -> None:
    assert rules(findings(odd, "tiktok")) == [LEAD_OUT]
    assert rules(findings(odd)) == [PASSED, LEAD_OUT]


def test_a_finding_for_scripts(odd: Tracker) -> None:
    (row,) = findings(odd, "acme")
    assert row == {
        "deal": "acme",
        "zone": "UTC",
        "as_of": "2020-09-14T23:59:59.999999+00:00",
        "known_by": None,
        "recorded_by": None,
        "rule": "a_passed_deadline_has_an_outcome",
        "severity": "error",
        "name": "filing",
        "message": "filing passed on 2020-09-01, and what came of it is not known",
        "remedy": (
            "record 'filing met', missed, lapsed or waived; or, with its day, "
            "'filing extended to DATE'"
        ),
        "entries": [1],
    }


def test_the_sheet_has_the_same_fields(odd: Tracker) -> None:
    ran = odd.run("check", "--csv")
    assert ran.exit_code == 1
    rows = list(csv.DictReader(ran.stdout.splitlines()))
    assert [list(row) for row in rows] == [list(row) for row in findings(odd)]
    assert [row["entries"] for row in rows] == ["1", "4; 5"]


def test_people_see_what_was_found_and_what_to_do(odd: Tracker) -> None:
    said = odd.run("check", "tiktok").stdout
    assert said.startswith(
        "As of 14 Sep 2020 (end of day, America/New_York), everything known: 1 finding\n"
    )
    assert "Microsoft is rejected, and Walmart is in its group" in said
    assert "'MEMBER left Microsoft'" in said
    assert "#4, #5" in said
    assert said.endswith("warnings more with --strict\n")


def test_strict_is_the_warnings_too(odd: Tracker) -> None:
    strict = findings(odd, "tiktok", "--strict")
    assert {row["severity"] for row in strict} == {"error", "warning"}
    assert ("tiktok", "every_entry_has_a_source") in rules(strict)
    assert "--strict" not in odd.run("check", "tiktok", "--strict").stdout


def test_warnings_alone_are_no_reason_to_fail_unless_strict(tracker: Tracker) -> None:
    tracker.says("new", "deal", "A deal")
    tracker.says("record", "deal", "Acme bid", "--on", "2020-09-01")
    said = tracker.says("check", "deal")
    assert said.endswith("no findings\n\n1 warning more with --strict\n")
    assert tracker.json("check", "deal") == []
    assert rules(findings(tracker, "deal", "--strict")) == [("deal", "every_entry_has_a_source")]


def test_where_nothing_is_odd_it_ends_well(tracker: Tracker) -> None:
    tracker.says("new", "deal", "A deal")
    assert tracker.says("check").endswith("everything known: no findings\n")
    assert tracker.json("check", "deal", "--strict") == []


def test_a_book_without_deals(tracker: Tracker) -> None:
    tracker.says("new", "deal", "A deal")
    assert "no findings" in tracker.says("check", "--then", "1999")


def test_only_the_rules_that_are_named_errors_or_warnings(odd: Tracker) -> None:
    some = ("--rule", "every_entry_has_a_source", "--rule", "a_passed_deadline_has_an_outcome")
    assert {rule for _, rule in rules(findings(odd, *some))} == set(some[1::2])
    assert odd.json("check", "tiktok", "--rule", "a_deal_has_one_winner") == []


def test_a_rule_that_there_is_not(odd: Tracker) -> None:
    error = odd.error(2, "check", "--rule", "one_winner")
    assert error["kind"] == "unknown-rule"
    assert error["hints"][0] == "did you mean a_deal_has_one_winner?"


def test_it_is_a_question_at_any_moment(odd: Tracker) -> None:
    assert odd.json("check", "tiktok", "--as-of", "2020-09-12") == []
    assert odd.json("check", "tiktok", "--then", "2020-09-12") == []
    assert odd.json("check", "tiktok", "--confirmed") == []
    assert odd.json("check", "acme", "--recorded-by", "2020-01-01") == []
    late = findings(odd, "tiktok", "--as-of", "2020-12-31")
    assert ("tiktok", "a_pending_deal_is_not_silent") in rules(late)


def test_an_unknown_deal_or_publisher(odd: Tracker) -> None:
    assert "did you mean tiktok?" in odd.fails(3, "check", "tiktik")
    for deal in ((), ("tiktok",)):
        assert "did you mean Reuters?" in odd.fails(3, "check", *deal, "--according-to", "Reuter")


def test_two_forms_at_once_are_refused(odd: Tracker) -> None:
    for words in ((), ("tiktok",), ("--list",)):
        assert odd.run("check", *words, "--json", "--csv").exit_code == 2


def test_the_rules_are_listed_without_a_book(tracker: Tracker) -> None:
    said = tracker.says("check", "--list")
    for rule in RULES:
        assert f"{rule.name} ({rule.severity})\n  {rule.finding}\n  {rule.remedy}\n" in said
    assert not tracker.book.exists()


def test_the_list_for_scripts(tracker: Tracker) -> None:
    assert [row["rule"] for row in tracker.json("check", "--list")] == [r.name for r in RULES]
    (row,) = tracker.json("check", "--list", "--rule", "every_entry_has_a_source")
    assert row == {
        "rule": "every_entry_has_a_source",
        "severity": "warning",
        "finding": "An entry names nobody who says so.",
        "remedy": "Name who does: tracker cite DEAL N --source PUBLISHER.",
    }
    assert tracker.says("check", "--list", "--csv").startswith("rule,severity,finding,remedy\n")


# What a writer is told

EARLIER = ("record", "tiktok", "sale extended to 2020-11-01", "--on", "2020-09-14")
NOTE = (
    "#7 extends sale from 2020-11-12 to 2020-11-01, earlier; correct the date, or call it a move: "
    "tracker correct tiktok 7 --what 'sale moved to DATE' --because '...'"
)


def test_recording_says_what_the_entry_makes_odd(tiktok: Tracker) -> None:
    assert tiktok.json(*EARLIER)["notes"] == [NOTE]
    assert [row["message"] for row in findings(tiktok, "--rule", "an_extension_moves_later")] == [
        NOTE.partition("; ")[0]
    ]


def test_a_dry_run_says_so_before_anything_is_written(tiktok: Tracker) -> None:
    assert f"  note: {NOTE}\n" in tiktok.says(*EARLIER, "--dry-run")
    assert len(tiktok.json("timeline", "tiktok")) == 6


def test_recording_says_it_once(tiktok: Tracker) -> None:
    tiktok.says(*EARLIER)
    assert tiktok.json("record", "tiktok", "Oracle in talks")["notes"] == [
        "Oracle stays chosen: 'in talks' does not lower that"
    ]


def test_a_retraction_may_make_something_odd_too(tiktok: Tracker) -> None:
    tiktok.says("record", "tiktok", "Microsoft bid withdrawn", "--on", "2020-09-01")
    tiktok.says("record", "tiktok", "Microsoft in talks", "--on", "2020-09-02")
    tiktok.says("record", "tiktok", "Microsoft bid revised to $9bn", "--on", "2020-09-03")
    (note,) = tiktok.json("retract", "tiktok", "8", "--because", "they did not talk")["notes"]
    assert note.startswith("Microsoft withdrew on 2020-09-01, and #9 follows, 2020-09-03; record")

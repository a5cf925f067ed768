"""Somebody's own scenarios, by the command line: what they are told, and how it ends."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from tests.cli.commandline import Tracker

SCRATCH = """
Feature: My own deal
  Background:
    Given the deal "Harbour Foods" in Europe/London
    And "Acme bid of £40" on 2021-03-01 says Financial Times (named)

  Scenario: It bids
    Then as of 2021-03-05 Acme is bidding since 2021-03-01
"""
WRONG = """
  Scenario: It is out
    Then as of 2021-03-05 Acme is rejected
"""
OUTLINE = """
  Scenario Outline: Which is it
    Then as of 2021-03-05 Acme is <word>

    Examples:
      | word    |
      | bidding |
      | dropped |
"""
OF_THE_BOOK = """
Feature: The deal that I follow
  Scenario: What if the sale were waived
    Given the deal tiktok of the book
    When "sale waived" on 2020-09-20
    Then as of 2020-09-14 Oracle is chosen
    And as of 2020-09-20 sale is waived
"""


def feature(text: str, name: str = "mine.feature") -> str:
    Path(name).write_text(text, encoding="utf-8")
    return name


def test_what_passes_is_said_and_needs_no_book(tracker: Tracker) -> None:
    assert tracker.says("spec", feature(SCRATCH)) == (
        "My own deal\n  passed   It bids\n1 scenario: 1 passed\n"
    )
    assert not tracker.book.exists()


def test_what_fails_is_the_sentence_and_what_is_the_case(tracker: Tracker) -> None:
    ran = tracker.run("spec", feature(SCRATCH + WRONG))
    assert (ran.exit_code, ran.stderr) == (1, "")
    assert ran.stdout == (
        "My own deal\n"
        "  passed   It bids\n"
        "  FAILED   It is out\n"
        "           mine.feature:11: Then as of 2021-03-05 Acme is rejected\n"
        "             as of 2021-03-05 the status of Acme is bidding, not rejected\n"
        "               Acme is bidding since 2021-03-01, because of\n"
        "                 #1  2021-03-01  Acme bid of £40  Financial Times (named)\n"
        "2 scenarios: 1 passed, 1 failed\n"
    )


def test_a_script_gets_the_same_as_json(tracker: Tracker) -> None:
    ran = tracker.run("spec", feature(SCRATCH + WRONG), "--json")
    told = json.loads(ran.stdout)
    assert (ran.exit_code, told["passed"], told["failed"], told["skipped"]) == (1, 1, 1, 0)
    assert [each["outcome"] for each in told["scenarios"]] == ["passed", "failed"]
    assert told["scenarios"][0]["failure"] is None
    failure = told["scenarios"][1]["failure"]
    assert (failure["line"], failure["step"]) == (11, "Then as of 2021-03-05 Acme is rejected")
    assert failure["because"][0].endswith("is bidding, not rejected")


def test_each_example_of_an_outline_is_a_scenario(tracker: Tracker) -> None:
    ran = tracker.run("spec", feature(SCRATCH + OUTLINE))
    assert ran.exit_code == 1
    assert "  passed   Which is it [word bidding]\n" in ran.stdout
    assert "  FAILED   Which is it [word dropped]\n" in ran.stdout


def test_a_scenario_tagged_skip_is_skipped(tracker: Tracker) -> None:
    said = tracker.says("spec", feature(SCRATCH + "\n  @skip" + WRONG))
    assert "  skipped  It is out\n" in said
    assert said.endswith("2 scenarios: 1 passed, 1 skipped\n")


def test_a_deal_of_the_book_is_asked_and_stays_as_it_is(tiktok: Tracker) -> None:
    before = tiktok.says("timeline", "tiktok", "--json")
    assert "1 passed" in tiktok.says("spec", feature(OF_THE_BOOK))
    assert tiktok.says("timeline", "tiktok", "--json") == before


def test_scenarios_may_all_begin_with_one_deal(tiktok: Tracker) -> None:
    bare = OF_THE_BOOK.replace("    Given the deal tiktok of the book\n", "")
    assert "1 passed" in tiktok.says("spec", feature(bare), "--deal", "tiktok")
    ran = tiktok.run("spec", feature(bare))
    assert ran.exit_code == 1
    assert "or: Given the deal NAME of the book\n" in ran.stdout


def test_today_is_the_day_that_was_set(tiktok: Tracker) -> None:
    text = "Feature: The order\n Scenario: It waits\n  Then as of today EO 13942 is pending\n"
    words = ("spec", feature(text), "--deal", "tiktok")
    assert "1 passed" in tiktok.says(*words)
    assert "1 passed" in tiktok.says(*words, "--today", "2020-09-19")
    assert "1 failed" in tiktok.run(*words, "--today", "2020-09-20").stdout
    assert "1 failed" in tiktok.run(*words, TRACKER_TODAY="2020-09-20").stdout


def test_a_scenario_without_steps_checks_nothing_and_is_refused(tracker: Tracker) -> None:
    said = tracker.fails(2, "spec", feature(SCRATCH + "\n  Scenario: To be written\n"))
    assert "mine.feature:10: there is no step in the scenario 'To be written'\n" in said


def test_a_refusal_within_a_scenario_is_a_failure_with_its_hints(tracker: Tracker) -> None:
    text = SCRATCH + '\n  Scenario: A slip\n    When "Acme buys it" on 2021-03-06\n'
    ran = tracker.run("spec", feature(text))
    assert ran.exit_code == 1
    assert "'Acme buys it' fits no phrase\n" in ran.stdout


def test_scenarios_are_read_from_stdin(tracker: Tracker) -> None:
    assert "1 passed" in tracker.says("spec", "-", typed=SCRATCH)


def test_a_byte_order_mark_and_windows_lines_are_read(tracker: Tracker) -> None:
    Path("mine.feature").write_bytes(b"\xef\xbb\xbf" + SCRATCH.replace("\n", "\r\n").encode())
    assert "1 passed" in tracker.says("spec", "mine.feature")


def test_nothing_beside_the_file_is_run(tracker: Tracker) -> None:
    for name in ("conftest.py", "test_mine.py"):
        Path(name).write_text("raise RuntimeError('not to be run')")
    Path("pytest.ini").write_text("[pytest]\naddopts = --no-such-option\n")
    said = tracker.says("spec", feature(SCRATCH), PYTEST_ADDOPTS="--no-such-option")
    assert "1 passed" in said
    assert not Path("__pycache__").exists()
    assert not Path(".pytest_cache").exists()


BROKEN = {
    "": "mine.feature:1: there is no `Feature:` in it",
    "# nothing yet": "mine.feature:1: there is no `Feature:` in it",
    "Feature: Empty": "mine.feature:1: there is no scenario in it",
    "hello": "mine.feature:1: Unexpected token",
    "Feature: F\n Scenario: S\n  And so": "mine.feature:3: First step",
    f"{SCRATCH}\n  Scenario: It bids\n": "2 scenarios have the name 'It bids'",
    f"{SCRATCH}    And Acme is happy": "mine.feature:9: there is no step: And Acme is happy",
    f"{SCRATCH}    And as of 2021 A bids along B": "did you mean: {question} {name} bids with",
    f"{SCRATCH}    And as of 2021-03-05:": "mine.feature:9: a table belongs below: And as of 2021",
    f"{SCRATCH}    When these entries:\n      | on | what |\n      | 2021 |\n": "inconsistent cell",
}


@pytest.mark.parametrize("text", BROKEN)
def test_a_file_that_cannot_be_read_runs_nothing_and_says_where(
    text: str, tracker: Tracker
) -> None:
    said = tracker.fails(2, "spec", feature(text))
    assert said.startswith("tracker: mine.feature cannot be run\n")
    assert BROKEN[text] in said


def test_every_unknown_step_is_listed_for_a_script(tracker: Tracker) -> None:
    text = f"{SCRATCH}    And Acme is happy\n    And so am I\n"
    told = json.loads(tracker.fails(2, "spec", feature(text), "--json"))
    assert told["error"]["kind"] == "broken-feature"
    assert [each["line"] for each in told["findings"]] == [9, 10]


def test_a_table_of_another_shape_is_a_failure(tracker: Tracker) -> None:
    ran = tracker.run("spec", feature(f"{SCRATCH}    And as of 2021-03-05:\n      | Acme |\n"))
    assert ran.exit_code == 1
    assert "a row is a name and a status" in ran.stdout


@pytest.mark.parametrize(
    ("typed", "kind"),
    [
        (["of_the_book.feature", "--deal", "tiktik"], "unknown-deal"),
        (["another.feature"], "unknown-deal"),
    ],
)
def test_what_is_not_there_is_3(tiktok: Tracker, typed: list[str], kind: str) -> None:
    feature(OF_THE_BOOK, "of_the_book.feature")
    feature(OF_THE_BOOK.replace("tiktok", "tiktik"), "another.feature")
    assert tiktok.error(3, "spec", *typed)["kind"] == kind


@pytest.mark.sqlite
def test_without_a_book_a_deal_of_the_book_is_5(tracker: Tracker) -> None:
    assert "there is no book" in tracker.fails(5, "spec", feature(OF_THE_BOOK))


def test_a_folder_and_a_file_of_other_bytes_are_2(tracker: Tracker) -> None:
    assert tracker.error(2, "spec", "none.feature")["kind"] == "broken-file"
    assert "cannot be read" in tracker.fails(2, "spec", ".")
    Path("mine.feature").write_bytes(b"\xff")
    assert "mine.feature is not UTF-8" in tracker.fails(2, "spec", "mine.feature")


def test_no_file_is_wrong_use(tracker: Tracker) -> None:
    assert "tracker spec --steps" in tracker.fails(2, "spec")


def test_the_steps_are_listed_with_what_is_filled_in(tracker: Tracker) -> None:
    said = tracker.says("spec", "--steps")
    assert 'Given the deal "{title}"[ in {zone}]\n' in said
    assert "Given the deal {deal} of the book\n    As it is written there" in said
    assert "Then {question} {name} is {status}" in said
    assert "{question} as of {when}" in said
    kinds = [each["keyword"] for each in tracker.json("spec", "--steps")]
    assert kinds[0] == "Given"
    assert {"When", "Then", "{question}"} < set(kinds)


@pytest.mark.parametrize("missing", ["pytest", "pytest_bdd"])
def test_without_pytest_it_says_what_to_install(
    missing: str, tracker: Tracker, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in [each for each in sys.modules if each.startswith("tracker.bdd")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, missing, None)
    said = tracker.fails(2, "spec", feature(SCRATCH))
    assert f"scenarios need {missing}, which is not installed\n" in said
    assert "pip install 'deal-tracker[specs]'" in said

"""The steps as a stranger uses them: a folder with a conftest, a test module and a feature file."""

import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[1]

FEATURE = """
Feature: My own deal
  Background:
    Given the deal "Harbour Foods" in Europe/London
    And "Acme bid of £40" on 2021-03-01 reported 2021-03-02 says Financial Times (named)
    And "Acme bid rejected" on Mar 5, 2021 says Harbour Foods (statement)
    And "sale due 2021-06-01" on 2021-03-01
    And "FCA review of Acme opened" on 2021-03-03

  Scenario: It passes
    Then as of 2021-03-05 Acme is rejected since 2021-03-05
    And as of 5 Mar 2021 the deal is ended, not contested
    And as of 2021-03-04 known by 2021-03-02T23:58 Acme is not listed
    And as of 2021-05-31 sale is due 2021-06-01, 1 day left

  Scenario: Wrong status
    Then as of 2021-03-05 Acme is bidding since 2021-03-01

  Scenario: Wrong day
    Then as of 2021-03-04 known by 2021-03-04 Acme is bidding since 2021-03-02

  Scenario: Wrong date
    Then as of 2021-05-31 sale is due 2021-07-01, 31 days left

  Scenario: Wrong deal
    Then as of 2021-03-05 the deal is bidding

  Scenario: Wrong review
    Then as of 2021-03-05 the FCA review is cleared

  Scenario: Wrong row
    Then as of 2021-03-05:
      | name | status   | grade     |
      | Acme | rejected | unsourced |

  Scenario: Wrong field
    Then as of 2021-03-05 the grades of Acme are confirmed

  Scenario: Not yet
    Then as of 2021-02-01 Acme is bidding

  Scenario: Nobody of that name
    Then as of 2021-03-05 Acne is rejected

  Scenario: Listed after all
    Then as of 2021-03-05 Acme is not listed

  Scenario: Not refused
    Then "Bolt bid" on 2021-03-06 is refused: typo

  Scenario: Refused otherwise
    Then "Bolt buys it" on 2021-03-06 is refused: typo

  Scenario: Unreadable sentence
    When "Bolt buys it" on 2021-03-06

  Scenario: Unreadable date
    Then as of 03/05/2021 Acme is rejected

  Scenario: Unknown column
    When these entries:
      | on         | waht     |
      | 2021-03-01 | Bolt bid |

  Scenario: Unknown step
    Then Acme is happy
"""
WITHOUT_A_DEAL = """
Feature: No deal
  Scenario: Nothing to speak of
    When "Acme bid" on 2021-03-01
"""


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> str:
    """What pytest says of all these scenarios."""
    folder = tmp_path_factory.mktemp("mine")
    (folder / "conftest.py").write_text('pytest_plugins = ["tracker.bdd"]\n')
    (folder / "test_mine.py").write_text('from pytest_bdd import scenarios\n\nscenarios(".")\n')
    (folder / "mine.feature").write_text(FEATURE, encoding="utf-8")
    (folder / "none.feature").write_text(WITHOUT_A_DEAL, encoding="utf-8")
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "no:randomly", "-v", "."],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(PROJECT), "COLUMNS": "200"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    ).stdout


def said_of(scenario: str, output: str) -> str:
    """The section of a failed scenario in what pytest says."""
    name = "test_" + scenario.lower().replace(" ", "_")
    found = re.search(rf"^_+ {name} _+\n(.*?)(?=^_{{3,}} |^=+ )", output, re.MULTILINE | re.DOTALL)
    assert found, output
    return "\n" + found[1]


def test_a_scenario_passes(output: str) -> None:
    assert "::test_it_passes PASSED" in output
    assert "17 failed, 1 passed" in output


FAILURES = {
    "Wrong status": (
        "\nmine.feature:17: Then as of 2021-03-05 Acme is bidding since 2021-03-01\n"
        "as of 2021-03-05 the status of Acme is rejected, not bidding\n"
        "  Acme is rejected since 2021-03-05, because of\n"
        "    #2  2021-03-05  Acme bid rejected  Harbour Foods (statement)\n"
    ),
    "Wrong day": (
        "as of 2021-03-04 known by 2021-03-04 the since of Acme is 2021-03-01, not 2021-03-02\n"
        "  Acme is bidding since 2021-03-01, because of\n"
        "    #1  2021-03-01  Acme bid of £40  Financial Times (named)\n"
    ),
    "Wrong date": (
        "as of 2021-05-31 the due of sale is 2021-06-01, not 2021-07-01\n"
        "  sale is pending since 2021-03-01, because of\n"
        "    #3  2021-03-01  sale due 2021-06-01\n"
    ),
    "Wrong deal": (
        "as of 2021-03-05 the status of the deal is ended, not bidding\n"
        "  The deal is ended: Acme rejected.\n"
    ),
    "Wrong review": "    #4  2021-03-03  FCA review of Acme opened\n",
    "Wrong row": "as of 2021-03-05 the grade of Acme is confirmed, not unsourced\n",
    "Wrong field": "Acme has no 'grades': did you mean grade?\n",
    "Not yet": (
        "Acme is not listed as of 2021-02-01; entries: "
        "0 counted, 4 later, 0 not yet known, 0 retracted, 0 left out\n"
    ),
    "Nobody of that name": "did you mean Acme?\n",
    "Listed after all": "Acme is listed as of 2021-03-05\n",
    "Not refused": "it is not refused, but read as: Bolt bid\n",
    "Refused otherwise": "'typo' is not said; what is said:\n  'Bolt buys it' fits no phrase\n",
    "Unreadable sentence": (
        "mine.feature:55: When \"Bolt buys it\" on 2021-03-06\n'Bolt buys it' fits no phrase\n"
    ),
    "Unreadable date": "write 2021-03-05",
    "Unknown column": "there is no column 'waht': there are on, what, ",
    "Unknown step": 'Step definition is not found: Then "Acme is happy"',
    "Nothing to speak of": 'begin with: Given the deal "TITLE" in ZONE\n',
}


@pytest.mark.parametrize("scenario", FAILURES)
def test_a_failing_scenario_says_what_is_the_case(scenario: str, output: str) -> None:
    assert FAILURES[scenario] in said_of(scenario, output)


@pytest.mark.parametrize("scenario", [each for each in FAILURES if each != "Unknown step"])
def test_a_failing_scenario_shows_no_traceback(scenario: str, output: str) -> None:
    said = said_of(scenario, output)
    assert "Traceback" not in said
    assert ".py" not in said
    assert "During handling" not in said


def test_the_steps_are_in_nobodys_way_who_does_not_ask_for_them() -> None:
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text("utf-8"))["project"]
    assert "pytest11" not in project.get("entry-points", {})

"""Every field of every JSON answer is described as it is: over the demo, and over real deals."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from shlex import quote
from typing import Any

import pytest

from tests.docs.answers import described, differences, paths
from tests.docs.shell import Shell
from tests.places import forget, in_schema
from tracker.cli.app import COMMANDS
from tracker.cli.fields import ANSWERS, Answer, Part

PROJECT = Path(__file__).parents[2]
CASEBOOKS = [
    PROJECT / "tracker" / "casebooks" / "tiktok-us.yaml",
    *sorted((PROJECT / "tests" / "casebooks" / "deals").glob("*.yaml")),
]
NO_JSON = {"chart", "export", "serve"}
"""A chart is Vega-Lite, an export has its own formats, a server its pages."""
OF_ONE_DEAL = {
    "status": "status {deal}",
    "timeline": "timeline {deal}",
    "why": "why {deal}",
    "diff": "diff {deal} 2020-09-12 2022-03-01",
    "show": "show {deal} 1",
}
OF_THE_BOOK = {
    "deadlines": "deadlines --all",
    "bidders": "bidders",
    "deals": "deals --as-of 2020-09-14",
    "check": "check --strict",
    "check --list": "check --list",
    "calendar": "calendar --output deadlines.ics",
    "verify": "verify",
    "verify --head": "verify --head",
    "rebuild": "rebuild",
    "backup": "backup copy.db",
    "words": "words",
    "doctor": "doctor",
    "demo": "demo --db demo.db",
    "import": f"import {CASEBOOKS[0]}",
    "spec --steps": "spec --steps",
    "spec": "spec mine.feature",
    "changes": "changes",
    "changes --from": "changes --from 1",
}
THE_USERS_OWN = (
    ("new", "new mine 'My deal' --seller S --target T"),
    ("record", "record mine 'Acme bid of $1bn' --on 2020-09-01 --by Acme"),
    ("record", "record mine 'sale due in 90 days' --on 2020-09-01 --dry-run"),
    ("record", "record mine 'sale due date unknown' --on 2020-09-01"),
    ("record", "record mine 'sale stayed until 2020-12-31' --on 2020-09-02"),
    ("record", "record mine 'fee set to $1m' --on 2020-09-01"),
    ("correct", "correct mine 1 --what 'Acme bid of $2bn' --because wrong --announced 2020-09-02"),
    ("cite", "cite mine 1 --source Reuters --via AP --url https://example.org --title Acme"),
    ("dispute", "dispute mine 1 --because no --claims 'Acme bid of $3bn' --source WSJ --quote no"),
    ("retract", "retract mine 4 --because wrong"),
    ("status", "status mine --then 2020-09-03 --recorded-by 2040"),
    ("why", "why mine"),
    ("show", "show mine 1"),
    ("diff", "diff mine --then 2020-08-01..2020-09-03"),
    ("calendar", "calendar mine"),
    ("errors", "record mine 'Acme is bidding'"),
    ("errors", "import broken.yaml"),
    ("verify", "verify --against heads.txt"),
    ("doctor", "doctor"),
    ("changes", "changes --since 2020-09-12 --as-of 2020-09-14"),
    ("changes --from", "changes --from 40"),
    ("deals", "deals --limit 1"),
)
FEATURE = """
Feature: Mine
  Scenario: One
    Given the deal "Mine"
    When "Acme bid" on 2020-09-01
    Then as of 2020-09-01 Acme is rejected
"""


@pytest.fixture
def shell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Shell]:
    shell = Shell(tmp_path, monkeypatch)
    shell.env["TRACKER_DB"] = "book.db"
    for path in CASEBOOKS:
        assert shell.type(f"tracker import {path}").code == 0
    Path("mine.feature").write_text(FEATURE, encoding="utf-8")
    Path("broken.yaml").write_text("deal: Mine\n", encoding="utf-8")
    Path("heads.txt").write_text(f"mine 99 {'0' * 64} 2020-09-14T00:00:00Z\n", encoding="utf-8")
    yield shell
    forget(tmp_path)


def asked(shell: Shell) -> Iterator[tuple[str, Any]]:
    """Every answer, with the name that the reference has for it."""
    for name, line in [*THE_USERS_OWN, *OF_THE_BOOK.items()]:
        if name in ANSWERS:
            yield name, answered(shell, line)
    for row in answered(shell, "deals"):
        for name, line in OF_ONE_DEAL.items():
            yield name, answered(shell, line.format(deal=row["deal"]))
    shell.env["TRACKER_TODAY"] = "2020-09-14"
    for place in ("book.db", in_schema(Path("server.db").absolute())):
        yield "doctor", answered(shell, f"doctor --db {quote(place)}")


def answered(shell: Shell, line: str) -> Any:
    ran = shell.type(f"tracker {line} --json")
    said = ran.stdout or ran.stderr
    # What is told entry by entry is an object a line.
    return json.loads(said.splitlines()[-1] if " --from " in line else said)


def test_every_field_is_described_and_there(shell: Shell) -> None:
    wrong, filled = set[str](), dict[str, set[str]]()
    for name, answer in asked(shell):
        if name == "errors":
            answer.setdefault("findings", [])
        wrong |= {f"{name}: {each}" for each in differences(answer, ANSWERS[name])}
        filled.setdefault(name, set()).update(paths(answer))
    assert not wrong, "tracker/cli/fields.py:\n" + "\n".join(sorted(wrong))
    assert filled.keys() == ANSWERS.keys()
    seen = {path.rpartition(".")[2] for each in filled.values() for path in each}
    said = {path for answer in ANSWERS.values() for path in described(answer.fields)}
    never = {path.rpartition(".")[2] for path in said} - seen
    assert not never, "tracker/cli/fields.py describes what never holds anything"


def test_every_command_that_answers_scripts_is_described() -> None:
    commands = {name for group in COMMANDS.values() for name in group}
    missing = commands - {name.partition(" ")[0] for name in ANSWERS} - NO_JSON
    assert not missing, "tracker/cli/fields.py says nothing of what they answer with --json"


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ({"deal": "d", "new": 1}, "new is not described"),
        ({}, "deal is described, and not there"),
        ({"deal": None}, "deal is None, and is described as text"),
        ({"deal": "d", "parts": [{}]}, "parts.n is described, and not there"),
    ],
)
def test_an_answer_that_is_another_is_found(answer: dict[str, Any], said: str) -> None:
    fields: dict[str, str | Part] = {"deal": "text: The deal."}
    if "parts" in answer:
        fields["parts"] = Part("Parts.", {"n": "number: One."}, many=True)
    assert list(differences(answer, Answer(fields))) == [said]

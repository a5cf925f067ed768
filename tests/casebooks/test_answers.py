"""The demo's casebook answers as its two articles say, through the program itself."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML
from typer.testing import CliRunner

import tracker
from tests.casebooks.answers import ANSWERS, Answer
from tests.places import at
from tracker.cli.app import app

CASEBOOK = Path(tracker.__file__).with_name("casebooks") / "tiktok-us.yaml"
LISTS = {"bidder": "bidders", "deadline": "deadlines", "review": "reviews"}


def run(*arguments: str) -> Any:
    result = CliRunner().invoke(app, [*arguments, "--json"])
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = at(tmp_path_factory.mktemp("answers") / "book.db")
    run("import", str(CASEBOOK), "--db", path)
    return path


@pytest.fixture(scope="module")
def numbers() -> dict[str, int]:
    """The number of each entry of the casebook, which follows the file."""
    casebook = YAML(typ="safe", pure=True).load(CASEBOOK.read_text(encoding="utf-8"))
    return {entry.get("id", ""): number for number, entry in enumerate(casebook["entries"], 1)}


def asked(answer: Answer) -> list[str]:
    options = ["--as-of", answer.as_of]
    if answer.known_by:
        options += ["--known-by", answer.known_by]
    return options + [each for name in answer.according_to for each in ("--according-to", name)]


def question(answer: Answer) -> str:
    return " ".join([*asked(answer), answer.kind, answer.name])


@pytest.mark.parametrize("answer", ANSWERS, ids=question)
def test_it_answers_as_the_articles_say(answer: Answer, book: str, numbers: dict[str, int]) -> None:
    status = run("status", "tiktok-us", *asked(answer), "--db", book)
    listed = [status] if answer.kind == "deal" else status[LISTS[answer.kind]]
    found = [each for each in listed if each.get("name", answer.name) == answer.name]
    if answer.fields is None:
        assert not found
        return
    assert {name: found[0][name] for name in answer.fields} == answer.fields
    if answer.rests_on is not None:
        assert found[0]["because"] == sorted(numbers[each] for each in answer.rests_on)

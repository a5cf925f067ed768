"""No text in any place of any command brings the program down, or reaches a terminal as it is.

The places are found in the commands: one that is added is attacked without a word here.
"""

from __future__ import annotations

import random
from importlib import import_module

import pytest

from tests.hostile.conftest import Victim
from tests.hostile.corpus import TEXTS
from tests.hostile.laws import assert_lawful, assert_lawful_json
from tests.hostile.targets import Target, targets
from tests.torture import TIMES, times
from tracker.cli.app import COMMANDS

pytestmark = pytest.mark.torture

NAMES = [name for group in COMMANDS.values() for name in group]


@pytest.fixture(autouse=True)
def nobody_listens(monkeypatch: pytest.MonkeyPatch) -> None:
    """The page is not served, only what is asked of it is looked at."""
    # As the command finds it: a test of a missing package may have taken it off `tracker.web`.
    monkeypatch.setattr(import_module("tracker.web.serving"), "serve", lambda *_: None)


def attacks(name: str) -> list[tuple[Target, str]]:
    """Every text once a command, and under torture in each of its places."""
    places = [each for each in targets() if each.command == name]
    pairs = [
        (place, label)
        for at, label in enumerate(TEXTS)
        for turn, place in enumerate(places)
        if TIMES > 1 or (at + turn) % len(places) == 0
    ]
    if not places:
        return []
    return random.sample(pairs, min(len(pairs), times(25)))


@pytest.mark.parametrize("name", NAMES)
def test_whatever_is_typed_ends_in_order(victim: Victim, name: str) -> None:
    pristine = victim.book.read_bytes()
    for place, label in attacks(name):
        ran = victim.run(*place.words(TEXTS[label]))
        try:
            assert_lawful(ran, ends="\r\n" if name == "calendar" else "\n")
            if ran.exit_code:
                victim.book.with_name("was.db").write_bytes(pristine)
                assert victim.held() == Victim(victim.book.with_name("was.db")).held()
        except AssertionError as error:
            error.add_note(f"with {label!r} for {place}")
            raise
        if victim.book.read_bytes() != pristine:
            victim.book.write_bytes(pristine)


@pytest.mark.parametrize("name", NAMES)
def test_as_json_it_is_told_in_json(victim: Victim, name: str) -> None:
    pristine = victim.book.read_bytes()
    for place, label in random.sample(attacks(name), min(len(attacks(name)), times(5))):
        command, *words = place.words(TEXTS[label])
        ran = victim.run(command, "--json", *words)
        try:
            assert_lawful_json(ran)
        except (AssertionError, ValueError) as error:
            error.add_note(f"with {label!r} for {place}")
            raise
        victim.book.write_bytes(pristine)


@pytest.mark.parametrize("name", NAMES)
def test_ten_megabytes_get_a_short_answer(victim: Victim, name: str) -> None:
    places = [each for each in targets() if each.command == name]
    pristine = victim.book.read_bytes()
    for place in random.sample(places, min(len(places), times(1))):
        ran = victim.run(*place.words("Oracle's ’\x1b" * 1_000_000))
        assert_lawful(ran)
        assert len(ran.stdout) + len(ran.stderr) < 5_000, place
        if ran.exit_code == 0:
            assert len(victim.held()) < 500, place
        victim.book.write_bytes(pristine)


def test_every_command_has_a_place_that_is_attacked() -> None:
    assert {each.command for each in targets()} >= set(NAMES)

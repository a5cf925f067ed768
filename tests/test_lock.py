"""Everything that is installed is locked, and what is locked is checked when it is installed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib.metadata import requires, version
from pathlib import Path

from packaging.requirements import Requirement

PROJECT = Path(__file__).parents[1]
LOCK = (PROJECT / "requirements.lock").read_text(encoding="utf-8")


def test_every_package_is_pinned_to_files_of_known_hashes() -> None:
    for name, pinned in _locked():
        assert re.match(r"[\w.+!-]+( ;.*)? \\\n", pinned), name
        assert re.findall(r"--hash=sha256:[0-9a-f]{64}\b", pinned), name


def test_the_lock_names_no_place_to_load_from() -> None:
    assert not re.findall(r"^(?:-|https?:|git\+|\.|/).*", LOCK, re.MULTILINE)
    assert " @ " not in LOCK


def test_what_the_tracker_needs_is_installed_as_it_is_locked() -> None:
    needed = _needed(Requirement("deal-tracker[dev,page,postgresql,specs]"))
    locked = {name: pinned.split()[0] for name, pinned in _locked()}
    assert len(needed) > 60
    assert {name: version(name) for name in needed} == {name: locked[name] for name in needed}


def test_what_make_installs_is_checked_against_the_hashes() -> None:
    makefile = (PROJECT / "Makefile").read_text(encoding="utf-8")
    assert "$(INSTALL) --require-hashes --no-deps --requirement requirements.lock" in makefile


def _locked() -> Iterator[tuple[str, str]]:
    """Each package of the lock, and what the lock says of it behind `==`."""
    for name, pinned in re.findall(r"^([\w.-]+)==((?:.*\\\n)*.*)", LOCK, re.MULTILINE):
        yield _name(name), pinned


def _name(given: str) -> str:
    return re.sub(r"[-_.]+", "-", given).lower()


def _needed(wanted: Requirement) -> set[str]:
    """The packages that a requirement brings, and those that they bring."""
    found: set[tuple[str, frozenset[str]]] = set()
    waiting = [wanted]
    while waiting:
        one = waiting.pop()
        for each in map(Requirement, requires(one.name) or ()):
            key = _name(each.name), frozenset(each.extras)
            if key not in found and _applies(each, one.extras):
                found.add(key)
                waiting.append(each)
    return {name for name, _ in found}


def _applies(requirement: Requirement, extras: set[str]) -> bool:
    """Whether it is one here, and with those extras of the package that has it."""
    marker = requirement.marker
    return marker is None or any(marker.evaluate({"extra": each}) for each in extras | {""})

"""A database of zones that is another tomorrow, or has lost one; and machines with odd settings."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from importlib.resources import as_file, files
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.cli.commandline import Tracker

pytestmark = pytest.mark.torture

RUN = """
import json, sys
from pathlib import Path
from tests.cli.commandline import Tracker
tracker, commands = Tracker(Path(sys.argv[1])), json.loads(sys.argv[2])
ran = [tracker.run(*words) for words in commands]
print(json.dumps([[each.exit_code, each.stdout, each.stderr] for each in ran]))
"""
ZONE = "America/New_York"


class Ran(NamedTuple):
    code: int
    said: str
    complained: str


class Machine:
    """A machine with a book of a deal in New York, and a database of zones of its own."""

    def __init__(self, folder: Path) -> None:
        self.zones, self.tracker = folder / "zones", Tracker(folder / "book.db")
        self.tracker.says("new", "deal", "Deal", "--zone", ZONE)
        self.tracker.says("record", "deal", "sale due 2020-09-20", "--on", "2020-09-01")
        offer = "offer due 2020-09-21T10:00"
        self.tracker.says("record", "deal", offer, "--on", "2020-09-02T12:00")

    def have(self, zone: str, like: str) -> None:
        """Let the clocks of a zone go like those of another."""
        with as_file(files("tzdata") / "zoneinfo" / like) as real:
            shutil.copy(real, self._file(zone))

    def lose(self, zone: str, left: bytes) -> None:
        """Leave this in the place of what the clocks of a zone do."""
        self._file(zone).write_bytes(left)

    def _file(self, zone: str) -> Path:
        file = self.zones / zone
        file.parent.mkdir(parents=True, exist_ok=True)
        return file

    def run(self, *commands: Sequence[str], **env: str) -> list[Ran]:
        """What the commands answer, one after the other, in a process that starts now."""
        words = [sys.executable, "-c", RUN, str(self.tracker.book), json.dumps(commands)]
        ran = subprocess.run(
            words,
            check=True,
            stdout=subprocess.PIPE,
            text=True,
            timeout=300,
            env=os.environ | {"PYTHONTZPATH": str(self.zones)} | env,
            cwd=Path(__file__).parents[2],
        )
        return [Ran(*each) for each in json.loads(ran.stdout)]


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


EXPORT = ("export", "deal", "--format", "jsonl")
EXPORT_ALL = ("export", "--all", "--format", "jsonl")
WHOLE = "everything is as it was recorded"


def at(moment: str) -> tuple[str, ...]:
    return ("status", "deal", "--as-of", moment, "--json")


def words(ran: Ran, name: str) -> tuple[str, str]:
    """The status and the date of a deadline."""
    (found,) = (each for each in json.loads(ran.said)["deadlines"] if each["name"] == name)
    return found["status"], found["due"]


def test_new_rules_of_a_zone_move_days_and_no_instant_and_break_no_log(machine: Machine) -> None:
    before = machine.run(EXPORT, ("verify", "--head"))
    machine.have(ZONE, like="Asia/Tokyo")
    log, *moments, found, rebuilt, verified, heads = machine.run(
        EXPORT,
        # By these rules the day of the sale is over at 11 in the morning of the old ones.
        at("2020-09-20T23:59+09:00"),
        at("2020-09-20T23:00-04:00"),
        at("2020-09-21T10:00-04:00"),
        at("2020-09-21T10:01-04:00"),
        ("verify",),
        ("rebuild",),
        ("verify",),
        ("verify", "--head"),
    )
    assert [log, heads] == before
    assert [words(each, "sale")[0] for each in moments] == ["pending", "passed", "passed", "passed"]
    due = "2020-09-21T10:00-04:00"
    assert [words(each, "offer") for each in moments[-2:]] == [("pending", due), ("passed", due)]
    # The tables hold the bounds of days as they were. This is found, and what mends it named.
    remedies = {line.strip() for line in found.said.splitlines() if line.startswith("  ")}
    assert (found.code, remedies) == (1, {"tracker rebuild makes it anew from the log"})
    assert (rebuilt.code, verified.code) == (0, 0)
    assert WHOLE in verified.said


def test_recording_goes_on_under_new_rules(machine: Machine) -> None:
    machine.have(ZONE, like="Asia/Tokyo")
    extended, rebuilt, verified = machine.run(
        ("record", "deal", "sale extended by 1 day", "--on", "2020-09-03T12:00"),
        ("rebuild",),
        ("verify",),
    )
    assert "2020-09-20 + 1 day = 2020-09-21" in extended.said
    assert (extended.code, rebuilt.code, verified.code) == (0, 0, 0)


@pytest.mark.parametrize("left", [b"no zone", b"TZif2" + bytes(60)])
def test_a_zone_that_is_gone_is_named_and_its_log_can_be_taken_elsewhere(
    machine: Machine, left: bytes
) -> None:
    machine.tracker.says("new", "other", "Other", "--zone", "Asia/Tokyo")
    before, both = (machine.tracker.says(*words) for words in (EXPORT, EXPORT_ALL))
    machine.lose(ZONE, left)
    *refused, over_all, other, log, logs, found = machine.run(
        ("status", "deal"),
        ("rebuild",),
        ("record", "deal", "Oracle bid"),
        ("deals",),
        ("status", "other"),
        EXPORT,
        EXPORT_ALL,
        ("verify",),
    )
    gone = f"there is no time zone {ZONE!r}"
    for ran in refused:
        assert (ran.code, ran.said) == (2, "")
        assert ran.complained.startswith(f"tracker: {gone}")
    assert (over_all.code, over_all.said) == (5, "")
    assert f"the zones of this machine are: {gone}" in over_all.complained
    assert (other.code, log.said, logs.said) == (0, before, both)
    assert found.code == 1
    assert f"deal: the log cannot be replayed: {gone}" in found.said


def test_utc_is_there_where_no_zone_is(machine: Machine) -> None:
    machine.tracker.says("new", "utc", "In UTC", "--zone", "UTC")
    machine.lose("UTC", b"")
    recorded, status = machine.run(("record", "utc", "Oracle bid"), ("status", "utc"))
    assert (recorded.code, status.code) == (0, 0)


@pytest.mark.parametrize("odd", [":/etc/passwd", "UTC-25:99"])
def test_the_zone_of_the_machine_is_in_no_answer(machine: Machine, odd: str) -> None:
    asked = (("timeline", "deal", "--json"), ("deadlines", "--all", "--json"), EXPORT)
    here = [machine.tracker.run(*each) for each in asked]
    there = machine.run(*asked, TZ=odd)
    assert there == [(each.exit_code, each.stdout, each.stderr) for each in here]


@pytest.mark.parametrize("odd", ["2020-02-30", "2020", "2020-09-14T12:00", "someday", "9999-01-01"])
def test_an_odd_today_is_refused_by_its_name(machine: Machine, odd: str) -> None:
    said = machine.tracker.fails(2, "status", "deal", TRACKER_TODAY=odd)
    assert said.startswith("tracker: TRACKER_TODAY")

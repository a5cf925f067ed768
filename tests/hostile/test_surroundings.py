"""What surrounds a run: its environment, and a stdout and stderr that take less, or nothing."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from tests.hostile.conftest import Victim
from tests.hostile.corpus import TEXTS
from tests.hostile.laws import CODES, assert_lawful, strict
from tests.torture import times

pytestmark = pytest.mark.torture

SETTINGS = ("TRACKER_DB", "TRACKER_ZONE", "TRACKER_TODAY", "TRACKER_LOCK_TIMEOUT", "COLUMNS")
COMMAND = "from tracker.cli.app import main; main()"


@pytest.mark.parametrize("setting", SETTINGS)
def test_no_setting_brings_it_down(victim: Victim, setting: str) -> None:
    texts = [each for each in TEXTS.values() if "\0" not in each]
    for text in (*texts[:: max(1, 12 // times(1))], "0", "-1", str(10**9), "x", "nan", "inf"):
        for words in (("doctor",), ("status", "tiktok"), ("new", "d", "T")):
            assert_lawful(victim.run(*words, **{setting: text}))


def ran(
    victim: Victim, *words: str, shell: str = "", **env: str
) -> subprocess.CompletedProcess[str]:
    """The real command; `shell` says what becomes of its streams."""
    kept = {name: value for name, value in victim.env.items() if value is not None}
    return subprocess.run(
        ["sh", "-c", f'"$@" {shell}', "sh", sys.executable, "-c", COMMAND, *words],
        env={**os.environ, **kept, **env},
        capture_output=True,
        encoding=env.get("PYTHONIOENCODING", "utf-8"),
        timeout=300,
        check=False,
    )


@pytest.mark.parametrize("shell", [">&-", "2>&-", "<&-", ">/dev/full", "2>/dev/full", "| true"])
@pytest.mark.parametrize("words", [("status", "tiktok"), ("status", "nobody")], ids=str)
def test_streams_that_take_nothing(victim: Victim, shell: str, words: tuple[str, ...]) -> None:
    done = ran(victim, *words, shell=shell)
    assert done.returncode in CODES
    assert "Traceback" not in done.stderr
    if shell.startswith("2"):
        assert "tracker:" not in done.stdout


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp1252"])
def test_json_is_json_in_every_encoding(victim: Victim, encoding: str) -> None:
    victim.says("new", "wide", "S\u00e3o \u6771\u829d \U0001f600")
    said = ran(victim, "status", "wide", "--json", PYTHONIOENCODING=encoding).stdout
    assert strict(said)["title"].endswith("\U0001f600")
    complained = ran(victim, "status", "\u6771", "--json", PYTHONIOENCODING=encoding).stderr
    assert "\u6771" in strict(complained)["error"]["message"]

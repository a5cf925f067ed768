"""The tests themselves harm nobody: what they attack with stays in their folder."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import pytest

from tests.hostile.conftest import Victim
from tests.hostile.fence import fenced

pytestmark = pytest.mark.torture


@pytest.fixture
def outside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A place beyond the fence, that of temporary files included."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path.with_name("climbed")


@pytest.mark.parametrize("command", ["export", "calendar"])
def test_an_answer_for_a_file_outside_is_stopped_and_told(
    victim: Victim, tmp_path: Path, outside: Path, command: str
) -> None:
    with pytest.raises(AssertionError, match="climbed"), fenced(tmp_path):
        victim.run(command, "tiktok", "--output", str(outside))
    assert not os.path.lexists(outside)


def test_so_is_a_link_that_leads_outside(victim: Victim, tmp_path: Path, outside: Path) -> None:
    Path("link").symlink_to(outside)
    with pytest.raises(AssertionError, match="climbed"), fenced(tmp_path):
        victim.run("export", "tiktok", "--output", "link")
    assert not os.path.lexists(outside)

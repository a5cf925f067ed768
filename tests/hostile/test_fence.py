"""The tests themselves harm nobody: what they attack with stays in their folder."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.hostile.conftest import Victim
from tests.hostile.fence import fenced

pytestmark = pytest.mark.torture

OUTSIDE = str(Path(__file__).with_name("climbed"))


@pytest.mark.parametrize("command", ["export", "calendar"])
def test_an_answer_for_a_file_outside_is_stopped_and_told(
    victim: Victim, tmp_path: Path, command: str
) -> None:
    with pytest.raises(AssertionError, match="climbed"), fenced(tmp_path):
        victim.run(command, "tiktok", "--output", OUTSIDE)
    assert not os.path.lexists(OUTSIDE)


def test_so_is_a_link_that_leads_outside(victim: Victim, tmp_path: Path) -> None:
    Path("link").symlink_to(OUTSIDE)
    with pytest.raises(AssertionError, match="climbed"), fenced(tmp_path):
        victim.run("export", "tiktok", "--output", "link")
    assert not os.path.lexists(OUTSIDE)

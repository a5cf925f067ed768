"""Where there is no room, a command is done or nothing of it is: no file is changed, none is left.

The room is that of a file, which any process can be given little of, and that of a small disk,
where one can be mounted.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import pytest

from tests.faults.asking import Words, a_book
from tests.faults.shortage import Small, complaints, tries, wrong
from tests.torture import times

pytestmark = [pytest.mark.torture, pytest.mark.sqlite]

ROOT = Path(__file__).parents[2]
ALONE = ("unshare", "--user", "--map-root-user", "--mount")
LARGEST = 800_000
"""Bytes: no file that a command writes here is larger."""


@contextmanager
def files_no_larger(share: float) -> Iterator[None]:
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(share * LARGEST), before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.mark.parametrize(("words", "begun"), [*tries()])
def test_a_file_that_may_not_grow(tmp_path: Path, words: Words, begun: bool) -> None:
    desk = Small(tmp_path)
    assert complaints(desk, words, files_no_larger, times(3), begun=begun) == []


@cache
def disks_can_be_mounted() -> bool:
    try:
        mount = [*ALONE, "mount", "-t", "tmpfs", "tmpfs", "/mnt"]
        return subprocess.run(mount, capture_output=True, check=False).returncode == 0
    except FileNotFoundError:
        return False


def test_a_disk_that_is_full(tmp_path: Path) -> None:
    if not disks_can_be_mounted():
        pytest.skip(f"no disk can be mounted: `{' '.join(ALONE)}` is not allowed here")
    words = [sys.executable, "-m", "tests.faults.shortage", str(tmp_path), str(times(3))]
    ran = subprocess.run([*ALONE, *words], cwd=ROOT, capture_output=True, text=True, check=False)
    assert ran.stderr == ""
    assert json.loads(ran.stdout) == []


def test_what_is_too_large_is_refused(tmp_path: Path) -> None:
    """The limit above is one: else nothing would have been tried."""
    desk = Small(tmp_path)
    for words, begun in tries():
        before = desk.lay(words, begun=begun)
        with files_no_larger(0):
            assert wrong(desk, words, before) == (5, [])
    assert len(a_book()) < LARGEST

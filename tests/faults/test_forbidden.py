"""What a user may not do with a book is said, with the way out, and nothing is done by halves."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.torture import times

pytestmark = [pytest.mark.torture, pytest.mark.sqlite]

WITHOUT_RIGHTS = ("setpriv", "--bounding-set=-all", "--inh-caps=-all")


def test_a_book_that_its_user_may_not_use(tmp_path: Path) -> None:
    if os.geteuid() == 0 and not shutil.which("setpriv"):
        pytest.skip("file modes do not bind root: run it as another user, or with setpriv there")
    words = [sys.executable, "-m", "tests.faults.forbidden", str(tmp_path), str(times(1))]
    command = [*WITHOUT_RIGHTS, *words] if os.geteuid() == 0 else words
    root = Path(__file__).parents[2]
    ran = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    assert ran.stderr == ""
    assert json.loads(ran.stdout) == []

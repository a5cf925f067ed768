"""No regular expression of the product takes more than near linear time to match a whole text.

The bound is the kernel's, on the processor time of a process of its own.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.torture

SECONDS = 60
WORK = """
import importlib, pkgutil, re, resource
resource.setrlimit(resource.RLIMIT_CPU, ({seconds}, {seconds}))
import tracker.cli, tracker.domain, tracker.formats
pieces = (" ", "a ", "1", "1 ", "- ", ": ", "note ", "said: ", " from ", "in 1 day ", "0", ",", ".",
    "'a", '"a', "(", "x.", "2020-", "january ", "+00:", "://a:", "?password=", "&", "@")
found = set()
for package in (tracker.domain, tracker.formats, tracker.cli):
    for module in pkgutil.iter_modules(package.__path__, package.__name__ + "."):
        for value in vars(importlib.import_module(module.name)).values():
            for each in value if isinstance(value, tuple) else (value,):
                if isinstance(each, re.Pattern) and isinstance(each.pattern, str):
                    found.add(each)
for pattern in found:
    for piece in pieces:
        for text in (piece * (100_000 // len(piece)), piece * (100_000 // len(piece)) + "\\\\x"):
            pattern.fullmatch(text)
print(len(found))
"""


def test_no_pattern_is_slow_on_any_repetition() -> None:
    ran = subprocess.run(
        [sys.executable, "-c", WORK.format(seconds=SECONDS)],
        capture_output=True,
        text=True,
        cwd=Path(__file__).parents[2],
        timeout=SECONDS * 10,
        check=False,
    )
    assert ran.returncode == 0, (ran.returncode, ran.stderr)
    assert int(ran.stdout) >= 12

"""Every command in the README prints what the README says.

A block of `console` is typed from top to bottom; `...` in what it prints stands for anything.
"""

import os
import re
import shlex
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

README = Path(__file__).parents[1] / "README.md"
BLOCK = re.compile(r"^```console\n(.*?)^```$", re.DOTALL | re.MULTILINE)


def commands() -> list[tuple[str, str]]:
    """Each command of the README, with what it prints there."""
    blocks = BLOCK.findall(README.read_text(encoding="utf-8"))
    typed = [part for block in blocks for part in re.split(r"^\$ ", block, flags=re.MULTILINE)]
    pairs = [part.partition("\n") for part in typed if part]
    return [(command, printed) for command, _, printed in pairs]


def pattern(printed: str) -> str:
    return re.escape(printed).replace(re.escape("..."), ".*?")


def test_every_command_prints_what_the_readme_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tracker.cli.app import app

    for name in [name for name in os.environ if name.startswith("TRACKER_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("TRACKER_DB", str(tmp_path / "book.db"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.setenv("PATH", str(Path(sys.executable).parent), prepend=os.pathsep)
    monkeypatch.chdir(README.parent)
    assert len(commands()) > 5
    for command, printed in commands():
        program, *arguments = shlex.split(command)
        assert program == "tracker"
        answer = CliRunner().invoke(app, arguments).output
        assert re.fullmatch(pattern(printed), answer, re.DOTALL), f"$ {command}\n{answer}"

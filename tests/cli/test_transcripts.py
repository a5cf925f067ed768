"""Whole sessions, word for word: what is typed, what is answered, and how it ends.

In a transcript a line `$ tracker ...` is typed; below it stands what came out, lines of stderr
after `! `, and the exit code in brackets where it is not 0. `$ cat > FILE <<EOF` makes a file.
After a wanted change of words, `UPDATE_TRANSCRIPTS=1 pytest tests/cli/test_transcripts.py` writes
the transcripts anew.
"""

from __future__ import annotations

import os
import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.commandline import Tracker

FOLDER = Path(__file__).with_name("transcripts")
RECORDED = re.compile(r"recorded \d+ \w+ \d{4} [\d:]+ [-+][\d:]+")


def sessions() -> Iterator[object]:
    for path in sorted(FOLDER.glob("*.txt")):
        about_files = "HERE/book.db" in path.read_text(encoding="utf-8")
        yield pytest.param(path, id=path.stem, marks=[pytest.mark.sqlite] * about_files)


@pytest.mark.parametrize("path", [*sessions()])
def test_a_session_goes_as_written(path: Path, tracker: Tracker, tmp_path: Path) -> None:
    wanted = path.read_text(encoding="utf-8")
    said = "\n".join(_session(wanted, tracker)) + "\n"
    said = RECORDED.sub("recorded NOW", said).replace(str(tmp_path), "HERE")
    if os.environ.get("UPDATE_TRANSCRIPTS"):
        path.write_text(said, encoding="utf-8")
    assert said == wanted


def _session(transcript: str, tracker: Tracker) -> Iterator[str]:
    """The session with what really comes out; comments and files stay as they are."""
    heredoc: list[str] | None = None
    for line in transcript.splitlines():
        if heredoc is not None:
            yield line
            heredoc.append(line)
            if line == "EOF":
                Path(heredoc[0]).write_text("\n".join(heredoc[1:-1]) + "\n", encoding="utf-8")
                heredoc = None
        elif line.startswith("$ cat >"):
            yield line
            heredoc = [shlex.split(line)[2].removeprefix(">") or shlex.split(line)[3]]
        elif line.startswith("$ "):
            yield line
            yield from _came_out(line, tracker)
        elif line.startswith("# "):
            yield line


def _came_out(line: str, tracker: Tracker) -> Iterator[str]:
    words = shlex.split(line.removeprefix("$ "))
    ran = tracker.run(*words[1:])
    yield from ran.stdout.splitlines()
    yield from (f"! {each}" for each in ran.stderr.splitlines())
    yield from [f"[{ran.exit_code}]"] * bool(ran.exit_code)

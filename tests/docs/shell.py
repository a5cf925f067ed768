"""A shell that knows one program: the pages of the docs and the files of the gallery are typed in.

It types `tracker ...`, `python FILE` and `cat FILE`, each with `> FILE` behind it where wanted,
`export NAME=value`, and `echo $?`. Everything happens in a folder that is empty at the start. Those
who tamper with a book have `sqlite3 FILE SQL`, `printf BYTES`, `mkdir`, `mkfifo` and `sed -i`.
"""

from __future__ import annotations

import os
import re
import shlex
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

import pytest
from typer.testing import CliRunner

from tracker.cli import trouble
from tracker.cli.app import app

HOME = "/home/ana"
SETTINGS = (
    "TRACKER_DB TRACKER_DEBUG TRACKER_LOCK_TIMEOUT TRACKER_TODAY TRACKER_ZONE COLUMNS NO_COLOR"
).split()
HASH = re.compile(r"\b[0-9a-f]{64}\b")
VERSION = re.compile(
    r"^((?:python|eventsourcing|sqlalchemy|msgspec|typer|tzdata) +)[\d.]+$", re.MULTILINE
)
YES = re.compile(r"\$\(yes a \| head -c (\d+)\)")
MOMENT = r"(?:T[\d:.]+(?:Z|[-+]\d\d:\d\d)|[ T][\d:]+ [-+]\d\d:\d\d)"


def sqlite3_(file: str, statements: str) -> str:
    with closing(sqlite3.connect(file)) as database:
        database.executescript(statements)
    return ""


def special(word: str) -> str:
    """A character that no page shows, such as `\\u0007`, as a shell's `$'...'` has it."""
    return re.sub(r"\\u([0-9a-f]{4})", lambda found: chr(int(found[1], 16)), word)


def printf(said: str) -> str:
    """`\\377` is the byte of that number; a file takes it as it is."""
    octal = re.sub(r"\\(\d{3})", lambda found: _byte(int(found[1], 8)), said)
    return octal.replace("\\n", "\n")


def _byte(number: int) -> str:
    return bytes([number]).decode("utf-8", "surrogateescape")


def mkdir(folder: str) -> str:
    Path(folder).mkdir()
    return ""


def mkfifo(pipe: str) -> str:
    os.mkfifo(pipe)
    return ""


def sed(_in_place: str, script: str, file: str) -> str:
    """`2d` deletes a line, `s/A/B/` replaces the first A of every line."""
    lines = Path(file).read_text(encoding="utf-8").splitlines(keepends=True)
    if script.endswith("d") and script[:-1].isdigit():
        del lines[int(script[:-1]) - 1]
    else:
        _, was, now, _ = script.split("/")
        lines = [re.sub(was, now, line, count=1) for line in lines]
    Path(file).write_text("".join(lines), encoding="utf-8")
    return ""


TAMPERING: dict[str, Callable[..., str]] = {
    "sqlite3": sqlite3_,
    "printf": printf,
    "mkdir": mkdir,
    "mkfifo": mkfifo,
    "sed": sed,
}


class Ran(NamedTuple):
    """What came of a command: `output` is both streams as they are mixed on a screen.

    `kind` is the kind of the error, where it ended with one.
    """

    stdout: str = ""
    stderr: str = ""
    output: str = ""
    code: int = 0
    kind: str = ""


class Shell:
    """A user at a prompt, in a folder of their own."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.folder = folder
        self.env: dict[str, str | None] = dict.fromkeys(SETTINGS)
        self.env["XDG_DATA_HOME"] = str(folder)
        self.last = Ran()
        self.kinds: list[str] = []
        self.inputs = b""
        self._endings = list[Callable[[], object]]()
        monkeypatch.chdir(folder)
        self._listen(monkeypatch)

    def _listen(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """To errors, whose kind is printed only for scripts."""
        told = trouble.trouble_of

        def trouble_of(error: BaseException) -> trouble.Trouble:
            found = told(error)
            self.kinds.append(found.kind)
            return found

        monkeypatch.setattr(trouble, "trouble_of", trouble_of)

    def at_the_end(self, do: Callable[[], object]) -> None:
        self._endings.append(do)

    def end(self) -> None:
        for ending in self._endings:
            ending()

    def type(self, line: str) -> Ran:
        """What comes out, without what is another each time it is run."""
        typed, _, file = line.partition(" > ")
        ran = self._run(typed)
        if file:
            Path(file.strip()).write_text(ran.stdout, encoding="utf-8", errors="surrogateescape")
            ran = ran._replace(stdout="", output=ran.stderr)
        self.last = ran
        stdout, stderr, output = map(self.lasting, ran[:3])
        return Ran(stdout, stderr, output, ran.code, ran.kind)

    def _run(self, line: str) -> Ran:
        line = YES.sub(lambda found: "a\n" * (int(found[1]) // 2), line)
        program, *words = map(special, shlex.split(line.replace("$?", str(self.last.code))))
        match program:
            case "tracker":
                return self._tracker(words)
            case "python":
                return self._python(words)
            case _ if program in TAMPERING:
                return Ran(TAMPERING[program](*words))
            case "export":
                name, _, value = words[0].partition("=")
                self.env[name] = value
                return Ran()
            case "cat" | "echo":
                said = " ".join(words) + "\n"
                if program == "cat":
                    said = "".join(Path(each).read_text(encoding="utf-8") for each in words)
                return Ran(said, "", said)
        raise AssertionError(f"this shell does not know {program}: {line}")

    def _tracker(self, words: list[str]) -> Ran:
        self.kinds.clear()
        ran = CliRunner().invoke(app, words, input=self.inputs, env=self.env)
        assert ran.exception is None or isinstance(ran.exception, SystemExit), ran.exception
        kind = self.kinds[-1] if self.kinds else ""
        return Ran(ran.stdout, ran.stderr, ran.output, ran.exit_code, kind)

    def _python(self, words: list[str]) -> Ran:
        ran = subprocess.run([sys.executable, *words], capture_output=True, text=True, check=False)
        return Ran(ran.stdout, ran.stderr, ran.stdout + ran.stderr, ran.returncode)

    def lasting(self, said: str) -> str:
        """The same in a home of everybody's, with `...` for hashes and for the time of the run."""
        today = datetime.now(UTC)
        days = f"{today:%Y-%m-%d}", f"{today.day} {today:%b %Y}"
        now = re.compile(rf"(?:{'|'.join(map(re.escape, days))}){MOMENT}")
        said = said.replace(str(self.folder.resolve()), HOME).replace(str(self.folder), HOME)
        return now.sub("...", VERSION.sub(r"\1...", HASH.sub("...", said)))

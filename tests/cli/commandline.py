"""The command line, run in this process on a book of its own."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from typer.testing import CliRunner, Result

from tracker.cli.app import app

TODAY = "2020-09-14"
HEEDFUL = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)"
"""For a program of its own: one begun by what runs in the background has Ctrl-C ignored."""
SETTINGS = ("TRACKER_ZONE", "TRACKER_DEBUG", "TRACKER_LOCK_TIMEOUT", "COLUMNS", "NO_COLOR")


class Tracker:
    """`tracker` as somebody types it on 14 September 2020.

    `place` is TRACKER_DB, and `book` the file of it where it is one.
    """

    def __init__(self, book: Path, place: str | None = None) -> None:
        self.book = book
        self.place = place or str(book)
        self.env: dict[str, str | None] = {
            **dict.fromkeys(SETTINGS),
            "TRACKER_DB": self.place,
            "TRACKER_TODAY": TODAY,
        }

    def run(self, *words: str, typed: str = "", **env: str | None) -> Result:
        return CliRunner().invoke(app, words, input=typed, env={**self.env, **env})

    def says(self, *words: str, typed: str = "", **env: str | None) -> str:
        """What it answers; it must succeed, and say nothing else."""
        ran = self.run(*words, typed=typed, **env)
        assert (ran.exit_code, ran.stderr) == (0, "")
        return ran.stdout

    def json(self, *words: str, **env: str | None) -> Any:
        return json.loads(self.says(*words, "--json", typed="", **env))

    def fails(self, code: int, *words: str, typed: str = "", **env: str | None) -> str:
        """What it complains of; it must fail so, and answer nothing."""
        ran = self.run(*words, typed=typed, **env)
        assert (ran.exit_code, ran.stdout) == (code, "")
        return ran.stderr

    def error(self, code: int, *words: str, **env: str | None) -> Any:
        """The error as JSON, as a script gets it."""
        said = json.loads(self.fails(code, *words, "--json", typed="", **env))
        assert said["error"]["code"] == code
        return said["error"]

"""The gallery of errors: a file for each thing that the tracker can say when it does not go on.

The first line says what is wrong; a line `In: NAME` names a circumstance. A line `$ ...` is typed,
`< ...` is what is typed when the command asks, `$ cat > FILE <<EOF` makes a file. Below a command
stands what it prints, lines of stderr after `! `. How it ended stands in brackets where that is not
0: the exit code, and the kind of the error.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import ExitStack
from itertools import takewhile
from pathlib import Path

import pytest

from tests.docs.circumstances import CIRCUMSTANCES
from tests.docs.shell import Ran, Shell

FOLDER = Path(__file__).parents[2] / "docs" / "errors"
IN = re.compile(r"^In: (.+)$", re.MULTILINE)
USUAL = "a book with a deal"
COMMAND = re.compile(r"^\$ ", re.MULTILINE)
HEREDOC = re.compile(r"cat > (\S+) <<EOF\n(.*)EOF\n", re.DOTALL)


def files() -> list[Path]:
    return sorted(FOLDER.glob("*.txt"))


def session(text: str, folder: Path) -> str:
    """The file with what really comes out."""
    with pytest.MonkeyPatch.context() as monkeypatch, ExitStack() as ending:
        shell = Shell(folder, monkeypatch)
        ending.callback(shell.end)
        shell.env |= {"TRACKER_DB": "book.db", "TRACKER_TODAY": "2020-09-14"}
        head, *commands = COMMAND.split(text)
        named = IN.search(head)
        CIRCUMSTANCES[named[1] if named else USUAL](shell, monkeypatch)
        return head + "".join(f"$ {_typed(command, shell)}" for command in commands)


def _typed(command: str, shell: Shell) -> str:
    """A command with what is below it: the file that it makes, or what is typed and comes out."""
    if heredoc := HEREDOC.fullmatch(command):
        Path(heredoc[1]).write_text(heredoc[2], encoding="utf-8")
        return command
    line, *below = command.splitlines()
    answers = list(takewhile(lambda each: each.startswith("<"), below))
    shell.inputs = "".join(f"{each[2:]}\n" for each in answers).encode()
    return "".join(f"{each}\n" for each in (line, *answers, *came_out(shell.type(line))))


def came_out(ran: Ran) -> Iterator[str]:
    yield from ran.stdout.splitlines()
    yield from (f"! {line}".rstrip() for line in ran.stderr.splitlines())
    if ran.code:
        yield f"[{ran.code}{f' {ran.kind}' if ran.kind else ''}]"

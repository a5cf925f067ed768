"""A page of the docs: its commands, what it says they print, and the files it has written first.

A block of `console` is typed from top to bottom; `...` in what it prints stands for anything. A
block of another language below a line that ends with a file's name in backquotes and a colon is
that file.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

from tests.docs.shell import Shell

FENCE = re.compile(r"^```(\w+)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
CAPTION = re.compile(r"`([\w.-]+)`[^`\n]*:\s*\Z")


class Block(NamedTuple):
    """A fenced block: its language, its text, and the file that the line above it names."""

    language: str
    text: str
    file: str | None

    def commands(self) -> list[tuple[str, str]]:
        """Each command of a block of `console`, with what it prints there."""
        if self.language != "console":
            return []
        typed = re.split(r"^\$ ", self.text, flags=re.MULTILINE)
        assert not typed[0], f"a block of console begins with a command: {self.text}"
        pairs = [part.partition("\n") for part in typed[1:]]
        return [(command, printed) for command, _, printed in pairs]


def blocks(page: str) -> list[Block]:
    return [_block(found) for found in FENCE.finditer(page)]


def _block(found: re.Match[str]) -> Block:
    caption = CAPTION.search(found.string[: found.start()])
    return Block(found[1], found[2], caption[1] if caption else None)


def typed(page: str, shell: Shell) -> str:
    """The page with what really comes out, where that does not fit what it says."""
    return FENCE.sub(lambda found: _typed(found, _block(found), shell), page)


def _typed(found: re.Match[str], block: Block, shell: Shell) -> str:
    if block.file:
        Path(block.file).write_text(block.text, encoding="utf-8")
    if block.language != "console":
        return found[0]
    said = (
        f"$ {command}\n{came_out(shell, command, printed)}" for command, printed in block.commands()
    )
    return f"```console\n{''.join(said)}```"


def came_out(shell: Shell, command: str, printed: str) -> str:
    """What a command prints: in the page's own words where they fit."""
    ran = shell.type(command)
    assert ran.kind != "defect", ran.output
    return printed if fits(printed, ran.output) else ran.output


def fits(printed: str, output: str) -> bool:
    pattern = re.escape(printed).replace(re.escape("..."), ".*?")
    return re.fullmatch(pattern, output, re.DOTALL) is not None

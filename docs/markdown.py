"""Markdown as the generated pages write it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

MADE = "<!-- Made by `make reference`: edit what it is made of, not this file. -->"


def table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [header, ["---"] * len(header), *rows]
    return "\n".join(f"| {' | '.join(map(cell, line))} |" for line in lines)


def cell(text: str) -> str:
    """Bars and angle brackets are Markdown's own, outside of code."""
    return " ".join(text.split()).replace("|", "\\|")


def code(text: str) -> str:
    return f"`{text}`" if text else ""


def prose(help: str) -> str:
    """The help of a command: paragraphs, and examples behind a `\\b`."""
    return "\n\n".join(map(paragraph, re.split(r"\n\s*\n", help.strip())))


def paragraph(text: str) -> str:
    if "\b" not in text:
        return text
    before, _, example = text.partition("\b")
    return f"{before}```text\n{example.strip(chr(10))}\n```"

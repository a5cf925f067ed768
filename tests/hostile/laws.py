"""What holds of every run of the program, whatever it was given."""

from __future__ import annotations

import json
import re
import unicodedata
from typing import Any, NoReturn

from typer.testing import Result

CODES = {0, 1, 2, 3, 4, 5, 129, 130, 143}
"""The exit codes of the reference; 70, a defect, is none of them."""

LONGEST_LINE = 700
"""So many characters a line of a complaint has at most."""

HIDDEN = re.compile(
    "[\u00ad\u115f\u1160\u180e\u200b\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff0-\ufffb"
    "\ufdd0-\ufdef\ufffe\uffff\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)


def is_obeyed(character: str) -> bool:
    """Whether a terminal would do something else with it than show it."""
    return unicodedata.category(character) in ("Cc", "Cs") or bool(HIDDEN.match(character))


def obeyed(text: str) -> list[str]:
    """What in a text no terminal may get; a line end is no such thing."""
    found = {each for each in text if is_obeyed(each)}
    return sorted(found - {"\n"})


def strict(text: str) -> Any:
    """The value of a JSON text, as the strictest of parsers reads it."""

    def refuse(constant: str) -> NoReturn:
        raise AssertionError(f"{constant} is no JSON")

    return json.loads(text, parse_constant=refuse)


def assert_lawful(ran: Result, *, ends: str = "\n", longest: int = LONGEST_LINE) -> None:
    """It ended in order, with one of its codes, and has put nothing on a terminal but text."""
    said, complained = ran.stdout_bytes.decode(), ran.stderr_bytes.decode()
    assert ran.exit_code in CODES, complained[-3000:]
    assert obeyed(said.replace(ends, "\n")) == []
    assert obeyed(complained) == []
    assert "Traceback" not in complained
    assert max(map(len, complained.split("\n"))) <= longest
    assert ran.exit_code in (0, 1) or complained or said


def assert_lawful_json(ran: Result) -> None:
    """The same, and whatever was said is JSON."""
    assert_lawful(ran, longest=4 * LONGEST_LINE)
    for each in (ran.stdout_bytes, ran.stderr_bytes):
        lines = each.decode().strip()
        if lines.startswith(("{", "[")):
            strict(lines)

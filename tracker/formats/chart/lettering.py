"""How wide a text comes out, and what of it fits.

The picture is laid out before anything draws it, so the widths are known here: those of Helvetica
(Adobe's AFM) in groups, and some more, for machines whose only font is a wider one.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

FONT = "Helvetica, Arial, 'Liberation Sans', sans-serif"
WIDTHS = {
    0.23: "ijl|'",
    0.28: " ftI.,:;!/\\[]",
    0.34: 'r()-{}`"',
    0.5: "cksvxyzJ",
    0.56: "abdeghnopqu0123456789L$#?_",
    0.67: "ABEKPSVXY&",
    0.73: "CDHNRUwTFZ",
    0.79: "GOQ",
    0.85: "mM",
    1.0: "W%@—",
}
"""In ems; a wide character of Chinese or Japanese is one, whatever else is not here two thirds."""

EMS = {each: ems for ems, characters in WIDTHS.items() for each in characters}
BOLD, WIDER = 1.12, 1.12


def width(text: str, size: float, *, bold: bool = False) -> float:
    """How wide a line is at that size, in the same unit."""
    return sum(map(_ems, text)) * size * WIDER * (BOLD if bold else 1)


def _ems(character: str) -> float:
    if unicodedata.east_asian_width(character) in "WF":
        return 1.0
    return EMS.get(character, 0.67)


def cut(text: str, size: float, room: float, *, bold: bool = False) -> str:
    """As much of a line as there is room for; what is left out is an ellipsis."""
    if width(text, size, bold=bold) <= room:
        return text
    while text and width(f"{text}…", size, bold=bold) > room:
        text = text[:-1]
    return f"{text.rstrip()}…" if text else ""


def lines(text: str, size: float, room: float, *, bold: bool = False, most: int = 2) -> list[str]:
    """A text broken between words into so many lines at most, the last of them cut."""
    broken = list(_broken(text, size, room, bold))
    kept = [*broken[: most - 1], " ".join(broken[most - 1 :])] if len(broken) > most else broken
    return [cut(line, size, room, bold=bold) for line in kept]


def _broken(text: str, size: float, room: float, bold: bool) -> Iterator[str]:
    line = ""
    for word in text.split():
        longer = f"{line} {word}".strip()
        if line and width(longer, size, bold=bold) > room:
            yield line
            longer = word
        line = longer
    yield line

"""The index of `docs/errors/`: every file of it by exit code and kind, with the way out."""

from __future__ import annotations

import itertools
import re
from pathlib import Path
from typing import NamedTuple

from docs.markdown import MADE, code, table
from tracker.cli.trouble import EXIT_CODES

GALLERY = Path(__file__).parent / "errors"


class Shown(NamedTuple):
    """A file of the gallery: what is wrong, what is said, the way out, and how it ends."""

    file: str
    title: str
    said: str
    way_out: str
    code: int
    kind: str


def gallery() -> list[Shown]:
    return [shown(path) for path in sorted(GALLERY.glob("*.txt"))]


def shown(path: Path) -> Shown:
    lines = path.read_text(encoding="utf-8").splitlines()
    if not lines[-1].endswith("]"):
        raise LookupError(f"{path.name} does not end with an error")
    typed = [at for at, line in enumerate(lines) if line.startswith("$ ")][-1]
    said = [line.removeprefix("! ") for line in lines[typed + 1 : -1] if line.strip("! ")]
    ending = [*lines[-1].strip("[]").split(), ""]
    message, hints = told(said)
    title = lines[0].rstrip(".")
    return Shown(path.name, title, message, hints, int(ending[0]), ending[1])


def told(said: list[str]) -> tuple[str, str]:
    """The message among these lines, and the way out where one stands below it.

    A finding in a file, the step of a scenario, or what is wrong in a book tells more than the
    line above them, which counts.
    """
    found = [at for at, line in enumerate(said) if FINDING.match(line)]
    if not found:
        first = "".join(said[:1])
        return first.removeprefix("tracker: "), hints(said[1:]) if "tracker: " in first else ""
    at = found[-1]
    if said[at].startswith(" "):  # a step of a scenario: below it stands what is the case
        return " ".join(said[at + 1].split()), hints(said[at + 2 :])
    return FINDING.sub("", said[at]), hints(said[at + 1 :])


FINDING = re.compile(r"\s*\S+:\d+: |(?:tiktok|kcs|the book): (?!TikTok US)")


def hints(said: list[str]) -> str:
    """The indented lines right below a message."""
    own = itertools.takewhile(lambda line: line.startswith("  "), said)
    return "; ".join(line.strip() for line in own)


def index() -> str:
    """The whole of `docs/errors/README.md`."""
    blocks = ["# The gallery of errors", MADE, ABOUT]
    ordered = sorted(gallery(), key=lambda each: (each.code, each.kind, each.file))
    for number, group in itertools.groupby(ordered, key=lambda each: each.code):
        blocks.append(f"## Exit code {number}: {EXIT_CODES[number]}")
        for kind, files in itertools.groupby(group, key=lambda each: each.kind):
            blocks.append(f"### {kind}" if kind else "")
            rows = (
                (f"[{e.title}]({e.file})", code(e.said.replace("`", "'")), e.way_out) for e in files
            )
            blocks.append(table(("what is wrong", "message", "way out"), rows))
    return "\n\n".join(block for block in blocks if block) + "\n"


ABOUT = """\
Each file shows the input that provokes a message, exactly what is printed, and how it ends. Where
nothing is said of it, the book holds the deal `tiktok`, and it is 14 September 2020. A line `In:`
names another circumstance. A line of stderr stands behind `!`; what is typed when the command asks
stands behind `<`; how it ends stands in brackets: the exit code, and the kind that `--json` gives.
The tests run every file, and fail where a place in the program that refuses something is shown by
none of them."""

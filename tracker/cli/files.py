"""Files that people hand over."""

from __future__ import annotations

import sys
from pathlib import Path

from tracker.domain.errors import Refusal

STDIN = "-"


def read_casebook(file: str) -> tuple[str, str]:
    """The name for messages and the text of a casebook file, or of stdin for `-`.

    Raises Refusal where it cannot be read, is no UTF-8, or is no casebook at all.
    """
    name = "stdin" if file == STDIN else file
    if file == STDIN and sys.stdin is None:
        raise Refusal("stdin is closed", kind="broken-file")
    try:
        raw = sys.stdin.buffer.read() if file == STDIN else Path(file).read_bytes()
        text = raw.decode("utf-8-sig")
    except OSError as error:
        raise Refusal(f"{name} cannot be read: {error.strerror}", kind="broken-file") from None
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise Refusal(
            f"{name} is not UTF-8 in line {line}", "save it as UTF-8", kind="broken-file"
        ) from None
    if name.endswith(".jsonl") or text.lstrip().startswith('{"'):
        raise Refusal(
            f"{name} is JSONL, and this version imports casebooks in YAML only",
            "tracker export --format yaml writes one",
            kind="unknown-format",
        )
    return name, text

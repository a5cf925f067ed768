"""What is said beside an answer, on stderr."""

from __future__ import annotations

import os
import sys
from typing import TextIO

from tracker.domain.characters import encodable


def say(text: str) -> None:
    """Put lines on stderr; that they cannot be written is no error, since nobody could be told."""
    if sys.stderr is None:
        return  # closed (`2>&-`), and print would take stdout for it
    try:
        print(encodable(text, sys.stderr.encoding or "utf-8"), file=sys.stderr, flush=True)
    except OSError:
        silence(sys.stderr)


def silence(stream: TextIO) -> None:
    """Let what is left of it go nowhere: Python flushes that once more when it ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())

"""How far something long has come, on a terminal only."""

from __future__ import annotations

import sys
from collections.abc import Callable


def progress(what: str) -> Callable[[int, int], None] | None:
    """Something to tell the steps done and the steps in all, which keeps one line on stderr."""
    if not (sys.stderr and sys.stderr.isatty()):
        return None

    def show(done: int, of: int) -> None:
        end = "\n" if done == of else ""
        print(f"\r{what}: {done} of {of}", end=end, file=sys.stderr, flush=True)

    return show

"""How long tests under faults, load and attack go on: a moment in `make test`, else longer.

`TRACKER_TORTURE=20` makes them go on twenty times as long.
"""

from __future__ import annotations

import os

from hypothesis import settings

TIMES = int(os.environ.get("TRACKER_TORTURE", "1"))


def times(count: int) -> int:
    """So many times in `make test`, and as many more as was asked for."""
    return count * TIMES


def examples(count: int) -> settings:
    """So many examples of Hypothesis in `make test`, and as many more as was asked for."""
    return settings(max_examples=times(count), deadline=None)

"""For how long a writer waits for its turn."""

import os

from tracker.store.errors import StoreError

LOCK_TIMEOUT = "TRACKER_LOCK_TIMEOUT"
"""Environment variable: for how many seconds a writer waits for its turn."""

DEFAULT_LOCK_TIMEOUT = 10.0


def lock_timeout() -> float:
    """Seconds that a writer waits for its turn; StoreError when the variable is no number."""
    given = os.environ.get(LOCK_TIMEOUT, "").strip()
    try:
        seconds = float(given or DEFAULT_LOCK_TIMEOUT)
    except ValueError:
        seconds = -1
    if not 0 <= seconds <= 1_000_000:
        raise StoreError(f"{LOCK_TIMEOUT}={given} is not a number of seconds")
    return seconds

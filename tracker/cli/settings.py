"""Which day is taken for today, where somebody set one, and which zone."""

from __future__ import annotations

import os
import time

from tracker.domain.errors import UnreadableTime
from tracker.domain.times import Clock, read_when

SETTINGS = {
    "TRACKER_DB": "The book: a path or a database URL. `--db` goes before it; without either, the "
    "book is in the user's data folder.",
    "TRACKER_ZONE": "The time zone of new deals that name none: America/New_York; else UTC.",
    "TRACKER_TODAY": "The day taken for today, in the place of the clock's. `--today` goes before "
    "it. When something was recorded is always the clock's.",
    "TRACKER_LOCK_TIMEOUT": "For how many seconds a writer waits for its turn; else 10.",
    "TRACKER_TOKEN": "What opens the page of `tracker serve`; else a fresh word wherever the page "
    "can be reached from elsewhere.",
    "TRACKER_DEBUG": "1: a defect prints its traceback too.",
    "XDG_DATA_HOME": "Where the user's data folder is, on Linux; else ~/.local/share.",
    "NO_COLOR": "With any value: no colours on a terminal.",
}
"""The environment variables that the tracker reads, for the reference."""


def day(option: str | None) -> str | None:
    """`--today`, else TRACKER_TODAY, as a canonical date. Raises UnreadableTime."""
    name, said = "--today", option
    if said is None:
        name, said = "TRACKER_TODAY", os.environ.get("TRACKER_TODAY", "").strip() or None
    if said is None:
        return None
    try:
        when, _ = read_when(said, Clock("UTC", time.time_ns() // 1000))
    except UnreadableTime as error:
        raise UnreadableTime(f"{name}: {error.message}", *error.hints) from None
    if not when.is_day:
        raise UnreadableTime(f"{name} is a day, and {said!r} is none", f"{name} 2020-09-14")
    return when.text


def zone(option: str | None) -> str:
    """`--zone`, else TRACKER_ZONE, else UTC."""
    return option or os.environ.get("TRACKER_ZONE", "").strip() or "UTC"


def token() -> str | None:
    """TRACKER_TOKEN; an argument would be seen by everybody on the machine."""
    return os.environ.get("TRACKER_TOKEN", "").strip() or None

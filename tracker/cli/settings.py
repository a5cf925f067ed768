"""Which day is taken for today, where somebody set one, and which zone."""

from __future__ import annotations

import os
import time

from tracker.domain.errors import UnreadableTime
from tracker.domain.times import Clock, read_when


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

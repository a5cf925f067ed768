"""How much memory and how many files a process holds, and whether that has become level."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable
from pathlib import Path
from statistics import median

from msgspec import Struct

SAMPLES = 50
PAGE = os.sysconf("SC_PAGE_SIZE")


class Held(Struct, frozen=True):
    """Bytes that are in memory, and files that are open."""

    memory: int
    files: int


def held() -> Held:
    """By this process, now."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return Held(pages * PAGE, sum(1 for _ in Path("/proc/self/fd").iterdir()))


def sampled(visit: Callable[[], None], times: int) -> list[Held]:
    """What is held while something is done so many times."""
    samples = []
    for _ in range(SAMPLES):
        for _ in range(times // SAMPLES):
            visit()
        gc.collect()
        samples.append(held())
    return samples


def growth(samples: list[Held]) -> tuple[float, int]:
    """By which part the memory has grown from the second fifth to the last, and by how many the
    files.
    """
    fifth = len(samples) // 5
    second, last = samples[fifth : 2 * fifth], samples[-fifth:]
    before, after = (median(each.memory for each in part) for part in (second, last))
    files = max(each.files for each in last) - max(each.files for each in second)
    return after / before - 1, files

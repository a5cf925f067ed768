"""A fence round a folder: what a test would change on the outside is stopped, and told.

Texts of attack are handed to `--output` and `--db` too, and whoever runs the tests may be root.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import gettempdir
from typing import Any
from urllib.parse import unquote

WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC
DEVICES = (Path("/dev/null"), Path("/dev/full"))
CHANGES = {"os.rename", "os.link", "os.symlink", "os.mkdir", "os.remove", "os.rmdir", "os.chmod"}
OPENS = {"open", "sqlite3.connect"}

_inside: list[Path] = []
_climbed: list[str] = []


@contextmanager
def fenced(folder: Path) -> Iterator[None]:
    """Nothing but the folder can be changed, and its failing is told at the end."""
    # What programs put into the folder for temporary files they forget again.
    _inside[:] = [folder.resolve(), Path(gettempdir()).resolve()]
    try:
        yield
    finally:
        _inside.clear()
        climbed, _climbed[:] = list(_climbed), []
        if climbed:
            raise AssertionError(f"climbed over the fence: {climbed}")


def _watch(event: str, found: tuple[Any, ...]) -> None:
    if _inside and (event in CHANGES or event in OPENS):
        for path in _changed(event, found):
            is_refused = event in OPENS and os.path.isdir(path)  # noqa: PTH112
            if not is_refused and not _is_inside(path):
                _climbed.append(f"{event} {path!a}")
                raise PermissionError(1, "that is outside of the fence", path)


def _changed(event: str, found: tuple[Any, ...]) -> Iterator[str]:
    if event == "open" and not (found[2] or 0) & WRITES:
        return
    firsts = {"os.rename": slice(2), "os.link": slice(2), "os.symlink": slice(1, 2)}
    for each in found[firsts.get(event, slice(1))]:
        if isinstance(each, str | bytes | os.PathLike):
            said = os.fsdecode(each)
            is_address = event == "sqlite3.connect" and said.startswith("file:")
            yield unquote(said[5:].partition("?")[0]) if is_address else said


def _is_inside(path: str) -> bool:
    if path.startswith("\0"):
        return True
    try:
        there = Path(os.path.realpath(path))
    except (OSError, ValueError):
        return True  # no such file can be
    # Of a device nothing is changed, and nothing can be in it.
    return any(there.is_relative_to(each) for each in (*DEVICES, *_inside))


sys.addaudithook(_watch)

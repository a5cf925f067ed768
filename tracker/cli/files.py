"""Files that people hand over."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from tracker.domain.errors import Refusal

STDIN = "-"


def name_of(file: str) -> str:
    """What messages call the file."""
    return "stdin" if file == STDIN else file


def read_text(file: str) -> str:
    """The text of a file, or of stdin for `-`. Raises Refusal where it is no UTF-8 text."""
    with opened(file) as stream:
        return text_of(file, b"".join(lines_of(file, stream)))


@contextmanager
def opened(file: str) -> Iterator[BinaryIO]:
    """The file, or stdin for `-`, to be read as bytes. Raises Refusal where there is none."""
    if file == STDIN:
        if sys.stdin is None:
            raise Refusal("stdin is closed", "name a file, or a pipe", kind="broken-file")
        yield sys.stdin.buffer
        return
    try:
        stream = Path(file).open("rb")  # noqa: SIM115 (closed below, and its errors told apart)
    except OSError as error:
        raise _unreadable(file, error) from None
    with stream:
        yield stream


def lines_of(file: str, stream: BinaryIO) -> Iterator[bytes]:
    """The lines that are left, with their ends. Raises Refusal where they cannot be read."""
    try:
        yield from stream
    except OSError as error:
        raise _unreadable(file, error) from None


def text_of(file: str, raw: bytes) -> str:
    """Raises Refusal with the line that is no UTF-8."""
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise Refusal(
            f"{name_of(file)} is not UTF-8 in line {line}", "save it as UTF-8", kind="broken-file"
        ) from None


def _unreadable(file: str, error: OSError) -> Refusal:
    return Refusal(f"{name_of(file)} cannot be read: {error.strerror}", kind="broken-file")

"""Files that people hand over."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from tracker.domain.errors import Refusal

STDIN = "-"
LONGEST_LINE, LONGEST_TEXT = 16_000_000, 64_000_000
"""In bytes: no line and no text that anybody wrote is longer, and a device has no end."""


def name_of(file: str) -> str:
    """What messages call the file."""
    return "stdin" if file == STDIN else file


def named(file: str) -> Path:
    """The path of a file to be written. Raises Refusal where no file can have that name."""
    try:
        os.lstat(file)
    except FileNotFoundError:
        pass
    except OSError as error:
        raise _unwritable(file, error.strerror) from None
    except ValueError as error:  # such as a NUL in it
        raise _unwritable(file, error) from None
    return Path(file)


def read_text(file: str) -> str:
    """The text of a file, or of stdin for `-`. Raises Refusal where it is no UTF-8 text."""
    with opened(file) as stream:
        return text_of(file, lines_of(file, stream))


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
        raise _unreadable(file, error.strerror) from None
    except ValueError as error:  # such as a NUL in its name
        raise _unreadable(file, error) from None
    with stream:
        yield stream


def lines_of(file: str, stream: BinaryIO) -> Iterator[bytes]:
    """The lines that are left, with their ends. Raises Refusal where they cannot be read."""
    try:
        while line := stream.readline(LONGEST_LINE + 1):
            if len(line) > LONGEST_LINE:
                raise _unreadable(file, f"a line in it has more than {LONGEST_LINE:,} bytes")
            yield line
    except OSError as error:
        raise _unreadable(file, error.strerror) from None


def text_of(file: str, lines: Iterable[bytes]) -> str:
    """Raises Refusal with the line that is no UTF-8, or where there are too many."""
    raw = bytearray()
    for line in lines:
        raw += line
        if len(raw) > LONGEST_TEXT:
            raise _unreadable(file, f"it has more than {LONGEST_TEXT:,} bytes")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        number = raw.count(b"\n", 0, error.start) + 1
        raise Refusal(
            f"{name_of(file)} is not UTF-8 in line {number}", "save it as UTF-8", kind="broken-file"
        ) from None


def _unwritable(file: str, why: object) -> Refusal:
    return Refusal(f"{file} cannot be written: {why}", kind="unwritable-file")


def _unreadable(file: str, why: object) -> Refusal:
    return Refusal(f"{name_of(file)} cannot be read: {why}", kind="broken-file")

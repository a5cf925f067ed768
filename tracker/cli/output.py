"""Answers on their way out: JSON, CSV, or a page that a terminal shows with tables."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import msgspec
from msgspec import Struct

from tracker.cli import page
from tracker.domain.errors import Refusal
from tracker.formats.sheet import csv_text
from tracker.store.errors import StoreError

if TYPE_CHECKING:
    from tracker.cli.options import Asking, Everywhere

Row = Mapping[str, Any]


def answer(common: Everywhere, value: Any, shown: Callable[[], page.Page]) -> None:
    """The answer as JSON, or the page that says it to a person."""
    if common.json:
        write(json_text(value))
    elif sys.stdout and sys.stdout.isatty():
        page.draw(shown())
    else:
        write(page.text(shown()))


def answer_question(
    asking: Asking,
    value: Any,
    header: Sequence[str],
    rows: Iterable[Row],
    shown: Callable[[], page.Page],
) -> None:
    """The answer to a question, which may be asked as CSV too."""
    if asking.csv:
        write(csv_text(header, rows))
    else:
        answer(asking, value, shown)


def refuse_two_forms(asking: Asking) -> None:
    """Raises Refusal where an answer is asked for in two forms at once."""
    if asking.csv and asking.json:
        raise Refusal("--json and --csv are two answers", "leave out one of them")


def plain(value: Any) -> Any:
    """A struct as the mapping that scripts hold on to: every field, also where nothing is in it."""
    if isinstance(value, Struct):
        fields = zip(value.__struct_encode_fields__, value.__struct_fields__, strict=True)
        return {name: plain(getattr(value, field)) for name, field in fields}
    if isinstance(value, Mapping):
        return {name: plain(each) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [plain(each) for each in value]
    return value


def flat(row: Row) -> dict[str, Any]:
    """A row whose mappings are spread out: `stake` as `stake_terms` and `stake_taken`."""
    spread: dict[str, Any] = {}
    for name, value in row.items():
        if isinstance(value, Mapping):
            spread |= {f"{name}_{inner}": each for inner, each in value.items()}
        else:
            spread[name] = value
    return spread


def json_text(value: Any) -> str:
    return msgspec.json.format(msgspec.json.encode(plain(value)), indent=2).decode()


def write(text: str) -> None:
    """Put text on stdout; that nobody reads it any more (`| head`) is no error.

    Raises StoreError where it cannot be written for another reason, such as a full disk.
    """
    with _writing():
        encoding = sys.stdout.encoding or "utf-8"
        sys.stdout.write(text.encode(encoding, "backslashreplace").decode(encoding) + "\n")
        sys.stdout.flush()


def write_lines(lines: Iterable[bytes]) -> None:
    """Put lines on stdout as they are, one after the other, with the errors of `write`."""
    with _writing():
        sys.stdout.flush()
    for line in lines:
        # Only writing is guarded: what goes wrong with the lines themselves is another error.
        with _writing():
            sys.stdout.buffer.write(line + b"\n")
    with _writing():
        sys.stdout.buffer.flush()


@contextmanager
def _writing() -> Iterator[None]:
    if sys.stdout is None:
        raise StoreError("the answer could not be written: stdout is closed")
    try:
        yield
    except OSError as error:
        # Python flushes what is left once more when it ends: let that go nowhere, quietly.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if not isinstance(error, BrokenPipeError):
            raise StoreError(f"the answer could not be written: {error.strerror}") from error

"""Answers on their way out: JSON, CSV, or a page that a terminal shows with tables."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any

import msgspec

from tracker.cli import page
from tracker.cli.aside import silence
from tracker.domain.characters import encodable, shown
from tracker.domain.errors import Refusal
from tracker.formats.sheet import csv_lines, csv_text
from tracker.store.errors import StoreError
from tracker.views.answers import plain

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


def answer_rows(
    asking: Asking,
    header: Sequence[str],
    rows: Iterable[Row],
    shown: Callable[[], page.Page],
) -> None:
    """The answer to a question that may be long: as JSON or CSV it leaves row by row.

    Either `rows` are gone through, or `shown` is asked for.
    """
    if asking.csv:
        write_parts(_with_line_ends(csv_lines(header, map(flat, rows))))
    elif asking.json:
        write_parts(json_parts(rows))
    else:
        answer(asking, None, shown)


def _with_line_ends(lines: Iterable[str]) -> Iterator[str]:
    for at, line in enumerate(lines):
        yield f"\n{line}" if at else line


def refuse_two_forms(asking: Asking) -> None:
    """Raises Refusal where an answer is asked for in two forms at once."""
    if asking.csv and asking.json:
        raise Refusal("--json and --csv are two answers", "leave out one of them")


def flat(row: Row) -> dict[str, Any]:
    """A row whose mappings are spread out: `stake` as `stake_terms` and `stake_taken`.

    What a field was before and after a change stays one cell, whatever the field.
    """
    spread: dict[str, Any] = {}
    for name, value in row.items():
        if isinstance(value, Mapping) and name not in ("before", "after"):
            spread |= {f"{name}_{inner}": each for inner, each in value.items()}
        else:
            spread[name] = value
    return spread


def json_text(value: Any) -> str:
    return msgspec.json.format(msgspec.json.encode(plain(value)), indent=2).decode()


def json_parts(rows: Iterable[Row]) -> Iterator[str]:
    """A list of rows as `json_text` would write it, row by row."""
    before = "["
    for row in rows:
        yield f"{before}\n  {_indented(row)}"
        before = ","
    yield "[]" if before == "[" else "\n]"


def _indented(row: Row) -> str:
    # No text in JSON holds a line end as it is.
    return msgspec.json.format(msgspec.json.encode(row), indent=2).decode().replace("\n", "\n  ")


def write(text: str) -> bool:
    """Put text on stdout; that nobody reads it any more (`| head`) is no error, but False.

    Raises StoreError where it cannot be written for another reason, such as a full disk.
    """
    return write_parts([text])


def write_parts(parts: Iterable[str]) -> bool:
    """Put the parts of a text on stdout as they come, with the errors of `write`."""
    try:
        for part in parts:
            # Only writing is guarded: what goes wrong with the parts themselves is another error.
            with _writing():
                sys.stdout.write(encodable(part, sys.stdout.encoding or "utf-8"))
        with _writing():
            sys.stdout.write("\n")
            sys.stdout.flush()
    except _NobodyReads:
        return False
    return True


def write_bytes(parts: Iterable[bytes]) -> None:
    """Put bytes on stdout as they are, with the errors of `write`; on a terminal, as text."""
    if sys.stdout and sys.stdout.isatty():
        parts = (shown(part.decode(errors="replace")).encode() for part in parts)
    with suppress(_NobodyReads):
        with _writing():
            sys.stdout.flush()
        for part in parts:
            with _writing():
                sys.stdout.buffer.write(part)
        with _writing():
            sys.stdout.buffer.flush()


class _NobodyReads(Exception):
    """Who read stdout has gone away."""


@contextmanager
def _writing() -> Iterator[None]:
    if sys.stdout is None:
        raise StoreError("the answer could not be written: stdout is closed")
    try:
        yield
    except OSError as error:
        silence(sys.stdout)
        if isinstance(error, BrokenPipeError):
            raise _NobodyReads from error
        raise StoreError(f"the answer could not be written: {error.strerror}") from error

"""Sheets: CSV under one header row, safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

Row = Mapping[str, Any]

FORMULA = tuple("=+-@\t\r\n＝＋－＠")
"""How a text begins that a spreadsheet would run: https://owasp.org/www-community/attacks/CSV_Injection"""


def csv_text(header: Sequence[str], rows: Iterable[Row]) -> str:
    """The whole sheet, without the end of its last line."""
    return "\n".join(csv_lines(header, rows))


def csv_lines(header: Sequence[str], rows: Iterable[Row]) -> Iterator[str]:
    """Row by row, without line ends; the values of a list are joined with semicolons."""
    yield _line(header)
    for row in rows:
        yield _line([_harmless(row.get(name)) for name in header])


def _line(cells: Iterable[str]) -> str:
    text = io.StringIO()
    # With both characters in the line end, a cell that holds either of them is quoted.
    csv.writer(text, lineterminator="\r\n").writerow(cells)
    return text.getvalue().removesuffix("\r\n")


def _harmless(value: Any) -> str:
    """A cell that is a text to a spreadsheet too; a number stays one, also below nothing."""
    cell = _cell(value)
    runs = cell.startswith(FORMULA) and not isinstance(value, int | float)
    return f"'{cell}" if runs else cell


def _cell(value: Any) -> str:
    match value:
        case None:
            return ""
        case bool():
            return str(value).lower()
        case Mapping():
            return "; ".join(f"{name}: {_cell(each)}" for name, each in value.items())
        case list() | tuple():
            return "; ".join(_cell(each) for each in value)
    return str(value)

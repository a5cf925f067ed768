"""A page: lines and tables, as plain aligned text or drawn on a terminal."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Literal

from msgspec import Struct

from tracker.domain.characters import on_one_line, shown

if TYPE_CHECKING:
    from rich.console import Console


class Table(Struct, frozen=True):
    """Rows under a header. A column that is empty in every row is left out."""

    title: str
    header: tuple[str, ...]
    rows: Sequence[tuple[str, ...]]

    def after(self, **columns: Sequence[str]) -> Table:
        """The same table behind columns of these names."""
        rows = [(*row[:-1], *row[-1]) for row in zip(*columns.values(), self.rows, strict=True)]
        return Table(self.title, (*columns, *self.header), rows)

    def columns(self) -> list[tuple[str, ...]]:
        """What there is to show, column by column, each with its header first."""
        columns = zip(self.header, *self.rows, strict=True)
        return [tuple(map(on_one_line, each)) for each in columns if any(each[1:])]


Block = str | Table
Page = Sequence[Block]


def text(page: Page) -> str:
    """The page as plain text: a blank line between blocks, columns two spaces apart."""
    return "\n\n".join("\n".join(_lines(block)) for block in page)


def _lines(block: Block) -> Iterator[str]:
    if isinstance(block, str):
        yield block
        return
    yield from [on_one_line(block.title)] * bool(block.title)
    columns = [_aligned(column) for column in block.columns()]
    yield from (f"  {'  '.join(row)}".rstrip() for row in zip(*columns, strict=True))


def _aligned(column: Iterable[str]) -> list[str]:
    cells = list(column)
    widest = max(map(width, cells))
    return [cell + " " * (widest - width(cell)) for cell in cells]


def width(text: str) -> int:
    """How many columns of a terminal the text takes."""
    if text.isascii():
        return len(text)
    return sum(_width(each) for each in text)


def _width(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def draw(page: Page) -> None:
    """The page on the terminal that stdout is."""
    from rich.console import Console
    from rich.text import Text

    color: Literal["auto"] | None = None if os.environ.get("NO_COLOR") else "auto"
    console = Console(color_system=color, highlight=False)
    for at, block in enumerate(page):
        if at:
            console.print()
        if isinstance(block, str):
            console.print(Text(shown(block)), soft_wrap=True)
        else:
            _draw_table(block, console)


def _draw_table(table: Table, console: Console) -> None:
    from rich import box
    from rich.table import Table as Drawn
    from rich.text import Text

    drawn = Drawn(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False, header_style="bold")
    columns = table.columns()
    for header, *_ in columns:
        drawn.add_column(Text(header), overflow="fold")
    for row in zip(*(column[1:] for column in columns), strict=True):
        drawn.add_row(*map(Text, row))
    if table.title:
        console.print(Text(on_one_line(table.title), style="bold"))
    console.print(drawn)

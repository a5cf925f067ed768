"""Pages of a long answer, as they are asked for and told on a command line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

from typer import Option

from tracker.cli.aside import say

if TYPE_CHECKING:
    from tracker.views.boards import Line, Place
    from tracker.views.paging import Cursor, Page

AnyLine = TypeVar("AnyLine", bound="Line")


@dataclass(frozen=True, kw_only=True)
class Paging:
    """Which part of a list is asked for."""

    limit: Annotated[
        int | None, Option("--limit", metavar="N", min=1, help="At most so many rows.")
    ] = None
    after: Annotated[
        str | None,
        Option(
            "--after",
            metavar="CURSOR",
            help="What comes behind a row: its cursor, which rows have where --limit is given.",
        ),
    ] = None

    def page(self) -> Page:
        from tracker.views.paging import Page

        return Page(self.limit, self.after)

    @property
    def most(self) -> int | None:
        """How many lines are looked at."""
        return self.page().most

    def header(self, header: list[str]) -> list[str]:
        """The names of the columns, the cursor among them where there are pages."""
        return [*header, "cursor"] if self.page().is_asked else header

    def place(self, shape: Any) -> Place:
        """The place that the cursor names, as `Page.place` reads it."""
        return self.page().place(shape)


def pages(
    lines: Iterable[AnyLine], paging: Paging, place: Place
) -> Iterator[tuple[AnyLine, Cursor]]:
    """The lines of the page; behind the last one, stderr says how to get the next."""
    return paging.page().lines(lines, place, _tell)


def _tell(cursor: str) -> None:
    say(f"more: --after {cursor}")

"""Pages of a long answer: so many lines, each with a cursor that says where it stands."""

from __future__ import annotations

from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeVar

import msgspec
from msgspec import Struct

from tracker.domain.characters import shortened
from tracker.domain.errors import Refusal
from tracker.views.boards import Line, Place

Cursor = dict[str, str]
"""What a row has of the page that it is on: nothing, or a cursor."""

AnyLine = TypeVar("AnyLine", bound=Line)


class Page(Struct, frozen=True):
    """Which part of a list is asked for: at most `limit` lines, behind the cursor `after`."""

    limit: int | None = None
    after: str | None = None

    @property
    def is_asked(self) -> bool:
        return self.limit is not None or self.after is not None

    @property
    def most(self) -> int | None:
        """How many lines are looked at: one more than a page tells whether it is the last."""
        return self.limit and self.limit + 1

    def place(self, shape: Any) -> Place:
        """The place that the cursor names, empty without one. Raises Refusal where it names none.

        `shape` is the type of the places of this list.
        """
        if self.after is None:
            return ()
        try:
            place: Place = msgspec.json.decode(_decoded(self.after), type=shape)
            if any("\0" in str(each) for each in place):  # no row has one, nor takes a server one
                raise ValueError
        except (ValueError, msgspec.MsgspecError):
            raise Refusal(
                f"{shortened(self.after, 100)!r} is no cursor of this list",
                "--after takes the `cursor` of a row that the same command showed with --limit",
            ) from None
        return place

    def lines(
        self, lines: Iterable[AnyLine], place: Place, more: Callable[[str], object]
    ) -> Iterator[tuple[AnyLine, Cursor]]:
        """The lines of the page, each with what its row has of it: a cursor where there are pages.

        Where others follow, `more` is told the cursor that they come behind.
        """
        cursor = ""
        for at, line in enumerate(lines):
            if at == self.limit:
                more(cursor)
                return
            place = line.place(place)
            cursor = _encoded(place)
            yield line, {"cursor": cursor} if self.is_asked else {}


def _encoded(place: Place) -> str:
    """A text that no shell takes for anything else."""
    return urlsafe_b64encode(msgspec.json.encode(place)).decode().rstrip("=")


def _decoded(cursor: str) -> bytes:
    return urlsafe_b64decode(cursor.encode() + b"=" * (-len(cursor) % 4))

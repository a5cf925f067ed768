"""The address of a page: it holds everything that was chosen, so that a link is a citation."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from urllib.parse import urlencode

from fastapi import Request
from msgspec import Struct
from msgspec.structs import replace

Pairs = tuple[tuple[str, str], ...]

QUESTION = ("as_of", "known_by", "then", "recorded_by", "confirmed", "according_to")
"""The parameters that every page understands."""


class Address(Struct, frozen=True):
    """A path and its parameters; a template prints it where a link goes."""

    path: str
    pairs: Pairs = ()

    def __str__(self) -> str:
        return self.path + (f"?{urlencode(self.pairs)}" if self.pairs else "")

    def having(self, **changes: object) -> Address:
        """The same page with other parameters; None takes one away."""
        kept = tuple(pair for pair in self.pairs if pair[0] not in changes)
        given = tuple((name, str(each)) for name, each in changes.items() if each is not None)
        return replace(self, pairs=kept + given)

    def without(self, name: str, value: str) -> Address:
        """The same page less one of several values of a parameter."""
        return replace(self, pairs=tuple(pair for pair in self.pairs if pair != (name, value)))

    def now(self, today: str | None = None) -> Address:
        """The same page of now, with all that was recorded. Given `today`, where what was known
        moves with the moment, it goes on doing so.
        """
        day = today if self.moment == "then" else None
        return self.having(as_of=None, then=day, recorded_by=None)

    def at(self, day: str | None) -> Address:
        """The same page at another moment; None: now."""
        return self.having(**{self.moment: day})

    def to(self, path: str) -> Address:
        """Another page that is asked the same question."""
        return Address(path, tuple(pair for pair in self.pairs if pair[0] in QUESTION))

    def apart(self) -> Address:
        """The same path, asking nothing."""
        return Address(self.path)

    def fields(self, *names: str) -> Iterator[tuple[str, str]]:
        """The parameters that a form with fields of these names has to keep beside them."""
        return (pair for pair in self.pairs if pair[0] not in names)

    @property
    def moment(self) -> str:
        """The parameter that says when: `then` where what was known moves with it."""
        return "then" if any(name == "then" for name, _ in self.pairs) else "as_of"

    def values(self, name: str) -> Sequence[str]:
        return [value for each, value in self.pairs if each == name]


def address_of(request: Request) -> Address:
    """Where the browser is, less what was left empty and what only a script asks."""
    given = request.query_params.multi_items()
    pairs = tuple((name, value) for name, value in given if value and name != "fragment")
    return Address(request.url.path, pairs)

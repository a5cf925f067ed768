"""Who published what the entries of deals rest on, and whether a question names one of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from typing import TYPE_CHECKING

from tracker.domain.amendments import EntryCited, EntryDisputed
from tracker.domain.errors import NotThere
from tracker.domain.history import History
from tracker.domain.names import key

if TYPE_CHECKING:
    from tracker.store.book import Book
    from tracker.views.asking import Asked


def publishers_of(history: History) -> Iterator[str]:
    """Everybody who published something that an entry of the deal rests on."""
    for entry in history.entries:
        yield from (source.publisher for source in entry.sources)
        if isinstance(entry.event, EntryCited | EntryDisputed) and entry.event.source:
            yield entry.event.source.publisher


def publishers(book: Book) -> Iterator[str]:
    """The same of every deal; this reads every log."""
    for row in book.deals():
        yield from publishers_of(book.history(row.deal))


def check_publishers(asked: Asked, known: Iterable[str], where: str) -> None:
    """Raises NotThere for a publisher that nothing rests on, with those that there are."""
    if not asked.according_to:
        return
    names = {key(name): name for name in known}
    for each in asked.according_to:
        if key(each) not in names:
            near = get_close_matches(key(each), names, 1)
            raise NotThere(
                f"nothing {where} is published by {each!r}",
                *(f"did you mean {names[match]}?" for match in near),
                f"publishers are {', '.join(sorted(names.values())) or 'not named there'}",
                kind="unknown-publisher",
            )

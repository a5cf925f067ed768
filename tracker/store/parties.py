"""A party across deals: under which name it goes in each, and how it stands there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from typing import TYPE_CHECKING

from msgspec.structs import replace
from sqlalchemy import select

from tracker.domain.amendments import EntryCorrected
from tracker.domain.entry import decode
from tracker.domain.errors import NotThere
from tracker.domain.events.statements import NameJoined
from tracker.domain.names import PARTY, key
from tracker.domain.spellings import tellings
from tracker.store.tables import entries
from tracker.views.boards import BidderLine, Place, Wanted

if TYPE_CHECKING:
    from tracker.store.boards import Boards
    from tracker.store.book import Book


def bids(boards: Boards, wanted: Wanted, party: str | None, place: Place) -> Iterator[BidderLine]:
    """The bidders that are asked for. Raises NotThere for a party that no deal knows."""
    if party is None:
        return boards.bidders(wanted, place)
    shown = shown_under(party, boards)
    names = (party, *shown.values())

    def are_of_the_party(lines: Iterable[BidderLine]) -> Iterator[BidderLine]:
        return (e for e in lines if key(e.bidder.name) == key(shown.get(e.deal, party)))

    if not any(True for _ in are_of_the_party(boards.bidders(Wanted(names=names)))):
        check_known(party, boards.book)
    return are_of_the_party(boards.bidders(replace(wanted, names=names), place))


def shown_under(party: str, boards: Boards) -> dict[str, str]:
    """By deal, where it joins the party's name to another: what stands for it at the moment asked.

    Elsewhere a party goes by its name alone, so no other log is read.
    """
    found = dict[str, str]()
    for deal in deals_joining(party, boards.book):
        history = boards.history(deal)
        if question := boards.questions.get(history.zone):
            found[deal] = history.as_of(question).deal.shown(party)
    return found


def deals_joining(party: str, book: Book) -> list[str]:
    """The deals with an entry, or a correction of one, that says that the name is another's too."""
    query = select(entries.c.deal, entries.c.state).where(
        entries.c.event.in_((NameJoined.__name__, EntryCorrected.__name__))
    )
    with book.recorder.reading() as connection:
        rows = connection.execute(query)
        found = {deal for deal, state in rows if key(party) in _joined_by(state)}
    return sorted(found)


def _joined_by(state: bytes) -> Iterator[str]:
    """The keys of the names that a stored entry says are one."""
    if NameJoined.__name__.encode() in state:
        for event in tellings(decode(state)):
            if isinstance(event, NameJoined):
                yield from (key(event.name), key(event.alias))


def check_known(party: str, book: Book) -> None:
    """Raises NotThere for a party that no deal knows; to say so, every log is read."""
    known = dict[str, str]()
    for row in book.deals():
        known |= book.history(row.deal).known.of(PARTY)
    if key(party) not in known:
        raise unknown_party(party, known.values())


def unknown_party(party: str, known: Iterable[str]) -> NotThere:
    names = {key(name): name for name in known}
    near = get_close_matches(key(party), names, 1, 0.6)
    there = sorted(names.values(), key=key)
    more = f" and {len(there) - 20} more" if len(there) > 20 else ""
    return NotThere(
        f"nobody is called {party!r} in any deal of this book",
        *(f"did you mean {names[each]}?" for each in near),
        *((f"known are {', '.join(there[:20])}{more}",) if there else ()),
        kind="unknown-name",
    )

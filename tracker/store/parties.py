"""A party across deals: under which name it goes in each, and how it stands there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from typing import TYPE_CHECKING

from msgspec.structs import replace

from tracker.domain.errors import NotThere
from tracker.domain.names import PARTY, key
from tracker.views.boards import BidderLine, Place, Wanted

if TYPE_CHECKING:
    from tracker.store.boards import Boards
    from tracker.store.book import Book


def bids(boards: Boards, wanted: Wanted, party: str | None, place: Place) -> Iterator[BidderLine]:
    """The bidders that are asked for. Raises NotThere for a party that no deal knows."""
    if party is None:
        return boards.bidders(wanted, place)
    if any(True for _ in boards.bidders(Wanted(names=(party,)))):
        return boards.bidders(replace(wanted, names=(party,)), place)
    names = names_of(party, boards.book)
    lines = boards.bidders(replace(wanted, names=tuple(names.values())), place) if names else ()
    return (each for each in lines if each.bidder.name == names.get(each.deal))


def names_of(party: str, book: Book) -> dict[str, str]:
    """The name that a party, or an alias of it, is shown under, by deal, whatever the moment.

    This reads every log: it is for a name that no table has. Raises NotThere where no deal has it.
    """
    shown, known = dict[str, str](), dict[str, str]()
    for row in book.deals():
        history = book.history(row.deal)
        parties = history.known.of(PARTY)
        known |= parties
        if key(party) in parties:
            shown[row.deal] = history.whole.deal.shown(party)
    if key(party) not in known:
        raise unknown_party(party, known.values())
    return {deal: known.get(key(name), name) for deal, name in shown.items()}


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

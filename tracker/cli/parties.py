"""Under which name a party goes in each deal, and who is known at all."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from typing import TYPE_CHECKING

from tracker.cli.place import place
from tracker.domain.errors import NotThere
from tracker.domain.names import PARTY, key
from tracker.store.book import open_book

if TYPE_CHECKING:
    from tracker.cli.options import Everywhere


def names_of(party: str, common: Everywhere) -> dict[str, str]:
    """The name that a party, or an alias of it, is shown under, by deal, whatever the moment.

    This reads every log: it is for a name that no table has. Raises NotThere where no deal has it.
    """
    shown, known = dict[str, str](), dict[str, str]()
    with open_book(place(common.db).where) as book:
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

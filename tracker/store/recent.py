"""The histories of the deals that were written or asked about last, so as not to be read again."""

from __future__ import annotations

from collections import OrderedDict

from tracker.domain.history import History
from tracker.store.transactions import Head

MOST = 8


class Recent:
    """A few histories, each with the end of the log that it goes to.

    Others may write to a deal meanwhile: a history is what the log says only where the head, which
    holds the hash of everything, is the same in the transaction that asks.
    """

    def __init__(self) -> None:
        self._kept: OrderedDict[str, tuple[Head, History]] = OrderedDict()

    def get(self, deal: str, head: Head | None) -> History | None:
        """The history of a deal whose head is this."""
        kept = self._kept.get(deal)
        return kept[1] if kept and kept[0] == head else None

    def keep(self, head: Head, history: History) -> None:
        """A history that goes to this head."""
        self._kept[history.deal] = head, history
        self._kept.move_to_end(history.deal)
        if len(self._kept) > MOST:
            self._kept.popitem(last=False)

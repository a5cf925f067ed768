"""What a text is found in: deals, parties, deadlines and entries, all at one moment."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from msgspec import Struct

from tracker.domain.history import Fact, History
from tracker.store.boards import Boards
from tracker.store.search import entries_with
from tracker.store.shelf import Shelf
from tracker.views.boards import BidderLine, DeadlineLine, DealLine
from tracker.views.timeline import Row, fact_row

MOST = 100
"""So many of a kind are shown."""


class Found(Struct, frozen=True):
    """What there is of each kind, as far as the question knows it."""

    deals: Sequence[DealLine]
    parties: Sequence[BidderLine]
    deadlines: Sequence[DeadlineLine]
    entries: Sequence[Row]

    def __len__(self) -> int:
        return sum(map(len, (self.deals, self.parties, self.deadlines, self.entries)))


def found(shelf: Shelf, boards: Boards, text: str) -> Found:
    """What the text is in, in any case."""
    wanted = text.casefold()

    def has(*texts: str | None) -> bool:
        return any(wanted in (each or "").casefold() for each in texts)

    return Found(
        [line for line in boards.deals() if has(*_names(line))][:MOST],
        [line for line in boards.bidders() if has(line.bidder.name)][:MOST],
        [line for line in boards.deadlines() if has(line.deadline.name)][:MOST],
        list(_entries(shelf, boards, text))[:MOST],
    )


def _names(line: DealLine) -> tuple[str | None, ...]:
    row = line.deal
    return row.deal, row.title, row.seller, row.target


def _entries(shelf: Shelf, boards: Boards, text: str) -> Iterator[Row]:
    """Those that the question counts: not what was said later, or was not known yet."""

    @cache
    def read(deal: str) -> tuple[History, Mapping[int, Fact]]:
        _, history = shelf.history(deal)
        # A deal may have been begun since the boards were laid out, in a zone of its own.
        question = boards.questions.get(history.zone)
        return history, history.as_of(question).facts if question else {}

    for deal, number in entries_with(boards.book, text):
        history, facts = read(deal)
        fact = facts.get(number)
        if fact and fact.standing == "counted":
            yield fact_row(history, history.entries[number - 1], fact)

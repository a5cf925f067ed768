"""Somebody who writes in every way there is, and notes what they are told is recorded."""

from __future__ import annotations

import time
from collections import defaultdict
from random import Random

from msgspec import Struct

from tests.load.asking import a_day
from tracker.domain.drafts import AnyDraft, Correction, Draft, Retraction
from tracker.domain.sources import Source
from tracker.store.book import Book

SHARED = [f"shared-{each}" for each in range(4)]
PAPERS = ("Reuters", "WSJ", "Bloomberg")


class Told(Struct, frozen=True):
    """An entry that was said to be recorded: its number, where it was told, and when that was.

    `at` is in seconds of a clock that every process of a machine has in common.
    """

    deal: str
    id: str
    number: int | None
    at: float


class Writer:
    """Writes until it is stopped. `took` are seconds, by what was done."""

    def __init__(self, book: Book, me: int) -> None:
        self.book, self.me, self.dice = book, me, Random(f"writer {me}")
        self.told: list[Told] = []
        self.took: dict[str, list[float]] = defaultdict(list)
        self.count = 0
        self.mine: list[tuple[str, int]] = []

    def write(self) -> None:
        """Something."""
        acts = [self.record] * 6 + [self.correct] * 2 + [self.retract, self.import_, self.new]
        act = self.dice.choice(acts if self.mine else [self.record])
        began = time.perf_counter()
        act()
        self.took[act.__name__.strip("_")].append(time.perf_counter() - began)

    def record(self) -> None:
        deal = self.dice.choice(SHARED)
        said = self._sentence()
        sources = (Source(self.dice.choice(PAPERS), published=a_day(self.dice)),)
        draft = Draft(
            sentence=said, on=a_day(self.dice), sources=sources, new=True, id=self._an_id()
        )
        self.mine.append((deal, self._recorded(deal, draft)))

    def correct(self) -> None:
        deal, number = self.dice.choice(self.mine)
        by = f"Desk {self.count}"
        self._recorded(deal, Correction(entry=number, because="so", by=by, id=self._an_id()))

    def retract(self) -> None:
        deal, number = self.mine.pop(self.dice.randrange(len(self.mine)))
        self._recorded(deal, Retraction(entry=number, because="twice", id=self._an_id()))

    def import_(self) -> None:
        """Two deals in one file, in either order."""
        deals = self.dice.sample(SHARED, 2)
        ids = [(deal, self._an_id()) for deal in deals for _ in range(2)]
        file = "---\n".join(
            f"deal: {deal}\nentries:\n"
            + "".join(
                f'  - {{id: {each}, on: {a_day(self.dice)}, what: "note: imported {each}"}}\n'
                for of, each in ids
                if of == deal
            )
            for deal in deals
        )
        self.book.import_casebook(file, file="load.yaml", zone="UTC")
        self.told.extend(Told(deal, each, None, time.monotonic()) for deal, each in ids)

    def new(self) -> None:
        deal = f"deal-{self.me}-{self.count}"
        self.count += 1
        assert self.book.new(deal, "A new deal", zone="Asia/Tokyo")
        self.told.append(Told(deal, "", 0, time.monotonic()))

    def _recorded(self, deal: str, draft: AnyDraft) -> int:
        recorded = self.book.record(deal, draft)
        entry = recorded.written.entry
        assert not recorded.written.already
        self.told.append(Told(deal, entry.id, entry.number, time.monotonic()))
        return entry.number

    def _sentence(self) -> str:
        number = self.dice.randint(1, 99)
        return self.dice.choice(
            (
                f"Bidder{self.me} bid of ${number}bn",
                f"Bidder{self.me} bid rejected",
                "Oracle in talks",
                f"sale due {a_day(self.dice)}",
                "CFIUS review opened",
                f"note: marker {number} of {self.me}",
            )
        )

    def _an_id(self) -> str:
        self.count += 1
        return f"w{self.me}-{self.count}"

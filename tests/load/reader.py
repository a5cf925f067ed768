"""Somebody who asks a book one thing after the other, and notes what was answered when."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from random import Random
from typing import Any

from msgspec import Struct

from tests.load.asking import OF_A_LOG, boards, digest, question, since_the_beginning
from tracker.store.boards import Boards
from tracker.store.book import Book
from tracker.store.search import entries_with
from tracker.views.asking import Asked


class Seen(Struct, frozen=True):
    """An answer about a deal: the question, how many entries it knew, and when it was begun.

    `began` is in seconds of a clock that every process of a machine has in common.
    """

    said: str
    deal: str
    version: int
    asked: Asked
    digest: str
    began: float


class Reader:
    """Asks until it is stopped. `took` are seconds, by what was asked."""

    def __init__(self, book: Book, me: int) -> None:
        self.book, self.dice = book, Random(f"reader {me}")
        self.seen: list[Seen] = []
        self.found: dict[str, set[tuple[str, int]]] = defaultdict(set)
        self.took: dict[str, list[float]] = defaultdict(list)
        self._asks: dict[str, Callable[[Asked], None]] = {
            **{said: self._of_one(said) for said in ("status", "timeline", "why", "history")},
            "deadlines": self._deadlines,
            "boards": self._of_all("boards", boards),
            "changes": self._of_all("changes", since_the_beginning),
            "search": self._search,
        }

    def ask(self) -> None:
        """Something."""
        self._asks[self.dice.choice(list(self._asks))](question(self.dice))

    @contextmanager
    def _timed(self, said: str) -> Iterator[None]:
        began = time.perf_counter()
        yield
        self.took[said].append(time.perf_counter() - began)

    def _of_one(self, said: str) -> Callable[[Asked], None]:
        def ask(asked: Asked) -> None:
            deal, began = self._a_deal(), time.monotonic()
            with self._timed(said):
                history = self.book.history(deal)
                answer = OF_A_LOG[said](history, asked)
            self._note(said, deal, history.version, asked, answer, began)

        return ask

    def _deadlines(self, asked: Asked) -> None:
        deal, began = self._a_deal(), time.monotonic()
        with self._timed("deadlines"):
            there = Boards(self.book, asked, deal=deal)
            answer = list(there.deadlines())
        assert there.one is not None
        self._note("deadlines", deal, there.one.version, asked, answer, began)

    def _of_all(
        self, said: str, tell: Callable[[Book, Asked], dict[str, Any]]
    ) -> Callable[[Asked], None]:
        def ask(asked: Asked) -> None:
            # In one transaction: the lines are those of the entries that it says there are.
            began = time.monotonic()
            with self._timed(said), self.book.recorder.reading():
                answer = tell(self.book, asked)
                versions = {row.deal: row.version for row in self.book.deals()}
            assert set(answer) == set(versions)
            for deal in self.dice.sample(sorted(versions), 3):
                self._note(said, deal, versions[deal], asked, answer[deal], began)

        return ask

    def _search(self, _: Asked) -> None:
        text = f"marker {self.dice.randrange(30)} of"
        with self._timed("search"):
            found = set(entries_with(self.book, text))
        assert self.found[text] <= found, "what was found once is found again"
        self.found[text] = found

    def _a_deal(self) -> str:
        return f"shared-{self.dice.randrange(4)}"

    def _note(
        self, said: str, deal: str, version: int, asked: Asked, answer: Any, began: float
    ) -> None:
        self.seen.append(Seen(said, deal, version, asked, digest(answer), began))

"""What is asked of the page and of a book again and again, with something recorded in between."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count
from random import Random

from starlette.testclient import TestClient

from tests.load.asking import NOW, a_day
from tracker.domain.drafts import Draft
from tracker.store.boards import Boards
from tracker.store.book import Book
from tracker.store.comparing import changed
from tracker.store.search import entries_with
from tracker.views.answers import reasons_of
from tracker.views.asking import Asked
from tracker.views.status import status
from tracker.views.timeline import timeline

ZONE = "America/New_York"
DEALS = [f"deal-{each}" for each in range(30)]
"""More than any part of the program keeps at hand."""

SENTENCES = (
    "Oracle bid of $20bn",
    "sale due 2021-03-01",
    "CFIUS review opened",
    "Oracle chosen",
    "note: it goes on",
)
OFTEN = (
    "/deals/{deal}?as_of={day}",
    "/deals/{deal}?then={day}",
    "/api/deals/{deal}/status?as_of={day}",
    "/api/deals/{deal}/timeline?as_of={day}",
    "/api/deals/{deal}/why?as_of={day}",
    "/api/deadlines?as_of={day}&within=14d",
)
SELDOM = (
    "/?as_of={day}",
    "/deals/{deal}/chart.svg?as_of={day}",
    "/search?q=Oracle&as_of={day}",
    "/api/deals?as_of={day}&limit=5",
    "/api/bidders?as_of={day}&party=Oracle",
    "/api/changes?as_of={day}",
)
PAGES = (*OFTEN * 4, *SELDOM)


def begin(book: Book) -> None:
    """Deals with a little in each."""
    for deal in DEALS:
        book.new(deal, "A deal", zone=ZONE)
        for day, said in enumerate(SENTENCES, 1):
            book.record(deal, Draft(sentence=said, on=f"2020-03-{day:02}", new=True))


class Visits:
    """Each call is a visit; one in `every` is of somebody who records something."""

    def __init__(self, book: Book, every: int = 100) -> None:
        self.book, self.every, self.dice = book, every, Random("visits")
        self._count = count(1)

    def by_the_page(self, client: TestClient) -> Callable[[], None]:
        """Of the page."""

        def visit() -> None:
            if not self._recorded():
                page = self.dice.choice(PAGES)
                got = client.get(page.format(deal=self._deal(), day=a_day(self.dice)))
                assert got.status_code == 200, got.text

        return visit

    def by_itself(self) -> None:
        """Of the book."""
        if self._recorded():
            return
        asked = Asked(now=NOW, as_of=a_day(self.dice))
        match self.dice.randrange(6):
            case 0:
                list(Boards(self.book, asked).deadlines())
            case 1:
                before, after = asked.since("2020-01-01", ZONE)
                list(changed(self.book, {ZONE: before}, {ZONE: after}))
            case 2:
                entries_with(self.book, "it goes on")
            case 3:
                history = self.book.history(self._deal())
                reasons_of(history, asked.question(history.zone), None)
            case 4:
                history = self.book.history(self._deal())
                timeline(history, asked.question(history.zone))
            case _:
                history = self.book.history(self._deal())
                status(history, asked.question(history.zone))

    def _recorded(self) -> bool:
        number = next(self._count)
        if number % self.every:
            return False
        draft = Draft(sentence=f"note: visit {number}", on=a_day(self.dice))
        self.book.record(self._deal(), draft)
        return True

    def _deal(self) -> str:
        return self.dice.choice(DEALS)

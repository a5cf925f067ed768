"""Questions over every deal: answered by the tables, or by the logs where the tables cannot."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, TypeVar

from tracker.domain.history import History, Question
from tracker.domain.standing import Standing, standing
from tracker.domain.times import zone_info
from tracker.store.holding import Questions
from tracker.store.lines import Bidders, Deadlines, Deals, Lines
from tracker.store.publishers import check_publishers, publishers, publishers_of
from tracker.views.boards import (
    BidderLine,
    DeadlineLine,
    DealLine,
    DealRow,
    Line,
    Place,
    Wanted,
    bidder_lines,
    deadline_lines,
    deal_lines,
    row_of,
)

if TYPE_CHECKING:
    from tracker.store.book import Book
    from tracker.views.asking import Asked

AT_ONCE = 10_000
ANYTHING = Wanted()

AnyLine = TypeVar("AnyLine", bound=Line)


class Boards:
    """What stood in every deal of a book at a moment, each in its zone; or in one deal only.

    A long answer is read ten thousand lines at a time, each time from behind the line that came
    last: whoever takes long with it keeps nobody from writing, and what is written meanwhile
    neither repeats nor hides a line that stood throughout.
    """

    def __init__(
        self,
        book: Book,
        asked: Asked,
        *,
        deal: str | None = None,
        zone: str | None = None,
        most: int | None = None,
        progress: Callable[[int, int], None] | None = None,
    ) -> None:
        """With `zone` only deals that are kept in it; `most` is how many lines will be taken.

        Raises Refusal for a time that cannot be read or a zone that is none, NotThere for a deal
        that is none, or a publisher that nothing there rests on.
        """
        asked.question("UTC")  # so that an empty book refuses a time that cannot be read
        self.book = book
        self.one = book.history(deal) if deal is not None else None
        self.questions = {each: asked.question(each) for each in self._zones(zone)}
        self.most = min(AT_ONCE, most or AT_ONCE)
        self.progress = progress
        if self.one:
            check_publishers(asked, publishers_of(self.one), f"in {deal}")
        else:
            check_publishers(asked, publishers(book), "in this book")

    def _zones(self, zone: str | None) -> list[str]:
        if zone is not None:
            zone_info(zone)
        there = [self.one.zone] if self.one else self.book.zones()
        return [each for each in there if zone in (None, each)]

    @property
    def folds(self) -> bool:
        """Whether the answer is folded from logs."""
        asked = self.questions.values()
        return self.one is not None or not all(each.takes_everybody for each in asked)

    def deals(self, wanted: Wanted = ANYTHING, after: Place = ()) -> Iterator[DealLine]:
        """The deals by name."""
        if not self.folds:
            return self._read(Deals, wanted, after)
        return self._folded(after, lambda deal, _, stands: deal_lines(deal, stands, wanted))

    def deadlines(self, wanted: Wanted = ANYTHING, after: Place = ()) -> Iterator[DeadlineLine]:
        """The deadlines by due date, unknown last."""
        if not self.folds:
            return self._read(Deadlines, wanted, after)
        found = self._folded(
            (), lambda deal, question, stands: deadline_lines(deal, stands, question, wanted)
        )
        behind = (line for line in found if line.is_behind(after))
        return iter(sorted(behind, key=DeadlineLine.place))

    def bidders(self, wanted: Wanted = ANYTHING, after: Place = ()) -> Iterator[BidderLine]:
        """The bidders by deal, and there in the order of first mention."""
        if not self.folds:
            return self._read(Bidders, wanted, after)
        return self._folded(after, lambda deal, _, stands: bidder_lines(deal, stands, wanted))

    def history(self, deal: str) -> History:
        """The log of a deal. Raises NotThere."""
        return self.one or self.book.history(deal)

    def _read(
        self,
        lines_of: Callable[[Questions, Wanted], Lines[AnyLine]],
        wanted: Wanted,
        place: Place,
    ) -> Iterator[AnyLine]:
        """Lines from the tables."""
        if not self.questions:
            return
        lines = lines_of(self.questions, wanted)
        while True:
            query = lines.query.where(lines.behind(place)) if place else lines.query
            with self.book.recorder.reading() as connection:
                batch = lines.read(connection, query.limit(self.most))
            yield from batch
            if len(batch) < self.most:
                return
            for line in batch:
                place = line.place(place)

    def _folded(
        self,
        after: Place,
        lines_of: Callable[[DealRow, Question, Standing], Iterator[AnyLine]],
    ) -> Iterator[AnyLine]:
        """Lines from the logs, deal by deal by name; no deal before the place is read."""
        for history in self._histories(*after[:1]):
            question = self.questions[history.zone]
            stands = standing(history.as_of(question))
            lines = lines_of(row_of(history), question, stands)
            yield from (line for line in lines if line.is_behind(after))

    def _histories(self, first: str = "") -> Iterator[History]:
        if self.one is not None:
            yield from [self.one] * (self.one.zone in self.questions)
            return
        rows = [each for each in self.book.deals() if each.zone in self.questions]
        names = [each.deal for each in rows if each.deal >= first]
        for done, name in enumerate(names, 1):
            yield self.book.history(name)
            if self.progress:
                self.progress(done, len(names))

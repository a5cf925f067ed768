"""A question to the book: what is asked, of which deals, at which moment."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, NamedTuple

from tracker.cli import moments
from tracker.cli.output import refuse_two_forms
from tracker.cli.place import place
from tracker.domain.amendments import EntryCited, EntryDisputed
from tracker.domain.errors import NotThere
from tracker.domain.history import History, Question
from tracker.domain.names import key
from tracker.domain.standing import Standing, standing
from tracker.domain.times import instant
from tracker.store.book import Book, DealRow, open_book
from tracker.views.status import end_of

if TYPE_CHECKING:
    from tracker.cli.options import Asking
    from tracker.views.asking import Asked


class Stood(NamedTuple):
    """A deal, the question in its zone, and what stood there then."""

    deal: DealRow
    question: Question
    standing: Standing

    def moment(self) -> dict[str, Any]:
        """The deal and the moment asked about, as every row of an answer over deals has them."""
        return {"deal": self.deal.deal, **moment(self.question, self.deal.zone)}


def moment(question: Question, zone: str) -> dict[str, Any]:
    """The moment that an answer speaks of, as `status --json` gives it."""
    return {
        "zone": zone,
        "as_of": end_of(question.as_of, zone),
        "known_by": question.known_by and end_of(question.known_by, zone),
        "recorded_by": question.recorded_by and end_of(question.recorded_by, zone),
    }


def ask(deal: str, asking: Asking) -> tuple[History, Question]:
    """The log of a deal, and the question in its zone. Raises NotThere."""
    refuse_two_forms(asking)
    asked = asking.asked()
    with open_book(place(asking.db).where) as book:
        history = book.history(deal)
    check_publishers(asked, publishers_of(history), f"in {deal}")
    return history, asked.question(history.zone)


def ask_about(deal: str | None, asking: Asking) -> list[Stood]:
    """What stood in one deal, or in every one. Raises NotThere."""
    if deal is None:
        return ask_everywhere(asking)
    history, question = ask(deal, asking)
    return [Stood(row_of(history), question, standing(history.as_of(question)))]


def row_of(history: History) -> DealRow:
    """The deal of a log as the book lists it."""
    deal, of = history.deal, history.opened
    return DealRow(deal, of.title, of.seller, of.target, of.zone, history.version)


def ask_everywhere(asking: Asking) -> list[Stood]:
    """What stood in every deal, by name. Raises NotThere for an unknown publisher."""
    refuse_two_forms(asking)
    asked = asking.asked()
    asked.question("UTC")  # so that a time that cannot be read is refused by an empty book too
    with open_book(place(asking.db).where) as book:
        if asked.according_to:
            check_publishers(asked, _publishers(book), "in this book")
        return [
            Stood(row, asked.question(row.zone), stands) for row, stands in book.standings(asked)
        ]


def histories(
    deal: str | None, asking: Asking, progress: Callable[[int, int], None] | None = None
) -> Iterator[tuple[History, Question]]:
    """The log of one deal, or of every one by name, one at a time. Raises NotThere."""
    if deal is not None:
        yield ask(deal, asking)
        return
    refuse_two_forms(asking)
    asked = asking.asked()
    asked.question("UTC")
    with open_book(place(asking.db).where) as book:
        if asked.according_to:
            check_publishers(asked, _publishers(book), "in this book")
        rows = book.deals()
        for done, row in enumerate(rows, 1):
            yield book.history(row.deal), asked.question(row.zone)
            if progress:
                progress(done, len(rows))


def publishers_of(history: History) -> Iterator[str]:
    """Everybody who published something that an entry of the deal rests on."""
    for entry in history.entries:
        yield from (source.publisher for source in entry.sources)
        if isinstance(entry.event, EntryCited | EntryDisputed) and entry.event.source:
            yield entry.event.source.publisher


def _publishers(book: Book) -> Iterator[str]:
    for row in book.deals():
        yield from publishers_of(book.history(row.deal))


def check_publishers(asked: Asked, known: Iterable[str], where: str) -> None:
    """Raises NotThere for a publisher that nothing rests on, with those that there are."""
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


def head(stood: Sequence[Stood]) -> str:
    """The moment that an answer over these deals speaks of, as the beginning of a sentence."""
    zones = list(dict.fromkeys(each.deal.zone for each in stood))
    if not zones:
        return "In a book without deals"
    question = stood[0].question
    if len(zones) == 1:
        return moments.asked(question, zones[0])
    if not _instants(question):
        where = "in each deal's zone"
        return f"As of {moments.moment(question.as_of, where)}, {moments.knowledge(question)}"
    ends = {(each.question.at, each.question.knowledge, each.question.recording) for each in stood}
    if len(ends) == 1:
        at = instant(question.at, "UTC", "seconds")
        return f"As of {moments.moment(at, 'UTC')}, {moments.knowledge(question)}"
    told = (moments.asked(each.question, each.deal.zone) for each in stood)
    return "; ".join(dict.fromkeys(told))


def _instants(question: Question) -> bool:
    """Whether the question names an instant, which zones write differently."""
    asked = (question.as_of, question.known_by, question.recorded_by)
    return any(each.is_instant for each in asked if each)


def columns(shown: Sequence[Stood], asked: Sequence[Stood]) -> dict[str, list[str]]:
    """What tells rows of several deals apart: the deal, and its zone where not all are in one."""
    several = len({each.deal.zone for each in asked}) > 1
    return {
        "deal": [each.deal.deal for each in shown],
        "zone": [each.deal.zone * several for each in shown],
    }

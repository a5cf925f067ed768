"""Questions over every deal say what folding each deal says, page by page too."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.histories import BIDDERS, amendments, drafts, edges, times
from tests.places import at
from tracker.domain.drafts import Draft
from tracker.domain.errors import NotThere, Refusal
from tracker.domain.reckoning import read_span
from tracker.domain.standing import Standing, standing
from tracker.domain.words import KINDS, OF_BIDDERS, OF_DEADLINES, OF_DEALS
from tracker.store import boards as store_boards
from tracker.store.boards import Boards
from tracker.store.book import Book, open_book
from tracker.store.comparing import changed
from tracker.views.asking import Asked
from tracker.views.boards import (
    Line,
    Place,
    Wanted,
    bidder_lines,
    deadline_lines,
    deal_lines,
    row_of,
)
from tracker.views.changes import changes

NOW = 1_600_000_000_000_000
ZONES = {"a": "America/New_York", "b": "Asia/Tokyo", "c": "America/New_York"}
law = settings(max_examples=25, deadline=None)

asking = st.builds(Asked, now=st.just(NOW), as_of=times | edges, known_by=st.none() | times | edges)
wanted = st.builds(
    Wanted,
    statuses=st.lists(st.sampled_from((*OF_BIDDERS, *OF_DEADLINES, *OF_DEALS)), max_size=4),
    kinds=st.lists(st.sampled_from(KINDS), max_size=2),
    names=st.lists(st.sampled_from((*BIDDERS, "ORACLE", "nobody")), max_size=1),
    within=st.none() | st.sampled_from(("3 days", "1 month", "5 business days")).map(read_span),
)
written = st.lists(st.tuples(st.sampled_from(sorted(ZONES)), drafts), min_size=1, max_size=12)


@contextmanager
def a_book() -> Iterator[Book]:
    with (
        tempfile.TemporaryDirectory() as folder,
        open_book(at(Path(folder) / "book.db"), create=True) as book,
    ):
        for deal, zone in ZONES.items():
            book.new(deal, f"The deal {deal}", zone=zone)
        yield book


def record(book: Book, entries: Iterable[tuple[str, Any]]) -> None:
    for deal, draft in entries:
        with suppress(Refusal):
            book.record(deal, draft)


def folded(book: Book, asked: Asked) -> Iterator[tuple[Any, Any, Standing]]:
    for deal in book.deals():
        history, question = book.history(deal.deal), asked.question(deal.zone)
        yield row_of(history), question, standing(history.as_of(question))


@law
@given(written, st.data(), asking, wanted)
def test_a_board_says_what_folding_each_deal_says(
    entries: Sequence[tuple[str, Draft]], data: st.DataObject, asked: Asked, wanted: Wanted
) -> None:
    with a_book() as book:
        record(book, entries)
        for deal in ZONES:
            if version := book.history(deal).version:
                record(book, [(deal, data.draw(amendments(version)))])
        stood, boards = list(folded(book, asked)), Boards(book, asked)
        assert not boards.folds
        assert list(boards.deals(wanted)) == [
            line for deal, _, stands in stood for line in deal_lines(deal, stands, wanted)
        ]
        assert list(boards.bidders(wanted)) == [
            line for deal, _, stands in stood for line in bidder_lines(deal, stands, wanted)
        ]
        assert list(boards.deadlines(wanted)) == sorted(
            (
                line
                for deal, question, stands in stood
                for line in deadline_lines(deal, stands, question, wanted)
            ),
            key=lambda line: line.place(),
        )


@law
@given(written, asking, asking)
def test_what_is_different_is_what_differs_between_two_folds(
    entries: Sequence[tuple[str, Draft]], before: Asked, after: Asked
) -> None:
    with a_book() as book:
        record(book, entries)
        first, second = (
            {zone: asked.question(zone) for zone in ZONES.values()} for asked in (before, after)
        )
        found = {deal.deal: fields for deal, fields in changed(book, first, second)}
        sides = zip(folded(book, before), folded(book, after), strict=True)
        wanted = {
            deal.deal: changes(replace(was, terms=()), replace(now, terms=()))
            for (deal, _, was), (_, _, now) in sides
        }
        assert {deal: sorted(map(repr, each)) for deal, each in found.items()} == {
            deal: sorted(map(repr, each)) for deal, each in wanted.items() if each
        }


def key_of(line: Any) -> tuple[str, str]:
    if hasattr(line, "bidder"):
        return line.deal, line.bidder.name
    return (line.deal, line.deadline.name) if hasattr(line, "deadline") else (line.deal.deal, "")


def walk(
    board: Callable[[int, Place], Iterable[Line]], size: int, between: Callable[[], object]
) -> Iterator[Line]:
    """Every page of a board, with something else done between two pages."""
    place: Place = ()
    while page := list(islice(board(size, place), size)):
        yield from page
        for line in page:
            place = line.place(place)
        between()


@pytest.mark.parametrize("kind", ["deals", "deadlines", "bidders"])
@settings(max_examples=15, deadline=None)
@given(entries=written, later=written, asked=asking, size=st.integers(1, 3))
def test_pages_hold_still_while_entries_are_recorded(
    kind: str,
    entries: Sequence[tuple[str, Draft]],
    later: Sequence[tuple[str, Draft]],
    asked: Asked,
    size: int,
) -> None:
    with a_book() as book:
        record(book, entries)

        def board(most: int | None, place: Place) -> Iterator[Line]:
            lines: Iterator[Line] = getattr(Boards(book, asked, most=most), kind)(after=place)
            return lines

        waiting = iter(later)
        throughout = list(board(None, ()))

        def one_more() -> None:
            record(book, islice(waiting, 1))
            there = list(board(None, ()))
            throughout[:] = [line for line in throughout if line in there]

        shown = [key_of(line) for line in walk(board, size, one_more)]
        names = [key_of(line) for line in throughout]
        assert [shown.count(name) for name in names] == [1] * len(names)


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    with open_book(at(tmp_path / "book.db"), create=True) as book:
        for deal, zone in ZONES.items():
            book.new(deal, f"The deal {deal}", zone=zone)
            for day, sentence in enumerate(
                (
                    "Oracle bid",
                    "sale due 2020-10-01",
                    "vote due 2020-09-20",
                    "ICA due date unknown",
                ),
                1,
            ):
                book.record(deal, Draft(sentence=sentence, on=f"2020-09-0{day}"))
        yield book


ASKED = Asked(now=NOW, as_of="2020-09-10")


@pytest.mark.parametrize("kind", ["deals", "deadlines", "bidders"])
def test_a_long_answer_is_read_in_parts(
    book: Book, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = list(getattr(Boards(book, ASKED), kind)())
    monkeypatch.setattr(store_boards, "AT_ONCE", 2)
    assert list(getattr(Boards(book, ASKED), kind)()) == whole


@pytest.mark.parametrize("kind", ["deals", "deadlines", "bidders"])
def test_what_the_tables_do_not_hold_is_folded_with_progress(book: Book, kind: str) -> None:
    told = list[tuple[int, int]]()
    asked = replace(ASKED, recorded_by="2999")
    boards = Boards(book, asked, progress=lambda done, of: told.append((done, of)))
    assert boards.folds
    assert list(getattr(boards, kind)()) == list(getattr(Boards(book, ASKED), kind)())
    assert told == [(1, 3), (2, 3), (3, 3)]


@pytest.mark.parametrize("kind", ["deals", "deadlines", "bidders"])
def test_a_folded_answer_goes_on_behind_a_line_too(book: Book, kind: str) -> None:
    boards = Boards(book, replace(ASKED, recorded_by="2999"))
    first, *rest = getattr(boards, kind)()
    assert list(getattr(boards, kind)(after=first.place())) == rest


def test_while_an_answer_is_gone_through_others_write(book: Book) -> None:
    lines = Boards(book, ASKED).bidders()
    next(lines)
    book.record("a", Draft(sentence="Walmart bid", on="2020-09-02"))
    assert [line.deal for line in lines] == ["b", "c"]


def test_of_one_deal_nothing_else_is_read(book: Book) -> None:
    boards = Boards(book, ASKED, deal="b")
    assert [line.deadline.name for line in boards.deadlines()] == ["vote", "sale", "ICA"]
    assert list(boards.questions) == ["Asia/Tokyo"]
    with pytest.raises(NotThere):
        Boards(book, ASKED, deal="d")


def test_only_deals_that_are_kept_in_a_zone(book: Book) -> None:
    assert [line.deal.deal for line in Boards(book, ASKED, zone="Asia/Tokyo").deals()] == ["b"]
    assert list(Boards(book, ASKED, zone="Europe/London").deals()) == []
    assert list(Boards(book, ASKED, deal="b", zone="Europe/London").deadlines()) == []
    with pytest.raises(Refusal, match="there is no time zone"):
        Boards(book, ASKED, zone="Atlantis")


@law
@given(written, asking)
def test_every_word_that_something_goes_by_can_be_asked_for(
    entries: Sequence[tuple[str, Draft]], asked: Asked
) -> None:
    with a_book() as book:
        record(book, entries)
        for _, _, stands in folded(book, asked):
            assert stands.deal.status in OF_DEALS
            assert {each.status for each in stands.bidders} <= {None, *OF_BIDDERS}
            assert {each.status for each in stands.deadlines} <= set(OF_DEADLINES)
            assert {each.kind for each in stands.deadlines} <= set(KINDS)

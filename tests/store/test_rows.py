"""What stands goes into the tables and comes out of them as it was."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select

from tests.golden.make import GOLDEN, LOG
from tests.places import at
from tracker.domain.drafts import AnyDraft, Correction, Dispute, Draft, Retraction
from tracker.domain.sources import Source
from tracker.domain.spans import rectangles
from tracker.domain.times import moment
from tracker.store.book import Book, open_book
from tracker.store.integrity import verify
from tracker.store.projections import rows_of
from tracker.store.restoring import restore
from tracker.store.tables import bidders, deadlines

GROUP = """
deal: group
title: A group
zone: Asia/Tokyo
seller: 東芝
target: 東芝メモリ
entries:
  - {on: 2020-09-01, what: 東芝 joined Oracle}
  - {on: 2020-09-02, what: Oracle stake of 20% proposed}
  - {on: 2020-09-03, what: Oracle stake of 12.5% taken}
  - {on: 2020-09-04, what: Oracle chosen as technology partner}
  - {on: 2020-09-05, what: CFIUS review of Oracle opened}
  - {on: 2020-09-06, what: CFIUS blocked Oracle}
  - {on: 2020-09-07, what: sale due 2020-10}
  - {on: 2020-09-08, what: sale extended to 2020-11-12T17:00}
  - {on: 2020-09-09, what: sale stayed until 2020-12-01}
  - {on: 2020-09-10, what: hearing due date unknown}
"""


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Book]:
    with open_book(at(tmp_path_factory.mktemp("rows") / "book.db"), create=True) as book:
        book.import_casebook(GROUP, file="case.yaml", zone="UTC")
        with (GOLDEN / "0.1.0" / LOG).open("rb") as lines:
            restore(book, lines, file="log.jsonl")
        yield book


def test_the_tables_hold_what_the_log_gives(book: Book) -> None:
    for row in book.deals():
        with book.recorder.reading() as connection:
            assert rows_of(connection, row.deal) == set(rectangles(book.history(row.deal)))


def test_only_rows_are_read_that_may_change(book: Book) -> None:
    """Those that are known at a moment or later, and held after another, each moment included."""
    everything = set(rectangles(book.history("group")))
    known = {bound for each in everything for bound in (each.known_from, each.known_to)}
    held = {b for each in everything for b in (each.segment.held_from, each.segment.held_to)}
    for since, after in zip(sorted(known), sorted(held, reverse=True), strict=False):
        with book.recorder.reading() as connection:
            found = rows_of(connection, "group", since, after)
        assert found == {
            each for each in everything if each.known_to >= since and each.segment.held_to >= after
        }


def test_a_deal_has_a_row_of_its_own(book: Book) -> None:
    (row,) = (row for row in book.deals() if row.deal == "group")
    assert (row.title, row.seller, row.target) == ("A group", "東芝", "東芝メモリ")
    assert (row.zone, row.version) == ("Asia/Tokyo", 10)


def test_a_deadline_has_the_bounds_of_its_date(book: Book) -> None:
    """The end is the first microsecond that is not in it any more."""
    columns = deadlines.c
    query = select(columns.due, columns.due_from, columns.due_to).where(columns.deal == "group")
    with book.recorder.reading() as connection:
        found = {tuple(row) for row in connection.execute(query)}
    assert {due for due, _, _ in found} == {None, "2020-10", "2020-11-12T17:00+09:00"}
    for due, start, end in found:
        when = moment(due, "Asia/Tokyo") if due else None
        assert (start, end) == ((when.start, when.end + 1) if when else (None, None))


def test_lists_are_readable(book: Book) -> None:
    with book.recorder.reading() as connection:
        found = connection.scalars(select(bidders.c.members).where(bidders.c.name == "Oracle"))
        assert json.dumps(["東芝"], ensure_ascii=False) in set(found)


def test_two_entries_at_once_may_be_known_in_another_order(tmp_path: Path) -> None:
    """The second was known, and happened, before the first."""
    late, early = "2020-09-20", "2020-09-01"
    text = f"""
deal: d
title: D
zone: UTC
entries:
  - {{on: {late}, reported: {late}, what: Oracle chosen}}
  - {{on: {early}, reported: {early}, what: Oracle bid}}
"""
    with open_book(at(tmp_path / "book.db"), create=True) as book:
        book.new("d", "D", zone="UTC")
        book.import_casebook(text, file="case.yaml", zone="UTC")
        assert verify(book.recorder).findings == ()


def fact(on: str, sentence: str, reported: str) -> Draft:
    return Draft(sentence=sentence, on=on, reported=reported)


ONE_BY_ONE: tuple[AnyDraft, ...] = (
    fact("2020-09-10", "Oracle bid", "2020-09-10"),
    fact("2020-09-01", "Walmart joined Oracle", "2020-09-12"),
    fact("2020-09-02", "Tesco joined Walmart", "2020-09-03"),
    fact("2020-09-05", "Oracle bid rejected", "2020-09-20"),
    fact("2020-09-20", "sale due 2020-11-12", "2020-09-01"),
    fact("2020-09-20", "CFIUS review of Oracle opened", "2020-09-20"),
    Correction(entry=1, on="2020-09-04", because="a slip", announced="2020-09-11"),
    fact("2020-09-06", "Oracle chosen", "2020-09-06"),
    Retraction(entry=4, because="it was not", announced="2020-09-15"),
    fact("2020-09-25", "sale extended by 15 days", "2020-09-05"),
    Retraction(entry=9, because="it was", announced="2020-09-13"),
    fact("2020-09-07", "CFIUS blocked Oracle", "2020-09-07"),
    Dispute(entry=8, because="says neither", source=Source("CGTN", published="2020-09-08")),
    fact("2020-09-03", "Walmart left Oracle", "2020-09-30"),
    Correction(entry=14, what="Tesco left Walmart", because="another", announced="2020-09-02"),
    fact("2020-09-08", "Oracle agreement signed", "2020-09-02"),
    Retraction(entry=1, because="another deal", announced="2020-09-04"),
)


def test_the_tables_follow_the_log_entry_by_entry(tmp_path: Path) -> None:
    """Whatever the order in which things happened, were known and were written down."""
    with open_book(at(tmp_path / "book.db"), create=True) as book:
        book.new("d", "D", zone="America/New_York")
        for draft in ONE_BY_ONE:
            book.record("d", draft)
            assert verify(book.recorder).findings == (), draft
        assert book.history("d").version == len(ONE_BY_ONE)

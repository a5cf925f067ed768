"""A log comes back from JSONL as it was: the second export is the first, byte for byte."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.histories import amendments, drafts
from tests.places import at
from tracker.domain.casebook import Finding, ImportRefused
from tracker.domain.chain import entry_hash
from tracker.domain.drafts import AnyDraft, Draft
from tracker.domain.errors import Refusal
from tracker.formats.jsonl import read_line, write_line
from tracker.store import log
from tracker.store.book import Book, ImportedDeal, open_book
from tracker.store.errors import StoreDamaged
from tracker.store.integrity import verify
from tracker.store.restoring import restore


def exported(book: Book) -> list[bytes]:
    deals = log.deals(book.recorder)
    return [write_line(link) for deal in deals for link in log.links(book.recorder, deal)]


def told(book: Book, *deals: str, entries: int = 4) -> None:
    """Deals told in turns, so that no deal's entries stand together in the order of recording."""
    for deal in deals:
        book.new(deal, f"Deal {deal}", zone="America/New_York", seller="Größe & Söhne")
    for day in range(1, entries + 1):
        for deal in deals:
            book.record(deal, Draft(sentence=f"Bidder {day} bid of $5", on=f"2020-09-{day:02}"))


@pytest.fixture
def lines(tmp_path: Path) -> list[bytes]:
    """The log of two deals of four entries."""
    with open_book(at(tmp_path / "original.db"), create=True) as book:
        told(book, "beta", "alpha")
        return exported(book)


@pytest.fixture
def book(tmp_path: Path) -> Iterable[Book]:
    with open_book(at(tmp_path / "book.db"), create=True) as book:
        yield book


def test_a_log_is_restored_to_the_byte(book: Book, lines: list[bytes]) -> None:
    done = restore(book, lines, file="log.jsonl")
    assert done.deals == tuple(
        ImportedDeal(deal, True, 4, 0, 0, 0, ()) for deal in ("alpha", "beta")
    )
    assert exported(book) == lines
    assert verify(book.recorder).findings == ()


def test_restoring_again_records_nothing(book: Book, lines: list[bytes]) -> None:
    restore(book, lines, file="log.jsonl")
    done = restore(book, lines, file="log.jsonl")
    assert [(each.recorded, each.unchanged) for each in done.deals] == [(0, 4), (0, 4)]
    assert exported(book) == lines


def test_what_the_book_lacks_is_appended(book: Book, lines: list[bytes]) -> None:
    restore(book, [*lines[:3], *lines[5:6]], file="older.jsonl")
    done = restore(book, lines, file="log.jsonl")
    assert [(each.new, each.recorded, each.unchanged) for each in done.deals] == [
        (False, 2, 2),
        (False, 4, 0),
    ]
    assert exported(book) == lines
    assert verify(book.recorder).findings == ()


def test_one_more_entry_is_appended(book: Book, lines: list[bytes]) -> None:
    restore(book, lines[:4], file="older.jsonl")
    restore(book, lines[:5], file="log.jsonl")
    assert exported(book) == lines[:5]
    assert verify(book.recorder).findings == ()


def test_a_book_goes_on_after_a_restoration(book: Book, lines: list[bytes]) -> None:
    restore(book, lines, file="log.jsonl")
    book.record("alpha", Draft(sentence="Bidder 1 chosen", on="2020-10-01"))
    assert exported(book)[:5] == lines[:5]
    assert verify(book.recorder).findings == ()


def test_trying_changes_nothing(book: Book, lines: list[bytes]) -> None:
    done = restore(book, lines, file="log.jsonl", dry_run=True)
    assert [each.recorded for each in done.deals] == [4, 4]
    assert exported(book) == []
    assert verify(book.recorder).rows == 0


def test_line_ends_and_empty_lines_do_not_matter(book: Book, lines: list[bytes]) -> None:
    restore(book, [b"\xef\xbb\xbf" + lines[0], b"\r\n", *lines[1:]], file="log.jsonl")
    assert exported(book) == lines


# What is refused


def refused(book: Book, lines: Iterable[bytes]) -> tuple[int, tuple[Finding, ...]]:
    before = exported(book)
    with pytest.raises(ImportRefused) as error:
        restore(book, lines, file="log.jsonl")
    assert exported(book) == before
    assert verify(book.recorder).findings == ()
    return error.value.code, error.value.findings


@pytest.mark.parametrize(
    ("at", "line", "message"),
    [
        (2, b"{", "this is no entry of a log: Input data was truncated"),
        (2, b'{"deal":"alpha"}', "this is no entry of a log: Object missing required field"),
        (2, b"[]", "this is no entry of a log: Expected `object`, got `array`"),
        (2, b'{"deal":"\xff"}', "this is no entry of a log"),
    ],
)
def test_a_line_that_cannot_be_read_is_named(
    book: Book, lines: list[bytes], at: int, line: bytes, message: str
) -> None:
    lines[at] = line
    code, (finding,) = refused(book, lines)
    assert (code, finding.file, finding.line) == (2, "log.jsonl", at + 1)
    assert finding.message.startswith(message)
    assert finding.hint


def test_a_changed_line_is_named(book: Book, lines: list[bytes]) -> None:
    lines[6] = lines[6].replace(b"$5", b"$6").replace(b"USD 5", b"USD 6")
    code, (finding,) = refused(book, lines)
    assert (code, finding.line) == (2, 7)
    assert finding.message == "entry #1 is not what was recorded: its hash is another"


def test_lines_that_are_missing_or_out_of_order_are_named(book: Book, lines: list[bytes]) -> None:
    mixed = [lines[0], lines[2], *lines[5:8], lines[9], lines[8]]
    code, findings = refused(book, mixed)
    assert code == 2
    assert [(each.line, each.message) for each in findings] == [
        (2, "entry #1 is missing: #2 stands in its place"),
        (6, "entry #3 is missing: #4 stands in its place"),
    ]


def test_the_entries_of_a_deal_stand_together(book: Book, lines: list[bytes]) -> None:
    code, findings = refused(book, [*lines, *lines[:5]])
    assert (code, [each.line for each in findings]) == (2, [11])
    assert findings[0].message == "the entries of alpha go on here, after those of others"


def test_a_book_that_has_more_than_the_file_is_left_alone(book: Book, lines: list[bytes]) -> None:
    restore(book, lines, file="log.jsonl")
    code, (finding,) = refused(book, lines[:3])
    assert (code, finding.line) == (4, 3)
    assert finding.message == "the book has alpha up to #4, and the file ends before"


def test_a_book_that_has_something_else_is_left_alone(book: Book, lines: list[bytes]) -> None:
    restore(book, lines[:2], file="log.jsonl")
    book.record("alpha", Draft(sentence="Bidder 2 chosen", on="2020-09-02"))
    code, (finding,) = refused(book, lines)
    assert (code, finding.line) == (4, 3)
    assert finding.message == "entry #2 of alpha is another one in the book"


def test_a_file_with_both_is_broken(book: Book, lines: list[bytes]) -> None:
    restore(book, lines, file="log.jsonl")
    code, findings = refused(book, [*lines[:3], b"{}"])
    assert (code, len(findings)) == (2, 1)


def test_findings_come_to_an_end(book: Book, lines: list[bytes]) -> None:
    code, findings = refused(book, [lines[0], *[b"{}"] * 1000])
    assert (code, len(findings)) == (2, 100)


def forged(deal: str, *states: bytes) -> list[bytes]:
    """Lines that somebody made, hashes and all."""
    made, previous = [], ""
    for state in states:
        said = msgspec.json.decode(state)
        named = (said["number"], said["id"], said["event"]["event"])
        fresh = entry_hash(previous, deal, *named, state)
        line = {"deal": deal, "entry": msgspec.Raw(state), "previous": previous, "hash": fresh}
        made.append(msgspec.json.encode(line))
        previous = fresh
    return made


OPENED = (
    b'{"number":0,"id":"","event":{"event":"DealOpened","title":"D","zone":"UTC"},'
    b'"recorded":"2020-09-13T10:00:00.000000+00:00"}'
)
CHOSEN = (
    b'{"number":1,"id":"a","event":{"event":"BidderChosen","bidder":"Oracle"},'
    b'"recorded":"2020-09-13T10:00:00.000000+00:00","on":"2020-09-13","reported":"2020-09-13"}'
)
QUOTED = CHOSEN[:-1] + b',"sources":[{"publisher":"X","quote":"one\\u000btwo"}]}'
AN_HOUR_BEFORE = CHOSEN.replace(b":1,", b":2,").replace(b'"a"', b'"b"').replace(b"T10", b"T09")

RETRACTED = (
    b'{"number":1,"id":"a","event":{"event":"EntryRetracted","entry":1,"because":"so"},'
    b'"recorded":"2020-09-13T10:00:00.000000+00:00"}'
)


def test_a_log_that_was_made_elsewhere_is_taken(book: Book) -> None:
    restore(book, forged("d", OPENED, CHOSEN), file="log.jsonl")
    assert book.history("d").entries[0].sentence == "Oracle chosen"


@pytest.mark.parametrize(
    ("deal", "states", "message"),
    [
        ("D!", (OPENED, CHOSEN), "'D!' is no name of a deal"),
        ("d", (OPENED.replace(b"UTC", b"UCT/X"), CHOSEN), "there is no time zone 'UCT/X'"),
        ("d", (OPENED, CHOSEN, AN_HOUR_BEFORE), "#2 was recorded before"),
        ("d", (OPENED, CHOSEN.replace(b"2020-09-13T10", b"2020-99-12T10")), "recorded at no time"),
        ("d", (OPENED, CHOSEN.replace(b'"on":"2020-09-13"', b'"on":"soon"')), "'soon' is no time"),
        ("d", (OPENED, CHOSEN.replace(b"Oracle", b"\\u001b[2J")), "control character U+001B"),
        ("d", (OPENED, CHOSEN.replace(b"Oracle", b"A\x7f")), "control character U+007F"),
        ("d", (OPENED, CHOSEN.replace(b"Oracle", b"A\xc2\x9b2J")), "control character U+009B"),
        ("d", (OPENED, QUOTED), "control character U+000B"),
        ("d", (OPENED, CHOSEN.replace(b'"id":"a"', b'"id":""')), "#1 has the id of an earlier"),
        ("d", (OPENED, CHOSEN.replace(b"BidderChosen", b"BidderFrozen")), "#1 cannot be read"),
        ("d", (CHOSEN.replace(b'"number":1', b'"number":0'),), "#0 is BidderChosen"),
        ("d", (OPENED, OPENED.replace(b'"number":0,"id":""', b'"number":1,"id":"x"')), "#1 is Dea"),
        (
            "d",
            (OPENED, RETRACTED),
            "entry #1 speaks of #1, no earlier entry",
        ),
    ],
)
def test_hashes_alone_make_no_log(
    book: Book, deal: str, states: tuple[bytes, ...], message: str
) -> None:
    code, (finding,) = refused(book, forged(deal, *states))
    assert code == 2
    assert message in finding.message


def test_a_book_whose_own_log_is_broken_takes_nothing(book: Book, lines: list[bytes]) -> None:
    restore(book, lines, file="log.jsonl")
    with book.recorder.transaction() as connection:
        connection.exec_driver_sql("UPDATE heads SET version = 9 WHERE deal = 'alpha'")
    with pytest.raises(StoreDamaged, match="the log of alpha is not whole"):
        restore(book, lines, file="log.jsonl")


@pytest.mark.parametrize("line", [b"", b"null", b'{"deal":1,"entry":{},"previous":"","hash":""}'])
def test_a_line_is_one_of_ours_or_refused(line: bytes) -> None:
    with pytest.raises(Refusal):
        read_line(line)


def bids(deal: int, many: int) -> list[bytes]:
    """The log of a deal in which so many bidders are chosen, one after the other."""
    return forged(
        f"deal-{deal:02}",
        OPENED,
        *(
            CHOSEN.replace(b'"number":1,"id":"a"', b'"number":%d,"id":"%d"' % (n, n))
            .replace(b"Oracle", b"Bidder %d" % (n % 7))
            .replace(b'"on":"2020-09-13"', b'"on":"2020-09-%02d"' % (1 + n % 9))
            for n in range(1, many + 1)
        ),
    )


def test_thousands_of_entries_come_back(book: Book) -> None:
    made = [line for deal in range(40) for line in bids(deal, 50)]
    restore(book, iter(made), file="log.jsonl")
    assert exported(book) == made


@st.composite
def stories(draw: st.DrawFn) -> list[AnyDraft]:
    facts = draw(st.lists(drafts, min_size=1, max_size=8))
    return [*facts, *draw(st.lists(amendments(len(facts)), max_size=4))]


@settings(max_examples=25, deadline=None)
@given(stories(), st.data())
def test_any_log_comes_back_in_one_go_or_in_two(
    tmp_path_factory: pytest.TempPathFactory, story: list[AnyDraft], data: st.DataObject
) -> None:
    folder = tmp_path_factory.mktemp("books")
    with open_book(at(folder / "one.db"), create=True) as one:
        one.new("deal", "A deal", zone="America/New_York")
        for draft in story:
            try:
                one.record("deal", draft)
            except Refusal:
                continue
        lines = exported(one)
    cut = data.draw(st.integers(0, len(lines)))
    with open_book(at(folder / "other.db"), create=True) as other:
        restore(other, lines[:cut], file="log.jsonl")
        restore(other, lines, file="log.jsonl")
        assert exported(other) == lines
        assert verify(other.recorder).findings == ()

"""What a file lacks in the book is written down as the file says it, and recognised again."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace

from tests.domain.files import CHOSEN, FT, SALE, book, refusal, take
from tests.domain.story import Story
from tracker.domain.amendments import EntryCited, EntryCorrected, EntryDisputed, EntryRetracted
from tracker.domain.casebook import Casebook, Finding, ImportRefused
from tracker.domain.events.bidders import BidRejected
from tracker.domain.importing import plan
from tracker.domain.sources import Source

FULL = {**CHOSEN, "by": "TikTok", "reported": "2020-09-14"}
PUT_OFF = "sale extended by 15 days"
AMENDMENTS = (
    (
        {"does": "retract", "because": "no", "announced": "2020-09-20"},
        EntryRetracted(1, "no", announced="2020-09-20"),
    ),
    (
        {"does": "cite", "source": FT, "announced": "2020-09-20"},
        EntryCited(1, FT, announced="2020-09-20"),
    ),
    (
        {
            "does": "dispute",
            "because": "no",
            "source": FT,
            "claims": "Oracle bid rejected",
            "claims_on": "2020-09-12",
            "announced": "2020-09-20",
        },
        EntryDisputed(
            1,
            "no",
            source=FT,
            claims=BidRejected("Oracle"),
            claims_on="2020-09-12",
            announced="2020-09-20",
        ),
    ),
    (
        {
            "does": "correct",
            "because": "no",
            "on": "2020-09-12",
            "reported": "2020-09-16",
            "by": "ByteDance",
            "what": "Oracle bid rejected",
            "announced": "2020-09-20",
        },
        EntryCorrected(
            1,
            "no",
            on="2020-09-12",
            reported="2020-09-16",
            by="ByteDance",
            what=BidRejected("Oracle"),
            announced="2020-09-20",
        ),
    ),
)


@pytest.mark.parametrize(("said", "event"), AMENDMENTS)
def test_an_amendment_says_in_the_book_what_it_says_in_the_file(
    said: dict[str, Any], event: Any
) -> None:
    told = book(CHOSEN, {**said, "target": "chosen"})
    assert told.last.event == event


def test_what_is_there_already_is_counted() -> None:
    items: list[dict[str, Any]] = [
        CHOSEN,
        *({**said, "target": "chosen"} for said, _ in AMENDMENTS),
    ]
    assert take(book(*items), *items).unchanged == len(items)


def test_a_report_without_a_year_is_read_from_the_day_of_its_entry_on() -> None:
    said = {**CHOSEN, "reported": "Sep 20"}
    assert take(book(said), said).unchanged == 1


def test_a_file_that_puts_its_own_entry_right_is_told_nothing() -> None:
    right = {"does": "correct", "target": "chosen", "because": "typed", "on": "2020-09-14"}
    cite = {"does": "cite", "target": "chosen", "source": FT}
    assert take(book(CHOSEN, right), CHOSEN, right).notes == ()
    assert len(take(book(CHOSEN, cite).correct(1, on="2020-09-14"), CHOSEN, cite).notes) == 1


@pytest.mark.parametrize("field", ["what", "claims"])
def test_an_amendment_is_recognised_though_its_sum_would_differ_now(field: str) -> None:
    does = "correct" if field == "what" else "dispute"
    amended = {"does": does, "target": "chosen", "because": "so it was", field: PUT_OFF}
    told = book(SALE, CHOSEN, amended)
    moved = {"on": "2020-09-01", "what": "sale moved to 2020-12-01"}
    again = take(told, SALE, CHOSEN, moved, amended)
    assert [each.entry.sentence for each in again.written] == ["sale moved to 2020-12-01"]


@pytest.mark.parametrize("field", ["what", "claims"])
def test_two_that_say_otherwise_are_two(field: str) -> None:
    does = "correct" if field == "what" else "dispute"
    both = [
        {"does": does, "target": "chosen", "because": "so it was", field: said}
        for said in ("Oracle bid", "Oracle dropped")
    ]
    assert len(take(book(CHOSEN), CHOSEN, *both).written) == 2


@pytest.mark.parametrize(
    ("was", "now", "message"),
    [
        (
            FULL,
            {"on": "2020-09-12"},
            "#1 is 'Oracle chosen' on 2020-09-13; the file says on '2020-09-12'",
        ),
        (
            FULL,
            {"by": "ByteDance"},
            "#1 is 'Oracle chosen' on 2020-09-13 by TikTok; the file says by 'ByteDance'",
        ),
        (
            CHOSEN,
            {"by": "ByteDance"},
            "#1 is 'Oracle chosen' on 2020-09-13; the file says by 'ByteDance'",
        ),
        (
            FULL,
            {"reported": "2020-09-15"},
            (
                "#1 is 'Oracle chosen' on 2020-09-13, reported 2020-09-14; "
                "the file says reported '2020-09-15'"
            ),
        ),
    ],
)
def test_a_difference_is_told_with_what_the_book_says(
    was: dict[str, Any], now: dict[str, Any], message: str
) -> None:
    assert refusal(take(book(was), {**was, **now})).message == message


def test_a_source_that_is_said_twice_is_cited_and_counted_once() -> None:
    dates = ["2021-03-02", "Mar 2 2021", "2021-03-02", "2021-03-03"]
    sources = tuple(Source("FT", published=each) for each in dates)
    done = take(book(CHOSEN), {**CHOSEN, "sources": sources})
    assert [each.entry.event for each in done.written] == [
        EntryCited(1, Source("FT", published=each)) for each in ("2021-03-02", "2021-03-03")
    ]
    assert (done.cited, done.unchanged) == (2, 0)


def test_new_sources_are_cited_counted_and_read_from_the_day_of_their_entry_on() -> None:
    bare = [CHOSEN, {"id": "bid", "on": "2020-09-10", "what": "Walmart bid"}]
    named = [{**each, "sources": (Source("WSJ", published="Sep 20"),)} for each in bare]
    done = take(book(*bare), *named)
    assert [each.entry.event for each in done.written] == [
        EntryCited(number, Source("WSJ", published="2020-09-20")) for number in (1, 2)
    ]
    assert (done.cited, done.unchanged) == (2, 0)
    again = take(replace(Story(), entries=done.history.entries), *named)
    assert (again.cited, again.unchanged) == (0, 2)


def test_several_differences_are_told_at_once() -> None:
    told = refusal(take(book(FULL), {**FULL, "on": "2020-09-12", "by": "ByteDance"}))
    assert told.message.endswith("; the file says on '2020-09-12', by 'ByteDance'")
    assert told.hint == "--correct records the difference as a correction of the book"


def test_a_correction_of_the_book_by_a_file_says_so() -> None:
    done = take(book(CHOSEN), {**CHOSEN, "on": "2020-09-12"}, correct=True)
    (written,) = done.written
    assert written.entry.event == EntryCorrected(1, "corrected in the casebook", on="2020-09-12")


@pytest.mark.parametrize(
    ("count", "many"), [(1, "one finding"), (2, "2 findings"), (3, "3 findings")]
)
def test_a_refusal_of_a_file_counts_its_findings(count: int, many: str) -> None:
    findings = [Finding("x.yaml", line, "it is wrong", "mend it", 4) for line in range(count)]
    told = ImportRefused("x.yaml", findings)
    assert told.message == f"x.yaml: {many}, nothing was recorded"


def test_an_older_file_is_told_what_was_corrected_since() -> None:
    told = book(FULL).correct(1, on="2020-09-12")
    (note,) = take(told, FULL).notes
    assert note == (
        "#1: the book has been corrected since: on is '2020-09-12'; the file says '2020-09-13'"
    )


@pytest.mark.parametrize("by", ["TikTok", "ByteDance"])
def test_an_entry_without_an_id_is_recognised_as_it_was_written_and_as_it_reads_now(
    by: str,
) -> None:
    bare = {"on": "2020-09-13", "what": "Oracle chosen"}
    told = book({**bare, "by": "TikTok"}).correct(1, by="ByteDance")
    assert take(told, {**bare, "by": by}).unchanged == 1
    assert len(take(told, bare).written) == 1


@pytest.mark.parametrize(
    ("name", "said", "was"), [("title", "Another", "A deal"), ("seller", "ByteDance", "not known")]
)
def test_a_file_that_says_another_deal_is_told_what_the_book_says(
    name: str, said: str, was: str
) -> None:
    casebook = Casebook(deal="deal", lines={name: 2}, **{name: said})  # type: ignore[arg-type]
    told = refusal(plan(Story().history, casebook, "x.yaml", Story().clock()))
    assert told.message == f"the {name} of deal is {was}; the file says {said}"
    assert (told.line, told.code) == (2, 4)


BARE = {"on": "2020-09-13", "what": "Oracle chosen"}


def test_what_happened_twice_in_the_book_may_stand_twice_in_a_file() -> None:
    again = {**BARE, "id": "again"}
    assert take(book(CHOSEN, again), BARE, BARE).unchanged == 2
    assert len(take(book(CHOSEN), again).written) == 1
    assert take(book(BARE), CHOSEN).unchanged == 1


@pytest.mark.parametrize(
    ("items", "message"),
    [
        ((BARE, BARE), "the same entry stands on line 1 too"),
        ((CHOSEN, CHOSEN), "the id 'chosen' stands on line 1 too"),
    ],
)
def test_what_stands_twice_in_a_file_happened_once_in_the_book(
    items: tuple[dict[str, Any], ...], message: str
) -> None:
    told = refusal(take(book(items[0]), *items))
    assert (told.line, told.message) == (2, message)
    assert told.hint == (
        "keep one of them, with the sources of both; "
        "if it happened twice, give each an id of its own"
    )


def test_the_id_of_an_amendment_is_that_of_no_entry() -> None:
    told = book(CHOSEN, {"does": "retract", "target": "chosen", "because": "no", "id": "out"})
    found = refusal(take(told, {**BARE, "id": "out"}))
    assert found.message == "'out' is the id of an amendment: #1 retracted, because no"
    assert found.hint == "give the entry another id"


def test_every_correction_is_counted() -> None:
    dropped = {"id": "dropped", "on": "2020-09-14", "what": "Walmart dropped"}
    changed = [{**each, "on": "2020-09-15"} for each in (CHOSEN, dropped)]
    assert take(book(CHOSEN, dropped), *changed, correct=True).corrected == 2


def test_the_one_nearest_id_is_offered() -> None:
    others = [{**CHOSEN, "id": f"chosen{n}", "what": f"Bidder {n} bid"} for n in range(3)]
    retraction = {"does": "retract", "target": "chosn", "because": "no"}
    hint = refusal(take(Story(), CHOSEN, *others, retraction)).hint
    assert [part for part in hint.split("; ") if "did you mean" in part] == ["did you mean chosen?"]

"""What a file lacks in the book is written down as the file says it, and recognised again."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from msgspec.structs import replace

from tests.domain.story import Story
from tracker.domain.amendments import EntryCited, EntryCorrected, EntryDisputed, EntryRetracted
from tracker.domain.casebook import CaseAmendment, Casebook, CaseEntry, Finding, ImportRefused
from tracker.domain.events.bidders import BidRejected
from tracker.domain.importing import Plan, plan
from tracker.domain.sources import Source

FT = Source("FT", published="2020-09-15")
CHOSEN = {"id": "chosen", "on": "2020-09-13", "what": "Oracle chosen"}
FULL = {**CHOSEN, "by": "TikTok", "reported": "2020-09-14"}
FEE = {"on": "2020-09-01", "what": "reverse fee set to $3bn"}
FEE_DUE = {"on": "2020-09-14", "what": "reverse fee due 2022-12-31"}
EXTENDED = "reverse fee extended to 2023"
SALE = {"on": "2020-08-14", "what": "sale due 2020-11-12"}
PUT_OFF = "sale extended by 15 days"


def take(story: Story, *items: dict[str, Any], correct: bool = False) -> Plan:
    """What an import of these items would record; each stands on a line of its own."""
    entries = tuple(
        (CaseAmendment if "does" in each else CaseEntry)(**{"line": line, **each})
        for line, each in enumerate(items, 1)
    )
    casebook = Casebook(deal="deal", entries=entries)
    how = {"correct": True} if correct else {}
    return plan(story.history, casebook, "x.yaml", story.clock(), **how)


def book(*items: dict[str, Any]) -> Story:
    """The book after an import of these items, which must not be refused."""
    done = take(Story(), *items)
    assert not done.findings
    return replace(Story(), entries=done.history.entries)


def refusal(done: Plan) -> Finding:
    (finding,) = done.findings
    return finding


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


@pytest.mark.parametrize(
    "amendment",
    [
        {"does": "correct", "because": "it was put off", "what": EXTENDED},
        {"does": "dispute", "because": "it was put off", "claims": EXTENDED},
    ],
)
def test_an_amendment_may_ask_something_of_a_date_that_is_set_below_it(
    amendment: dict[str, Any],
) -> None:
    items = [CHOSEN, {**amendment, "target": "chosen"}, FEE_DUE]
    assert not take(book(FEE), *items).findings


def test_so_may_an_entry() -> None:
    assert not take(book(FEE), {"on": "2020-09-13", "what": EXTENDED}, FEE_DUE).findings


def test_a_report_without_a_year_is_read_from_the_day_of_its_entry_on() -> None:
    said = {**CHOSEN, "reported": "Sep 20"}
    assert take(book(said), said).unchanged == 1


def test_a_file_that_puts_its_own_entry_right_is_told_nothing() -> None:
    right = {"does": "correct", "target": "chosen", "because": "typed", "on": "2020-09-14"}
    cite = {"does": "cite", "target": "chosen", "source": FT}
    assert take(book(CHOSEN, right), CHOSEN, right).notes == ()
    assert len(take(book(CHOSEN, cite).correct(1, on="2020-09-14"), CHOSEN, cite).notes) == 1


def test_so_may_what_the_book_is_corrected_to() -> None:
    changed = {**CHOSEN, "what": EXTENDED}
    done = take(book(FEE, CHOSEN), changed, FEE_DUE, correct=True)
    assert (done.findings, done.corrected) == ((), 1)


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


def test_a_name_is_spelled_as_another_entry_of_the_file_spells_it() -> None:
    done = take(Story(), {"on": "2020-09-12", "what": "the oracle bid"}, CHOSEN)
    assert [each.entry.sentence for each in done.written] == ["Oracle bid", "Oracle chosen"]


def test_every_correction_is_counted() -> None:
    dropped = {"id": "dropped", "on": "2020-09-14", "what": "Walmart dropped"}
    changed = [{**each, "on": "2020-09-15"} for each in (CHOSEN, dropped)]
    assert take(book(CHOSEN, dropped), *changed, correct=True).corrected == 2


def test_the_one_nearest_id_is_offered() -> None:
    others = [{**CHOSEN, "id": f"chosen{n}", "what": f"Bidder {n} bid"} for n in range(3)]
    retraction = {"does": "retract", "target": "chosn", "because": "no"}
    hint = refusal(take(Story(), CHOSEN, *others, retraction)).hint
    assert [part for part in hint.split("; ") if "did you mean" in part] == ["did you mean chosen?"]


@pytest.mark.parametrize(
    ("said", "corrected"),
    [("Micrsoft bid", ["Oracle bid"]), ("Oracle bid", ["Micrsoft bid", "Oracle bid"])],
)
def test_what_the_book_has_said_once_is_no_slip(said: str, corrected: list[str]) -> None:
    told = Story().on("2020-09-01", "Microsoft chosen").on("2020-09-02", said, new=True)
    for what in corrected:
        told = told.correct(2, what=what, new=True)
    assert not take(told, {"on": "2020-09-03", "what": "Micrsoft in talks"}).findings


def test_the_rarer_of_two_names_is_a_slip_and_of_two_on_one_line_neither() -> None:
    bids = [{"on": day, "what": "Microsoft bid"} for day in ("2020-09-01", "2020-09-02")]
    slip = refusal(take(Story(), {"on": "2020-09-03", "what": "Micrsoft chosen"}, *bids))
    assert (slip.line, slip.message) == (1, "'Micrsoft' is very near to 'Microsoft'")
    assert slip.hint == (
        'did you mean Microsoft?; if it is another, put quotes round it: "Micrsoft"'
    )
    assert not take(Story(), {"on": "2020-09-03", "what": "Micrsoft joined Microsoft"}).findings


TWICE = ("2020-09-01", "2020-09-02")


@pytest.mark.parametrize(
    ("said", "slip", "message", "hint"),
    [
        (
            "Oracle bid",
            "Oracle due 2020-12-01",
            "'Oracle' is known as a party",
            'if it is another, put quotes round it: "Oracle"',
        ),
        (
            "sale due 2020-12-01",
            "sale bid",
            "'sale' is known as a deadline or a term",
            'if it is another, put quotes round it: "sale"',
        ),
        (
            "Oracle bid",
            "Oracle and Walmart bid",
            "'Oracle and Walmart' says something about 'Oracle' and is not a name",
            (
                "a group is recorded with: MEMBER joined Oracle; "
                'if it is another, put quotes round it: "Oracle and Walmart"'
            ),
        ),
    ],
)
def test_what_is_probably_no_name_is_found_with_what_to_do(
    said: str, slip: str, message: str, hint: str
) -> None:
    first = [{"on": day, "what": said} for day in TWICE]
    found = refusal(take(Story(), *first, {"on": "2020-09-03", "what": slip}))
    assert (found.message, found.hint) == (message, hint)


def test_a_slip_in_a_rival_reading_is_a_slip() -> None:
    rival = {"does": "dispute", "target": "chosen", "because": "no", "claims": "Orcale dropped"}
    assert refusal(take(book(CHOSEN), CHOSEN, rival)).hint.startswith("did you mean Oracle?")


def test_of_two_kinds_of_one_name_on_one_line_neither_is_a_slip() -> None:
    both = [{"on": TWICE[0], "what": what, "line": 1} for what in ("sale bid", "sale due 2021")]
    assert not take(Story(), *both).findings


def test_a_deadline_of_the_book_may_be_asked_something() -> None:
    asked = {"on": "2020-11-01", "what": "SALE extended to 2020-12-01"}
    assert not take(book(SALE), asked).findings


def test_what_is_said_of_a_name_may_be_asked_of_the_one_that_it_is_joined_with() -> None:
    joined = {"on": "2020-08-15", "what": "divestiture also known as sale"}
    asked = {"on": "2020-11-01", "what": "divestiture extended to 2020-12-01"}
    assert not take(Story(), SALE, joined, asked).findings


def test_a_term_of_that_name_is_no_date_to_be_extended() -> None:
    asked = {"on": "2020-11-01", "what": "vote extended to 2020-12-01"}
    term = {"on": "2020-11-02", "what": "vote set to two thirds"}
    assert refusal(take(Story(), asked, term)).line == 1


def test_that_two_names_are_one_gives_no_date_to_a_third() -> None:
    joined = {"on": "2020-08-15", "what": "sale also known as divestiture"}
    asked = {"on": "2020-11-01", "what": "vote extended to 2020-12-01"}
    done = take(Story(), SALE, joined, asked)
    assert refusal(done).message == "nobody has set 'vote', in the book or in this file"


def test_a_name_of_a_name_is_known_wherever_that_stands_in_the_file() -> None:
    names = ["sale", *(f"name {each}" for each in "abcdefg")]
    joined = [
        {"on": "2020-08-15", "what": f"{one} also known as {other}"}
        for other, one in pairwise(names)
    ]
    asked = {"on": "2020-11-01", "what": f"{names[-1]} extended to 2020-12-01"}
    for items in (joined, joined[::-1]):
        done = take(Story(), asked, *items, SALE)
        assert not done.findings
        assert done.history.whole.deal.deadlines[names[-1]].due == "2020-12-01"
    broken = take(Story(), *joined[:3], *joined[4:], SALE)
    assert [finding.line for finding in broken.findings] == [4, 5, 6]
    assert refusal(take(Story(), asked, *joined[:3], *joined[4:], SALE)).line == 1

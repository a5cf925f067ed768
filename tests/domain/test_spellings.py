"""The names that a file says are held against each other and against those of the book."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest

from tests.domain.files import CHOSEN, EXTENDED, FEE, FEE_DUE, SALE, book, refusal, take
from tests.domain.story import Story


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


def test_so_may_what_the_book_is_corrected_to() -> None:
    changed = {**CHOSEN, "what": EXTENDED}
    done = take(book(FEE, CHOSEN), changed, FEE_DUE, correct=True)
    assert (done.findings, done.corrected) == ((), 1)


def test_a_name_is_spelled_as_another_entry_of_the_file_spells_it() -> None:
    done = take(Story(), {"on": "2020-09-12", "what": "the oracle bid"}, CHOSEN)
    assert [each.entry.sentence for each in done.written] == ["Oracle bid", "Oracle chosen"]


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
            "Oracle deal blocked",
            "'Oracle deal' says something about 'Oracle' and is not a name",
            (
                "did you mean Oracle?; a group is recorded with: MEMBER joined Oracle; "
                'if it is another, put quotes round it: "Oracle deal"'
            ),
        ),
        (
            "Oracle bid",
            "Deal blocked",
            "'Deal' is a word of the language and names nobody",
            ('say who it is: CFIUS blocked Oracle; if it is another, put quotes round it: "Deal"'),
        ),
        (
            "Oracle bid",
            "Oracle and Walmart bid",
            "'Oracle and Walmart' says something about 'Oracle' and is not a name",
            (
                "did you mean Oracle?; a group is recorded with: MEMBER joined Oracle; "
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

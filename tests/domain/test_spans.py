"""The intervals of a history say, at every pair of moments, what its fold says."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.domain.anything import ZONE, logs, plain_dates
from tests.domain.story import Story
from tests.domain.test_laws import OPENED, written
from tests.histories import drafts, times
from tracker.domain.drafts import Draft
from tracker.domain.entry import Entry
from tracker.domain.history import ALWAYS, NEVER, History, Question
from tracker.domain.rows import Name, Row, rows
from tracker.domain.spans import Rectangle, first_touched, known_since, rectangles
from tracker.domain.standing import BidderStanding, DealStanding
from tracker.domain.times import moment

few = settings(deadline=None, max_examples=25)
UNTOLD = (("deal", "", ""), 0, DealStanding("open", contested=False))


def covering(spans: list[Rectangle], at: int, known: int) -> set[tuple[Name, int, Row]]:
    return {
        (each.segment.name, each.segment.position, each.segment.row)
        for each in spans
        if each.segment.held_from <= at < each.segment.held_to
        and each.known_from <= known < each.known_to
    }


def agree(history: History, as_of: str, known_by: str) -> bool:
    question = Question(as_of=moment(as_of, ZONE), known_by=moment(known_by, ZONE))
    folded = set(rows(history.as_of(question)))
    return covering(rectangles(history), question.at, question.knowledge) | {UNTOLD} == (
        folded | {UNTOLD}
    )


@few
@given(st.lists(drafts, max_size=8), times, times)
def test_the_rectangle_over_two_moments_is_what_the_fold_says(
    said: list[Draft], as_of: str, known_by: str
) -> None:
    assert agree(written(said).history, as_of, known_by)


@few
@given(logs(most=8), plain_dates, plain_dates)
def test_so_it_is_of_histories_that_make_no_sense(
    log: tuple[Entry, ...], as_of: str, known_by: str
) -> None:
    assert agree(History("deal", OPENED, log), as_of, known_by)


@few
@given(st.lists(drafts, max_size=8))
def test_no_two_rectangles_of_one_name_overlap(said: list[Draft]) -> None:
    for one, other in combinations(rectangles(written(said).history), 2):
        assert (
            one.segment.name != other.segment.name
            or one.known_to <= other.known_from
            or other.known_to <= one.known_from
            or one.segment.held_to <= other.segment.held_from
            or other.segment.held_to <= one.segment.held_from
        )


def test_a_late_report_cuts_what_was_known_and_not_what_was() -> None:
    told = Story(ZONE).on("2020-09-13", "Oracle chosen")
    told = told.on("2020-09-14", "Oracle bid rejected", reported="2020-09-20")
    chosen, rejected, late = (moment(f"2020-09-{day}", ZONE) for day in (13, 14, 20))
    spans = [
        (row.status, each.segment.held_from, each.segment.held_to, each.known_from, each.known_to)
        for each in rectangles(told.history)
        if isinstance(row := each.segment.row, BidderStanding)
    ]
    assert sorted(spans, key=str) == [
        ("chosen", chosen.start, rejected.start, late.end, NEVER),
        ("chosen", chosen.start, NEVER, chosen.end, late.end),
        ("rejected", rejected.start, NEVER, late.end, NEVER),
    ]


def test_what_the_clock_does_meanwhile_is_known_still_when_something_else_is_learnt() -> None:
    told = Story(ZONE).on("2020-09-01", "sale due 2020-09-04")
    told = told.on("2020-09-03", "Oracle bid", reported="2020-09-20")
    told = told.on("2020-09-07", "sale extended to 2020-10-01")
    days = ("2020-09-03", "2020-09-05", "2020-09-07")
    assert all(
        agree(told.history, at, known) for at in days for known in ("2020-09-10", "2020-09-20")
    )


@pytest.mark.parametrize(
    ("amended", "day"),
    [
        ({}, "2020-09-20"),
        ({"on": "2020-09-02"}, "2020-09-20"),
        ({"reported": "2020-09-10"}, "2020-09-10"),
        ({"reported": "2020-09-10", "announced": "2020-09-15"}, "2020-09-15"),
        ({"by": "Reuters", "announced": "2020-09-25"}, "2020-09-25"),
    ],
)
def test_an_entry_makes_no_difference_before_it_or_what_it_amends_is_known(
    amended: dict[str, str], day: str
) -> None:
    told = Story(ZONE).on("2020-09-01", "Oracle bid", reported="2020-09-20")
    told = told.correct(1, **amended) if amended else told
    assert known_since(told.history, told.last) == moment(day, ZONE).end


@pytest.mark.parametrize(
    ("amended", "since", "day"),
    [
        ({"by": "Reuters"}, "2020-09-20", "2020-09-05"),
        ({"on": "2020-09-02", "announced": "2020-09-25"}, "2020-09-25", "2020-09-02"),
        ({"on": "2020-09-08", "announced": "2020-09-25"}, "2020-09-25", "2020-09-05"),
        ({"on": "2020-09-08", "announced": "2020-09-25"}, "2020-09-26", None),
        ({"what": "Microsoft also known as MSFT", "announced": "2020-09-25"}, "2020-09-25", ALWAYS),
    ],
)
def test_what_is_learnt_touches_nothing_before_the_day_that_it_is_of(
    amended: dict[str, str], since: str, day: str | int | None
) -> None:
    told = Story(ZONE).on("2020-09-05", "Oracle bid", reported="2020-09-20")
    told = told.on("2020-09-30", "Microsoft bid").correct(1, **amended)
    first = first_touched(told.history, moment(since, ZONE).end)
    expected = day if isinstance(day, int) else moment(day or "2020-09-30", ZONE).start
    assert first == expected


def test_a_review_that_turns_out_to_be_of_nobody_goes_on_under_its_own_name() -> None:
    told = (
        Story(ZONE).on("2020-09-01", "CFIUS review opened").on("2020-09-05", "CFIUS cleared Oracle")
    )
    history = told.retract(2, announced="2020-09-10").history
    moments = ("2020-09-02", "2020-09-06", "2020-09-12")
    assert all(agree(history, at, known) for at in moments for known in moments)

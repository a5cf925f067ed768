"""Spans are resolved when written, and their arithmetic is kept."""

from __future__ import annotations

import pytest

from tests.domain.story import NEW_YORK, Story
from tracker.domain.errors import UnreadableTime
from tracker.domain.events.deadlines import DeadlineSet
from tracker.domain.reckoning import (
    Reckoning,
    Span,
    add,
    counted,
    date_of,
    read_date,
    read_span,
    recount,
)
from tracker.domain.times import moment

DEAL = Story()


@pytest.mark.parametrize(
    ("said", "span", "printed"),
    [
        ("45 days", Span(45, "day"), "45 days"),
        ("1 day", Span(1, "day"), "1 day"),
        ("14d", Span(14, "day"), "14 days"),
        ("2w", Span(2, "week"), "2 weeks"),
        ("2 Weeks", Span(2, "week"), "2 weeks"),
        ("3 months", Span(3, "month"), "3 months"),
        ("1 year", Span(1, "year"), "1 year"),
        ("30 business days", Span(30, "business day"), "30 business days"),
        ("30 business days (us)", Span(30, "business day", "US"), "30 business days (US)"),
        ("1 business day (US-NY)", Span(1, "business day", "US-NY"), "1 business day (US-NY)"),
    ],
)
def test_a_span_as_people_write_it(said: str, span: Span, printed: str) -> None:
    assert read_span(said) == span
    assert str(span) == printed


@pytest.mark.parametrize(
    "said", ["days", "-1 days", "1.5 days", "3 fortnights", "45 days (US)", "5 business days (ZZZ)"]
)
def test_what_is_no_span_is_refused(said: str) -> None:
    with pytest.raises(UnreadableTime):
        read_span(said)


@pytest.mark.parametrize(
    ("start", "span", "then"),
    [
        ("2020-08-14", "90 days", "2020-11-12"),
        ("2020-08-14", "0 days", "2020-08-14"),
        ("2020-08-14", "2 weeks", "2020-08-28"),
        ("2021-01-31", "1 month", "2021-02-28"),
        ("2020-02-29", "1 year", "2021-02-28"),
        ("2022-06-10", "10 business days", "2022-06-24"),
        ("2022-06-10", "10 business days (US)", "2022-06-27"),
        ("2022-06-11", "1 business day", "2022-06-13"),
        ("2020-12-24", "2 business days (GB)", "2020-12-30"),
        ("2020-11-25", "1 business day (XNYS)", "2020-11-27"),
        ("2021-02-11", "1 business day (US)", "2021-02-12"),
        ("2021-02-11", "1 business day (US-NY)", "2021-02-16"),
        ("2020-10-31T12:00-04:00", "1 day", "2020-11-01T12:00-05:00"),
        ("2020-10-31T12:00:30-04:00", "2 days", "2020-11-02T12:00:30-05:00"),
    ],
)
def test_a_span_is_added_in_its_own_precision(start: str, span: str, then: str) -> None:
    assert add(moment(start, NEW_YORK), read_span(span), NEW_YORK)[0].text == then


def test_a_span_needs_a_day_to_be_counted_from() -> None:
    for start in ("2020-09", "2020-Q3", "2020"):
        with pytest.raises(UnreadableTime, match="a span needs a day"):
            add(moment(start, NEW_YORK), Span(1, "day"), NEW_YORK)
    for sentence in ("x due in 1 month", "x runs for 2w", "Oracle granted exclusivity for 2w"):
        assert DEAL.refusal(sentence, on="2020-09").kind == "unreadable-time"
    assert DEAL.refusal("x due 5 days from 2020-09").kind == "unreadable-time"


@pytest.mark.parametrize("span", ["365 days", "99999 years", "99999 months", "99999 weeks"])
def test_a_span_past_the_last_year_is_refused(span: str) -> None:
    with pytest.raises(UnreadableTime) as refused:
        add(moment("9998-01-01", NEW_YORK), read_span(span), NEW_YORK)
    assert refused.value.message == f"{span} from 9998-01-01 is out of range"
    assert refused.value.hints == ("the last year is 9998",)


def test_a_span_may_end_on_the_last_day() -> None:
    last, _ = add(moment("9998-01-01", NEW_YORK), Span(364, "day"), NEW_YORK)
    assert last.text == "9998-12-31"


@pytest.mark.parametrize(
    ("start", "span", "year"),
    [
        ("2036-03-01", "10 business days (IN)", "2036"),
        ("2035-12-20", "10 business days (in)", "2036"),
        ("1995-03-01", "1 business day (IN)", "1995"),
        ("1985-03-01", "1 business day (XLON)", "1985"),
        ("2101-03-01", "1 business day (US)", "2101"),
        ("2020-03-01", "1 business day (XBUE)", "2020"),
    ],
)
def test_holidays_that_are_not_known_are_not_taken_for_workdays(
    start: str, span: str, year: str, recwarn: pytest.WarningsRecorder
) -> None:
    refused = DEAL.refusal(f"x due in {span}", on=start)
    calendar = read_span(span).calendar
    assert refused.kind == "unreadable-time"
    assert refused.message == f"the holidays of {calendar} in {year} are not known"
    assert "give the date itself instead of the span" in refused.hints
    assert not recwarn.list


def test_a_sum_of_holidays_that_were_known_stays_where_they_are_not() -> None:
    kept = Reckoning("2036-03-17", "10 business days (IN)", "2036-03-03", True)
    for on in ("2036-03-03", "2036-03-04"):
        assert recount(kept, moment(on, NEW_YORK), NEW_YORK) == kept
    told = DEAL.on("2035-12-03", "x due in 10 business days (IN)")
    assert told.at("2035-12-03").deadline("x").due == "2035-12-17"
    extended = told.on("2035-12-10", "x extended by 2 business days (IN)")
    moved = extended.on("2035-12-04", "x moved to 2036-01-02").at("2035-12-11")
    assert moved.deadline("x").due == extended.at("2035-12-11").deadline("x").due


@pytest.mark.parametrize(
    ("said", "date"),
    [
        ("in 90 days", "2020-11-12"),
        ("within 90d", "2020-11-12"),
        ("In 3 months", "2020-11-14"),
        ("45 days from 2020-08-31", "2020-10-15"),
        ("2 weeks from Sep 1", "2020-09-15"),
        ("30 business days from tomorrow", "2026-02-17"),
        ("Nov 12", "2020-11-12"),
    ],
)
def test_a_date_in_a_sentence(said: str, date: str) -> None:
    on = moment("2020-08-14", NEW_YORK)
    assert date_of(read_date(said, DEAL.clock(), on)[0]) == date


def test_the_sum_is_kept_in_the_entry_and_told() -> None:
    told = DEAL.on("2022-06-10", "x due in 10 business days (US)")
    holiday = "20 Jun 2022 (Juneteenth National Independence Day (observed))"
    assert told.last.event == DeadlineSet(
        "x",
        Reckoning("2022-06-27", "10 business days (US)", "2022-06-10", True, (holiday,)),
    )
    assert f"2022-06-10 + 10 business days (US) = 2022-06-27, skipping {holiday}" in told.notes
    assert told.last.sentence == "x due in 10 business days (US)"


def test_a_sum_from_the_day_of_its_entry_is_counted_anew_from_another() -> None:
    from_on = counted(Span(1, "month"), moment("2020-08-14", NEW_YORK), NEW_YORK, from_on=True)
    assert date_of(recount(from_on, moment("2020-08-31", NEW_YORK), NEW_YORK)) == "2020-09-30"
    assert recount("2020-09-20", moment("2020-08-31", NEW_YORK), NEW_YORK) == "2020-09-20"
    fixed = counted(Span(1, "month"), moment("2020-08-14", NEW_YORK), NEW_YORK)
    assert recount(fixed, moment("2020-08-31", NEW_YORK), NEW_YORK) == fixed


@pytest.mark.parametrize("on", ["2020-08", "9998-12-31"])
def test_a_sum_that_cannot_be_counted_anew_stays(on: str) -> None:
    from_on = counted(Span(1, "month"), moment("2020-08-14", NEW_YORK), NEW_YORK, from_on=True)
    assert recount(from_on, moment(on, NEW_YORK), NEW_YORK) == from_on

"""Orders, deadlines, forecasts, periods: their dates, what becomes of them, what holds them up."""

from __future__ import annotations

import pytest

from tests.domain.story import Story, source
from tracker.domain.events.deadlines import DeadlineExtended
from tracker.domain.reckoning import Reckoning
from tracker.domain.standing import DeadlineStanding

DEAL = Story()
SET = "2020-08-01"
SALE = DEAL.on(SET, "sale due 2020-11-12")
OUTCOMES = ("met", "missed", "lapsed", "waived", "void", "revoked")


def sale(story: Story, day: str) -> DeadlineStanding:
    return story.at(day).deadline("sale")


@pytest.mark.parametrize(
    ("sentence", "kind", "before", "on_the_day", "after"),
    [
        ("x due 2020-09-20", "deadline", "pending", "pending", "passed"),
        ("x expected 2020-09-20", "forecast", "pending", "pending", "overdue"),
        ("x runs until 2020-09-20", "period", "running", "running", "expired"),
        ("order x effective 2020-09-20", "order", "pending", "in effect", "in effect"),
    ],
)
def test_the_clock_decides_by_kind(
    sentence: str, kind: str, before: str, on_the_day: str, after: str
) -> None:
    told = DEAL.on(SET, sentence)
    days = ("2020-09-19", "2020-09-20", "2020-09-21")
    stands = [told.at(day).deadline("x") for day in days]
    assert [each.status for each in stands] == [before, on_the_day, after]
    assert [each.days_left for each in stands] == [
        1,
        None if kind == "order" else 0,
        None,
    ]
    assert {each.kind for each in stands} == {kind}
    assert [each.since for each in stands] == [
        SET,
        "2020-09-20" if kind == "order" else SET,
        "2020-09-20",
    ]


@pytest.mark.parametrize(
    ("sentence", "at", "just_before", "just_after"),
    [
        ("x due 2020-09-20T17:00", "17:00", "pending", "pending"),
        ("x due 2020-09-20T17:00", "17:00:01", "pending", "passed"),
        ("order x effective 2020-09-20T17:00", "16:59:59", "pending", "pending"),
        ("order x effective 2020-09-20T17:00", "17:00", "pending", "in effect"),
    ],
)
def test_an_instant_decides_to_the_microsecond(
    sentence: str, at: str, just_before: str, just_after: str
) -> None:
    told = DEAL.on(SET, sentence)
    assert told.at("2020-09-20T16:00").deadline("x").status == just_before
    assert told.at(f"2020-09-20T{at}").deadline("x").status == just_after


def test_the_end_of_the_day_is_that_of_the_deals_zone() -> None:
    order = "order x effective 2020-09-21"
    late = "2020-09-20T23:59-04:00"
    assert Story("America/New_York").on(SET, order).at(late).deadline("x").status == "pending"
    assert Story("UTC").on(SET, order).at(late).deadline("x").status == "in effect"


@pytest.mark.parametrize(
    ("zone", "day", "first"),
    [
        ("America/Sao_Paulo", "2018-11-04", "2018-11-04T01:00"),
        ("Asia/Beirut", "2022-03-27", "2022-03-27T01:00"),
        ("Pacific/Apia", "2011-12-31", "2011-12-31T00:00"),
    ],
)
def test_an_order_takes_effect_with_its_day_also_where_midnight_is_skipped(
    zone: str, day: str, first: str
) -> None:
    told = Story(zone).on("2010-01-01", f"order x effective {day}", f"y due {day}")
    assert told.at(first).deadline("x").status == "in effect"
    assert told.at(first).deadline("y").status == "pending"
    assert told.at(first).deadline("y").days_left == 0


def test_days_left_over_a_change_of_clocks_and_a_missing_day_are_calendar_days() -> None:
    told = Story("Pacific/Apia").on("2011-12-01", "x due 2012-01-02")
    assert told.at("2011-12-29").deadline("x").days_left == 4
    told = DEAL.on("2020-10-01", "x due 2020-11-02")
    assert told.at("2020-11-01").deadline("x").days_left == 1
    assert told.at("2020-10-31T23:59:59").deadline("x").days_left == 2


def test_an_order_without_a_name_is_the_order_and_there_is_one() -> None:
    told = DEAL.on("2020-08-06", "order effective Sep 20")
    refused = told.refusal("order effective 2020-10-01")
    assert (refused.code, refused.kind) == (4, "second-unnamed-order")
    assert "name the second: 'order EO 2 effective 2020-10-01'" in refused.hints
    again = told.on("2020-08-07", "order effective 2020-09-20").at("2020-08-07")
    assert again.deadline("order").because == (1, 2)
    assert told.on("2020-08-07", "order EO 2 effective 2020-10-01").notes == ("EO 2 is new here",)


def test_a_mistaken_unnamed_order_can_be_corrected() -> None:
    told = DEAL.on("2020-08-06", "order effective Sep 20")
    told = told.correct(1, what="order effective Sep 27")
    assert told.at("2020-08-06").deadline("order").due == "2020-09-27"


def test_a_date_is_unknown_until_it_is_set() -> None:
    told = DEAL.on(SET, "sale due date unknown").on("2020-08-14", "sale due 2020-11-12")
    unknown, known = sale(told, SET), sale(told, "2020-08-14")
    assert (unknown.status, unknown.due, unknown.dates, unknown.days_left) == (
        "pending",
        None,
        (),
        None,
    )
    assert (known.due, known.original_due, known.dates) == (
        "2020-11-12",
        "2020-11-12",
        ("2020-11-12",),
    )
    assert (known.because, known.since) == ((2,), "2020-08-14")
    lost = sale(told.on("2020-08-20", "sale due date unknown"), "2020-08-20")
    assert (lost.status, lost.due, lost.dates) == ("pending", None, ("2020-11-12",))
    period = DEAL.on(SET, "TRO runs until date unknown").at("2030").deadline("TRO")
    assert (period.status, period.due) == ("running", None)


def test_a_second_date_is_a_move_with_a_note() -> None:
    told = SALE.on("2020-08-14", "sale due 2020-12-01")
    assert told.notes == ("sale was due 2020-11-12: this moves it to 2020-12-01",)
    moved = sale(told, "2020-08-14")
    assert (moved.due, moved.original_due, moved.extensions) == ("2020-12-01", "2020-11-12", 0)
    assert (moved.dates, moved.because) == (("2020-11-12", "2020-12-01"), (1, 2))


def test_the_kind_is_that_of_the_latest_phrase_that_set_a_date() -> None:
    told = SALE.on("2020-08-14", "sale expected 2020-12-01")
    assert sale(told, "2020-08-14").kind == "forecast"
    assert sale(told.on("2020-08-15", "sale extended to 2021"), "2020-08-15").kind == "forecast"
    assert sale(told.on("2020-08-15", "sale runs until 2021"), "2020-08-15").kind == "period"


def test_extensions_are_counted_and_moves_are_not() -> None:
    told = SALE.on("2020-11-01", "sale extended to 2020-11-27")
    told = told.on("2020-11-20", "sale extended by 1 week")
    told = told.on("2020-11-25", "sale moved to 2020-12-01")
    last = sale(told, "2020-11-25")
    assert last.dates == ("2020-11-12", "2020-11-27", "2020-12-04", "2020-12-01")
    assert (last.extensions, last.original_due, last.because) == (2, "2020-11-12", (1, 2, 3, 4))
    assert [sale(told, day).extensions for day in (SET, "2020-11-01", "2020-11-20")] == [0, 1, 2]


def test_pending_goes_on_through_an_extension_in_time() -> None:
    told = SALE.on("2020-11-01", "sale extended to 2020-11-27")
    assert sale(told, "2020-11-01").since == SET
    assert sale(told, "2020-11-28").since == "2020-11-27"


def test_a_passed_deadline_that_is_extended_is_pending_again_from_then() -> None:
    told = SALE.on("2020-11-13", "sale extended to 2020-11-27")
    assert sale(told, "2020-11-12").status == "pending"
    extended = sale(told, "2020-11-13")
    assert (extended.status, extended.since, extended.days_left) == ("pending", "2020-11-13", 14)
    late = SALE.on("2020-11-14", "sale extended to 2020-11-27")
    assert sale(late, "2020-11-13").status == "passed"


def test_an_extension_by_a_span_is_counted_from_the_date_then_due() -> None:
    told = SALE.on("2020-11-10", "sale extended by 15 days")
    assert told.last.event == DeadlineExtended(
        "sale", None, "15 days", Reckoning("2020-11-27", "15 days", "2020-11-12")
    )
    assert "2020-11-12 + 15 days = 2020-11-27" in told.notes
    assert told.last.sentence == "sale extended by 15 days"
    assert sale(told, "2020-11-10").due == "2020-11-27"
    earlier = told.on("2020-11-01", "sale moved to 2020-11-20")
    assert sale(earlier, "2020-11-10").due == "2020-12-05"


def test_two_papers_report_one_extension_by_a_span() -> None:
    told = SALE.on("2020-11-01", "sale extended by 15 days", says=["Reuters"])
    told = told.on("2020-11-01", "sale extended by 15 days", says=["WSJ"])
    assert told.notes == ("2020-11-12 + 15 days = 2020-11-27",)
    said_twice = sale(told, "2020-11-01")
    assert (said_twice.dates, said_twice.extensions) == (("2020-11-12", "2020-11-27"), 1)
    assert sale(told.on("2020-11-02", "sale extended by 15 days"), "2020-11-02").due == "2020-12-12"
    assert sale(told.on("2020-11-01", "sale extended by 16 days"), "2020-11-02").due == "2020-12-13"


def test_an_extension_by_a_span_whose_date_is_not_known_is_as_settled() -> None:
    told = DEAL.on(SET, "sale due 2020-11-12", reported="2020-12-01")
    told = told.on("2020-11-10", "sale extended by 15 days")
    assert told.at("2020-11-10", known_by="2020-11-10").deadline("sale").due == "2020-11-27"
    unset = DEAL.on(SET, '"sale" extended by 15 days')
    assert (sale(unset, SET).due, sale(unset, SET).extensions) == (None, 1)
    coarse = DEAL.on(SET, "sale due 2020-11")
    assert coarse.refusal("sale extended by 15 days").kind == "unreadable-time"


def test_an_extension_by_a_span_after_a_move_of_that_day_is_another() -> None:
    told = SALE.on("2020-11-01", "sale extended by 15 days", "sale moved to 2020-12-01")
    told = told.on("2020-11-01", "sale extended by 15 days", says=["WSJ"])
    assert sale(told, "2020-11-01").dates == (
        "2020-11-12",
        "2020-11-27",
        "2020-12-01",
        "2020-12-16",
    )


def test_an_extension_of_a_date_that_is_not_known_opens_it_again() -> None:
    told = DEAL.on(SET, "sale due date unknown")
    assert sale(told.on("2020-09-02", "sale extended by 15 days"), "2020-09-02").since == SET
    told = told.on("2020-09-01", "sale missed").on("2020-09-02", "sale extended by 15 days")
    open_again = sale(told, "2020-09-02")
    assert (open_again.status, open_again.since) == ("pending", "2020-09-02")
    assert (open_again.due, open_again.extensions) == (None, 1)


def test_two_papers_report_one_date_and_support_it() -> None:
    told = DEAL.on(SET, "sale due 2020-11-12", says=[source("Reuters")])
    told = told.on("2020-08-02", "sale due 2020-11-12", says=[source("WSJ")])
    both = sale(told, "2020-08-02")
    assert (both.dates, both.because, both.since) == (("2020-11-12",), (1, 2), SET)
    assert both.grade == "corroborated"


def test_what_changes_a_deadline_before_it_has_a_date_sets_what_it_can() -> None:
    told = DEAL.on("2020-09-01", '"sale" extended to 2020-11-27')
    alone = sale(told, "2020-09-01")
    assert (alone.due, alone.original_due, alone.extensions) == ("2020-11-27", None, 1)
    told = told.on("2020-09-05", "sale due 2020-11-12")
    assert sale(told, "2020-09-05").original_due == "2020-11-12"
    stayed = DEAL.on("2020-09-01", '"sale" stayed').on("2020-09-05", "sale due 2020-11-12")
    assert (sale(stayed, "2020-09-05").status, sale(stayed, "2020-09-05").due) == (
        "stayed",
        "2020-11-12",
    )
    met = DEAL.on("2020-09-01", '"sale" met')
    assert (sale(met, "2020-09-01").status, sale(met, "2020-09-01").since) == ("met", "2020-09-01")


# Outcomes


@pytest.mark.parametrize("word", OUTCOMES)
def test_a_word_beats_the_clock(word: str) -> None:
    told = SALE.on("2020-11-01", f"sale {word}")
    for day in ("2020-11-01", "2020-12-01"):
        ended = sale(told, day)
        assert (ended.status, ended.since, ended.days_left) == (word, "2020-11-01", None)
        assert ended.because == (1, 2)
    assert sale(told, "2020-10-31").status == "pending"


@pytest.mark.parametrize("word", OUTCOMES)
@pytest.mark.parametrize(
    "change", ["sale extended to 2021", "sale moved to 2021", "sale due 2021", "sale expected 2021"]
)
def test_a_word_holds_until_an_extension_a_move_or_a_new_date(word: str, change: str) -> None:
    told = SALE.on("2020-11-01", f"sale {word}").on("2020-11-05", change)
    changed = sale(told, "2020-11-05")
    assert (changed.status, changed.due, changed.since) == ("pending", "2021", "2020-11-05")


def test_the_latest_word_holds_and_a_repeated_one_is_supported() -> None:
    told = SALE.on("2020-11-13", "sale missed").on("2020-11-14", "sale missed")
    assert (sale(told, "2020-11-14").since, sale(told, "2020-11-14").because) == (
        "2020-11-13",
        (1, 2, 3),
    )
    told = told.on("2020-11-15", "sale waived")
    waived = sale(told, "2020-11-15")
    assert (waived.status, waived.because) == ("waived", (1, 4))


def test_one_of_two_orders_is_revoked() -> None:
    told = DEAL.on("2020-08-06", "order EO 13942 effective 2020-09-20")
    told = told.on("2020-08-14", "order EO 13944 effective 2020-11-12")
    told = told.on("2021-06-09", "EO 13942 revoked")
    answer = told.at("2021-06-09")
    assert answer.deadline("EO 13942").status == "revoked"
    assert answer.deadline("EO 13944").status == "in effect"


# Stays


def test_a_stay_beats_the_clock_and_the_clock_decides_again_when_it_ends() -> None:
    order = DEAL.on("2020-08-06", "order EO effective 2020-09-27T23:59")
    told = order.on("2020-09-27", "EO stayed until 2020-10-15")
    held = told.at("2020-10-01").deadline("EO")
    assert (held.status, held.until, held.since, held.days_left) == (
        "stayed",
        "2020-10-15",
        "2020-09-27",
        None,
    )
    assert held.because == (1, 2)
    free = told.at("2020-10-16").deadline("EO")
    assert (free.status, free.until, free.since) == (
        "in effect",
        None,
        "2020-09-27T23:59-04:00",
    )
    assert free.because == (1,)


def test_a_stay_without_an_end_holds_until_it_is_lifted() -> None:
    told = SALE.on("2020-11-01", "sale stayed").on("2020-12-01", "sale stay lifted")
    assert (sale(told, "2020-11-30").status, sale(told, "2020-11-30").until) == ("stayed", None)
    assert sale(told, "2020-12-01").status == "passed"


def test_lifting_a_stay_does_not_change_since_when_it_is_pending() -> None:
    told = SALE.on("2020-08-20", "sale stayed").on("2020-09-01", "sale stay lifted")
    assert sale(told, "2020-09-01").since == SET
    told = DEAL.on("2020-09-01", '"vote" stay lifted')
    assert told.at("2020-09-01").deadline("vote").since == "2020-09-01"


def test_lifting_ends_all_stays() -> None:
    told = SALE.on("2020-10-01", "sale stayed", "sale stayed until 2021-01-01")
    assert sale(told, "2020-10-02").until == "2021-01-01"
    assert sale(told.on("2020-10-05", "sale stay lifted"), "2020-10-05").status == "pending"


def test_the_latest_stay_or_suspension_in_force_holds() -> None:
    told = SALE.on("2020-10-01", "sale stayed").on("2020-10-05", "sale unenforced until 2020-10-20")
    assert sale(told, "2020-10-05").status == "unenforced"
    assert sale(told, "2020-10-20").until == "2020-10-20"
    assert (sale(told, "2020-10-21").status, sale(told, "2020-10-21").since) == (
        "stayed",
        "2020-10-01",
    )
    lifted = told.on("2020-10-06", "sale stay lifted")
    assert [sale(lifted, day).status for day in ("2020-10-06", "2020-10-21")] == [
        "unenforced",
        "pending",
    ]


def test_two_papers_report_one_stay() -> None:
    told = SALE.on("2020-10-01", "sale stayed", says=["Reuters"])
    told = told.on("2020-10-02", "sale stayed", says=["WSJ"])
    stayed = sale(told, "2020-10-02")
    assert (stayed.since, stayed.because, stayed.grade) == ("2020-10-01", (1, 2, 3), "corroborated")


def test_what_held_before_holds_again_when_what_two_papers_reported_is_over() -> None:
    told = SALE.on("2020-08-20", "sale stayed until 2020-10-01", "sale stayed until 2020-12-01")
    for paper in ("Reuters", "WSJ"):
        told = told.on("2020-08-21", "sale unenforced until 2020-11-01", says=[paper])
    unenforced, stayed = sale(told, "2020-11-01"), sale(told, "2020-11-02")
    assert (unenforced.status, unenforced.because) == ("unenforced", (1, 4, 5))
    assert (stayed.status, stayed.until) == ("stayed", "2020-12-01")


def test_one_that_was_stayed_before_it_was_set_is_pending_since_then() -> None:
    told = DEAL.on("2020-09-01", '"vote" stayed until 2020-10-01')
    vote = told.at("2020-10-02").deadline("vote")
    assert (vote.status, vote.since) == ("pending", "2020-09-01")


def test_a_word_later_than_the_stay_beats_it_and_a_later_stay_beats_the_word() -> None:
    told = SALE.on("2020-10-01", "sale stayed").on("2020-10-05", "sale void")
    assert sale(told, "2020-10-05").status == "void"
    assert sale(told.on("2020-10-06", "sale stayed until 2021"), "2020-10-06").status == "stayed"


def test_a_stay_said_again_after_it_ended_is_another() -> None:
    for ending in ("sale void", "sale stay lifted"):
        told = SALE.on("2020-10-01", "sale stayed").on("2020-10-05", ending)
        again = sale(told.on("2020-10-10", "sale stayed"), "2020-10-10")
        assert (again.status, again.since, again.because) == ("stayed", "2020-10-10", (1, 4))


def test_an_extension_does_not_lift_a_stay() -> None:
    told = SALE.on("2020-10-01", "sale stayed").on("2020-10-05", "sale extended to 2021")
    assert (sale(told, "2020-10-05").status, sale(told, "2020-10-05").due) == ("stayed", "2021")


# Order of the list, terms


def test_deadlines_come_by_due_date_unknown_last() -> None:
    told = DEAL.on(SET, "d due date unknown", "c due 2020-09", "b runs until 2020-09-10")
    told = told.on(SET, "order a effective 2020-09", "e due 2020-09-30")
    names = [each.name for each in told.at(SET).status.deadlines]
    assert names == ["a", "b", "c", "e", "d"]


def test_a_term_has_the_value_it_was_set_to() -> None:
    told = DEAL.on("2022-01-18", "reverse fee set to USD 2.5bn")
    told = told.on("2022-02-01", "reverse fee set to USD 3.0bn")
    told = told.on("2022-02-02", "Reverse Fee set to USD 3.0bn")
    first, last = (told.at(day).term("reverse fee") for day in ("2022-01-31", "2022-02-02"))
    assert (first.value, first.since, first.because) == ("USD 2.5bn", "2022-01-18", (1,))
    assert (last.value, last.since, last.because) == ("USD 3.0bn", "2022-02-01", (2, 3))

"""Moments keep the precision they were given in; a date is its whole day in its zone."""

from __future__ import annotations

from datetime import date

import pytest

from tests.domain.story import LONG_AFTER, NEW_YORK
from tracker.domain.errors import UnreadableTime
from tracker.domain.times import (
    HOW_TO_WRITE,
    Clock,
    add_months,
    instant,
    local,
    local_day,
    micros_of,
    moment,
    read_when,
    start_of_day,
    zone_info,
)

SECOND = 1_000_000
HOUR = 3600 * SECOND
CLOCK = Clock(NEW_YORK, moment(LONG_AFTER, "UTC").start)


def shown(at: int, zone: str) -> str:
    return local(at, zone).isoformat()


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2020-09-13", "2020-09-13T00:00:00-04:00", "2020-09-13T23:59:59.999999-04:00"),
        ("2020-09", "2020-09-01T00:00:00-04:00", "2020-09-30T23:59:59.999999-04:00"),
        ("2021-Q1", "2021-01-01T00:00:00-05:00", "2021-03-31T23:59:59.999999-04:00"),
        ("2021-q4", "2021-10-01T00:00:00-04:00", "2021-12-31T23:59:59.999999-05:00"),
        ("2021-H2", "2021-07-01T00:00:00-04:00", "2021-12-31T23:59:59.999999-05:00"),
        ("2021-h1", "2021-01-01T00:00:00-05:00", "2021-06-30T23:59:59.999999-04:00"),
        ("2020", "2020-01-01T00:00:00-05:00", "2020-12-31T23:59:59.999999-05:00"),
        ("2020-09-27T23:59", "2020-09-27T23:59:00-04:00", "2020-09-27T23:59:00-04:00"),
        ("2020-09-27 23:59", "2020-09-27T23:59:00-04:00", "2020-09-27T23:59:00-04:00"),
    ],
)
def test_a_period_is_the_whole_of_it_and_an_instant_itself(text: str, start: str, end: str) -> None:
    when = moment(text, NEW_YORK)
    assert (shown(when.start, NEW_YORK), shown(when.end, NEW_YORK)) == (start, end)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("2020-09-13", "2020-09-13"),
        ("2021-q3", "2021-Q3"),
        ("2020-09-27T23:59", "2020-09-27T23:59-04:00"),
        ("2020-09-27T23:59:00", "2020-09-27T23:59:00-04:00"),
        ("2020-09-27T23:59:00.5", "2020-09-27T23:59:00.500000-04:00"),
        ("2020-09-27T23:59Z", "2020-09-27T19:59-04:00"),
        ("2020-09-27t23:59z", "2020-09-27T19:59-04:00"),
        ("2020-09-27T23:59+0530", "2020-09-27T14:29-04:00"),
        ("1850-01-01T00:00Z", "1849-12-31T19:03:58-04:56:02"),
    ],
)
def test_the_precision_of_a_time_is_kept(given: str, kept: str) -> None:
    assert moment(given, NEW_YORK).text == kept
    assert moment(kept, NEW_YORK) == moment(given, NEW_YORK)


@pytest.mark.parametrize(
    "text",
    [
        "2020-13",
        "2020-02-30",
        "2020-00-10",
        "2021-Q5",
        "2021-H3",
        "0999-01-01",
        "9999",
        "2020-09-27T24:00",
        "2020-09-27T23:59+99:00",
        "9998-12-31T23:59-12:00",
        "٢٠٢٠-٠٩-١٣",
        "20-09-13",
        "2020-9-13",
        "soon",
        "",
    ],
)
def test_what_is_no_time_is_refused(text: str) -> None:
    with pytest.raises(UnreadableTime):
        moment(text, "Asia/Tokyo")


@pytest.mark.parametrize(
    ("said", "read"),
    [
        ("Sep 20", "2026-09-20"),
        ("Sept. 20", "2026-09-20"),
        ("20 Sep 2020", "2020-09-20"),
        ("September 20, 2020", "2020-09-20"),
        ("september 20 2020", "2020-09-20"),
        ("1 May 2020", "2020-05-01"),
        ("Sep 2020", "2020-09"),
        ("  2020-Q3 ", "2020-Q3"),
        ("today", "2026-01-05"),
        ("Yesterday", "2026-01-04"),
        ("tomorrow", "2026-01-06"),
        ("now", "2026-01-05T07:00:00-05:00"),
    ],
)
def test_times_as_people_write_them(said: str, read: str) -> None:
    assert read_when(said, CLOCK)[0].text == read


@pytest.mark.parametrize(
    ("text", "hints"),
    [
        ("09/14/2020", ("write 2020-09-14",)),
        ("14.9.2020", ("write 2020-09-14",)),
        ("09/08/2020", ("write 2020-09-08", "write 2020-08-09")),
        ("09/09/2020", ("write 2020-09-09",)),
    ],
)
def test_a_date_in_numbers_has_two_readings(text: str, hints: tuple[str, ...]) -> None:
    with pytest.raises(UnreadableTime, match="two readings") as refused:
        read_when(text, CLOCK)
    assert refused.value.hints == hints


@pytest.mark.parametrize(
    ("said", "asked", "message", "hint"),
    [
        ("Sep", False, "'Sep' has no year", "write 2020-09 or Sep 2020"),
        ("Sep 31", False, "there is no day 'Sep 31'", HOW_TO_WRITE),
        ("Sep 31", True, "there is no day 'Sep 31'", HOW_TO_WRITE),
        ("soon", False, "'soon' is no time that can be read", HOW_TO_WRITE),
        ("2020-13", False, "there is no day or month 2020-13", HOW_TO_WRITE),
        ("2020-09-27T25:00", False, "there is no time 2020-09-27T25:00", HOW_TO_WRITE),
        ("0999", False, "the year 999 is out of range", "years are 1000 to 9998"),
    ],
)
def test_who_is_not_understood_is_told_why_and_how_times_are_written(
    said: str, message: str, hint: str, *, asked: bool
) -> None:
    with pytest.raises(UnreadableTime) as refused:
        read_when(said, CLOCK, asked=asked)
    assert (refused.value.message, refused.value.hints) == (message, (hint,))


@pytest.mark.parametrize("said", ["Sep", "Foo 20", "Sep 31", "Sep 31 2020", "2020/09/14", "Se 20"])
def test_a_word_that_is_no_time_is_refused(said: str) -> None:
    with pytest.raises(UnreadableTime):
        read_when(said, CLOCK)


def test_a_day_without_a_year_is_the_first_on_or_after_and_far_days_are_noted() -> None:
    since = moment("2020-03-21", NEW_YORK)
    assert read_when("Mar 21", CLOCK, since)[0].text == "2020-03-21"
    assert read_when("Sep 20", CLOCK, since) == (moment("2020-09-20", NEW_YORK), ())
    assert read_when("Sep 21", CLOCK, since)[1] == ("Sep 21 was read as 2020-09-21, 184 days on",)
    assert read_when("20 Mar", CLOCK, since)[0].text == "2021-03-20"


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("Mar 21", "2020-03-21"),
        ("22 Mar", "2019-03-22"),
        ("Feb 29", "2020-02-29"),
        ("today", "2020-03-21"),
    ],
)
def test_a_day_without_a_year_that_is_asked_about_has_been(said: str, day: str) -> None:
    clock = Clock(NEW_YORK, CLOCK.now, "2020-03-21")
    assert read_when(said, clock, asked=True) == (moment(day, NEW_YORK), ())


def test_days_without_a_year_end_with_the_years() -> None:
    first, last = (Clock(NEW_YORK, CLOCK.now, day) for day in ("1000-06-01", "9998-06-01"))
    assert read_when("Jan 5", first, asked=True)[0].text == "1000-01-05"
    assert read_when("Sep 20", last)[0].text == "9998-09-20"
    with pytest.raises(UnreadableTime, match="no day 'Jan 5'"):
        read_when("Jan 5", last)
    with pytest.raises(UnreadableTime, match="no day 'Sep 20'"):
        read_when("Sep 20", first, asked=True)


def test_a_day_of_no_year_is_no_day_to_ask_about() -> None:
    with pytest.raises(UnreadableTime, match="no day 'Sep 31'"):
        read_when("Sep 31", CLOCK, asked=True)


def test_a_day_that_was_set_is_today_and_the_present_is_all_of_it() -> None:
    clock = Clock(NEW_YORK, CLOCK.now, "2020-09-14")
    assert read_when("now", clock)[0].text == "2020-09-14"
    assert read_when("tomorrow", clock)[0].text == "2020-09-15"
    assert clock.present().end == moment("2020-09-15", NEW_YORK).start - 1
    assert CLOCK.present() == instant(CLOCK.now, NEW_YORK)


def test_today_is_the_day_of_the_zone() -> None:
    late = moment("2020-09-14T02:00Z", "UTC").start
    assert Clock(NEW_YORK, late).day().text == "2020-09-13"
    assert Clock("Asia/Tokyo", late).day().text == "2020-09-14"


def test_23_59_in_new_york_is_the_next_day_in_utc() -> None:
    at = moment("2020-09-20T23:59", NEW_YORK).start
    assert (local_day(at, NEW_YORK), local_day(at, "UTC")) == (date(2020, 9, 20), date(2020, 9, 21))


@pytest.mark.parametrize(
    ("zone", "text", "hints"),
    [
        (NEW_YORK, "2020-11-01T01:30", ("-04:00", "-05:00")),
        ("Europe/London", "2020-10-25T01:00", ("+01:00", "+00:00")),
        ("Australia/Lord_Howe", "2020-04-05T01:45", ("+11:00", "+10:30")),
        ("America/Sao_Paulo", "2018-02-17T23:30", ("-02:00", "-03:00")),
    ],
)
def test_an_hour_that_comes_twice_is_refused_with_both_offsets(
    zone: str, text: str, hints: tuple[str, ...]
) -> None:
    with pytest.raises(UnreadableTime, match="happens twice") as refused:
        moment(text, zone)
    assert refused.value.hints == tuple(f"write {text}{offset}" for offset in hints)
    first, second = (moment(text + offset, zone) for offset in hints)
    assert first.start < second.start


@pytest.mark.parametrize(
    ("zone", "text"),
    [
        (NEW_YORK, "2020-03-08T02:30"),
        ("America/Sao_Paulo", "2018-11-04T00:00"),
        ("Asia/Beirut", "2022-03-27T00:30"),
        ("Pacific/Apia", "2011-12-30T12:00"),
    ],
)
def test_an_hour_that_never_comes_is_refused(zone: str, text: str) -> None:
    with pytest.raises(UnreadableTime, match="there is no"):
        moment(text, zone)


@pytest.mark.parametrize(
    ("zone", "day", "hours"),
    [
        (NEW_YORK, "2020-03-08", 23),
        (NEW_YORK, "2020-11-01", 25),
        (NEW_YORK, "2020-09-13", 24),
        ("America/Sao_Paulo", "2018-11-04", 23),
        ("America/Sao_Paulo", "2018-02-17", 25),
        ("Asia/Beirut", "2022-03-27", 23),
        ("Australia/Lord_Howe", "2020-04-05", 24.5),
        ("Pacific/Apia", "2011-12-29", 24),
        ("Pacific/Apia", "2011-12-31", 24),
    ],
)
def test_days_are_as_long_as_the_zone_makes_them(zone: str, day: str, hours: float) -> None:
    when = moment(day, zone)
    assert when.end + 1 - when.start == hours * HOUR
    assert str(local_day(when.start, zone)) == str(local_day(when.end, zone)) == day


@pytest.mark.parametrize(
    ("zone", "day", "first"),
    [
        ("America/Sao_Paulo", "2018-11-04", "2018-11-04T01:00:00-02:00"),
        ("Asia/Beirut", "2022-03-27", "2022-03-27T01:00:00+03:00"),
        ("Pacific/Apia", "2011-12-31", "2011-12-31T00:00:00+14:00"),
        ("America/Toronto", "1919-03-31", "1919-03-31T00:30:00-04:00"),
    ],
)
def test_a_day_whose_midnight_is_skipped_starts_when_its_clocks_do(
    zone: str, day: str, first: str
) -> None:
    assert shown(start_of_day(date.fromisoformat(day), zone), zone) == first


def test_a_day_that_a_zone_leaves_out_is_no_day() -> None:
    with pytest.raises(UnreadableTime, match="there is no 2011-12-30 in Pacific/Apia") as refused:
        moment("2011-12-30", "Pacific/Apia")
    assert refused.value.hints == ("give the day before it, or the day after it",)
    month = moment("2011-12", "Pacific/Apia")
    assert month.end + 1 - month.start == 30 * 24 * HOUR


def test_what_is_less_than_a_microsecond_is_left_out() -> None:
    assert micros_of(1_600_000_000_123_456_789) == 1_600_000_000_123_456


def test_an_unknown_zone_is_refused_with_the_nearest() -> None:
    with pytest.raises(UnreadableTime) as refused:
        zone_info("America/NewYork")
    assert refused.value.kind == "unknown-zone"
    *near, names = refused.value.hints
    assert (len(near), near[0]) == (3, "did you mean America/New_York?")
    assert names == "zones have the names of the IANA database, such as America/New_York or UTC"


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [
        (date(2021, 1, 31), 1, date(2021, 2, 28)),
        (date(2020, 1, 31), 1, date(2020, 2, 29)),
        (date(2020, 2, 29), 12, date(2021, 2, 28)),
        (date(2020, 11, 30), 3, date(2021, 2, 28)),
        (date(2020, 12, 1), 1, date(2021, 1, 1)),
        (date(2020, 11, 15), 1, date(2020, 12, 15)),
    ],
)
def test_a_month_is_a_calendar_month(day: date, months: int, then: date) -> None:
    assert add_months(day, months) == then

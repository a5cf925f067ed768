"""In every zone, about every change of its clocks: times print and parse, and days are whole."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from icalendar import Calendar

from tests.domain.transitions import DAY, HOUR, LAST, SECOND, somewhen
from tests.torture import examples
from tracker.domain.drafts import Draft
from tracker.domain.entry import DealOpened
from tracker.domain.errors import UnreadableTime
from tracker.domain.history import History, Question
from tracker.domain.reckoning import Span, add
from tracker.domain.standing import standing
from tracker.domain.times import (
    Clock,
    day_before,
    day_of,
    instant,
    local,
    local_day,
    moment,
    read_when,
)
from tracker.domain.writing import write
from tracker.formats.calendar import calendar
from tracker.views.timeline import timeline

pytestmark = pytest.mark.torture

PRECISIONS = {"minutes": 60 * SECOND, "seconds": SECOND, "microseconds": 1}


@examples(150)
@given(somewhen(), st.sampled_from(sorted(PRECISIONS)))
def test_an_instant_prints_and_parses_back(where: tuple[int, str], precision: str) -> None:
    at, zone = where
    at = at // PRECISIONS[precision] * PRECISIONS[precision]
    when = instant(at, zone, precision)
    assert when.start == at
    assert moment(when.text, zone) == when
    assert moment(when.text, "UTC").start == at


@examples(150)
@given(somewhen())
def test_an_hour_that_a_zone_has_once_is_read_and_any_other_refused_with_its_offsets(
    where: tuple[int, str],
) -> None:
    at, zone = where
    wall = local(at, zone).replace(tzinfo=None, microsecond=0, second=0)
    instants, is_twice = _readings(wall.isoformat(timespec="minutes"), zone)
    assert len(instants) in (1, 2)
    shows = {local(each, zone).replace(tzinfo=None) == wall for each in instants}
    assert shows == {len(instants) == 1 or is_twice}


def _readings(wall: str, zone: str) -> tuple[set[int], bool]:
    """The instant that it is, or those that a refusal offers, and whether it is both of them."""
    try:
        return {moment(wall, zone).start}, False
    except UnreadableTime as error:
        offered = [hint.removeprefix("write ").split(" ")[0] for hint in error.hints]
        return {moment(each, zone).start for each in offered}, "twice" in error.message


@examples(200)
@given(somewhen())
@example((moment("2010-11-06T23:30-03:30", "UTC").start, "America/St_Johns"))
@example((moment("2010-11-07T00:00:30-02:30", "UTC").start, "America/St_Johns"))
@example((moment("2018-11-04T03:00Z", "UTC").start, "America/Sao_Paulo"))
@example((moment("2011-12-30T10:00Z", "UTC").start, "Pacific/Apia"))
@example((moment("1972-01-07T00:00Z", "UTC").start, "Africa/Monrovia"))
@example((moment("2022-03-27T00:00+02:00", "UTC").start, "Asia/Beirut"))
@example((moment("2020-06-01T12:00Z", "UTC").start, "Asia/Kathmandu"))
@example((moment("2020-06-01T12:00Z", "UTC").start, "Pacific/Kiritimati"))
@example((moment("2020-06-01T12:00Z", "UTC").start, "Etc/GMT+12"))
def test_a_day_is_what_the_clocks_show_as_that_day_and_all_days_are_without_a_gap(
    where: tuple[int, str],
) -> None:
    at, zone = where
    day = day_of(at, zone)
    assert at <= day.end
    # Where the clocks go back over midnight a day begins when it has come for good.
    assert day.start <= at or local_day(day.start - 1, zone) < local_day(at, zone)
    before, after = day_of(day.start - 1, zone), day_of(day.end + 1, zone)
    assert before.end + 1 == day.start
    assert day.end + 1 == after.start
    assert before.text < day.text < after.text
    assert day_before(at, zone) == before


@examples(100)
@given(somewhen())
def test_yesterday_and_tomorrow_are_days_that_there_are(where: tuple[int, str]) -> None:
    at, zone = where
    clock = Clock(zone, at)
    yesterday, today, tomorrow = (
        read_when(word, clock)[0] for word in ("yesterday", "today", "tomorrow")
    )
    assert (yesterday.end + 1, today.end + 1) == (today.start, tomorrow.start)


def _told(zone: str, *told: tuple[str, str]) -> History:
    """The log of a deal: sentences, each with its day."""
    history = History("deal", DealOpened("Deal", zone), ())
    for on, sentence in told:
        written = write(history, Draft(sentence=sentence, on=on), Clock(zone, LAST))
        history = history.having(written.entry)
    return history


@examples(60)
@given(somewhen(), st.integers(-3, 3), st.integers(-HOUR, HOUR))
def test_a_deadline_can_be_met_until_its_day_is_over_and_an_order_holds_from_its_beginning(
    where: tuple[int, str], days: int, apart: int
) -> None:
    at, zone = where
    due, now = day_of(at, zone), instant(at + days * DAY + apart, zone)
    first = day_of(at - 40 * DAY, zone).text
    history = _told(zone, (first, f"sale due {due.text}"), (first, f"order effective {due.text}"))
    picture = standing(history.as_of(Question(as_of=now))).deadlines
    sale, order = ({each.name: each for each in picture}[name] for name in ("sale", "order"))
    assert sale.status == ("pending" if now.start <= due.end else "passed")
    assert order.status == ("pending" if now.start < due.start else "in effect")
    if sale.days_left is not None:
        left = local_day(due.end, zone) - local_day(now.start, zone)
        assert sale.days_left == left.days >= 0


@examples(60)
@given(somewhen(), st.integers(1, 2 * 3600))
def test_what_happened_at_two_instants_is_told_in_their_order_whatever_the_clocks_showed(
    where: tuple[int, str], seconds: int
) -> None:
    at, zone = where
    first, second = (instant(each, zone) for each in (at, at + seconds * SECOND))
    history = _told(zone, (second.text, "note: second"), (first.text, "note: first"))
    told = timeline(history, Question(as_of=second))
    assert [each.sentence for each in told] == ["note: first", "note: second"]
    by_then = timeline(history, Question(as_of=first))
    assert [each.sentence for each in by_then] == ["note: first"]


@examples(40)
@given(somewhen())
def test_a_calendar_has_the_day_of_a_deadline_or_its_instant(where: tuple[int, str]) -> None:
    at, zone = where
    at = at // SECOND * SECOND
    day, hour = day_of(at, zone), instant(at, zone, "seconds")
    first = day_of(at - 40 * DAY, zone).text
    history = _told(zone, (first, f"sale due {day.text}"), (first, f"offer due {hour.text}"))
    question = Question(as_of=moment(first, zone))
    made = Calendar.from_ical(calendar([(history, question)]).text)
    found: list[Any] = made.walk("VEVENT")
    starts = {str(each["summary"]).split()[1]: each["dtstart"].dt for each in found}
    assert starts["sale"].isoformat() == day.text
    assert starts["offer"] == datetime.fromtimestamp(0, UTC) + (local(at, "UTC") - local(0, "UTC"))


@pytest.mark.parametrize(
    ("day", "zone", "begins", "ends"),
    [
        ("2020-03-08", "America/New_York", "2020-03-08T05:00Z", "2020-03-09T04:00Z"),
        ("2020-11-01", "America/New_York", "2020-11-01T04:00Z", "2020-11-02T05:00Z"),
        ("2018-11-04", "America/Sao_Paulo", "2018-11-04T03:00Z", "2018-11-05T02:00Z"),
        ("2022-03-27", "Asia/Beirut", "2022-03-26T22:00Z", "2022-03-27T21:00Z"),
        ("2011-12-29", "Pacific/Apia", "2011-12-29T10:00Z", "2011-12-30T10:00Z"),
        ("2011-12-31", "Pacific/Apia", "2011-12-30T10:00Z", "2011-12-31T10:00Z"),
        ("1960-01-01", "Africa/Monrovia", "1960-01-01T00:44:30Z", "1960-01-02T00:44:30Z"),
        ("1850-06-01", "America/New_York", "1850-06-01T04:56:02Z", "1850-06-02T04:56:02Z"),
        ("2020-06-01", "Asia/Kathmandu", "2020-05-31T18:15Z", "2020-06-01T18:15Z"),
        ("2020-06-01", "Pacific/Kiritimati", "2020-05-31T10:00Z", "2020-06-01T10:00Z"),
        ("2020-06-01", "Etc/GMT+12", "2020-06-01T12:00Z", "2020-06-02T12:00Z"),
        ("2010-11-06", "America/St_Johns", "2010-11-06T02:30Z", "2010-11-07T03:30Z"),
    ],
)
def test_a_day_begins_and_ends_where_its_clocks_say(
    day: str, zone: str, begins: str, ends: str
) -> None:
    when = moment(day, zone)
    assert when.start == moment(begins, "UTC").start
    assert when.end == moment(ends, "UTC").start - 1


@pytest.mark.parametrize(
    ("wall", "offered"),
    [
        ("2020-03-08T02:30", ("2020-03-08T03:30-04:00", "2020-03-08T01:30-05:00")),
        ("2020-11-01T01:30", ("2020-11-01T01:30-04:00", "2020-11-01T01:30-05:00")),
    ],
)
def test_an_hour_that_is_there_twice_or_never_can_be_meant_either_way(
    wall: str, offered: tuple[str, str]
) -> None:
    instants, _ = _readings(wall, "America/New_York")
    assert instants == {moment(each, "America/New_York").start for each in offered}


def test_a_day_more_keeps_the_time_of_the_clock_and_goes_on_where_that_is_skipped() -> None:
    start = moment("2020-03-06T02:30", "America/New_York")
    dates = [add(start, Span(days, "day"), "America/New_York")[0].text for days in (1, 2, 3)]
    assert dates == ["2020-03-07T02:30-05:00", "2020-03-08T03:30-04:00", "2020-03-09T02:30-04:00"]


@pytest.mark.parametrize("said", ["2016-12-31T23:59:60Z", "2016-12-31T24:00", "5 pm"])
def test_a_leap_second_and_half_a_time_are_refused(said: str) -> None:
    with pytest.raises(UnreadableTime):
        read_when(said, Clock("UTC", LAST))

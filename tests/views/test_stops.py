"""The slider stops where something happened, and where the clock alone changes something."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.domain.story import Story
from tests.domain.test_laws import written
from tests.histories import amendments, drafts, times
from tracker.domain.drafts import AnyDraft
from tracker.domain.history import History, Question
from tracker.domain.standing import Standing, standing
from tracker.domain.times import moment
from tracker.views.stops import stops

ZONE = "America/New_York"
FIRST = date(2020, 6, 29)
SALE = (
    Story()
    .on("2020-08", "Microsoft in talks")
    .on("2020-08-06", "order EO 13942 effective 2020-09-20", "note: signed at night")
    .on("2020-09-13", "note: rumours", "Oracle chosen")
    .on("2020-09-19", "EO 13942 extended to 2020-09-27")
    .on("2020-09-25", "sale due 2020-11-12")
    .on("2020-11-01", "sale stayed until 2020-11-20")
)


def told(story: Story, **filters: object) -> dict[str, tuple[str, ...]]:
    found = stops(story.history, story.question("2020-09-14", **filters))
    return {each.day: each.told for each in found}


def test_every_day_with_news_and_every_date_is_a_stop() -> None:
    assert told(SALE) == {
        "2020-08-01": ("Microsoft in talks",),
        "2020-08-06": ("order EO 13942 effective 2020-09-20", "note: signed at night"),
        "2020-09-13": ("Oracle chosen", "note: rumours"),
        "2020-09-19": ("EO 13942 extended to 2020-09-27",),
        "2020-09-20": ("a date of EO 13942, since replaced",),
        "2020-09-25": ("sale due 2020-11-12",),
        "2020-09-27": ("EO 13942 set to take effect",),
        "2020-11-01": ("sale stayed until 2020-11-20",),
        "2020-11-12": ("sale due",),
        "2020-11-13": ("the date of sale has gone by",),
        "2020-11-21": ("sale no longer stayed",),
    }


def test_what_was_not_known_is_no_stop() -> None:
    assert list(told(SALE, known_by="2020-08-31")) == ["2020-08-01", "2020-08-06", "2020-09-20"]


def test_a_stop_says_its_day_and_the_first_of_its_news() -> None:
    found = {each.day: each.sentence for each in stops(SALE.history, SALE.question("2020-09-14"))}
    assert found["2020-09-13"] == "13 Sep 2020: Oracle chosen and 1 more"
    assert found["2020-09-25"] == "25 Sep 2020: sale due 2020-11-12"


def test_a_date_may_have_gone_by_before_it_was_replaced() -> None:
    late = (
        Story()
        .on("2020-09-01", "sale due 2020-09-04")
        .on("2020-09-08", "sale extended to 2020-10-01")
    )
    days = [each.day for each in stops(late.history, late.question("2020-09-14"))]
    assert days == [
        "2020-09-01",
        "2020-09-04",
        "2020-09-05",
        "2020-09-08",
        "2020-10-01",
        "2020-10-02",
    ]


@settings(max_examples=40, deadline=None)
@given(data=st.data(), entries=st.lists(drafts, min_size=1, max_size=8), known=st.none() | times)
def test_nothing_changes_between_two_stops(
    data: st.DataObject, entries: list[AnyDraft], known: str | None
) -> None:
    more = data.draw(st.lists(amendments(len(entries)), max_size=3))
    history = written(entries + more).history
    question = Question(
        as_of=moment("2020-09-01", ZONE), known_by=moment(known, ZONE) if known else None
    )
    there = {each.day for each in stops(history, question)}
    last = None
    for day in (FIRST + timedelta(days=each) for each in range(90)):
        now = stood(history, question, day)
        assert day.isoformat() in there or last in (None, now), day
        last = now


def stood(history: History, question: Question, day: date) -> Standing:
    """What stood at the end of a day, less the days that are left."""
    found = standing(history.as_of(replace(question, as_of=moment(day.isoformat(), ZONE))))
    bare = tuple(replace(each, days_left=None) for each in found.deadlines)
    return replace(found, deadlines=bare)

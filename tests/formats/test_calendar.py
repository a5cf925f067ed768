"""A calendar that grows with the log, as a program reads it that is not the one that wrote it."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ical.calendar_stream import IcsCalendarStream
from ical.event import Event

from tests.histories import DAYS, amendments, drafts
from tracker.domain.drafts import AnyDraft, Correction, Draft, Retraction
from tracker.domain.entry import DealOpened
from tracker.domain.errors import Refusal
from tracker.domain.history import History, Question
from tracker.domain.sources import Source
from tracker.domain.times import Clock, micros, moment
from tracker.domain.writing import write
from tracker.formats.calendar import Calendared, Log, calendar

NEW_YORK = "America/New_York"
RECORDED = micros(datetime(2021, 1, 1, 12, 30, 15, 250_000, tzinfo=UTC))


def log(*said: str | AnyDraft, zone: str = NEW_YORK, title: str = "TikTok") -> History:
    """A deal in which everything happened on 1 August 2020, recorded a minute apart."""
    return longer(History("tiktok", DealOpened(title, zone), ()), *said)


def longer(history: History, *said: str | AnyDraft) -> History:
    for each in said:
        draft = Draft(sentence=each, on="2020-08-01") if isinstance(each, str) else each
        now = RECORDED + history.version * 60_000_000
        written = write(history, draft, Clock(history.zone, now))
        history = history if written.already else history.having(written.entry)
    return history


def exported(history: History, as_of: str = "2021-01-01") -> Calendared:
    return calendar([(history, Question(as_of=moment(as_of, history.zone)))])


def events(history: History, as_of: str = "2021-01-01") -> list[Event]:
    """The events as another library reads them, which refuses what RFC 5545 does not allow."""
    return list(IcsCalendarStream.calendar_from_ics(exported(history, as_of).text).events)


def event(history: History, as_of: str = "2021-01-01") -> Event:
    (found,) = events(history, as_of)
    return found


def grown(history: History, *said: str | AnyDraft) -> tuple[Event, Event]:
    """The one event of two exports, before and after something more was recorded."""
    before, after = event(history), event(longer(history, *said))
    assert before.uid == after.uid
    assert before.sequence == 0
    assert before.status == "CONFIRMED"
    return before, after


def test_a_date_is_a_whole_day_and_keeps_nobody_busy() -> None:
    found = event(log("sale due 2020-11-12"))
    assert found.dtstart == date(2020, 11, 12)
    assert found.end == date(2020, 11, 13)
    assert found.summary == "TikTok: sale due"
    assert found.transparency == "TRANSPARENT"
    assert found.categories == ["tiktok", "deadline"]


@pytest.mark.parametrize(
    ("zone", "said"),
    [
        (NEW_YORK, "filing due 2020-09-27T23:59"),
        (NEW_YORK, "filing due 2020-09-28T03:59Z"),
        ("Asia/Tokyo", "filing due 2020-09-28T12:59"),
    ],
)
def test_an_instant_is_that_instant_in_every_zone(zone: str, said: str) -> None:
    assert event(log(said, zone=zone)).dtstart == datetime(2020, 9, 28, 3, 59, tzinfo=UTC)


def test_an_hour_that_happens_twice_is_not_mistaken() -> None:
    second = event(log("filing due 2020-11-01T01:30-05:00")).dtstart
    assert second == datetime(2020, 11, 1, 6, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("said", "day", "summary"),
    [
        ("closing expected 2021-Q1", (2021, 3, 31), "closing expected (by the end of 2021-Q1)"),
        ("sale due 2020-11", (2020, 11, 30), "sale due (by the end of 2020-11)"),
        ("TRO runs until 2020-H2", (2020, 12, 31), "TRO ends (by the end of 2020-H2)"),
        ("order ban effective 2021", (2021, 1, 1), "ban takes effect (from 2021)"),
    ],
)
def test_a_period_is_its_last_day_or_an_orders_first_and_says_so(
    said: str, day: tuple[int, int, int], summary: str
) -> None:
    found = event(log(said))
    assert found.dtstart == date(*day)
    assert found.summary == f"TikTok: {summary}"


def test_it_says_what_the_date_rests_on() -> None:
    sale = Draft(sentence="sale due 2020-11-12", on="2020-08-14", sources=(Source("Reuters"),))
    extended = Draft(sentence="sale extended to 2020-11-27", on="2020-09-19")
    assert event(log(sale, extended)).description == (
        "2020-11-27 in America/New_York\n"
        "before: 2020-11-12\n"
        "#1 2020-08-14 sale due 2020-11-12 (Reuters)\n"
        "#2 2020-09-19 sale extended to 2020-11-27"
    )


def test_it_rings_a_week_and_a_day_before() -> None:
    found = event(log("sale due 2020-11-12"))
    assert [(each.action, each.trigger) for each in found.alarm] == [
        ("DISPLAY", timedelta(days=-7)),
        ("DISPLAY", timedelta(days=-1)),
    ]


@pytest.mark.parametrize("outcome", ["met", "missed", "lapsed", "waived", "void", "revoked"])
def test_what_is_settled_rings_no_more_and_says_so(outcome: str) -> None:
    found = event(log("sale due 2020-11-12", f"sale {outcome}"))
    assert found.alarm == []
    assert found.summary == f"TikTok: sale due ({outcome})"


# Two exports of a growing log


@pytest.mark.parametrize("said", ["sale extended to 2020-11-27", "sale moved to 2020-11-27"])
def test_an_extension_moves_the_event(said: str) -> None:
    _, after = grown(log("sale due 2020-11-12"), said)
    assert (after.dtstart, after.sequence, after.status) == (date(2020, 11, 27), 1, "CONFIRMED")


def test_each_change_of_date_raises_the_sequence() -> None:
    moves = ["sale extended to 2020-11-27", "sale extended to 2020-12-04", "sale moved to 2020-12"]
    sale = log("sale due 2020-11-12", *moves)
    assert event(sale).sequence == 3


def test_a_stay_makes_it_tentative_until_it_is_lifted() -> None:
    ban = log("order ban effective 2020-09-20")
    _, stayed = grown(ban, "ban stayed")
    assert (stayed.status, stayed.sequence) == ("TENTATIVE", 1)
    assert stayed.summary == "TikTok: ban takes effect (stayed)"
    _, lifted = grown(ban, "ban stayed", "ban stay lifted")
    assert (lifted.status, lifted.sequence) == ("CONFIRMED", 2)


def test_a_stay_that_runs_out_is_a_change_too() -> None:
    ban = log("order ban effective 2020-09-20", "ban stayed until 2020-12-04")
    during, after = event(ban, "2020-12-04"), event(ban, "2020-12-05")
    assert (during.status, during.sequence) == ("TENTATIVE", 1)
    assert during.summary == "TikTok: ban takes effect (stayed until 2020-12-04)"
    assert (after.status, after.sequence) == ("CONFIRMED", 2)


@pytest.mark.parametrize("word", ["revoked", "void", "waived"])
def test_what_is_called_off_is_cancelled(word: str) -> None:
    _, after = grown(log("order ban effective 2020-09-20"), f"ban {word}")
    assert (after.status, after.sequence) == ("CANCELLED", 1)
    assert after.dtstart == date(2020, 9, 20)


def test_what_is_set_again_is_no_longer_cancelled() -> None:
    ban = log("order ban effective 2020-09-20", "ban revoked")
    after = event(longer(ban, Draft(sentence="order ban effective 2020-10-20", on="2020-08-02")))
    assert (after.status, after.sequence) == ("CONFIRMED", 2)


def test_what_was_retracted_is_cancelled_where_it_had_been_imported() -> None:
    _, after = grown(log("sale due 2020-11-12"), Retraction(entry=1, because="a slip"))
    assert (after.status, after.sequence) == ("CANCELLED", 1)
    assert after.summary == "TikTok: sale due (retracted)"
    assert after.alarm == []


def test_a_retracted_extension_moves_the_event_back_and_the_sequence_on() -> None:
    sale = log("sale due 2020-11-12", "sale extended to 2020-11-27")
    after = event(longer(sale, Retraction(entry=2, because="a slip")))
    assert (after.dtstart, after.sequence) == (date(2020, 11, 12), 2)


def test_a_corrected_date_moves_the_event() -> None:
    correction = Correction(entry=1, because="misread", what="sale due 2020-11-21")
    _, after = grown(log("sale due 2020-11-12"), correction)
    assert (after.dtstart, after.sequence) == (date(2020, 11, 21), 1)


def test_a_date_that_is_no_longer_known_is_cancelled() -> None:
    _, after = grown(log("sale due 2020-11-12"), "sale due date unknown")
    assert (after.status, after.sequence) == ("CANCELLED", 1)
    assert after.summary == "TikTok: sale due (date no longer known)"


@pytest.mark.parametrize(
    "back",
    [
        Correction(entry=1, because="it was right", what="sale due 2020-11-12"),
        Retraction(entry=2, because="it was right"),
    ],
)
def test_a_name_that_was_corrected_and_back_is_called_off(back: AnyDraft) -> None:
    renamed = Correction(entry=1, because="misread", what="closing due 2020-11-12")
    between = longer(log("sale due 2020-11-12"), renamed)
    assert said(between) == {"sale due (retracted)": "CANCELLED", "closing due": "CONFIRMED"}
    after = longer(between, back)
    assert said(after) == {"sale due": "CONFIRMED", "closing due (retracted)": "CANCELLED"}
    before, later = sequences(between, "2021-01-01"), sequences(after, "2021-01-01")
    assert all(later[name] > before[name] for name in before)


def said(history: History) -> dict[str, str | None]:
    """The status of each event, by what it is called."""
    return {(each.summary or "").removeprefix("TikTok: "): each.status for each in events(history)}


def test_another_name_is_not_another_event() -> None:
    order = log("order business ban effective 2020-09-20")
    _, joined = grown(order, "EO 13942 also known as business ban")
    assert joined.summary == "TikTok: EO 13942 takes effect"
    _, spelled = grown(order, "BUSINESS BAN extended to 2020-09-27")
    assert spelled.dtstart == date(2020, 9, 27)


def test_what_is_recorded_ahead_changes_nothing_before_its_day() -> None:
    ahead = Draft(sentence="sale extended to 2020-11-27", on="2020-11-10")
    sale = log("sale due 2020-11-12", ahead)
    before, after = event(sale, "2020-11-09"), event(sale, "2020-11-10")
    assert (before.dtstart, before.sequence) == (date(2020, 11, 12), 0)
    assert (after.dtstart, after.sequence) == (date(2020, 11, 27), 1)


def test_what_is_said_of_something_else_changes_no_event() -> None:
    before, after = grown(log("sale due 2020-11-12"), "Oracle bid", "note: nothing new")
    assert before == after


# The file as a whole


def test_the_same_log_is_the_same_bytes_whatever_the_day() -> None:
    sale = log("sale due 2020-11-12", "order ban effective 2020-09-20")
    assert exported(sale, "2020-08-02").text == exported(sale, "2030-01-01").text


def test_it_is_stamped_with_the_recording_of_the_last_entry_about_it() -> None:
    _, after = grown(log("sale due 2020-11-12"), "sale extended to 2020-11-27", "Oracle bid")
    assert after.dtstamp == datetime(2021, 1, 1, 12, 31, 15, tzinfo=UTC)


def test_what_was_not_recorded_by_then_is_not_in_it() -> None:
    sale = log("sale due 2020-11-12", "sale extended to 2020-11-27")
    asked = Question(
        as_of=moment("2021-01-01", NEW_YORK), recorded_by=moment("2021-01-01T12:30:59Z", "UTC")
    )
    (found,) = IcsCalendarStream.calendar_from_ics(calendar([(sale, asked)]).text).events
    assert (found.dtstart, found.sequence) == (date(2020, 11, 12), 0)


def test_a_deadline_without_a_date_is_left_out_and_named() -> None:
    made = exported(log("hearing due date unknown", "sale due 2020-11-12"))
    assert (made.events, made.left_out) == (1, (("tiktok", "hearing"),))


def test_several_deals_are_one_calendar_and_share_no_event() -> None:
    one = log("sale due 2020-11-12")
    other = History("other", one.opened, one.entries)
    question = Question(as_of=moment("2021-01-01", NEW_YORK))
    made = calendar([(one, question), (other, question)])
    found = IcsCalendarStream.calendar_from_ics(made.text).events
    assert len({each.uid for each in found}) == made.events == 2


def test_no_deadline_at_all_is_an_empty_calendar() -> None:
    assert events(log("Oracle bid")) == []


@pytest.mark.parametrize("said", ['a, b; c: \\n "d"', "é" * 200, "x\rEND:VEVENT\r\nX", "\x00\x07"])
def test_no_text_breaks_out_of_its_line(said: str) -> None:
    made = exported(log("sale due 2020-11-12", title=said)).text
    assert all(len(line.encode()) <= 75 for line in made.split("\r\n"))
    assert "\r" not in made.replace("\r\n", "")
    assert "\n" not in made.replace("\r\n", "")
    (found,) = IcsCalendarStream.calendar_from_ics(made).events
    spaced = "".join(" " if each in "\r\n\x00\x07" else each for each in said)
    assert found.summary == f"{spaced}: sale due"


first = st.lists(drafts, min_size=1, max_size=6)
logs = first.flatmap(
    lambda said: st.tuples(st.just(said), st.lists(amendments(len(said)) | drafts, max_size=6))
)


def sequences(history: History, as_of: str) -> dict[str, int]:
    kept = Log(history, Question(as_of=moment(as_of, history.zone)))
    return {kept.name(each.deadline): kept.sequence(each.deadline) for each in kept.deadlines()}


@given(logs, st.lists(st.sampled_from(DAYS), min_size=12, max_size=12).map(sorted))
def test_no_sequence_ever_goes_down(
    said: tuple[Sequence[AnyDraft], Sequence[AnyDraft]], days: list[str]
) -> None:
    history, seen = log(), dict[str, int]()
    for draft, day in zip([*said[0], *said[1]], days, strict=False):
        with suppress(Refusal):
            history = longer(history, draft)
        now = sequences(history, day)
        assert all(now[name] >= seen.get(name, 0) for name in now)
        seen |= now
    assert len(events(history, days[-1])) == exported(history, days[-1]).events

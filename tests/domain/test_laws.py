"""What holds of every sentence, every event and every history."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from datetime import date
from typing import Any

import msgspec
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.domain import anything
from tests.domain.anything import ON, ZONE, events, logs, maybe_dates, names, plain_dates, spoken
from tests.domain.story import LONG_AFTER, Story
from tests.histories import amendments, drafts, times
from tracker.domain.drafts import AnyDraft, Citation, Correction, Dispute, Draft, Retraction
from tracker.domain.entry import DealOpened, Entry, decode, encode
from tracker.domain.errors import Refusal
from tracker.domain.event import Event
from tracker.domain.events import EVENTS, read_sentence, sentence_of
from tracker.domain.events.statements import NameJoined
from tracker.domain.history import History, Question
from tracker.domain.names import Known, close, key, slips
from tracker.domain.reading import Context, normalise
from tracker.domain.times import DAY, Clock, instant, local_day, moment
from tracker.views.changes import diff
from tracker.views.reasons import reasons
from tracker.views.status import Status, status
from tracker.views.timeline import timeline

law = settings(deadline=None, max_examples=40)
few = settings(deadline=None, max_examples=10)
CLOCK = Clock(ZONE, moment(LONG_AFTER, "UTC").start)
NOBODY = Context(CLOCK, ON)
OPENED = DealOpened("A deal", ZONE)


def when(text: str | None) -> Any:
    return text and moment(text, ZONE)


questions = st.builds(
    lambda as_of, known_by, recorded_by, confirmed, according_to: Question(
        as_of=when(as_of),
        known_by=when(known_by),
        recorded_by=when(recorded_by),
        confirmed=confirmed,
        according_to=according_to,
    ),
    plain_dates,
    maybe_dates,
    maybe_dates,
    st.booleans(),
    st.sampled_from(((), ("Reuters",), ("Reuters", "WSJ"))),
)


def written(said: Sequence[AnyDraft], story: Story | None = None) -> Story:
    """What is recorded of these drafts, those left out that are refused."""
    told = story or Story(ZONE)
    for draft in said:
        with suppress(Refusal):
            told = told.write(draft)
    return told


# Sentences


@pytest.mark.parametrize("kind", EVENTS, ids=lambda kind: kind.__name__)
def test_every_event_prints_as_a_sentence_that_reads_back_as_it(kind: type[Event]) -> None:
    @few
    @given(anything.events_of(kind))
    def reads_back(event: Event) -> None:
        sentence = sentence_of(event)
        assert read_sentence(sentence, NOBODY).event == event
        mentions = [*event.mentions(Known())]
        if len({(kind, key(name)) for kind, name in mentions}) == len(mentions):
            known = Known().having(mentions)
            assert read_sentence(sentence, replace(NOBODY, known=known)).event == event

    reads_back()


@law
@given(st.one_of(st.text(), st.lists(spoken).map(" ".join)))
def test_any_text_is_read_in_one_way_or_refused(text: str) -> None:
    said = understood(text)
    assert understood(text) == said
    if isinstance(said, Event):
        assert understood(sentence_of(said)) == understood(normalise(text)) == said


def understood(text: str) -> Event | tuple[str, ...]:
    """The event that is read, or what the reader is told instead."""
    try:
        event: Event = read_sentence(text, NOBODY).event
    except Refusal as refused:
        return refused.message, *refused.hints
    return event


@law
@given(names, names)
def test_close_goes_both_ways(one: str, other: str) -> None:
    assert close(one, other) == close(other, one)
    assert slips(one, other, 2) == slips(other, one, 2)
    assert key(key(one)) == key(one)


# Times

INSTANTS = st.integers(moment("1001", "UTC").start, moment("9997", "UTC").end)
ZONES = ("America/New_York", "America/Sao_Paulo", "Asia/Beirut", "Pacific/Apia", "Asia/Kathmandu")


@law
@given(st.sampled_from(ZONES), st.dates(date(1000, 1, 1), date(9998, 12, 30)))
def test_days_follow_each_other_without_a_gap(zone: str, day: date) -> None:
    assume(zone != "Pacific/Apia" or day.year not in (1892, 2011))
    one, next_day = moment(day.isoformat(), zone), moment((day + DAY).isoformat(), zone)
    assert one.start <= one.end == next_day.start - 1
    assert local_day(one.start, zone) == local_day(one.end, zone) == day


@law
@given(st.sampled_from(ZONES), INSTANTS)
def test_a_time_is_the_same_when_it_is_read_again(zone: str, at: int) -> None:
    for precision in ("minutes", "seconds", "microseconds"):
        said = moment(instant(at, "UTC", precision).text, zone)
        assert moment(said.text, zone) == said


# Entries


@law
@given(logs())
def test_an_entry_is_the_same_after_it_was_stored(log: tuple[Entry, ...]) -> None:
    for entry in log:
        assert decode(encode(entry)) == entry
        assert encode(decode(encode(entry))) == encode(entry)


# Histories


@law
@given(logs(), questions, questions)
def test_every_question_about_every_history_has_an_answer(
    log: tuple[Entry, ...], one: Question, other: Question
) -> None:
    history = History("deal", OPENED, log)
    answer = status(history, one)
    msgspec.json.encode((answer, reasons(history, one), timeline(history, one)))
    diff(history, one, other)
    recorded = [each for each in log if when(each.recorded).start <= one.recording]
    counts = msgspec.structs.astuple(answer.entries)
    assert sum(counts) == len([each for each in recorded if not each.is_amendment])
    assert answer == status(history, one)


@law
@given(logs())
def test_a_history_grown_entry_by_entry_is_the_whole_of_it(log: tuple[Entry, ...]) -> None:
    grown = History("deal", OPENED, ())
    for entry in log:
        grown = grown.having(entry)
    whole = History("deal", OPENED, log)
    assert (grown.whole.deal, grown.whole.facts) == (whole.whole.deal, whole.whole.facts)
    assert (grown.known, grown.by_id) == (whole.known, whole.by_id)


DAYS = [f"2020-09-{day:02}" for day in range(1, 29)]


@law
@given(st.lists(events.filter(lambda e: not isinstance(e, NameJoined)), max_size=8), st.randoms())
def test_the_order_of_recording_is_no_matter_to_what_happened_on_different_days(
    happened: list[Event], random: Any
) -> None:
    days = random.sample(DAYS, len(happened))
    entries = [
        Entry(0, day, event, "2020-10-01T00:00:00+00:00", day, day)
        for event, day in zip(happened, days, strict=True)
    ]
    shuffled = random.sample(entries, len(entries))
    assert answered(shuffled) == answered(entries)


def answered(entries: list[Entry]) -> Any:
    """What they answer, with the ids of the entries instead of their numbers."""
    log = [replace(entry, number=number) for number, entry in enumerate(entries, 1)]
    answer = msgspec.to_builtins(status(History("deal", OPENED, log), Question(as_of=when("2020"))))
    for state in (*answer["bidders"], *answer["deadlines"], *answer["reviews"], *answer["terms"]):
        state["because"] = sorted(log[number - 1].id for number in state["because"])
    return answer


BEFORE = moment("2020-09-06", ZONE)
LATER_TIMES = st.sampled_from(("2020-09-07", "2020-09-08", "2020-09-12T10:00-04:00", "2020-09"))


def apart_from_counts(answer: Status) -> Status:
    return msgspec.structs.replace(answer, entries=None)


@law
@given(st.lists(drafts, max_size=8), drafts, LATER_TIMES, times)
def test_what_is_reported_later_does_not_change_what_was_known(
    said: list[Draft], late: Draft, reported: str, as_of: str
) -> None:
    before = written(said)
    after = written([replace(late, reported=reported)], before)
    question = Question(as_of=when(as_of), known_by=BEFORE)
    was, now = (status(told.history, question) for told in (before, after))
    assert apart_from_counts(was) == apart_from_counts(now)
    assert now.entries.counted == was.entries.counted


@law
@given(st.lists(drafts, min_size=1, max_size=8), st.data(), times)
def test_what_is_announced_later_does_not_change_what_was_known(
    said: list[Draft], data: st.DataObject, as_of: str
) -> None:
    before = written(said)
    assume(before.entries)
    amendment = data.draw(amendments(len(before.entries)))
    late = replace(amendment, announced=data.draw(LATER_TIMES))
    after = written([late], before)
    question = Question(as_of=when(as_of), known_by=BEFORE)
    assert status(after.history, question) == status(before.history, question)


@law
@given(st.lists(drafts, min_size=1, max_size=6), st.data(), times, st.none() | times)
def test_what_is_recorded_later_does_not_change_what_the_book_held(
    said: list[Draft], data: st.DataObject, as_of: str, known_by: str | None
) -> None:
    before = written(said, Story(ZONE, now="2020-12-01T00:00Z"))
    assume(before.entries)
    later = data.draw(st.lists(drafts | amendments(len(before.entries)), max_size=4))
    after = written(later, before.recorded("2020-12-02T00:00Z"))
    question = Question(
        as_of=when(as_of), known_by=when(known_by), recorded_by=when("2020-12-01T12:00Z")
    )
    assert status(after.history, question) == status(before.history, question)


@law
@given(st.lists(drafts, max_size=8), st.data(), times)
def test_of_a_deal_whose_entries_are_all_retracted_nothing_is_left(
    said: list[Draft], data: st.DataObject, as_of: str
) -> None:
    told = written(said)
    for entry in data.draw(st.permutations(told.entries)):
        told = told.retract(entry.number)
    answer = told.at(as_of)
    assert answer.status == replace(Story(ZONE).at(as_of).status, entries=answer.status.entries)
    assert answer.status.entries.retracted == len(told.entries) // 2
    assert (told.history.known.parties, told.history.known.deadlines) == ({}, {})


@law
@given(st.lists(drafts, max_size=6), st.data())
def test_any_draft_is_written_or_refused(said: list[Draft], data: st.DataObject) -> None:
    told = written(said)
    amending = data.draw(st.lists(amendments(len(told.entries) + 2), max_size=6))
    told = written(amending, told)
    assert [each.number for each in told.entries] == list(range(1, len(told.entries) + 1))
    assert all(decode(encode(each)) == each for each in told.entries)
    again = written([*said, *(each for each in amending if _is_repeatable(each))], told)
    assert len(again.entries) >= len(told.entries)


def _is_repeatable(draft: AnyDraft) -> bool:
    return isinstance(draft, Correction | Retraction | Citation | Dispute)

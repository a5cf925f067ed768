"""What stood from when to when, as the lanes of a picture have it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.domain.story import Story, source
from tests.domain.test_laws import written
from tests.histories import amendments, drafts, times
from tracker.domain.drafts import AnyDraft
from tracker.domain.history import Question
from tracker.domain.standing import Standing, standing
from tracker.domain.times import When, moment
from tracker.views.lanes import Lane, lanes
from tracker.views.runs import spans

SALE = (
    Story()
    .on("2020-08-01", "Microsoft in talks", says=["Reuters"])
    .on("2020-08-06", "sale due 2020-11-12")
    .on("2020-08-20", "Walmart joined Microsoft")
    .on("2020-09-10", "sale extended to 2020-11-27", says=["WSJ", source("Reuters")])
    .on("2020-09-13", "Microsoft bid rejected", "note: a busy day")
    .on("2020-11-11", "sale stayed until 2020-12-31")
)


def asked(story: Story, as_of: str, **filters: object) -> dict[str, Lane]:
    return {each.name: each for each in lanes(story.history, story.question(as_of, **filters))}


def runs(lane: Lane, zone: str = "America/New_York") -> list[tuple[str, str | None]]:
    """The day on which each run began, and its word."""
    return [(day(run.start), run.row.status) for run in lane.runs]


def day(at: int) -> str:
    (found,) = (
        f"2020-{month:02}-{each:02}"
        for month in (8, 9, 11)
        for each in range(1, 31)
        if moment(f"2020-{month:02}-{each:02}", "America/New_York").start == at
    )
    return found


def test_a_run_lasts_from_one_word_to_the_next() -> None:
    microsoft = asked(SALE, "2020-09-20")["Microsoft"]
    assert runs(microsoft) == [("2020-08-01", "in talks"), ("2020-09-13", "rejected")]
    assert microsoft.runs[0].end == microsoft.runs[1].start
    assert microsoft.now.status == "rejected"


def test_the_last_run_lasts_until_the_moment_asked() -> None:
    at = moment("2020-09-20", "America/New_York").end
    assert {lane.runs[-1].end for lane in asked(SALE, "2020-09-20").values()} == {at + 1}


def test_nothing_is_told_before_it_happened() -> None:
    before = asked(SALE, "2020-08-31")
    assert runs(before["Microsoft"]) == [("2020-08-01", "in talks")]
    assert [each.text for each in before["sale"].dates] == ["2020-11-12"]
    assert lanes(SALE.history, SALE.question("2020-07-31")) == []


def test_they_come_in_the_order_of_status_the_deal_first() -> None:
    story = SALE.on("2020-08-02", "CFIUS review of Microsoft opened", "vote due 2020-10-01")
    assert list(asked(story, "2020-09-20")) == [
        "A deal",
        "Microsoft",
        "Walmart",
        "vote",
        "sale",
        "CFIUS of Microsoft",
    ]


def test_a_date_is_the_date_until_another_takes_its_place() -> None:
    first, second = asked(SALE, "2020-09-20")["sale"].dates
    assert (first.text, second.text) == ("2020-11-12", "2020-11-27")
    assert (day(first.start), day(first.end), day(second.start)) == (
        "2020-08-06",
        "2020-09-10",
        "2020-09-10",
    )
    assert first.at == moment("2020-11-12", "America/New_York").end


def test_an_order_falls_due_at_the_start_of_its_day() -> None:
    order = Story().on("2020-08-06", "order effective 2020-09-20")
    (date,) = asked(order, "2020-09-30")["order"].dates
    assert date.at == moment("2020-09-20", "America/New_York").start
    assert runs(asked(order, "2020-09-30")["order"]) == [
        ("2020-08-06", "pending"),
        ("2020-09-20", "in effect"),
    ]


def test_a_stay_and_its_end_by_the_clock_are_runs() -> None:
    words = [run.row.status for run in asked(SALE, "2021-02-01")["sale"].runs]
    assert words == ["pending", "stayed", "passed"]


def test_who_disputes_it_makes_another_run() -> None:
    story = Story().on("2020-08-01", "Oracle chosen").on("2020-09-01", "Oracle agreement signed")
    story = story.on("2020-09-13", "Oracle agreement disputed")
    oracle = asked(story, "2020-09-20")["Oracle"]
    assert [(run.row.status, run.row.disputed) for run in oracle.runs] == [  # type: ignore[union-attr]
        ("chosen", False),
        ("agreed", False),
        ("agreed", True),
    ]


def test_an_entry_is_told_where_it_is_spoken_of_and_else_of_the_deal() -> None:
    found = asked(SALE, "2020-09-20")
    told = {name: [each.entry for each in lane.happenings] for name, lane in found.items()}
    assert told == {"A deal": [6], "Microsoft": [1, 3, 5], "Walmart": [3], "sale": [2, 4]}
    extended = found["sale"].happenings[-1]
    assert extended.sentence == "sale extended to 2020-11-27"
    assert extended.publishers == ("WSJ", "Reuters")


def test_a_name_joined_later_is_no_happening_before() -> None:
    story = SALE.on("2020-11-29", "Microsoft also known as MSFT")
    told = [each.entry for lane in asked(story, "2020-09-20").values() for each in lane.happenings]
    assert 8 not in told


def test_a_review_is_one_lane_also_before_its_bidder_was_named() -> None:
    story = SALE.on("2020-08-10", "CFIUS review opened")
    story = story.on("2020-09-01", "CFIUS review of Microsoft deepened")
    assert runs(asked(story, "2020-09-20")["CFIUS of Microsoft"]) == [
        ("2020-08-10", "open"),
        ("2020-09-01", "in depth"),
    ]
    assert "CFIUS" not in asked(story, "2020-09-20")


def test_what_was_not_known_then_is_not_told() -> None:
    story = SALE.on("2020-09-01", "Oracle in talks", reported="2020-09-15")
    assert "Oracle" in asked(story, "2020-09-20")
    assert "Oracle" not in asked(story, "2020-09-20", known_by="2020-09-14")


def test_what_another_publisher_says_is_not_told() -> None:
    found = asked(SALE, "2020-09-20", according_to=("WSJ",))
    assert list(found) == ["A deal", "sale"]
    assert [each.text for each in found["sale"].dates] == ["2020-11-27"]


@pytest.mark.parametrize("filters", [{}, {"according_to": ("Reuters",)}])
def test_the_clock_makes_runs_whatever_counts(filters: dict[str, object]) -> None:
    story = Story().on("2020-08-01", "order effective 2020-09-20", says=["Reuters"])
    found = asked(story, "2020-11-30", **filters)["order"]
    assert runs(found) == [("2020-08-01", "pending"), ("2020-09-20", "in effect")]


Words = dict[tuple[str, ...], object]


def words(stands: Standing) -> Words:
    """What a bar shows, by whose bar it is."""
    return {
        ("deal",): stands.deal.status,
        **{("bidder", b.name): (b.status, b.lead, b.disputed) for b in stands.bidders},
        **{("deadline", d.name): (d.status, d.due, d.disputed) for d in stands.deadlines},
        **{("review", r.name, r.of or ""): (r.status, r.disputed) for r in stands.reviews},
    }


FIELDS = {
    "deal": ("status",),
    "bidder": ("status", "lead", "disputed"),
    "deadline": ("status", "due", "disputed"),
    "review": ("status", "disputed"),
}


def stood(story: Story, question: Question, at: int) -> Words:
    """The same, of what stood at a moment as the spans until another have it."""
    found: Words = {}
    for (kind, *names), each in spans(story.history, question).items():
        for run in each:
            if run.start <= at < run.end:
                said = tuple(getattr(run.row, field) for field in FIELDS[kind])
                whose = (
                    kind,
                    *(names if kind == "review" else names[:1] if kind != "deal" else ()),
                )
                found[whose] = said if len(said) > 1 else said[0]
    return found


moments = times.map(lambda text: moment(text, "America/New_York"))
questions = st.builds(
    lambda as_of, known_by, confirmed, according_to: Question(
        as_of=as_of, known_by=known_by, confirmed=confirmed, according_to=according_to
    ),
    moments,
    st.none() | moments,
    st.sampled_from((False, False, False, True)),
    st.sampled_from(((), (), (), ("Reuters",))),
)
said = st.lists(drafts, min_size=1, max_size=8).flatmap(
    lambda told: st.tuples(st.just(told), st.lists(amendments(len(told)), max_size=4))
)


@settings(deadline=None, max_examples=40)
@given(said, questions, st.floats(0, 1))
def test_at_every_moment_the_spans_say_what_stood_then(
    told: tuple[Sequence[AnyDraft], Sequence[AnyDraft]], question: Question, share: float
) -> None:
    story = written([*told[0], *told[1]])
    facts = story.history.as_of(question).counted
    first = min((each.start for each in facts), default=question.at + 1)
    at = min(first + int(share * max(question.at - first, 0)), question.at)
    then = story.history.as_of(replace(question, as_of=When("", at, at)))
    expected = words(standing(then)) if at >= first else {}
    assert stood(story, question, at) == expected


@pytest.mark.parametrize("filters", [{}, {"according_to": ("Reuters",)}, {"confirmed": True}])
def test_spans_begin_and_end_where_each_other_do(filters: dict[str, object]) -> None:
    question = SALE.question("2021-02-01", **filters)
    for each in spans(SALE.history, question).values():
        assert all(one.end <= other.start for one, other in pairwise(each))
        assert all(run.start < run.end <= question.at + 1 for run in each)

"""What an event does not touch keeps its row: so it need not be worked out again."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.domain.anything import logs
from tests.domain.story import Story
from tests.domain.test_laws import OPENED, written
from tests.histories import amendments, drafts
from tracker.domain.deal import Deal
from tracker.domain.drafts import AnyDraft, Draft
from tracker.domain.entry import Entry
from tracker.domain.history import ALWAYS, EVERYTHING, NEVER, History, Picture
from tracker.domain.rows import changed, touched
from tracker.domain.standing import (
    Board,
    clock_moments,
    deadline_row,
    review_standing,
)
from tracker.domain.times import moment

few = settings(deadline=None, max_examples=60)


def pictures(history: History) -> list[Picture]:
    """The deal before everything, and after each moment at which something happened."""
    folding = history.folding
    deals = [folding.before(ALWAYS).deal, *(point.deal for point in folding.since(ALWAYS))]
    return [Picture(deal, EVERYTHING, folding.facts) for deal in deals]


def keeps_what_is_not_touched(history: History) -> None:
    folded = pictures(history)
    for before, after in pairwise(folded):
        stood, stands = Board(before), Board(after)
        for name in after.deal.bidders.keys() - touched(before.deal, after.deal):
            assert stands.bidder_standing(name) == stood.bidder_standing(name)
            assert stands.claim(name) == stood.claim(name)
        same = after.deal.reviews.keys() - changed(before.deal.reviews, after.deal.reviews)
        for where in same:
            now, then = after.deal.reviews[where], before.deal.reviews[where]
            assert review_standing(now, after) == review_standing(then, before)


@few
@given(st.lists(drafts | amendments(6), max_size=14))
def test_who_is_not_touched_stands_as_before(said: list[AnyDraft]) -> None:
    keeps_what_is_not_touched(written(said).history)


OF_GROUPS = (
    "{0} joined {1}",
    "{0} joined {1}",
    "{0} left {1}",
    "{0} bid",
    "{0} bid rejected",
    "FTC blocked {0}",
    "FTC cleared {0}",
)
bidders = st.sampled_from(("Acme", "Bolt", "Cord", "Dune"))
days = st.sampled_from([f"2020-09-{day:02}" for day in range(1, 20)])
of_groups = st.builds(
    lambda said, one, other, on: Draft(sentence=said.format(one, other), on=on, new=True),
    st.sampled_from(OF_GROUPS),
    bidders,
    bidders,
    days,
)


@few
@given(st.lists(of_groups, min_size=4, max_size=14))
def test_so_it_is_in_groups_of_groups_and_under_a_block(said: list[AnyDraft]) -> None:
    keeps_what_is_not_touched(written(said).history)


@few
@given(logs(most=16))
def test_so_it_is_in_histories_that_make_no_sense(log: tuple[Entry, ...]) -> None:
    keeps_what_is_not_touched(History("deal", OPENED, log))


@few
@given(st.lists(drafts, max_size=14))
def test_between_the_moments_of_the_clock_a_deadline_stands_still(said: list[AnyDraft]) -> None:
    history = written(said).history
    picture = history.whole
    for deadline in picture.deal.deadlines.values():
        moments = sorted({ALWAYS, *clock_moments(deadline, history.zone)})
        for at, following in zip(moments, [*moments[1:], NEVER], strict=True):
            first, last = (deadline_row(deadline, picture, each) for each in (at, following - 1))
            assert first == last


def test_the_clock_moves_when_a_date_comes_when_it_is_over_and_when_a_stay_ends() -> None:
    told = Story("UTC").on("2020-09-01", "sale due 2020-10-01", "sale stayed until 2020-09-10")
    (deadline,) = told.history.whole.deal.deadlines.values()
    starts = ("2020-10-01", "2020-10-02", "2020-09-11")
    assert [*clock_moments(deadline, "UTC")] == [moment(day, "UTC").start for day in starts]


@few
@given(logs())
def test_what_was_mentioned_keeps_its_place(log: tuple[Entry, ...]) -> None:
    deals = [picture.deal for picture in pictures(History("deal", OPENED, log))]
    for before, after in pairwise(deals):
        assert grows(before, after)


def grows(before: Deal, after: Deal) -> bool:
    pairs = (
        (before.bidders, after.bidders),
        (before.deadlines, after.deadlines),
        (before.reviews, after.reviews),
    )
    return all([*now][: len(was)] == [*was] for was, now in pairs)

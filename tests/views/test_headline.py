"""A deal in one sentence."""

from __future__ import annotations

import pytest

from tests.domain.story import Story
from tracker.views.headline import headline, listed
from tracker.views.status import status

DAY = "2020-09-13"


@pytest.mark.parametrize(
    ("sentences", "said"),
    [
        ((), "Nobody has come forward."),
        (("note: hm",), "Nobody has come forward."),
        (("Oracle interested",), "Oracle is in the running."),
        (("Oracle bid",), "Oracle is bidding."),
        (("Oracle bid", "Oracle in talks"), "Oracle is bidding."),
        (("Oracle bid", "Microsoft bid"), "Oracle and Microsoft are bidding against each other."),
        (("Microsoft bid", "Walmart joined Microsoft"), "Microsoft is bidding."),
        (("Oracle granted exclusivity",), "Oracle is chosen."),
        (
            ("Oracle agreement signed", "Microsoft bid"),
            "Oracle has signed an agreement, and Microsoft has a live bid too.",
        ),
        (
            ("Oracle chosen", "Microsoft bid", "Walmart joined Microsoft", "Cerberus bid"),
            "Oracle is chosen, and Microsoft and Cerberus have live bids too.",
        ),
        (("Oracle chosen", "Oracle bid", "Walmart joined Oracle"), "Oracle is chosen."),
        (("Oracle bid", "FTC blocked Oracle"), "Oracle is blocked."),
        (("Oracle bid", "Oracle bid rejected"), "Nobody is in the running any more."),
        (("Oracle bid", "deal abandoned"), "The deal is abandoned."),
        (("Oracle deal closed",), "Oracle has closed the deal."),
        (("Oracle deal closed into trust",), "Oracle has closed into a trust."),
        (
            ("Oracle bid", "order EO 13942 effective 2020-09-20"),
            "Oracle is bidding; EO 13942 takes effect in 7 days, on 20 Sep 2020.",
        ),
        (("close expected 2020-09-14",), "Nobody has come forward; close is expected tomorrow, "),
        (("talks period runs until 2020-09-13",), "talks period runs out today, on 13 Sep 2020."),
        (("sale due date unknown",), "Nobody has come forward."),
        (("close expected 2022-Q4",), "Nobody has come forward; close is expected in Q4 2022."),
        (("sale due September 2020",), "Nobody has come forward; sale is due in Sep 2020."),
    ],
    ids=str,
)
def test_a_deal_is_told_in_a_sentence(sentences: tuple[str, ...], said: str) -> None:
    story = Story().on(DAY, *sentences)
    assert said in headline(status(story.history, story.question(DAY)))


TOLD = Story().on(
    "2020-08-14",
    "Oracle chosen",
    "order EO 13942 effective 2020-09-20",
    "sale due 2020-11-12",
    "close expected 2020-11",
)


@pytest.mark.parametrize(
    ("as_of", "said"),
    [
        ("2020-09-19", "Oracle is chosen; EO 13942 takes effect tomorrow, on 20 Sep 2020."),
        ("2020-09-20", "Oracle is chosen; EO 13942 is in effect; sale is due in 53 days, "),
        (
            "2020-11-13",
            "sale was due yesterday, on 12 Nov 2020: its outcome is not recorded; close",
        ),
        ("2020-12-01", "in effect; close was expected in Nov 2020, and 1 more before it: their "),
    ],
)
def test_what_went_by_or_is_in_effect_is_told(as_of: str, said: str) -> None:
    assert said in headline(status(TOLD.history, TOLD.question(as_of)))


def test_what_went_by_is_no_news_of_a_deal_that_is_over() -> None:
    story = TOLD.on("2020-12-02", "Oracle deal closed")
    assert headline(status(story.history, story.question("2020-12-05"))) == (
        "Oracle has closed the deal."
    )


def test_an_instant_that_went_by_on_the_day_asked_is_of_today() -> None:
    story = Story().on(DAY, "sale due 2020-09-14T12:00")
    said = headline(status(story.history, story.question("2020-09-14T18:00")))
    assert "sale was due today, on 14 Sep 2020 12:00 -04:00: its outcome" in said


def test_a_long_list_is_cut() -> None:
    assert listed("ABCD") == "A, B, C and D"
    assert listed("ABCDEF") == "A, B, C and 3 more"

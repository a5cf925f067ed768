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
            "Oracle has signed an agreement, and somebody else's bid is live.",
        ),
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
    ],
    ids=str,
)
def test_a_deal_is_told_in_a_sentence(sentences: tuple[str, ...], said: str) -> None:
    story = Story().on(DAY, *sentences)
    assert said in headline(status(story.history, story.question(DAY)))


def test_a_long_list_is_cut() -> None:
    assert listed("ABCD") == "A, B, C and D"
    assert listed("ABCDEF") == "A, B, C and 3 more"

"""What people say is shown and changes nothing."""

from __future__ import annotations

import pytest

from tests.domain.story import Story

DEAL = Story()
DAY = "2020-09-01"


@pytest.mark.parametrize(
    "sentence",
    [
        "Trump said: Oracle chosen",
        "Microsoft denied: a bid",
        "Oracle filed: an 8-K",
        "Oracle declined to comment",
        "note: Oracle chosen",
    ],
)
def test_a_remark_counts_and_changes_nothing(sentence: str) -> None:
    answer = DEAL.on(DAY, sentence).at(DAY)
    assert answer.counts == {"counted": 1}
    assert (answer.deal, answer.words, answer.status.deadlines) == ("open", {}, ())


def test_a_bidder_that_speaks_is_not_heard_to_do_anything() -> None:
    told = DEAL.on(DAY, "Oracle bid", "Oracle denied: being chosen")
    assert told.at(DAY).bidder("Oracle").because == (1,)


def test_a_deal_is_abandoned_until_it_is_revived() -> None:
    told = DEAL.on(DAY, "Acme bid", "Acme bid withdrawn").on("2020-09-05", "deal abandoned")
    assert told.at("2020-09-05").deal == "abandoned"
    assert told.on("2020-09-10", "deal revived").at("2020-09-10").deal == "ended"


@pytest.mark.parametrize(
    ("sentence", "deal"),
    [
        ("Acme interested", "talks"),
        ("Acme bid", "bidding"),
        ("Acme chosen", "chosen"),
        ("Acme stalled", "talks"),
        ("Acme bid rejected", "abandoned"),
        ("Acme bid stands", "abandoned"),
        ("FTC blocked Acme", "abandoned"),
        ("Acme deal closed", "closed"),
    ],
)
def test_a_deal_is_abandoned_until_a_later_word_of_the_running(sentence: str, deal: str) -> None:
    told = DEAL.on(DAY, "deal abandoned").on("2020-09-05", sentence)
    assert told.at("2020-09-05").deal == deal

"""What people say is shown and changes nothing."""

from __future__ import annotations

import pytest

from tests.domain.story import Story
from tracker.domain.events.statements import StatementMade

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


@pytest.mark.parametrize(
    ("said", "party", "text"),
    [
        ("Trump SAID: no deal", "Trump", "no deal"),
        ("Trump said:no deal", "Trump", "no deal"),
        ("Trump said: two things: yes, and no", "Trump", "two things: yes, and no"),
        ('"Trump" said: no deal', "Trump", "no deal"),
        ('"Trump: The Show" said: no deal', "Trump: The Show", "no deal"),
    ],
)
def test_what_somebody_said_is_all_that_follows_the_first_colon(
    said: str, party: str, text: str
) -> None:
    assert DEAL.on("2020-09-01", said).last.event == StatementMade(party, text)


@pytest.mark.parametrize("said", ["Trump said:", "note:", "Trump note: no deal"])
def test_who_is_said_to_say_nothing_says_nothing(said: str) -> None:
    assert DEAL.refusal(said).kind == "unreadable-sentence"

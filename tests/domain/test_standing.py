"""The one word for a deal: the first that fits."""

from __future__ import annotations

import pytest

from tests.domain.story import Story
from tracker.domain.standing import deal_status

DEAL = Story()
DAY = "2020-09-01"


@pytest.mark.parametrize(
    ("sentences", "status", "contested"),
    [
        ([], "open", False),
        (["CFIUS review opened"], "open", False),
        (["Acme stake taken"], "open", False),
        (["Acme bid rejected"], "ended", False),
        (["Acme bid rejected", "FTC blocked Bolt"], "blocked", False),
        (["FTC blocked Bolt", "Acme rumoured"], "talks", False),
        (["Acme stalled"], "talks", False),
        (["Acme interested", "Bolt bid rejected"], "talks", False),
        (["Acme bid"], "bidding", False),
        (["Acme bid", "Bolt in talks"], "bidding", False),
        (["Acme bid rejected", "Acme bid stands"], "bidding", False),
        (["Acme bid", "Bolt bid"], "contested", True),
        (["Acme bid", "Bolt joined Acme"], "bidding", False),
        (["Acme bid", "Bolt joined Acme", "Bolt bid"], "bidding", False),
        (["Acme bid", "Bolt joined Acme", "Cord bid"], "contested", True),
        (["Acme chosen"], "chosen", False),
        (["Acme granted exclusivity"], "chosen", False),
        (["Acme bid", "Acme chosen"], "chosen", False),
        (["Acme chosen", "Bolt bid"], "chosen", True),
        (["Acme chosen", "Bolt joined Acme", "Bolt bid"], "chosen", False),
        (["Acme chosen", "Bolt chosen"], "chosen", False),
        (["Acme agreement signed"], "agreed", False),
        (["Acme bid", "Acme agreement signed", "Bolt chosen"], "agreed", False),
        (["Acme agreement signed", "Bolt bid superior"], "agreed", True),
        (["Acme agreement signed", "Bolt bid", "Bolt bid lapsed"], "agreed", False),
        (["Acme agreement signed", "deal abandoned"], "abandoned", False),
        (["deal abandoned", "Acme agreement signed"], "agreed", False),
        (["deal abandoned", "deal revived"], "open", False),
        (["Acme deal closed into trust", "deal abandoned"], "closed into trust", False),
        (["Acme deal closed", "Bolt deal closed into trust"], "closed", False),
        (["Acme deal closed", "Bolt bid"], "closed", False),
        (["Acme deal closed", "Bolt chosen", "Cord bid"], "closed", False),
    ],
)
def test_the_status_of_a_deal(sentences: list[str], status: str, *, contested: bool) -> None:
    answer = DEAL.on(DAY, *sentences).at(DAY)
    assert (answer.deal, answer.contested) == (status, contested)


def test_a_loser_that_nobody_ever_closed_keeps_its_word() -> None:
    told = DEAL.on(DAY, "Acme bid", "Bolt bid").on("2020-10-01", "Acme deal closed")
    answer = told.at("2030")
    assert (answer.deal, answer.words["Bolt"]) == ("closed", "bidding")


def test_two_who_have_signed_contest_each_other() -> None:
    both = [("agreed", True, "acme"), ("agreed", True, "bolt")]
    assert deal_status(both, abandoned=False).contested
    assert not deal_status([("agreed", True, "acme")], abandoned=False).contested


def test_a_whole_case_at_a_glance() -> None:
    told = DEAL.on("2020-08-02", "Microsoft bid").on("2020-08-06", "order effective Sep 20")
    told = told.on("2020-09-13", "Microsoft bid rejected", "Oracle chosen")
    days = ("2020-08-01", "2020-08-05", "2020-09-12", "2020-09-14", "2020-09-20")
    assert [told.at(day).deal for day in days] == ["open", "bidding", "bidding", "chosen", "chosen"]
    assert [[each.status for each in told.at(day).status.deadlines] for day in days[2:]] == [
        ["pending"],
        ["pending"],
        ["in effect"],
    ]

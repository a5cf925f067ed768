"""Reviews: which one is spoken of, where it stands, and whom it blocks."""

from __future__ import annotations

import pytest

from tests.domain.story import Story
from tracker.domain.events.reviews import ReviewBlocked, ReviewPaused
from tracker.domain.standing import ReviewStanding

DEAL = Story()
DAY, NEXT, LAST = "2020-09-01", "2020-09-05", "2020-09-10"


def reviews(story: Story, day: str = LAST) -> list[tuple[str, str | None, str]]:
    return [(each.name, each.of, each.status) for each in story.at(day).status.reviews]


def cfius(story: Story, day: str = LAST) -> ReviewStanding:
    return story.at(day).review("CFIUS")


@pytest.mark.parametrize(
    ("sentence", "word"),
    [
        ("CFIUS review opened", "open"),
        ("CFIUS review deepened", "in depth"),
        ("CFIUS review paused", "paused"),
        ("CFIUS review resumed", "open"),
        ("CFIUS licence required", "licence required"),
        ("CFIUS sued", "challenged"),
        ("CFIUS cleared", "cleared"),
        ("CFIUS cleared with conditions", "cleared with conditions"),
        ("CFIUS waiting period expired", "expired"),
        ("CFIUS review not required", "not required"),
        ("CFIUS refused", "refused"),
        ("CFIUS blocked", "blocked"),
        ("CFIUS review withdrawn", "withdrawn"),
    ],
)
def test_a_phrase_opens_a_review_and_gives_its_word(sentence: str, word: str) -> None:
    assert reviews(DEAL.on(DAY, sentence)) == [("CFIUS", None, word)]


def test_a_review_is_known_by_its_authority_and_its_bidder() -> None:
    told = DEAL.on(DAY, "FTC review of Acme opened", "FTC review of Bolt opened")
    told = told.on(DAY, "FTC cleared Acme")
    assert reviews(told) == [("FTC", "Acme", "cleared"), ("FTC", "Bolt", "open")]
    assert told.at(DAY).words == {"Acme": None, "Bolt": None}


def test_a_review_opened_without_a_bidder_takes_the_first_bidder_named_with_it() -> None:
    told = DEAL.on(DAY, "CFIUS review opened").on(NEXT, "CFIUS review of Oracle deepened")
    assert reviews(told, DAY) == [("CFIUS", None, "open")]
    assert reviews(told, NEXT) == [("CFIUS", "Oracle", "in depth")]
    told = told.on(LAST, "CFIUS cleared Walmart")
    assert reviews(told) == [("CFIUS", "Oracle", "in depth"), ("CFIUS", "Walmart", "cleared")]


def test_a_phrase_without_a_bidder_speaks_of_the_only_review() -> None:
    told = DEAL.on(DAY, "CFIUS review of Oracle opened").on(NEXT, "CFIUS blocked")
    assert told.last.event == ReviewBlocked("CFIUS", None, "Oracle")
    assert told.last.sentence == "CFIUS blocked"
    assert reviews(told) == [("CFIUS", "Oracle", "blocked")]


def test_which_review_is_meant_is_settled_when_recorded_and_kept() -> None:
    told = DEAL.on(DAY, "CFIUS review of Oracle opened").on(NEXT, "CFIUS review paused")
    told = told.on(DAY, "CFIUS review of Walmart opened")
    assert told.entries[1].event == ReviewPaused("CFIUS", None, "Oracle")
    assert reviews(told) == [("CFIUS", "Oracle", "paused"), ("CFIUS", "Walmart", "open")]


def test_of_several_reviews_the_bidder_must_be_said() -> None:
    told = DEAL.on(DAY, "FTC review of Acme opened", "FTC review of Bolt opened")
    refused = told.refusal("FTC cleared with conditions")
    assert (refused.code, refused.kind) == (2, "ambiguous-sentence")
    assert refused.hints == (
        "write 'FTC cleared Acme with conditions'",
        "write 'FTC cleared Bolt with conditions'",
    )


def test_a_second_matter_before_one_authority_is_named_as_one() -> None:
    told = DEAL.on(DAY, "STB review of CN opened", "STB on voting trust refused CN")
    assert reviews(told) == [("STB", "CN", "open"), ("STB on voting trust", "CN", "refused")]


def test_resumed_is_as_before_the_pause() -> None:
    told = DEAL.on(DAY, "CFIUS review deepened").on(NEXT, "CFIUS review paused")
    told = told.on(LAST, "CFIUS review resumed")
    assert (cfius(told, NEXT).status, cfius(told, NEXT).since) == ("paused", NEXT)
    assert (cfius(told).status, cfius(told).since, cfius(told).because) == ("in depth", LAST, (3,))


def test_a_pause_said_twice_is_one_and_a_resumption_without_one_changes_nothing() -> None:
    told = DEAL.on(DAY, "CFIUS review deepened", "CFIUS review paused")
    told = told.on(NEXT, "CFIUS review paused")
    assert cfius(told).because == (2, 3)
    assert cfius(told.on(LAST, "CFIUS review resumed")).status == "in depth"
    told = DEAL.on(DAY, "CFIUS review deepened", "CFIUS review resumed")
    assert (cfius(told).status, cfius(told).because) == ("in depth", (1, 2))


def test_a_repeated_word_lengthens_its_run() -> None:
    told = DEAL.on(DAY, "CFIUS review opened", says=["Reuters"])
    told = told.on(NEXT, "CFIUS review opened", says=["WSJ"])
    stands = cfius(told)
    assert (stands.since, stands.because, stands.grade) == (DAY, (1, 2), "corroborated")


# Blocks


def test_two_papers_report_one_block() -> None:
    told = DEAL.on("2020-09-01", "FTC blocked Acme", says=["Reuters"])
    told = told.on("2020-09-02", "FTC blocked Acme", says=["WSJ"])
    block = told.at("2020-09-02").review("FTC")
    assert (block.status, block.since, block.because) == ("blocked", "2020-09-01", (1, 2))


def test_a_blocked_bidder_is_blocked_until_its_last_block_ends() -> None:
    told = DEAL.on(DAY, "Acme bid").on(NEXT, "FTC blocked Acme", "STB blocked Acme")
    acme = told.at(NEXT).bidder("Acme")
    assert (acme.status, acme.since, acme.because) == ("blocked", NEXT, (2, 3))
    assert (acme.blocked_by, acme.bid_live) == (("FTC", "STB"), False)
    told = told.on("2020-09-07", "FTC cleared Acme")
    assert told.at("2020-09-07").bidder("Acme").status == "blocked"
    free = told.on(LAST, "STB review of Acme opened").at(LAST).bidder("Acme")
    assert (free.status, free.since, free.blocked_by, free.bid_live) == ("bidding", DAY, (), True)


@pytest.mark.parametrize(
    "later", ["review deepened", "review withdrawn", "refused", "waiting period expired", "sued"]
)
def test_a_block_stands_until_cleared_or_reopened(later: str) -> None:
    told = DEAL.on(DAY, "CFIUS review of Acme opened").on(NEXT, "CFIUS blocked")
    assert reviews(told.on(LAST, f"CFIUS {later}")) == [("CFIUS", "Acme", "blocked")]


@pytest.mark.parametrize(
    ("later", "word"),
    [
        ("cleared", "cleared"),
        ("cleared with conditions", "cleared with conditions"),
        ("review opened", "open"),
    ],
)
def test_a_block_ends_when_cleared_or_reopened(later: str, word: str) -> None:
    told = DEAL.on(DAY, "CFIUS blocked Acme").on(NEXT, f"CFIUS {later}")
    assert reviews(told) == [("CFIUS", "Acme", word)]
    assert told.at(LAST).words == {"Acme": None}


def test_a_refusal_touches_no_bidder() -> None:
    told = DEAL.on(DAY, "Acme bid", "STB refused Acme")
    assert told.at(DAY).words == {"Acme": "bidding"}
    assert told.at(DAY).bidder("Acme").blocked_by == ()


def test_a_block_without_any_bidder_blocks_nobody() -> None:
    answer = DEAL.on(DAY, "Acme bid", "FTC blocked").at(DAY)
    assert answer.words == {"Acme": "bidding"}


def test_a_signed_bidder_keeps_its_word_and_a_terminated_one_is_blocked_no_less() -> None:
    told = DEAL.on(DAY, "Acme agreement signed").on(NEXT, "FTC blocked Acme")
    acme = told.at(NEXT).bidder("Acme")
    assert (acme.status, acme.blocked_by) == ("agreed", ("FTC",))
    told = told.on(LAST, "Acme agreement terminated")
    assert told.at(LAST).bidder("Acme").status == "terminated"


def test_an_ending_said_after_the_block_is_shown_and_a_running_word_is_not() -> None:
    told = DEAL.on(DAY, "Acme bid").on(NEXT, "FTC blocked Acme")
    assert told.on(LAST, "Acme in talks").at(LAST).words == {"Acme": "blocked"}
    assert told.on(LAST, "Acme bid withdrawn").at(LAST).words == {"Acme": "withdrawn"}
    rejected = DEAL.on(DAY, "Acme bid rejected").on(NEXT, "FTC blocked Acme")
    assert rejected.at(NEXT).words == {"Acme": "blocked"}


def test_a_member_of_a_blocked_lead_is_blocked_with_it() -> None:
    told = DEAL.on(DAY, "Acme bid", "Bolt joined Acme").on(NEXT, "FTC blocked Acme")
    assert told.at(NEXT).words == {"Acme": "blocked", "Bolt": "blocked"}
    assert told.at(NEXT).bidder("Bolt").blocked_by == ()


def test_a_disputed_review_says_so() -> None:
    told = DEAL.on(DAY, "CFIUS review opened").dispute(1)
    stands = cfius(told)
    assert (stands.disputed, stands.because) == (True, (1, 2))

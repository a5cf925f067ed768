"""Where a bidder stands: its latest word, and the three things that do not lower what stands."""

from __future__ import annotations

import pytest

from tests.domain.story import Story
from tracker.domain.events.bidders import ExclusivityGranted
from tracker.domain.standing import Stake

DEAL = Story()
DAY = "2020-09-01"

WORDS = {
    "Acme rumoured": "rumoured",
    "Acme interested": "interested",
    "Acme NDA signed": "under NDA",
    "Acme in talks": "in talks",
    "Acme bid": "bidding",
    "Acme bid revised to $6": "bidding",
    "Acme bid recommended": "recommended",
    "Acme bid superior": "superior",
    "Acme chosen": "chosen",
    "Acme granted exclusivity": "exclusive",
    "Acme agreement signed": "agreed",
    "Acme agreement amended to $7": "agreed",
    "Acme deal closed": "closed",
    "Acme deal closed into trust": "closed into trust",
    "Acme stalled": "stalled",
    "Acme bid rejected": "rejected",
    "Acme dropped": "dropped",
    "Acme bid withdrawn": "withdrawn",
    "Acme bid lapsed": "lapsed",
    "Acme agreement terminated": "terminated",
    "Acme stake proposed": "stake proposed",
    "Acme stake of 5% taken": "stake taken",
}
WEAK = (
    "Acme rumoured",
    "Acme interested",
    "Acme NDA signed",
    "Acme stake proposed",
    "Acme stake of 5% taken",
)
LIVE = ("Acme bid", "Acme bid revised to $6", "Acme bid recommended", "Acme bid superior")
RUNNING = (*tuple(WORDS)[:12], "Acme stalled", "Acme stake proposed")
OUT = (
    "Acme bid rejected",
    "Acme dropped",
    "Acme bid withdrawn",
    "Acme bid lapsed",
    "Acme agreement terminated",
)
DONE = ("Acme deal closed", "Acme deal closed into trust")


def acme(*sentences: str) -> str | None:
    return DEAL.on(DAY, *sentences).at(DAY).bidder("Acme").status


@pytest.mark.parametrize("sentence", WORDS)
def test_a_phrase_gives_its_word(sentence: str) -> None:
    assert acme(sentence) == WORDS[sentence]


@pytest.mark.parametrize("sentence", ["Acme bid stands", "Acme agreement disputed"])
def test_a_phrase_without_a_word_gives_none(sentence: str) -> None:
    assert acme(sentence) is None
    assert acme("Acme chosen", sentence) == "chosen"


@pytest.mark.parametrize("before", [*OUT, *DONE])
@pytest.mark.parametrize("sentence", [each for each in WORDS if each != "Acme bid stands"])
def test_nothing_is_terminal(before: str, sentence: str) -> None:
    assert acme(before, sentence) == WORDS[sentence]


@pytest.mark.parametrize("weak", WEAK)
@pytest.mark.parametrize("running", RUNNING)
def test_a_weak_word_does_not_lower_a_word_of_the_running(running: str, weak: str) -> None:
    assert acme(running, weak) == WORDS[running]


def test_a_weak_word_that_is_not_given_still_sets_its_own_field() -> None:
    told = DEAL.on(DAY, "Acme chosen", "Acme stake of 12.5% proposed")
    bidder = told.at(DAY).bidder("Acme")
    assert (bidder.status, bidder.stake.terms, bidder.stake.taken) == ("chosen", "12.5%", False)
    assert bidder.role == "investor"
    taken = told.on(DAY, "Acme stake taken").at(DAY).bidder("Acme")
    assert (taken.status, taken.stake.terms, taken.stake.taken) == ("chosen", "12.5%", True)


def test_a_word_that_does_not_lower_what_stands_is_told() -> None:
    told = DEAL.on(DAY, "Acme chosen", "Acme interested")
    assert told.notes == ("Acme stays chosen: 'interested' does not lower that",)
    assert DEAL.on(DAY, "Acme chosen", "Acme bid rejected").notes == ()


@pytest.mark.parametrize("chosen", ["Acme chosen", "Acme granted exclusivity"])
@pytest.mark.parametrize("sentence", ["Acme in talks", "Acme bid", "Acme bid revised to $6", *WEAK])
def test_a_choice_stands_through_weak_words_talks_and_bids(chosen: str, sentence: str) -> None:
    assert acme(chosen, sentence) == WORDS[chosen]


@pytest.mark.parametrize("chosen", ["Acme chosen", "Acme granted exclusivity"])
@pytest.mark.parametrize("sentence", ["Acme bid recommended", "Acme stalled", *OUT, *DONE])
def test_a_choice_is_ended_by_other_words(chosen: str, sentence: str) -> None:
    assert acme(chosen, sentence) == WORDS[sentence]


@pytest.mark.parametrize("running", RUNNING)
def test_an_agreement_stands_through_every_word_of_the_running(running: str) -> None:
    assert acme("Acme agreement signed", running) == "agreed"


@pytest.mark.parametrize("ending", [*OUT, *DONE])
def test_an_agreement_is_ended_by_an_out_or_done_word(ending: str) -> None:
    assert acme("Acme agreement signed", ending) == WORDS[ending]


def test_terms_are_those_of_the_latest_bid_or_amendment() -> None:
    told = DEAL.on(DAY, "Acme bid of $10", "Acme bid revised to $12")
    assert told.at(DAY).bidder("Acme").terms == "$12"
    told = told.on(DAY, "Acme agreement signed", "Acme agreement amended to $11")
    assert told.at(DAY).bidder("Acme").terms == "$11"
    assert told.on(DAY, "Acme bid").at(DAY).bidder("Acme").terms is None


# A live bid


@pytest.mark.parametrize("sentence", [*LIVE, "Acme bid stands"])
def test_a_bid_is_live(sentence: str) -> None:
    assert DEAL.on(DAY, sentence).at(DAY).bidder("Acme").bid_live


@pytest.mark.parametrize(
    "sentence",
    [
        "Acme in talks",
        "Acme chosen",
        "Acme agreement signed",
        "Acme granted exclusivity",
        "Acme agreement disputed",
        *WEAK,
    ],
)
def test_a_bid_stays_live_whatever_is_said_between(sentence: str) -> None:
    for before in ([], ["Acme chosen"], ["Acme agreement signed"]):
        assert DEAL.on(DAY, "Acme bid", *before, sentence).at(DAY).bidder("Acme").bid_live
    assert not DEAL.on(DAY, sentence).at(DAY).bidder("Acme").bid_live


@pytest.mark.parametrize("ending", ["Acme stalled", *OUT, *DONE])
def test_a_bid_is_live_until_an_out_or_done_word_or_stalled(ending: str) -> None:
    assert not DEAL.on(DAY, "Acme bid", ending).at(DAY).bidder("Acme").bid_live
    signed = DEAL.on(DAY, "Acme bid", "Acme agreement signed", ending)
    assert not signed.at(DAY).bidder("Acme").bid_live
    assert DEAL.on(DAY, ending, "Acme bid stands").at(DAY).bidder("Acme").bid_live


def test_a_bid_whose_entry_is_disputed_is_not_live() -> None:
    told = DEAL.on(DAY, "Acme bid").dispute(1)
    assert not told.at(DAY).bidder("Acme").bid_live
    assert told.retract(2).at(DAY).bidder("Acme").bid_live
    assert told.on(DAY, "Acme bid revised to $6").at(DAY).bidder("Acme").bid_live


# Roles and stakes


def test_a_role_stays_until_replaced() -> None:
    told = DEAL.on(DAY, "Acme chosen as technology partner", "Acme bid rejected", "Acme chosen")
    assert told.at(DAY).bidder("Acme").role == "technology partner"
    told = told.on(DAY, "Acme stake proposed", "Acme bid")
    assert told.at(DAY).bidder("Acme").role == "technology partner"
    told = told.on(DAY, "Acme chosen as operator")
    assert told.at(DAY).bidder("Acme").role == "operator"


def test_who_is_to_get_a_part_is_an_investor_until_it_bids() -> None:
    told = DEAL.on(DAY, "Acme stake of 20% proposed")
    bidder = told.at(DAY).bidder("Acme")
    assert (bidder.status, bidder.role, bidder.stake.terms) == ("stake proposed", "investor", "20%")
    assert (bidder.stake_status, bidder.stake.taken) == ("proposed", False)
    assert DEAL.on(DAY, "Acme stake taken").at(DAY).bidder("Acme").stake == Stake(taken=True)
    assert told.on(DAY, "Acme bid").at(DAY).bidder("Acme").role is None


# Exclusivity and disputes


def test_exclusivity_with_an_end_sets_a_period() -> None:
    told = DEAL.on(DAY, "Acme granted exclusivity until 2020-09-30")
    period = told.at(DAY).deadline("Acme exclusivity")
    assert (period.kind, period.status, period.due) == ("period", "running", "2020-09-30")
    told = DEAL.on(DAY, "Acme granted exclusivity for 30 days", "Acme exclusivity extended by 2w")
    assert told.at(DAY).deadline("Acme exclusivity").due == "2020-10-15"
    assert DEAL.on(DAY, "Acme granted exclusivity").at(DAY).status.deadlines == ()


def test_the_exclusivity_of_an_alias_has_the_name_that_is_shown() -> None:
    told = DEAL.on(DAY, "Acme bid", "Acme also known as ACM")
    told = told.on(DAY, "ACM granted exclusivity for 30 days", "Acme exclusivity extended by 2w")
    assert told.entries[2].sentence == "ACM granted exclusivity for 30 days"
    (period,) = told.at(DAY).status.deadlines
    assert (period.name, period.due) == ("Acme exclusivity", "2020-10-15")


@pytest.mark.parametrize(
    ("sentence", "event"),
    [
        ("Acme granted exclusivity until 2020-10-01", ExclusivityGranted("Acme", "2020-10-01")),
        ("Axe granted exclusivity", ExclusivityGranted("Axe")),
        (
            "Axe granted exclusivity until 2020-10-01",
            ExclusivityGranted("Axe", "2020-10-01", "Acme"),
        ),
    ],
)
def test_exclusivity_keeps_the_name_that_is_shown_only_where_it_names_a_period_by_it(
    sentence: str, event: ExclusivityGranted
) -> None:
    told = DEAL.on(DAY, "Acme in talks", "Acme also known as Axe", sentence)
    assert told.last.event == event


def test_an_agreement_is_disputed_until_that_is_settled() -> None:
    told = DEAL.on(DAY, "Acme agreement signed").on("2020-09-05", "Acme agreement disputed")
    told = told.on("2020-09-10", "Acme dispute settled")
    flags = [told.at(day).bidder("Acme").disputed for day in (DAY, "2020-09-05", "2020-09-10")]
    assert flags == [False, True, False]
    disputed = told.at("2020-09-05").bidder("Acme")
    assert (disputed.status, disputed.since, disputed.because) == ("agreed", DAY, (1, 2))


# Members


def test_a_member_shows_its_leads_status_until_a_word_of_its_own() -> None:
    told = DEAL.on(DAY, "Walmart joined Microsoft").on("2020-09-03", "Microsoft bid of $5")
    told = told.on("2020-09-05", "Walmart in talks")
    nothing, bidding, own = (
        told.at(day).bidder("Walmart") for day in (DAY, "2020-09-03", "2020-09-05")
    )
    assert (nothing.status, nothing.since, nothing.because) == (None, DAY, (1,))
    assert (bidding.status, bidding.bid_live, bidding.terms) == ("bidding", True, None)
    assert (bidding.since, bidding.because) == ("2020-09-03", (1, 2))
    assert (own.status, own.lead, own.because) == ("in talks", "Microsoft", (3,))
    assert told.at("2020-09-05").bidder("Microsoft").members == ("Walmart",)


def test_a_weak_word_counts_for_a_member_whose_own_word_is_from_before() -> None:
    told = DEAL.on(DAY, "Microsoft bid", "Walmart bid")
    told = told.on("2020-09-03", "Walmart joined Microsoft").on("2020-09-05", "Walmart interested")
    walmart = told.at("2020-09-05").bidder("Walmart")
    assert (walmart.status, walmart.since, walmart.because) == ("interested", "2020-09-05", (4,))


@pytest.mark.parametrize(
    "day",
    [
        ("Walmart joined Microsoft", "Walmart interested"),
        ("Walmart interested", "Walmart joined Microsoft"),
    ],
)
def test_a_members_own_word_of_the_same_day_is_the_later(day: tuple[str, ...]) -> None:
    told = DEAL.on(DAY, "Walmart bid", "Microsoft bid").on("2020-09-03", *day)
    assert told.at("2020-09-03").bidder("Walmart").status == "interested"


@pytest.mark.parametrize("joined", [0, 1, 2])
def test_of_a_members_weak_words_of_the_day_it_joined_the_first_is_given(joined: int) -> None:
    day = ["Walmart interested", "Walmart NDA signed"]
    day.insert(joined, "Walmart joined Microsoft")
    told = DEAL.on(DAY, "Walmart bid", "Microsoft bid").on("2020-09-03", *day)
    assert told.at("2020-09-03").bidder("Walmart").status == "interested"


def test_who_leaves_without_a_word_of_its_own_is_withdrawn() -> None:
    told = DEAL.on(DAY, "Microsoft bid", "Walmart interested", "Microsoft chosen")
    told = told.on("2020-09-03", "Walmart joined Microsoft")
    left = told.on("2020-09-05", "Walmart left Microsoft").at("2020-09-05")
    assert left.bidder("Walmart").status == "withdrawn"
    assert (left.bidder("Walmart").lead, left.bidder("Microsoft").members) == (None, ())
    own = told.on("2020-09-04", "Walmart stake proposed").on("2020-09-05", "Walmart left Microsoft")
    assert own.at("2020-09-05").bidder("Walmart").status == "stake proposed"


def test_two_reports_of_one_leaving_support_it() -> None:
    told = DEAL.on(DAY, "Acme bid", "Bolt joined Acme").on("2020-09-02", "Bolt left Acme")
    told = told.on("2020-09-03", "Bolt left Acme")
    bolt = told.at("2020-09-03").bidder("Bolt")
    assert (bolt.status, bolt.since, bolt.because) == ("withdrawn", "2020-09-02", (3, 4))


@pytest.mark.parametrize(
    "said",
    [
        ("Bolt bid withdrawn",),
        ("Bolt joined Acme", "Bolt left Acme", "Bolt bid"),
        ("Bolt joined Acme", "Bolt left Acme", "Bolt joined Cord"),
    ],
)
def test_who_left_long_ago_or_never_was_a_member_does_not_leave(said: tuple[str, ...]) -> None:
    told = DEAL.on(DAY, "Acme bid", "Cord bid", *said)
    left = told.on("2020-09-02", "Bolt left Acme")
    assert left.at("2020-09-02").bidder("Bolt") == told.at("2020-09-02").bidder("Bolt")


def test_who_had_withdrawn_before_it_joined_is_withdrawn_since_then_when_it_leaves() -> None:
    told = DEAL.on(DAY, "Bolt bid withdrawn").on("2020-09-02", "Bolt joined Acme")
    bolt = told.on("2020-09-03", "Bolt left Acme").at("2020-09-03").bidder("Bolt")
    assert (bolt.status, bolt.since, bolt.because) == ("withdrawn", DAY, (1, 3))


def test_who_leaves_a_group_is_told_where_it_was_in_none() -> None:
    told = DEAL.on(DAY, "Acme bid", "Cord bid", "Bolt joined Acme")
    assert told.on(DAY, "Bolt left Acme").notes == ()
    assert told.on(DAY, "Bolt left Cord").notes == ("Bolt is no member of Cord then",)


def test_a_member_is_told_that_its_own_word_is_not_lowered() -> None:
    told = DEAL.on(DAY, "Acme bid", "Bolt joined Acme", "Bolt chosen", "Bolt in talks")
    assert told.notes == ("Bolt stays chosen: 'in talks' does not lower that",)


def test_leaving_a_group_one_is_not_in_changes_nothing() -> None:
    told = DEAL.on(DAY, "Microsoft bid", "Walmart bid", "Walmart left Microsoft")
    assert told.at(DAY).words == {"Microsoft": "bidding", "Walmart": "bidding"}


def test_joining_another_group_leaves_the_first() -> None:
    told = DEAL.on(DAY, "Microsoft bid", "Oracle chosen", "Walmart joined Microsoft")
    answer = told.on("2020-09-03", "Walmart joined Oracle").at("2020-09-03")
    walmart = answer.bidder("Walmart")
    assert (walmart.status, walmart.lead, walmart.since) == ("chosen", "Oracle", "2020-09-03")
    assert answer.bidder("Microsoft").members == ()
    late = told.on("2020-09-03", "Walmart joined Oracle", "Walmart left Microsoft")
    assert late.at("2020-09-03").bidder("Walmart").status == "chosen"


def test_nobody_joins_themselves_or_their_own_member() -> None:
    told = DEAL.on(DAY, "Microsoft bid", "Walmart joined Microsoft", "Target joined Walmart")
    told = told.on(DAY, "Microsoft joined Microsoft", "Microsoft joined Target")
    assert told.at(DAY).words == {"Microsoft": "bidding", "Walmart": "bidding", "Target": "bidding"}
    assert told.at(DAY).bidder("Microsoft").lead is None


def test_two_reports_of_one_joining_support_it() -> None:
    told = DEAL.on(DAY, "Microsoft bid", says=["Microsoft"])
    told = told.on("2020-09-03", "Walmart joined Microsoft", says=["Reuters"])
    told = told.on("2020-09-04", "Walmart joined Microsoft", says=["WSJ"])
    walmart = told.at("2020-09-04").bidder("Walmart")
    assert (walmart.since, walmart.because) == ("2020-09-03", (1, 2, 3))


def test_a_member_stands_so_since_it_joined_where_its_lead_did_so_already() -> None:
    told = DEAL.on("2020-09", "Acme bid").on("2020-09-01", "Bolt joined Acme")
    assert told.at("2020-09-30").bidder("Bolt").since == "2020-09-01"
    assert (
        told.on("2020-09-02", "Acme chosen").at("2020-09-30").bidder("Bolt").since == "2020-09-02"
    )


def test_a_partner_outlives_a_rejected_lead() -> None:
    told = DEAL.on(DAY, "Microsoft bid", "Walmart joined Microsoft")
    told = told.on("2020-09-13", "Microsoft bid rejected")
    assert told.at("2020-09-13").bidder("Walmart").status == "rejected"
    told = told.on("2020-09-14", "Walmart interested")
    answer = told.at("2020-09-14")
    assert answer.words == {"Microsoft": "rejected", "Walmart": "interested"}
    assert answer.deal == "talks"


# Since and because


def test_a_repeated_word_lengthens_its_run_and_another_begins_one() -> None:
    told = DEAL.on(DAY, "Acme bid").on("2020-09-03", "Acme bid revised to $6")
    told = told.on("2020-09-05", "Acme in talks").on("2020-09-07", "Acme bid")
    run = [told.at(day).bidder("Acme") for day in (DAY, "2020-09-03", "2020-09-05", "2020-09-07")]
    assert [(each.since, each.because) for each in run] == [
        (DAY, (1,)),
        (DAY, (1, 2)),
        ("2020-09-05", (3,)),
        ("2020-09-07", (4,)),
    ]


def test_a_word_that_is_not_given_is_no_part_of_the_run() -> None:
    told = DEAL.on(DAY, "Acme chosen").on("2020-09-03", "Acme bid", "Acme interested")
    told = told.on("2020-09-05", "Acme chosen")
    bidder = told.at("2020-09-05").bidder("Acme")
    assert (bidder.since, bidder.because) == (DAY, (1, 4))


def test_a_repeated_weak_word_lengthens_its_run() -> None:
    told = DEAL.on(DAY, "Acme interested").on("2020-09-03", "Acme interested")
    bidder = told.at("2020-09-03").bidder("Acme")
    assert (bidder.since, bidder.because) == (DAY, (1, 2))


def test_bidders_come_in_the_order_of_first_mention() -> None:
    told = DEAL.on("2020-09-05", "Acme bid").on(DAY, "Zeta joined Bolt").on(DAY, "Trump said: no")
    assert list(told.at("2020-09-05").words) == ["Zeta", "Bolt", "Acme"]

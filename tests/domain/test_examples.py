"""Forty hard cases of the language, less those that only a shell or a file can show."""

from __future__ import annotations

from itertools import permutations

import pytest

from tests.domain.story import Story, knows, source
from tracker.domain.events import sentence_of
from tracker.domain.events.bidders import BidLapsed, MemberJoined
from tracker.domain.events.reviews import ReviewCleared
from tracker.domain.events.statements import StatementMade
from tracker.domain.history import Question
from tracker.domain.times import moment
from tracker.views.reasons import reasons

DEAL = Story()
KNOWN = DEAL.knowing("Microsoft", "Oracle", "TikTok")


# Reading


def test_1_terms_hold_no_word_of_an_ending() -> None:
    refused = DEAL.refusal("Microsoft bid of $30bn rejected")
    assert refused.code == 2
    assert "did you mean 'Microsoft bid rejected'?" in refused.hints


@pytest.mark.parametrize("story", [DEAL, KNOWN])
def test_2_a_name_holds_no_word_of_a_phrase(story: Story) -> None:
    refused = story.refusal("Walmart joined Microsoft's bid")
    assert "did you mean 'Walmart joined Microsoft'?" in refused.hints


@pytest.mark.parametrize(
    "sentence",
    ["Oracle not chosen", "Oracle was chosen", "Microsoft may bid", "ORACLE NOT CHOSEN"],
)
def test_3_negation_and_hedging_are_no_part_of_a_name(sentence: str) -> None:
    assert DEAL.refusal(sentence).code == 2


def test_4_cleared_by_is_cleared() -> None:
    event = DEAL.read("Oracle cleared by CFIUS").event
    assert event == ReviewCleared("CFIUS", "Oracle")
    assert sentence_of(event) == "CFIUS cleared Oracle"


def test_5_conditions_are_no_bidder() -> None:
    assert DEAL.read("CFIUS cleared Oracle with conditions").event == ReviewCleared(
        "CFIUS", "Oracle", conditions=True
    )
    assert DEAL.read("CFIUS cleared with conditions").event == ReviewCleared(
        "CFIUS", conditions=True
    )


@pytest.mark.parametrize(
    "sentence",
    [
        "Bid Corp bid of R20bn",
        "Order of Malta chosen",
        "Stake Capital stake of 20% taken",
        "Due Diligence LLC dropped",
        "China export control licence required",
    ],
)
def test_6_capitals_and_nouns_make_names_of_phrase_words(sentence: str) -> None:
    assert sentence_of(DEAL.read(sentence).event) == sentence


def test_7_the_reading_with_most_fixed_words_wins() -> None:
    assert DEAL.read("Microsoft bid lapsed").event == BidLapsed("Microsoft")
    assert DEAL.read("MICROSOFT BID LAPSED").event == BidLapsed("MICROSOFT")


def test_8_two_readings_are_none_and_quotes_choose() -> None:
    refused = DEAL.refusal("The Bid of Angels bid of $5")
    assert refused.kind == "ambiguous-sentence"
    assert refused.hints == (
        'write "The" bid of Angels bid of $5',
        'write "The Bid of Angels" bid of $5',
    )
    event = DEAL.read("'The Bid of Angels' bid of $5").event
    assert sentence_of(event) == '"The Bid of Angels" bid of $5'


def test_9_names_in_capitals_of_what_somebody_did() -> None:
    assert DEAL.read("Team Left joined Oracle").event == MemberJoined("Team Left", "Oracle")
    joined = DEAL.read("Microsoft joined Stay Lifted").event
    assert joined == MemberJoined("Microsoft", "Stay Lifted")


def test_10_what_somebody_said_is_after_a_colon_and_names_no_bidder() -> None:
    assert DEAL.refusal("Trump said Oracle chosen").code == 2
    told = DEAL.on("2020-09-14", "Trump said: Oracle bid of $20bn rejected")
    assert told.last.event == StatementMade("Trump", "Oracle bid of $20bn rejected")
    assert told.at("2020-09-14").status.bidders == ()


def test_11_an_s_belongs_to_a_new_name_and_not_to_a_known_one() -> None:
    told = DEAL.on("2020-09-13", "Macy's bid rejected", "Microsoft bid", "Microsoft's bid rejected")
    assert told.at("2020-09-13").words == {"Macy's": "rejected", "Microsoft": "rejected"}


def test_12_accents_may_be_composed_or_not_but_never_missing() -> None:
    told = DEAL.on("2020-09-13", "São Paulo Gás bid", "Sa\u0303o Paulo Ga\u0301s bid rejected")
    assert told.at("2020-09-13").words == {"São Paulo Gás": "rejected"}
    assert "did you mean São Paulo Gás?" in told.refusal("Sao Paulo Gas bid").hints
    assert told.refusal('Toys "R" Us bid').code == 2


@pytest.mark.parametrize(
    "sentence",
    [
        "Bidder B bid",
        "CN bid",
        "EO 13943 due 2021-01-01",
        "Sanofi-Aventis bid",
        "Sprint Nextel bid",
        "Party 11 bid",
    ],
)
def test_13_short_words_numbers_and_more_words_are_in_nobodys_way(sentence: str) -> None:
    known = DEAL.knowing("Bidder A", "CP", "Sanofi", "Sprint Holdings", "Party 1")
    known = known.on("2020-08-06", "order EO 13942 effective 2020-09-20")
    assert known.on("2020-09-14", sentence).last.number == known.last.number + 1


@pytest.mark.parametrize(
    ("slip", "meant"), [("Micrsoft", "Microsoft"), ("Orcale", "Oracle"), ("Tik Tok", "TikTok")]
)
def test_13_a_slip_of_the_hand_is_refused(slip: str, meant: str) -> None:
    refused = KNOWN.refusal(f"{slip} bid")
    assert refused.code == 4
    assert f"did you mean {meant}?" in refused.hints


def test_14_order_before_a_known_order_is_no_part_of_its_name() -> None:
    told = DEAL.on("2020-08-06", "order EO 13942 effective 2020-09-20")
    told = told.on("2020-09-01", "order EO 13942 stayed")
    assert told.at("2020-09-01").deadline("EO 13942").status == "stayed"
    refused = told.refusal("EO 13942 blocked")
    assert (refused.code, refused.kind) == (4, "other-kind")


# Dates


@pytest.mark.parametrize(
    ("on", "due", "notes"),
    [
        ("2020-08-06", "2020-09-20", 0),
        ("2020-12-01", "2021-09-20", 1),
        ("2020-09-20", "2020-09-20", 0),
    ],
)
def test_15_a_day_without_a_year_is_the_next(on: str, due: str, notes: int) -> None:
    told = DEAL.on(on, "order effective Sep 20")
    assert told.at(on).deadline("order").due == due
    assert len([note for note in told.notes if "days on" in note]) == notes


def test_16_leap_days_slashes_and_months() -> None:
    told = DEAL.on("2021-03-01", "vote due Feb 29")
    assert told.at("2021-03-01").deadline("vote").due == "2024-02-29"
    assert any("1095 days on" in note for note in told.notes)
    refused = DEAL.refusal("sale due 09/14/2020")
    assert (refused.code, "two readings" in refused.message) == (2, True)
    sale = DEAL.on("2020-09-01", "sale due Sep 2020").at("2020-09-30").deadline("sale")
    assert (sale.due, sale.status, sale.days_left) == ("2020-09", "pending", 0)


def test_17_an_hour_that_comes_twice_or_never() -> None:
    twice = DEAL.refusal("x due 2020-11-01T01:30")
    assert twice.code == 2
    assert twice.hints == ("write 2020-11-01T01:30-04:00", "write 2020-11-01T01:30-05:00")
    never = DEAL.refusal("x due 2020-03-08T02:30")
    assert never.code == 2
    assert "there is no 2020-03-08T02:30 in America/New_York" in never.message


def test_18_a_span_is_counted_anew_when_its_day_is_corrected() -> None:
    told = DEAL.on("2020-08-14", "sale due in 90 days")
    assert told.at("2020-08-14").deadline("sale").due == "2020-11-12"
    told = told.correct(1, on="2020-08-15")
    assert told.at("2020-08-15").deadline("sale").due == "2020-11-13"
    [why] = reasons(told.history, told.question("2020-08-15"), "sale")
    assert why.sums == (
        "#1: 2020-08-14 + 90 days = 2020-11-12",
        "#1 as it reads now: 2020-08-15 + 90 days = 2020-11-13",
    )


def test_19_business_days_pass_over_the_holidays_of_a_calendar() -> None:
    told = DEAL.on("2022-06-10", "x due in 10 business days (US)")
    assert told.at("2022-06-10").deadline("x").due == "2022-06-27"
    [why] = reasons(told.history, told.question("2022-06-10"), "x")
    assert why.sums == (
        (
            "#1: 2022-06-10 + 10 business days (US) = 2022-06-27, "
            "skipping 20 Jun 2022 (Juneteenth National Independence Day (observed))"
        ),
    )


def test_20_a_month_is_a_calendar_month_and_is_counted_from_a_day() -> None:
    told = DEAL.on("2021-01-31", "x due in 1 month")
    assert told.at("2021-01-31").deadline("x").due == "2021-02-28"
    assert DEAL.refusal("x due in 1 month", on="2020-09").code == 2


@pytest.mark.parametrize(
    ("sentence", "as_of", "status", "days_left"),
    [
        ("x due 2020-09-20", "2020-09-20", "pending", 0),
        ("x due 2020-09-20", "2020-09-21T00:00", "passed", None),
        ("order x effective 2020-09-20", "2020-09-19", "pending", 1),
        ("order x effective 2020-09-20", "2020-09-20T00:00", "in effect", None),
    ],
)
def test_21_a_deadline_is_met_until_the_end_and_an_order_holds_from_the_start(
    sentence: str, as_of: str, status: str, days_left: int | None
) -> None:
    x = DEAL.on("2020-09-01", sentence).at(as_of).deadline("x")
    assert (x.status, x.days_left) == (status, days_left)


@pytest.mark.parametrize(
    ("as_of", "status", "days_left"),
    [
        ("2021-07-14", "running", 1),
        ("2021-07-15T02:59", "running", 0),
        ("2021-07-15T02:59:01", "expired", None),
    ],
)
def test_22_an_instant_is_itself(as_of: str, status: str, days_left: int | None) -> None:
    told = DEAL.on("2021-07-01", "TRO runs until 2021-07-14T23:59-07:00")
    tro = told.at(as_of).deadline("TRO")
    assert (tro.due, tro.status, tro.days_left) == ("2021-07-15T02:59-04:00", status, days_left)


def test_23_a_coarse_time_is_met_to_its_end_and_holds_from_its_start() -> None:
    told = DEAL.on("2021-01-01", "closing expected 2021-Q3")
    last_day = told.at("2021-09-30").deadline("closing")
    assert (last_day.status, last_day.days_left) == ("pending", 0)
    assert told.at("2021-10-01").deadline("closing").status == "overdue"
    told = DEAL.on("2020-09", "Acme bid")
    assert told.at("2020-08-31").status.bidders == ()
    acme = told.at("2020-09-01").bidder("Acme")
    assert (acme.status, acme.since) == ("bidding", "2020-09")


# Status


@pytest.mark.parametrize(
    "day",
    list(
        permutations(
            (
                "Microsoft bid rejected",
                "Walmart interested",
                "Oracle chosen",
                "Oracle stake proposed",
            )
        )
    ),
)
def test_24_the_order_of_a_day_does_not_matter(day: tuple[str, ...]) -> None:
    told = DEAL.on("2020-08-02", "Microsoft bid").on("2020-08-27", "Walmart joined Microsoft")
    assert told.on("2020-09-13", *day).at("2020-09-13").words == {
        "Microsoft": "rejected",
        "Walmart": "interested",
        "Oracle": "chosen",
    }


def test_25_a_bid_is_live_through_talks_and_contests_an_agreement() -> None:
    told = DEAL.on("2020-09-01", "Bolt agreement signed", "Acme bid", "Acme in talks")
    answer = told.at("2020-09-01")
    acme = answer.bidder("Acme")
    assert (acme.status, acme.bid_live) == ("in talks", True)
    assert (answer.deal, answer.contested) == ("agreed", True)


def test_26_an_agreement_stands_through_bids() -> None:
    told = DEAL.on(
        "2020-09-01", "Bolt agreement signed", "Bolt bid revised to $40", "Bolt bid recommended"
    )
    bolt = told.at("2020-09-01").bidder("Bolt")
    assert (bolt.status, bolt.terms) == ("agreed", "$40")


def test_27_an_agreement_stands_through_a_block() -> None:
    told = DEAL.on("2020-09-01", "Bolt agreement signed", "Acme bid")
    answer = told.on("2020-09-02", "FTC blocked Bolt", "FTC blocked Acme").at("2020-09-02")
    assert answer.words == {"Bolt": "agreed", "Acme": "blocked"}
    assert answer.bidder("Bolt").blocked_by == ("FTC",)


def test_28_a_bidder_that_bids_again_and_weak_words_about_one_that_bids() -> None:
    told = DEAL.on("2020-09-01", "Acme bid of $10", "Acme bid rejected", "Acme bid")
    acme = told.at("2020-09-01").bidder("Acme")
    assert (acme.status, acme.terms) == ("bidding", None)
    told = DEAL.on("2020-09-01", "Acme bid", "Acme NDA signed", "Acme rumoured")
    assert told.at("2020-09-01").words == {"Acme": "bidding"}


def test_29_a_member_shows_its_lead_from_joining_until_it_leaves() -> None:
    told = DEAL.on("2020-08-02", "Microsoft bid").on("2020-08-20", "Walmart interested")
    told = told.on("2020-08-27", "Walmart joined Microsoft")
    told = told.on("2020-09-01", "Walmart left Microsoft")
    member = told.at("2020-08-27").bidder("Walmart")
    assert (member.status, member.lead, member.since) == ("bidding", "Microsoft", "2020-08-27")
    assert told.at("2020-09-01").bidder("Walmart").status == "withdrawn"


def test_30_a_later_word_of_the_running_ends_an_abandonment() -> None:
    told = DEAL.on("2020-05-01", "deal abandoned").on("2020-06-01", "Acme agreement signed")
    assert told.at("2020-05-31").deal == "abandoned"
    assert told.at("2020-06-01").deal == "agreed"


def test_31_a_rejected_bid_that_stands_is_live_beside_an_agreement() -> None:
    told = DEAL.on("2020-09-01", "Acme bid", "Acme bid rejected", "Acme bid stands")
    answer = told.on("2020-09-02", "Bolt agreement signed").at("2020-09-02")
    acme = answer.bidder("Acme")
    assert (acme.status, acme.bid_live) == ("rejected", True)
    assert (answer.deal, answer.contested) == ("agreed", True)


# Deadlines


def test_32_a_lapsed_deadline_that_is_extended_is_pending_again() -> None:
    told = DEAL.on("2021-02-01", "x due 2021-03-01").on("2021-03-02", "x lapsed")
    told = told.on("2021-03-03", "x extended to 2021-04-01")
    assert told.at("2021-03-02").deadline("x").status == "lapsed"
    x = told.at("2021-03-03").deadline("x")
    assert (x.status, x.due, x.extensions) == ("pending", "2021-04-01", 1)
    assert x.since == "2021-03-03"


def test_33_two_papers_report_one_extension() -> None:
    told = DEAL.on("2020-08-14", "x due 2020-11-12")
    told = told.on("2020-11-13", "x extended to 2020-11-27", says=["Reuters"])
    told = told.on("2020-11-14", "x extended to 2020-11-27", says=["WSJ"])
    x = told.at("2020-11-14").deadline("x")
    assert (x.extensions, x.dates) == (1, ("2020-11-12", "2020-11-27"))
    assert (x.because, x.grade) == ((1, 2, 3), "corroborated")


def test_34_the_clock_decides_again_when_a_stay_ends() -> None:
    told = DEAL.on("2021-02-01", "x due 2021-03-05", "x stayed until 2021-03-10")
    assert told.at("2021-03-10").deadline("x").status == "stayed"
    x = told.at("2021-03-11").deadline("x")
    assert (x.status, x.since) == ("passed", "2021-03-05")


def test_35_a_date_may_become_known_later_than_what_changes_it() -> None:
    told = DEAL.on("2021-01-01", "x due date unknown").on("2021-02-01", "x due 2021-05-01")
    before, after = (told.at(day).deadline("x") for day in ("2021-01-31", "2021-02-01"))
    assert (before.status, before.due) == ("pending", None)
    assert (after.original_due, after.dates) == ("2021-05-01", ("2021-05-01",))
    told = DEAL.on("2021-01-01", "x due 2021-05-01", reported="2021-03-01")
    told = told.on("2021-02-01", "x extended to 2021-06-01")
    x = told.at("2021-02-01", known_by="2021-02-01").deadline("x")
    assert (x.due, x.original_due, x.extensions) == ("2021-06-01", None, 1)


# Knowledge


def test_36_a_correction_of_the_book_holds_always_and_one_of_the_world_from_its_day() -> None:
    told = DEAL.recorded("2026-01-01T10:00Z").on("2020-09-14", "Oracle chosen")
    ours = told.recorded("2026-01-02T10:00Z").correct(1, on="2020-09-13")
    asked = {"as_of": "2020-09-13", "known_by": "2020-09-15"}
    assert ours.at(**asked).counts == {"counted": 1}
    assert ours.at(**asked, recorded_by="2026-01-01").counts == {"later": 1}
    announced = told.correct(1, on="2020-09-13", announced="2020-10-01")
    assert announced.at(**asked).counts == {"later": 1}
    for day in ("2020-09-13", "2020-12-31"):
        oracle = announced.at(day, known_by="2020-10-01").bidder("Oracle")
        assert oracle.since == "2020-09-13"


def test_37_a_retraction_of_a_retraction_of_a_retraction() -> None:
    told = DEAL.on("2020-09-13", "Oracle chosen")
    counted = []
    for entry in (1, 2, 3):
        told = told.retract(entry)
        counted.append("counted" in told.at("2020-09-14").counts)
    assert counted == [False, True, False]
    with pytest.raises(Exception, match="is itself an amendment") as refused:
        told.correct(2, on="2020-09-14")
    assert getattr(refused.value, "code", None) == 4


def test_38_what_a_choice_rests_on_grows_with_what_is_known() -> None:
    told = DEAL.on("2020-09-13", "Oracle chosen", says=[source("Reuters", "2020-09-13")])
    told = told.on("2020-09-14", "Oracle chosen", says=[source("WSJ", "2020-09-14")])

    def oracle(story: Story, known_by: str) -> tuple[str, tuple[int, ...], str | None]:
        stands = story.at("2020-09-14", known_by=known_by).bidder("Oracle")
        return stands.grade, stands.because, stands.since

    assert oracle(told, "2020-09-13") == ("single-source", (1,), "2020-09-13")
    assert oracle(told, "2020-09-14") == ("corroborated", (1, 2), "2020-09-13")
    assert oracle(told.retract(1), "2020-09-14") == ("single-source", (2,), "2020-09-14")
    cited = told.retract(2).cite(1, source("WSJ", "2020-10-01"))
    assert oracle(cited, "2020-09-15")[0] == "single-source"
    assert oracle(cited, "2020-10-01")[0] == "corroborated"


def test_38_a_report_that_is_passed_on_is_one_report() -> None:
    told = DEAL.on("2020-09-13", "Oracle chosen", says=["Reuters"])
    told = told.on("2020-09-14", "Oracle chosen", says=[source("WSJ", via="Reuters")])
    assert told.at("2020-09-14").bidder("Oracle").grade == "single-source"


def test_39_terms_that_a_shell_has_eaten_are_refused() -> None:
    refused = DEAL.refusal("Oracle bid of 0bn")
    assert refused.code == 2
    assert any("single quotes" in hint for hint in refused.hints)


def test_40_a_country_code_is_a_party_like_any_other() -> None:
    told = DEAL.on("2020-09-13", "Oracle bid of $10bn, half in cash", by="NO")
    assert told.last.by == "NO"
    assert told.at("2020-09-13").bidder("Oracle").terms == "$10bn, half in cash"
    assert not knows(told, "NO")


def test_the_whole_log_answers_like_the_entries_one_by_one() -> None:
    told = DEAL.on("2020-09-13", "Oracle chosen", "Microsoft bid rejected")
    question = Question(as_of=moment("2020-09-14", told.zone))
    assert told.history.as_of(question).deal == told.history.whole.deal

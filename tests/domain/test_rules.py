"""What looks odd: for each rule, a deal where it finds something, and one where it does not."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import tracker
from tests.domain.story import Story, source
from tests.histories import drafts, times
from tests.places import at
from tracker.domain.errors import Refusal
from tracker.domain.history import History
from tracker.domain.rules import ERRORS, RULES, CheckFinding, added, check, rule_of
from tracker.store.book import open_book

DEAL = Story(zone="UTC")
DEMO = Path(tracker.__file__).with_name("casebooks") / "tiktok-us.yaml"

Told = tuple[tuple[Any, ...], ...]


def tell(*days: tuple[Any, ...]) -> Story:
    """The story of these days; a day is its date and its sentences."""
    story = DEAL
    for day, *sentences in days:
        story = story.on(day, *sentences)
    return story


def found(story: Story, rule: str, as_of: str | None = "2021-12-31", **asked: Any) -> list[str]:
    """What one rule says of a story."""
    question = story.question(as_of, **asked)
    return [each.message for each in check(story.history, question, [rule_of(rule)])]


def finding(story: Story, rule: str, as_of: str | None = "2021-12-31") -> CheckFinding:
    (found,) = check(story.history, story.question(as_of), [rule_of(rule)])
    return found


ODD: list[tuple[str, Told, str]] = [
    (
        "an_extension_moves_later",
        (("2021-01-05", "sale due 2021-06-30"), ("2021-02-01", "sale extended to 2021-06-03")),
        "#2 extends sale from 2021-06-30 to 2021-06-03, earlier",
    ),
    (
        "nothing_takes_effect_before_it_is_issued",
        (("2021-01-05", "order ban effective 2020-01-20"),),
        "ban takes effect on 2020-01-20, before it was set, 2021-01-05",
    ),
    (
        "nothing_takes_effect_before_it_is_issued",
        (("2021-01-05", "sale due 2020-06-30"),),
        "sale falls on 2020-06-30, before it was set, 2021-01-05",
    ),
    (
        "nothing_takes_effect_before_it_is_issued",
        (("2021-01-05", "Acme granted exclusivity until 2021-01-04"),),
        "Acme exclusivity falls on 2021-01-04, before it was set, 2021-01-05",
    ),
    (
        "a_deadline_has_one_date",
        (("2021-01-05", "sale due 2021-06-30"), ("2021-02-01", "sale due 2021-07-31")),
        "#2 sets sale to 2021-07-31, and it was set to 2021-06-30",
    ),
    (
        "nobody_acts_after_withdrawing",
        (
            ("2021-01-05", "Acme bid"),
            ("2021-02-01", "Acme bid withdrawn"),
            ("2021-02-02", "Acme bid revised to $6"),
        ),
        "Acme withdrew on 2021-02-01, and #3 follows, 2021-02-02",
    ),
    (
        "nobody_acts_after_withdrawing",
        (
            ("2021-01-05", "Acme bid", "Bolt in talks"),
            ("2021-02-01", "Acme bid withdrawn"),
            ("2021-03-01", "Bolt joined Acme"),
        ),
        "Acme withdrew on 2021-02-01, and #4 follows, 2021-03-01",
    ),
    (
        "a_deal_has_one_winner",
        (("2021-01-05", "Acme chosen"), ("2021-02-01", "Bolt agreement signed")),
        "Acme is chosen, and Bolt is agreed too",
    ),
    (
        "a_losers_bid_is_closed",
        (("2021-01-05", "Acme bid"), ("2021-02-01", "Bolt agreement signed")),
        "the bid of Acme is live, and Bolt is agreed since 2021-02-01",
    ),
    (
        "a_losers_bid_is_closed",
        (("2021-02-01", "Bolt deal closed"), ("2021-02-02", "Acme bid")),
        "the bid of Acme is live, and Bolt is closed since 2021-02-01",
    ),
    (
        "a_group_does_not_outlive_its_lead",
        (
            ("2021-01-05", "Acme bid", "Bolt joined Acme", "Cane joined Acme"),
            ("2021-02-01", "Acme bid rejected"),
        ),
        "Acme is rejected, and Bolt and Cane are in its group",
    ),
    (
        "exclusivity_has_not_run_out",
        (("2021-01-05", "Acme granted exclusivity until 2021-02-05"),),
        "Acme is exclusive, and Acme exclusivity ended on 2021-02-05",
    ),
    (
        "a_dead_agreement_leaves_no_date_open",
        (
            ("2021-01-05", "outside date due 2022-01-05", "Acme agreement signed"),
            ("2021-02-01", "Acme agreement terminated"),
        ),
        "outside date is pending, and the agreement with Acme ended on 2021-02-01",
    ),
    (
        "a_dead_agreement_leaves_no_date_open",
        (
            ("2021-01-05", "Acme agreement signed", "outside date due 2022-01-05"),
            ("2021-02-01", "deal abandoned"),
        ),
        "outside date is pending, and the agreement with Acme ended on 2021-02-01",
    ),
    (
        "a_passed_deadline_has_an_outcome",
        (("2021-01-05", "sale due 2021-12-30"),),
        "sale passed on 2021-12-30, and what came of it is not known",
    ),
    (
        "a_dispute_is_settled",
        (("2021-01-05", "Acme agreement signed", "Acme agreement disputed"),),
        "the agreement of Acme is disputed, and that is not settled",
    ),
    (
        "a_pending_deal_is_not_silent",
        (("2021-10-02", "Acme bid"),),
        "the deal is bidding, and silent for 90 days, since 2021-10-02",
    ),
    (
        "a_rejection_follows_a_bid",
        (("2021-01-05", "Acme in talks"), ("2021-02-01", "Acme bid rejected")),
        "#2 rejects a bid of Acme that is not written down",
    ),
    (
        "a_rejection_follows_a_bid",
        (("2021-01-05", "Acme bid rejected"), ("2021-01-06", "Acme bid")),
        "#1 rejects a bid of Acme that is not written down",
    ),
    (
        "a_closing_follows_an_agreement",
        (("2021-01-05", "Acme chosen"), ("2021-02-01", "Acme deal closed")),
        "#2 closes the deal of Acme, and no agreement is written down",
    ),
    (
        "every_entry_has_a_source",
        (("2021-01-05", "Acme bid of $5"),),
        "nobody is named who says #1 Acme bid of $5",
    ),
    (
        "a_deal_has_one_winner",  # the same thing was given to both
        (("2021-01-05", "Acme chosen as trade partner", "Bolt chosen as trade partner"),),
        "Bolt is chosen, and Acme is chosen too",
    ),
    (
        "a_deal_has_one_winner",  # one of them was given everything
        (("2021-01-05", "Acme chosen as trade partner"), ("2021-02-01", "Bolt chosen")),
        "Acme is chosen, and Bolt is chosen too",
    ),
    (
        "a_losers_bid_is_closed",  # of two that won, the later one is named
        (
            ("2021-02-01", "Bolt deal closed"),
            ("2021-02-02", "Acme bid"),
            ("2021-02-03", "Cane deal closed"),
        ),
        "the bid of Acme is live, and Cane is closed since 2021-02-03",
    ),
    (
        "a_losers_bid_is_closed",  # of the day on which the other won
        (("2021-02-01", "Bolt agreement signed", "Acme bid"),),
        "the bid of Acme is live, and Bolt is agreed since 2021-02-01",
    ),
    (
        "a_losers_bid_is_closed",
        (("2021-02-01", "Bolt deal closed into trust"), ("2021-02-02", "Acme bid")),
        "the bid of Acme is live, and Bolt is closed into trust since 2021-02-01",
    ),
    (
        "exclusivity_has_not_run_out",  # what was said again, and put off
        (
            ("2021-01-05", "Acme granted exclusivity until 2021-02-05"),
            ("2021-01-06", "Acme exclusivity extended to 2021-03-05"),
            ("2021-01-06", "Acme granted exclusivity"),
        ),
        "Acme is exclusive, and Acme exclusivity ended on 2021-03-05",
    ),
    (
        "a_dead_agreement_leaves_no_date_open",  # a new price is no new agreement
        (
            ("2021-01-05", "Acme agreement signed", "outside date due 2022-01-05"),
            ("2021-01-20", "Acme agreement amended to $6"),
            ("2021-02-01", "Acme agreement terminated"),
        ),
        "outside date is pending, and the agreement with Acme ended on 2021-02-01",
    ),
    (
        "a_rejection_follows_a_bid",  # that somebody else bid is not its bid
        (("2021-01-05", "Cane bid", "Acme in talks"), ("2021-02-01", "Acme bid rejected")),
        "#3 rejects a bid of Acme that is not written down",
    ),
]

NOT_ODD: list[tuple[str, Told]] = [
    (
        "an_extension_moves_later",
        (("2021-01-05", "sale due 2021-06-03"), ("2021-02-01", "sale extended to 2021-06-30")),
    ),
    (
        "an_extension_moves_later",
        (("2021-01-05", "sale due 2021-06-30"), ("2021-02-01", "sale moved to 2021-06-03")),
    ),
    (
        "an_extension_moves_later",  # said by two papers
        (
            ("2021-01-05", "sale due 2021-06-03"),
            ("2021-02-01", "sale extended to 2021-06-30"),
            ("2021-02-02", "sale extended to 2021-06-30"),
        ),
    ),
    ("nothing_takes_effect_before_it_is_issued", (("2021-01", "order effective 2021-01-05"),)),
    ("nothing_takes_effect_before_it_is_issued", (("2021-01-05", "sale due date unknown"),)),
    (
        "a_deadline_has_one_date",
        (("2021-01-05", "sale due 2021-06-30"), ("2021-02-01", "sale extended to 2021-07-31")),
    ),
    (
        "a_deadline_has_one_date",  # the same date, and then one that is more precise
        (
            ("2021-01-05", "vote due 2021-Q3"),
            ("2021-01-06", "vote due 2021-Q3"),
            ("2021-02-01", "vote due 2021-07-31"),
        ),
    ),
    (
        "a_deadline_has_one_date",  # a second vote
        (
            ("2021-01-05", "vote due 2021-06-30"),
            ("2021-06-30", "vote missed"),
            ("2021-07-01", "vote due 2021-07-31"),
        ),
    ),
    (
        "a_deadline_has_one_date",  # a forecast is made anew
        (("2021-01-05", "closing expected 2021-Q3"), ("2021-02-01", "closing expected 2021-Q4")),
    ),
    (
        "nobody_acts_after_withdrawing",
        (
            ("2021-01-05", "Acme bid"),
            ("2021-02-01", "Acme bid withdrawn"),
            ("2021-03-01", "Acme bid"),
            ("2021-03-02", "Acme bid revised to $6"),
        ),
    ),
    (
        "nobody_acts_after_withdrawing",  # of one day nobody knows the order
        (("2021-02-01", "Acme bid withdrawn", "Acme bid revised to $6"),),
    ),
    (
        "a_deal_has_one_winner",
        (
            ("2021-01-05", "Acme agreement signed"),
            ("2021-02-01", "Acme agreement terminated", "Bolt agreement signed"),
        ),
    ),
    (
        "a_deal_has_one_winner",  # they won together
        (("2021-01-05", "Bolt joined Acme"), ("2021-02-01", "Acme chosen", "Bolt chosen")),
    ),
    (
        "a_deal_has_one_winner",  # each won something else
        (("2021-01-05", "Acme chosen as technology partner", "Bolt chosen as trade partner"),),
    ),
    (
        "a_losers_bid_is_closed",
        (
            ("2021-01-05", "Acme bid"),
            ("2021-02-01", "Bolt agreement signed", "Acme bid rejected"),
        ),
    ),
    (
        "a_losers_bid_is_closed",  # that contests the deal
        (("2021-02-01", "Bolt agreement signed"), ("2021-02-02", "Acme bid")),
    ),
    (
        "a_losers_bid_is_closed",  # a member has lost nothing
        (("2021-01-05", "Acme bid", "Acme joined Bolt"), ("2021-02-01", "Bolt agreement signed")),
    ),
    (
        "a_group_does_not_outlive_its_lead",
        (
            ("2021-01-05", "Acme bid", "Bolt joined Acme", "Cane joined Acme"),
            ("2021-02-01", "Acme bid rejected", "Bolt left Acme", "Cane dropped"),
        ),
    ),
    (
        "exclusivity_has_not_run_out",
        (("2021-01-05", "Acme granted exclusivity until 2021-12-31"),),
    ),
    (
        "exclusivity_has_not_run_out",
        (
            ("2021-01-05", "Acme granted exclusivity until 2021-02-05"),
            ("2021-02-05", "Acme agreement signed"),
        ),
    ),
    ("exclusivity_has_not_run_out", (("2021-01-05", "Acme granted exclusivity"),)),
    (
        "a_dead_agreement_leaves_no_date_open",
        (
            ("2021-01-05", "outside date due 2022-01-05", "Acme agreement signed"),
            ("2021-02-01", "Acme agreement terminated", "outside date void"),
        ),
    ),
    (
        "a_dead_agreement_leaves_no_date_open",  # dates of something else
        (
            ("2021-01-04", "drug approval due 2022-05-05"),
            ("2021-01-05", "Acme agreement signed", "order rule effective 2022-01-05"),
            ("2021-02-01", "Acme agreement terminated", "reverse fee due 2022-02-01"),
        ),
    ),
    (
        "a_dead_agreement_leaves_no_date_open",  # signed again
        (
            ("2021-01-05", "outside date due 2022-01-05", "Acme agreement signed"),
            ("2021-02-01", "Acme agreement terminated"),
            ("2021-02-05", "Acme agreement signed"),
        ),
    ),
    ("a_passed_deadline_has_an_outcome", (("2021-01-05", "sale due 2021-12-31"),)),
    (
        "a_passed_deadline_has_an_outcome",
        (("2021-01-05", "sale due 2021-12-30"), ("2021-12-30", "sale missed")),
    ),
    ("a_passed_deadline_has_an_outcome", (("2021-01-05", "closing expected 2021-12-30"),)),
    (
        "a_dispute_is_settled",
        (
            ("2021-01-05", "Acme agreement signed", "Acme agreement disputed"),
            ("2021-02-05", "Acme dispute settled"),
        ),
    ),
    ("a_pending_deal_is_not_silent", (("2021-10-03", "Acme bid"),)),
    ("a_pending_deal_is_not_silent", (("2021-01-05", "Acme bid", "deal abandoned"),)),
    (
        "a_pending_deal_is_not_silent",
        (("2021-01-05", "Acme agreement signed", "Acme deal closed"),),
    ),
    (
        "a_rejection_follows_a_bid",
        (("2021-02", "Acme bid"), ("2021-02-01", "Acme bid rejected")),
    ),
    (
        "a_rejection_follows_a_bid",  # its group has bid
        (("2021-01-05", "Bolt bid", "Acme joined Bolt"), ("2021-02-01", "Acme bid rejected")),
    ),
    (
        "a_closing_follows_an_agreement",
        (("2021-01-05", "Acme agreement signed"), ("2021-02-01", "Acme deal closed into trust")),
    ),
    (
        "no_fact_is_recorded_twice",
        (("2021-01-05", "Acme bid of $5", "Acme bid of $6"), ("2021-01-06", "Acme bid of $5")),
    ),
    (
        "nothing_takes_effect_before_it_is_issued",  # at once
        (("2021-01-05T10:00", "order ban effective 2021-01-05T10:00"),),
    ),
    (
        "nobody_acts_after_withdrawing",  # nor of one minute
        (("2021-02-01T10:00", "Acme bid withdrawn", "Acme bid revised to $6"),),
    ),
    (
        "a_rejection_follows_a_bid",
        (("2021-02-01T10:00", "Acme bid", "Acme bid rejected"),),
    ),
    (
        "a_rejection_follows_a_bid",  # one of its group has bid
        (("2021-01-05", "Bolt bid", "Bolt joined Acme"), ("2021-02-01", "Acme bid rejected")),
    ),
    (
        "a_dead_agreement_leaves_no_date_open",  # there never was one
        (
            ("2021-01-05", "Acme in talks", "outside date due 2022-01-05"),
            ("2021-02-01", "Acme bid"),
        ),
    ),
]


@pytest.mark.parametrize(("rule", "told", "message"), ODD)
def test_it_is_found(rule: str, told: Told, message: str) -> None:
    assert found(tell(*told), rule) == [message]


@pytest.mark.parametrize(("rule", "told"), NOT_ODD)
def test_it_is_not_found_where_nothing_is_odd(rule: str, told: Told) -> None:
    assert found(tell(*told), rule) == []


ABOUT: list[tuple[str, str | None, tuple[int, ...]]] = [
    ("an_extension_moves_later", "sale", (1, 2)),
    ("nothing_takes_effect_before_it_is_issued", "ban", (1,)),
    ("a_deadline_has_one_date", "sale", (1, 2)),
    ("nobody_acts_after_withdrawing", "Acme", (2, 3)),
    ("a_deal_has_one_winner", "Acme", (1, 2)),
    ("a_losers_bid_is_closed", "Acme", (1, 2)),
    ("a_group_does_not_outlive_its_lead", "Acme", (2, 3, 4)),
    ("exclusivity_has_not_run_out", "Acme", (1,)),
    ("a_dead_agreement_leaves_no_date_open", "outside date", (1, 3)),
    ("a_passed_deadline_has_an_outcome", "sale", (1,)),
    ("a_dispute_is_settled", "Acme", (2,)),
    ("a_pending_deal_is_not_silent", None, (1,)),
    ("a_rejection_follows_a_bid", "Acme", (2,)),
    ("a_closing_follows_an_agreement", "Acme", (2,)),
    ("every_entry_has_a_source", None, (1,)),
]


@pytest.mark.parametrize(("rule", "name", "entries"), ABOUT)
def test_a_finding_names_whom_it_is_about_and_the_entries(
    rule: str, name: str | None, entries: tuple[int, ...]
) -> None:
    told = next(told for found, told, _ in ODD if found == rule)
    about = finding(tell(*told), rule)
    assert (about.name, about.entries) == (name, entries)


def test_exclusivity_that_was_put_off_rests_on_all_that_was_said_of_it() -> None:
    told = next(told for rule, told, _ in ODD[::-1] if rule == "exclusivity_has_not_run_out")
    assert finding(tell(*told), "exclusivity_has_not_run_out").entries == (1, 2, 3)


# The rules about sources and disputes of entries


def test_an_entry_with_a_source_has_one_from_when_it_was_published() -> None:
    rule = "every_entry_has_a_source"
    told = DEAL.on("2021-01-05", "Acme bid").cite(1, source("Reuters", "2021-02-01"))
    assert found(told, rule) == []
    assert found(told, rule, known_by="2021-01-31") == ["nobody is named who says #1 Acme bid"]


def test_that_two_names_are_one_needs_no_source() -> None:
    told = DEAL.on("2021-01-05", "Acme bid", says=["Reuters"])
    assert found(told.on("2021-01-05", "Acme also known as Axe"), "every_entry_has_a_source") == []


ORIGIN = "a_status_does_not_rest_on_one_unnamed_origin"


def unnamed(publisher: str, via: str | None = None) -> Any:
    more = {"via": via} if via else {}
    return source(publisher, basis="unnamed", **more)


@pytest.mark.parametrize(
    ("says", "odd"),
    [
        ([unnamed("Reuters")], True),
        ([unnamed("Reuters"), unnamed("Blog", via="Reuters")], True),
        ([source("Blog", basis="rumour")], True),
        ([unnamed("Reuters"), unnamed("WSJ")], False),
        ([unnamed("Reuters"), source("Acme", basis="statement")], False),
        ([unnamed("Reuters"), source("Reuters", basis="named")], False),
        ([source("Reuters")], False),
        ([], False),
    ],
)
def test_a_status_rests_on_one_unnamed_origin(says: list[Any], odd: bool) -> None:
    told = DEAL.on("2021-01-05", "Acme chosen", says=says)
    publisher = "Blog" if says and says[0].publisher == "Blog" else "Reuters"
    message = f"Acme (chosen) rests on {publisher} alone, which names nobody"
    assert found(told, ORIGIN) == [message] * odd


TWICE = "no_fact_is_recorded_twice"


def test_two_papers_say_the_same() -> None:
    told = DEAL.on("2021-01-05", "Acme bid of $5", says=["Reuters"])
    told = told.on("2021-01-05", "ACME bid of $5", says=["WSJ"])
    assert found(told, TWICE) == ["#2 Acme bid of $5 is said by #1 too"]
    assert found(told.retract(2), TWICE) == []


def test_a_date_and_the_sum_that_gives_it_are_the_same() -> None:
    told = DEAL.on("2021-01-05", "sale due 2021-01-15", "sale due in 10 days")
    assert found(told, TWICE) == ["#2 sale due in 10 days is said by #1 too"]
    assert found(told.on("2021-01-05", "sale due in 11 days").retract(2), TWICE) == []


EARLY = "a_report_does_not_precede_what_it_reports"


def test_a_report_precedes_what_it_reports() -> None:
    told = DEAL.on("2021-01-05", "Acme chosen", reported="2021-01-04")
    said = "#1 Acme chosen happened 2021-01-05, and was reported before that, 2021-01-04"
    assert found(told, EARLY) == [said]


def test_a_source_is_a_report_too() -> None:
    told = DEAL.on("2021-01-05", "Acme chosen").cite(1, source("Reuters", "2020-12-30"))
    assert "before that, 2020-12-30" in found(told, EARLY)[0]


@pytest.mark.parametrize(
    "schedule",
    ["order effective 2021-02-01", "TRO runs until 2021-02-01", "Acme granted exclusivity"],
)
def test_a_schedule_is_announced_before(schedule: str) -> None:
    assert found(DEAL.on("2021-01-05", schedule, reported="2021-01-04"), EARLY) == []


def test_a_report_of_the_same_day_or_month_does_not_precede_it() -> None:
    told = DEAL.on("2021-01-05T09:00", "Acme chosen", reported="2021-01-05")
    told = told.on("2021-01", "Bolt bid", reported="2021-01-01")
    told = told.on("2021-02-05T09:00", "Cane bid", reported="2021-02-05T09:00")
    assert found(told, EARLY) == []


def test_a_disputed_entry_is_decided_by_retracting_the_dispute_or_the_entry() -> None:
    rule = "a_disputed_entry_is_decided"
    told = DEAL.on("2021-01-05", "Acme chosen").dispute(1, source("CGTN", "2021-01-07"))
    assert found(told, rule) == ["#1 Acme chosen is disputed by CGTN, and that is not decided"]
    assert found(told, rule, known_by="2021-01-06") == []
    assert found(told.retract(2), rule) == []
    assert found(told.retract(1), rule) == []


def test_all_who_dispute_an_entry_are_named_once() -> None:
    told = DEAL.on("2021-01-05", "Acme chosen").dispute(1, source("CGTN", title="One"))
    told = told.dispute(1, source("CGTN", title="Another")).dispute(1, source("FT"))
    assert found(told, "a_disputed_entry_is_decided") == [
        "#1 Acme chosen is disputed by CGTN and FT, and that is not decided"
    ]


def test_of_a_dispute_that_nobody_signed_nobody_is_named() -> None:
    told = DEAL.on("2021-01-05", "Acme chosen").dispute(1)
    assert found(told, "a_disputed_entry_is_decided") == [
        "#1 Acme chosen is disputed, and that is not decided"
    ]


# What a finding says


def test_a_remedy_names_the_deal_the_entry_and_the_name() -> None:
    told = tell(("2021-01-05", "outside date due 2021-06-30"))
    told = told.on("2021-02-01", "outside date extended to 2021-06-03")
    assert finding(told, "an_extension_moves_later") == CheckFinding(
        deal="deal",
        rule="an_extension_moves_later",
        severity="error",
        name="outside date",
        message="#2 extends outside date from 2021-06-30 to 2021-06-03, earlier",
        remedy=(
            "correct the date, or call it a move: "
            "tracker correct deal 2 --what 'outside date moved to DATE' --because '...'"
        ),
        entries=(1, 2),
    )


def test_a_long_sentence_is_quoted_from_its_beginning() -> None:
    told = DEAL.on("2021-01-05", f"note: {'word ' * 40}")
    assert finding(told, "every_entry_has_a_source").message.endswith("word ...")


def test_names_that_are_one_are_one_for_every_rule() -> None:
    told = tell(("2021-01-05", "Acme bid of $5", "Acme also known as Axe", "Axe bid of $5"))
    assert found(told, "no_fact_is_recorded_twice") == ["#3 Axe bid of $5 is said by #1 too"]
    assert found(told.on("2021-02-01", "Axe bid rejected"), "a_rejection_follows_a_bid") == []


def test_what_is_not_known_or_not_yet_so_is_not_odd() -> None:
    told = DEAL.on("2021-01-05", "Acme bid rejected", reported="2021-03-01")
    rule = "a_rejection_follows_a_bid"
    assert found(told, rule, as_of="2021-01-04") == []
    assert found(told, rule, known_by="2021-02-28") == []
    assert len(found(told, rule)) == 1
    assert found(told.retract(1), rule) == []


def test_of_nothing_nothing_is_odd() -> None:
    assert check(DEAL.history, DEAL.question()) == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_rule_says_what_it_finds_and_what_to_do(rule: Any) -> None:
    assert rule.finding.endswith(".")
    assert rule.remedy.endswith(".")
    assert rule.severity in ("error", "warning")
    assert {rule.name} & {name for name, *_ in ODD} or rule.name in (
        ORIGIN,
        EARLY,
        TWICE,
        "a_disputed_entry_is_decided",
    )


def test_a_rule_says_what_it_finds_in_one_line() -> None:
    assert rule_of("a_dispute_is_settled").finding == (
        "An agreement is disputed, and nothing says how that ended."
    )


@pytest.mark.parametrize(
    ("name", "near"),
    [
        ("an extension moves earlier", "an_extension_moves_later"),
        ("outlive lead", "a_group_does_not_outlive_its_lead"),
        ("bid losers", "a_losers_bid_is_closed"),
    ],
)
def test_a_rule_that_there_is_not_is_refused_with_the_nearest(name: str, near: str) -> None:
    with pytest.raises(Refusal) as refused:
        rule_of(name)
    assert refused.value.hints == (
        f"did you mean {near}?",
        "`tracker check --list` lists them",
    )
    assert refused.value.kind == "unknown-rule"


# What a new entry makes odd


def last_made_odd(story: Story) -> list[str]:
    before = History(story.history.deal, story.history.opened, story.entries[:-1])
    return [each.rule for each in added(before, story.history)]


def test_an_entry_makes_odd_what_was_not_odd_without_it() -> None:
    told = tell(("2021-01-05", "Acme bid", "Bolt joined Acme"), ("2021-02-01", "Acme dropped"))
    assert last_made_odd(told) == ["a_group_does_not_outlive_its_lead"]
    assert last_made_odd(told.on("2021-02-02", "Cane bid")) == []


def test_an_entry_is_not_blamed_for_what_was_odd_before() -> None:
    told = tell(
        ("2021-01-05", "sale due 2021-06-30"), ("2021-02-01", "sale extended to 2021-06-03")
    )
    assert last_made_odd(told.on("2021-03-01", "sale extended to 2021-06-02")) == [
        "an_extension_moves_later"
    ]
    assert last_made_odd(told.on("2021-03-01", "Acme bid")) == []


def test_an_entry_is_not_blamed_for_the_time_that_passes() -> None:
    told = tell(("2021-01-05", "Acme bid", "sale due 2021-02-01"), ("2021-09-01", "Acme in talks"))
    assert last_made_odd(told) == []


def test_an_entry_recorded_late_makes_odd_what_came_after_it() -> None:
    told = tell(("2021-01-05", "Acme bid"), ("2021-03-01", "Acme agreement signed"))
    assert last_made_odd(told.on("2021-02-01", "Acme bid withdrawn")) == [
        "nobody_acts_after_withdrawing"
    ]


def test_a_warning_is_no_news_to_somebody_who_records() -> None:
    assert last_made_odd(DEAL.on("2021-01-05", "Acme bid rejected")) == []
    assert {rule.severity for rule in ERRORS} == {"error"}


# Whatever was written


@settings(deadline=None, max_examples=40)
@given(st.lists(drafts, max_size=25), times, times)
def test_no_history_is_too_odd(told: list[Any], as_of: str, known_by: str) -> None:
    story = DEAL
    for draft in told:
        with suppress(Refusal):
            story = story.write(draft)
    if story.entries:
        last_made_odd(story)
    for asked in ({}, {"as_of": as_of, "known_by": known_by}, {"confirmed": True}):
        for each in check(story.history, story.question(**asked)):
            assert set(each.entries) <= {entry.number for entry in story.entries}
            assert each.message
            assert each.remedy


def test_one_with_several_names_is_exclusive_until_the_end() -> None:
    told = tell(("2021-01-05", "Acme in talks", "Acme also known as Axe"))
    told = told.on("2021-01-06", "Axe granted exclusivity until 2021-02-05")
    assert found(told, "exclusivity_has_not_run_out") == [
        "Acme is exclusive, and Acme exclusivity ended on 2021-02-05"
    ]


def test_one_that_is_blocked_is_not_gone() -> None:
    told = tell(("2021-01-05", "Acme bid", "Bolt joined Acme", "FTC blocked Acme"))
    assert found(told, "a_group_does_not_outlive_its_lead") == []


# The demo


def test_what_is_odd_in_the_demo(tmp_path: Path) -> None:
    with open_book(at(tmp_path / "book.db"), create=True) as book:
        book.import_casebook(DEMO.read_text("utf-8"), file=DEMO.name, zone="UTC")
        history = book.history("tiktok-us")
    findings = check(history, DEAL.question("2020-09-14"), RULES)
    assert [(each.rule, each.name or each.entries) for each in findings] == [
        ("a_group_does_not_outlive_its_lead", "Microsoft"),
        ("a_disputed_entry_is_decided", (13, 45)),
        (ORIGIN, "General Atlantic"),
        (ORIGIN, "Sequoia"),
    ]

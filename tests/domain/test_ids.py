"""A repeated recording is recognised by its id, or by what it says."""

from __future__ import annotations

from tests.domain.story import Story

DEAL = Story()


def test_the_same_recording_again_is_no_second_entry() -> None:
    told = DEAL.on("2020-09-13", "Oracle chosen", says=["Reuters"])
    again = told.recorded("2026-03-01T12:00Z").on("2020-09-13", "oracle CHOSEN.", says=["Reuters"])
    assert again.told is not None
    assert (again.entries, again.told.already) == (told.entries, True)
    assert again.notes == ("already recorded as #1",)
    assert len(told.on("2020-09-13", "Oracle chosen", says=["WSJ"]).entries) == 2
    assert len(told.on("2020-09-14", "Oracle chosen", says=["Reuters"]).entries) == 2


OVERTAKEN = "came after it: with a more exact --on it is recorded again"


def test_what_came_in_between_on_that_day_is_told_and_an_hour_makes_it_news() -> None:
    told = DEAL.on("2020-09-13", "Oracle bid", "Microsoft bid", "Oracle bid rejected")
    again = told.on("2020-09-13", "Oracle bid")
    assert again.entries == told.entries
    assert again.notes == ("already recorded as #1", f"#3 {OVERTAKEN}")
    assert told.on("2020-09-13", "Microsoft bid").notes == ("already recorded as #2",)
    assert told.on("2020-09-13T15:00", "Oracle bid").at("2020-09-13").words["Oracle"] == "bidding"


def test_what_names_nobody_is_overtaken_by_whatever_came_after_it() -> None:
    told = DEAL.on("2020-09-13", "deal abandoned", "deal revived")
    assert f"#2 {OVERTAKEN}" in told.on("2020-09-13", "deal abandoned").notes
    told = DEAL.on("2020-09-13", "deal abandoned").on("2020-09-14", "deal revived")
    assert told.on("2020-09-13", "deal abandoned").notes == ("already recorded as #1",)


def test_the_same_amendment_again_is_no_second_one_until_it_was_undone() -> None:
    told = DEAL.on("2020-09-13", "Oracle chosen").retract(1)
    assert len(told.retract(1).entries) == 2
    undone = told.retract(2)
    assert len(undone.retract(1).entries) == 4
    assert undone.retract(1).at("2020-09-13").counts == {"retracted": 1}


def test_so_can_one_whose_retraction_was_announced() -> None:
    told = DEAL.on("2020-09-13", "Oracle chosen").retract(1, announced="2020-09-20")
    assert len(told.on("2020-09-13", "Oracle chosen").entries) == 3


def test_a_correction_that_another_has_overtaken_can_be_made_again() -> None:
    told = DEAL.on("2020-09-13", "Oracle chosen").correct(1, on="2020-09-14")
    assert len(told.correct(1, on="2020-09-14").entries) == 2
    overtaken = told.correct(1, on="2020-09-15")
    assert overtaken.correct(1, on="2020-09-14").history.corrected(1).on == "2020-09-14"


def test_a_retracted_entry_can_be_recorded_again() -> None:
    told = DEAL.on("2020-09-13", "Oracle chosen").retract(1).on("2020-09-13", "Oracle chosen")
    assert told.at("2020-09-13").counts == {"counted": 1, "retracted": 1}


def test_an_id_is_that_of_one_entry() -> None:
    told = DEAL.on("2020-09-13", "Oracle chosen", id="choice")
    assert told.on("2020-09-13", "Oracle chosen", id="choice").entries == told.entries
    told = told.on("2020-09-13", "Oracle bid", id="bid")
    assert told.on("2020-09-13", "Oracle chosen", id="choice").entries == told.entries
    refused = told.refusal("Oracle bid rejected", id="choice")
    assert (refused.code, refused.kind) == (4, "changed-entry")
    assert refused.message == "the id 'choice' is that of #1: Oracle chosen, and says otherwise"
    assert refused.hints == ("correct it: tracker correct deal 1 ...",)
    ids = [each.id for each in told.on("2020-09-13", "Oracle dropped").entries]
    assert ids[:2] == ["choice", "bid"]
    assert len(set(ids)) == 3


def test_the_id_of_what_has_none_is_made_of_what_it_says_by_every_version_alike() -> None:
    """They stand in casebooks that were exported, and what is imported is recognised by them."""
    told = DEAL.on("2020-09-13", "Oracle chosen", by="ByteDance", says=["Reuters"]).retract(1)
    told = told.on("2020-09-13", "Oracle chosen", by="ByteDance", says=["Reuters"])
    ids = ["55156bb766b9a29c", "95ed0d53c2184cb2", "c379e596ef1c3e26"]
    assert [each.id for each in told.entries] == ids


def test_a_repeated_extension_by_a_span_is_recognised_though_its_sum_would_differ() -> None:
    told = DEAL.on("2020-08-14", "sale due 2020-11-12").on("2020-11-01", "sale extended by 15 days")
    again = told.on("2020-11-01", "sale extended by 15 days")
    assert again.entries == told.entries
    assert again.at("2020-11-01").deadline("sale").due == "2020-11-27"


def test_so_it_is_where_the_date_was_moved_before_it_since() -> None:
    told = DEAL.on("2020-08-14", "sale due 2020-11-12").on("2020-11-01", "sale extended by 15 days")
    moved = told.on("2020-10-01", "sale moved to 2020-12-01")
    assert moved.on("2020-11-01", "sale extended by 15 days").entries == moved.entries

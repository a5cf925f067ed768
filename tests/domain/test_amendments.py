"""What can happen to an entry: corrected, retracted, cited, disputed. Nothing is ever edited."""

from __future__ import annotations

import pytest

from tests.domain.story import BECAUSE, Story, source
from tracker.domain.amendments import EntryCited, EntryCorrected, EntryDisputed
from tracker.domain.drafts import Citation, Correction, Dispute, Retraction
from tracker.domain.events.bidders import BidderChosen, BidRejected
from tracker.domain.names import Known
from tracker.domain.sources import Source
from tracker.domain.writing import write
from tracker.views.reasons import reasons

DEAL = Story()
TOLD = DEAL.on("2020-09-13", "Oracle chosen", by="ByteDance", says=["Reuters"])


# Corrected, field by field


def test_a_correction_changes_the_fields_it_gives() -> None:
    for number, to in enumerate(
        ({"on": "2020-09-12"}, {"by": "TikTok"}, {"what": "Oracle bid"}, {"reported": "2020-09-15"})
    ):
        fact = TOLD.correct(1, **to).history.corrected(1)
        read = (fact.on, fact.by, type(fact.event).__name__, fact.reported)
        was = ["2020-09-13", "ByteDance", "BidderChosen", "2020-09-13"]
        was[number] = ["2020-09-12", "TikTok", "BidSubmitted", "2020-09-15"][number]
        assert read == tuple(was)


def test_the_higher_number_wins_field_by_field() -> None:
    told = TOLD.correct(1, on="2020-09-10", by="A").correct(1, on="2020-09-11").correct(1, by="B")
    fact = told.history.corrected(1)
    assert (fact.on, fact.by, fact.amendments) == ("2020-09-11", "B", (2, 3, 4))
    fact = told.retract(3).history.corrected(1)
    assert (fact.on, fact.by, fact.amendments) == ("2020-09-10", "B", (2, 4))


def test_the_corrected_report_decides_whether_it_was_known() -> None:
    told = TOLD.correct(1, reported="2020-09-20")
    assert told.at("2020-09-14", known_by="2020-09-14").counts == {"not_yet_known": 1}
    earlier = TOLD.correct(1, reported="2020-09-01")
    assert earlier.at("2020-09-14", known_by="2020-09-01").counts == {"counted": 1}


def test_a_correction_of_on_leaves_reported_and_says_so() -> None:
    told = TOLD.correct(1, on="2020-09-12")
    assert told.history.corrected(1).reported == "2020-09-13"
    assert told.notes == ("reported stays 2020-09-13: --reported 2020-09-12 corrects it too",)


def test_a_correction_of_the_book_is_seen_before_it_was_recorded_only_by_the_book() -> None:
    told = TOLD.recorded("2026-02-01T12:00Z").correct(1, what="Walmart chosen")
    assert told.at("2020-09-13", known_by="2020-09-13").words == {"Walmart": "chosen"}
    before = told.at("2020-09-13", known_by="2020-09-13", recorded_by="2026-01-31")
    assert before.words == {"Oracle": "chosen"}


def test_a_correction_that_was_announced_is_seen_from_then_on() -> None:
    told = TOLD.correct(1, what="Walmart chosen", announced="2020-09-20")
    for as_of in ("2020-09-13", "2020-12-31"):
        assert told.at(as_of, known_by="2020-09-19").words == {"Oracle": "chosen"}
        assert told.at(as_of, known_by="2020-09-20").words == {"Walmart": "chosen"}
        assert told.at(as_of).words == {"Walmart": "chosen"}


def test_a_corrected_entry_takes_its_place_by_its_new_date() -> None:
    told = DEAL.on("2020-09-13", "Oracle chosen").on("2020-09-14", "Oracle bid rejected")
    assert told.correct(1, on="2020-09-15").at("2020-09-15").words == {"Oracle": "chosen"}


def test_a_span_and_its_day_may_be_corrected_apart() -> None:
    told = DEAL.on("2020-09-01", "sale due in 10 days")
    told = told.correct(1, on="2020-09-05").correct(1, what="sale due in 20 days")
    assert told.at("2020-09-05").deadline("sale").due == "2020-09-25"
    assert told.retract(2).at("2020-09-05").deadline("sale").due == "2020-09-21"
    refused = told.refusal_of(Correction(entry=1, because=BECAUSE, on="2020-09"))
    assert refused.kind == "unreadable-time"


def test_only_a_sum_that_is_counted_anew_is_told() -> None:
    told = DEAL.on("2020-08-14", "sale due 45 days from 2020-08-31", "vote due in 10 days")
    assert told.correct(1, on="2020-08-13", reported="2020-08-13").notes == ()
    assert told.correct(2, by="Oracle").notes == ()
    again = told.correct(2, on="2020-08-13", reported="2020-08-13")
    assert again.notes == ("2020-08-13 + 10 days = 2020-08-23",)


def test_a_correction_is_told_of_a_report_that_stays_where_it_was() -> None:
    apart = DEAL.on("2020-09-13", "Oracle chosen", reported="2020-09-20")
    assert TOLD.correct(1, by="TikTok").notes == ()
    assert TOLD.correct(1, on="2020-09-13").notes == ()
    assert TOLD.correct(1, on="2020-09-12", reported="2020-09-12").notes == ()
    assert apart.correct(1, on="2020-09-12").notes == ()


def test_names_known_from_elsewhere_are_known_to_a_correction() -> None:
    known = Known().having([("party", "Microsoft")])
    draft = Correction(entry=1, because=BECAUSE, what="the microsoft chosen")
    event = write(TOLD.history, draft, TOLD.clock(), known).entry.event
    assert event == EntryCorrected(1, BECAUSE, what=BidderChosen("Microsoft"))


# A day without a year is one after that of the entry


def test_times_of_an_amendment_are_read_from_the_day_of_its_entry_on() -> None:
    said = Source("WSJ", published="Sep 20")
    assert TOLD.cite(1, said).last.event == EntryCited(1, source("WSJ", "2020-09-20"))
    disputed = TOLD.dispute(
        1, said, claims="Oracle bid rejected", claims_on="Sep 15", announced="2020-10-01"
    )
    assert disputed.last.event == EntryDisputed(
        1,
        BECAUSE,
        source("WSJ", "2020-09-20"),
        BidRejected("Oracle"),
        "2020-09-15",
        "2020-10-01",
    )
    corrected = TOLD.correct(1, on="2020-09-12", reported="Sep 20").last.event
    assert corrected == EntryCorrected(1, BECAUSE, on="2020-09-12", reported="2020-09-20")


def test_a_correction_says_something() -> None:
    assert (
        "says what the entry should read"
        in TOLD.refusal_of(Correction(entry=1, because=BECAUSE)).message
    )


@pytest.mark.parametrize(
    "draft",
    [
        Correction(entry=1, because=" ", on="2020-09-12"),
        Retraction(entry=1, because=""),
        Dispute(entry=1, because="."),
    ],
)
def test_an_amendment_says_why(draft: Correction | Retraction | Dispute) -> None:
    assert TOLD.refusal_of(draft).message.startswith("say why")


def test_a_correction_prints_what_it_changes() -> None:
    told = TOLD.correct(1, on="2020-09-12", what="Oracle bid rejected")
    assert told.last.sentence == (
        "#1 corrected: on 2020-09-12, what Oracle bid rejected, because it was wrong"
    )
    assert told.last.event == EntryCorrected(
        1, BECAUSE, on="2020-09-12", what=BidRejected("Oracle")
    )


# Retracted


def test_a_retracted_entry_does_not_count_at_any_moment() -> None:
    told = TOLD.retract(1)
    for question in ({"as_of": "2020-09-13"}, {"then": "2020-09-13"}, {}):
        assert told.at(**question).counts == {"retracted": 1}


def test_a_retraction_that_was_announced_holds_from_then_on() -> None:
    told = TOLD.retract(1, announced="2020-09-20")
    assert told.at("2020-09-30", known_by="2020-09-19").counts == {"counted": 1}
    assert told.at("2020-09-13", known_by="2020-09-20").counts == {"retracted": 1}


def test_amendments_are_retracted_and_cannot_be_amended_otherwise() -> None:
    told = TOLD.correct(1, what="Walmart chosen")
    for draft in (
        Correction(entry=2, because=BECAUSE, on="2020-09-12"),
        Citation(entry=2, source=source("WSJ")),
        Dispute(entry=2, because=BECAUSE),
    ):
        assert told.refusal_of(draft).code == 4
    assert told.retract(2).at("2020-09-13").words == {"Oracle": "chosen"}
    assert told.retract(2).retract(3).at("2020-09-13").words == {"Walmart": "chosen"}


def test_a_retraction_of_a_retraction_holds_from_when_it_was_announced() -> None:
    told = TOLD.retract(1, announced="2020-09-20").retract(2, announced="2020-09-25")
    counts = [
        told.at("2020-09-30", known_by=day).counts
        for day in ("2020-09-19", "2020-09-20", "2020-09-25")
    ]
    assert counts == [{"counted": 1}, {"retracted": 1}, {"counted": 1}]


def test_there_is_no_such_entry() -> None:
    for number in (0, 2, -1):
        refused = TOLD.refusal_of(Retraction(entry=number, because=BECAUSE))
        assert (refused.code, refused.kind) == (3, "unknown-entry")
        assert refused.hints == ("the last entry is #1",)
    assert DEAL.refusal_of(Retraction(entry=1, because=BECAUSE)).hints == ("it has no entries",)


# Cited


def test_a_citation_adds_a_source_from_when_it_was_published() -> None:
    told = TOLD.cite(1, source("WSJ", "2020-09-20"))
    assert told.at("2020-09-13", known_by="2020-09-19").bidder("Oracle").grade == "single-source"
    assert told.at("2020-09-13", known_by="2020-09-20").bidder("Oracle").grade == "corroborated"
    assert told.retract(2).at("2020-09-13").bidder("Oracle").grade == "single-source"


def test_a_citation_without_a_date_holds_always_and_an_announced_one_from_then() -> None:
    told = TOLD.cite(1, source("WSJ"))
    assert told.at("2020-09-13", known_by="2020-09-13").bidder("Oracle").grade == "corroborated"
    told = TOLD.cite(1, source("WSJ"), announced="2020-10-01")
    assert told.at("2020-09-13", known_by="2020-09-30").bidder("Oracle").grade == "single-source"


def test_a_cited_source_counts_for_the_filters() -> None:
    told = TOLD.cite(1, source("SEC", "2020-09-20", basis="record"))
    assert told.at("2020-09-13", confirmed=True).words == {"Oracle": "chosen"}
    assert told.at("2020-09-13", confirmed=True, known_by="2020-09-19").words == {}
    assert told.at("2020-09-13", according_to=("SEC",)).words == {"Oracle": "chosen"}


# Disputed


def test_what_rests_on_a_disputed_entry_shows_it_until_that_is_retracted() -> None:
    told = TOLD.dispute(1, source("CGTN", "2020-09-14"), claims="deal abandoned")
    assert told.last.sentence == (
        "#1 disputed by CGTN, because it was wrong; claims: deal abandoned"
    )
    disputed = told.at("2020-09-14").bidder("Oracle")
    assert (disputed.status, disputed.disputed, disputed.because) == ("chosen", True, (1, 2))
    assert not told.retract(2).at("2020-09-14").bidder("Oracle").disputed
    assert not told.at("2020-09-14", known_by="2020-09-13").bidder("Oracle").disputed
    assert told.at("2020-09-14").deal == "chosen"


def test_the_rival_reading_stands_beside_it_in_why() -> None:
    told = TOLD.dispute(1, source("CGTN"), claims="Oracle bid rejected", claims_on="2020-09-12")
    [why] = reasons(told.history, told.question("2020-09-14"), "Oracle")
    assert [(each.entry, each.disputes, each.claims) for each in why.disputes] == [
        (2, 1, "Oracle bid rejected on 2020-09-12")
    ]
    assert told.last.sentence == (
        "#1 disputed by CGTN, because it was wrong; claims: Oracle bid rejected on 2020-09-12"
    )


def test_a_dispute_counts_for_a_filtered_question_by_its_source() -> None:
    told = DEAL.on("2020-09-13", "Oracle chosen", says=[source("SEC", basis="record"), "Reuters"])
    told = told.dispute(1, source("CGTN", basis="statement"))
    assert told.at("2020-09-13", confirmed=True).bidder("Oracle").disputed
    assert not told.at("2020-09-13", according_to=("Reuters",)).bidder("Oracle").disputed


def test_claims_are_read_with_the_names_known_and_introduce_nobody() -> None:
    refused = TOLD.refusal_of(Dispute(entry=1, because=BECAUSE, claims="Orcale chosen"))
    assert refused.code == 4
    told = TOLD.dispute(1, claims="Walmart chosen")
    assert isinstance(told.last.event, EntryDisputed)
    assert told.at("2020-09-13").words == {"Oracle": "chosen"}


def test_a_disputed_date_is_a_disputed_deadline() -> None:
    told = DEAL.on("2020-08-14", "sale due 2020-11-12").dispute(1)
    sale = told.at("2020-08-14").deadline("sale")
    assert (sale.disputed, sale.because) == (True, (1, 2))

"""From a draft to an entry: defaults, notes, and that a repeated recording is harmless."""

from __future__ import annotations

import pytest

from tests.domain.story import BECAUSE, Story, source
from tracker.domain.drafts import Correction, Draft
from tracker.domain.names import Known
from tracker.domain.times import Clock
from tracker.domain.writing import write

DEAL = Story()


def test_on_is_today_as_a_date_and_recorded_the_clock() -> None:
    told = DEAL.recorded("2020-09-14T02:00Z").write(Draft(sentence="Oracle chosen"))
    assert (told.last.on, told.last.reported) == ("2020-09-13", "2020-09-13")
    assert told.last.recorded == "2020-09-14T02:00:00.000000+00:00"


def test_a_day_that_was_set_is_the_default_of_on_and_never_of_recorded() -> None:
    clock = Clock(DEAL.zone, DEAL.clock().now, "2020-09-14")
    entry = write(DEAL.history, Draft(sentence="Oracle chosen"), clock).entry
    assert (entry.on, entry.recorded) == ("2020-09-14", "2026-01-05T12:00:00.000000+00:00")


@pytest.mark.parametrize(
    ("published", "reported"),
    [
        ([], "2020-09-13"),
        ([None], "2020-09-13"),
        (["2020-09-20", None, "2020-09-15T10:00"], "2020-09-15T10:00-04:00"),
        (["2020-09-15", "2020-09"], "2020-09"),
        (["2020-09-01"], "2020-09-01"),
    ],
)
def test_reported_is_the_earliest_publication_else_on(
    published: list[str | None], reported: str
) -> None:
    told = DEAL.on("2020-09-13", "Oracle chosen", says=[source("X", each) for each in published])
    assert told.last.reported == reported
    explicit = DEAL.on("2020-09-13", "Oracle chosen", says=[source("X")], reported="2020-09-30")
    assert explicit.last.reported == "2020-09-30"


def test_times_are_kept_in_their_precision() -> None:
    told = DEAL.on("2020-Q3", "Oracle chosen", reported="2020-09-14T10:00")
    assert (told.last.on, told.last.reported) == ("2020-Q3", "2020-09-14T10:00-04:00")


def test_what_is_after_now_is_recorded_with_a_note() -> None:
    told = DEAL.on("2026-01-06", "Oracle chosen").on("2020-09-13", "Oracle bid", reported="2027")
    assert told.entries[0].on == "2026-01-06"
    assert "2026-01-06 is after today" in DEAL.on("2026-01-06", "Oracle chosen").notes
    assert "reported 2027 is after now" in told.notes
    assert DEAL.on("2026-01-05", "Oracle chosen").notes == ("Oracle is new here",)


def test_the_same_recording_again_is_no_second_entry() -> None:
    told = DEAL.on("2020-09-13", "Oracle chosen", says=["Reuters"])
    again = told.recorded("2026-03-01T12:00Z").on("2020-09-13", "oracle CHOSEN.", says=["Reuters"])
    assert again.told is not None
    assert (again.entries, again.told.already) == (told.entries, True)
    assert len(told.on("2020-09-13", "Oracle chosen", says=["WSJ"]).entries) == 2
    assert len(told.on("2020-09-14", "Oracle chosen", says=["Reuters"]).entries) == 2


def test_the_same_amendment_again_is_no_second_one_until_it_was_undone() -> None:
    told = DEAL.on("2020-09-13", "Oracle chosen").retract(1)
    assert len(told.retract(1).entries) == 2
    undone = told.retract(2)
    assert len(undone.retract(1).entries) == 4
    assert undone.retract(1).at("2020-09-13").counts == {"retracted": 1}


def test_a_retracted_entry_can_be_recorded_again() -> None:
    told = DEAL.on("2020-09-13", "Oracle chosen").retract(1).on("2020-09-13", "Oracle chosen")
    assert told.at("2020-09-13").counts == {"counted": 1, "retracted": 1}


def test_an_id_is_that_of_one_entry() -> None:
    told = DEAL.on("2020-09-13", "Oracle chosen", id="choice")
    assert told.on("2020-09-13", "Oracle chosen", id="choice").entries == told.entries
    refused = told.refusal("Oracle bid rejected", id="choice")
    assert (refused.code, refused.kind) == (4, "changed-entry")
    assert told.last.id == "choice"
    ids = [each.id for each in told.on("2020-09-13", "Oracle bid", "Oracle dropped").entries]
    assert len(set(ids)) == 3


def test_a_repeated_extension_by_a_span_is_recognised_though_its_sum_would_differ() -> None:
    told = DEAL.on("2020-08-14", "sale due 2020-11-12").on("2020-11-01", "sale extended by 15 days")
    again = told.on("2020-11-01", "sale extended by 15 days")
    assert again.entries == told.entries
    assert again.at("2020-11-01").deadline("sale").due == "2020-11-27"


def test_who_did_it_is_known_by_one_name() -> None:
    told = DEAL.knowing("President Trump").on(
        "2020-08-06", "order effective Sep 20", by="the president trump"
    )
    assert told.last.by == "President Trump"
    assert DEAL.on("2020-08-06", "order effective Sep 20", by=" ").last.by is None


def test_a_correction_is_read_as_if_the_entry_were_not_there() -> None:
    told = DEAL.on("2020-08-14", "sale due 2020-11-12").on("2020-09-01", "Orcale bid")
    corrected = told.correct(2, what="Oracle bid").correct(1, what="SALE due 2020-11-13")
    assert corrected.at("2020-09-01").words == {"Oracle": "bidding"}
    alone = DEAL.on("2020-08-14", "sale due 2020-11-12")
    refused = alone.refusal_of(Correction(entry=1, because=BECAUSE, what="sale met"))
    assert refused.kind == "unknown-deadline"


def test_names_may_be_known_from_elsewhere() -> None:
    known = Known().having([("party", "Oracle")])
    written = write(DEAL.history, Draft(sentence="the oracle chosen"), DEAL.clock(), known)
    assert (written.entry.sentence, written.notes) == ("Oracle chosen", ())

"""From a draft to an entry: defaults and notes."""

from __future__ import annotations

import pytest

from tests.domain.story import BECAUSE, Story, source
from tracker.domain.characters import LONGEST_TEXT
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


def test_what_is_of_this_very_moment_is_not_after_it() -> None:
    told = DEAL.knowing("Oracle").recorded("2020-09-14T12:00Z")
    assert told.on("2020-09-14T12:00Z", "Oracle chosen").notes == ()
    assert told.on("2020-09-13", "Oracle bid", reported="2020-09-14T12:00Z").notes == ()


def test_a_report_without_a_year_is_the_first_from_the_day_on() -> None:
    assert DEAL.on("2020-09-13", "Oracle chosen", reported="Sep 20").last.reported == "2020-09-20"
    said = DEAL.on("2020-09-13", "Oracle chosen", says=[source("WSJ", "Sep 20")]).last
    assert (said.sources[0].published, said.reported) == ("2020-09-20", "2020-09-20")


def test_a_full_stop_is_no_part_of_a_sentence() -> None:
    assert DEAL.on("2020-09-13", "note: brand X. .").last.sentence == "note: brand X"


def test_a_sentence_has_its_longest() -> None:
    longest = f"note: {'x' * (LONGEST_TEXT - 6)}"
    assert DEAL.on("2020-09-13", longest).last.sentence == longest
    refused = DEAL.refusal(f"{longest}x")
    assert refused.message == "a sentence of 20,001 characters is too long"
    assert refused.hints == ("at most 20,000; put the document's address in --url instead",)


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

"""Questions: as of when, by what was known and recorded, and by whose word."""

from __future__ import annotations

from itertools import product

import pytest

from tests.domain.story import Story, source
from tracker.domain.errors import Refusal
from tracker.domain.history import History, Question, known_from
from tracker.domain.times import moment

DEAL = Story()
DAY = "2020-09-14"

# Each of these counts for the question that it is named for, and for no narrower one.
TOLD = (
    DEAL.recorded("2020-09-15T12:00Z")
    .on("2020-09-13", "Early chosen", says=[source("SEC", basis="record")])
    .on("2020-09-13", "Late chosen", reported="2020-09-20", says=["Reuters"])
    .on("2020-09-30", "Future chosen", reported="2020-09-13", says=["Reuters"])
    .on("2020-09-13", "Hearsay chosen")
    .recorded("2020-10-10T12:00Z")
    .on("2020-09-13", "Archive chosen", says=[source("Reuters", "2020-09-13", basis="statement")])
)


def chosen(**question: object) -> list[str]:
    return list(TOLD.at(**question).words)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ({}, ["Early", "Late", "Hearsay", "Archive", "Future"]),
        ({"as_of": DAY}, ["Early", "Late", "Hearsay", "Archive"]),
        ({"as_of": "2020-09-12"}, []),
        ({"as_of": DAY, "known_by": DAY}, ["Early", "Hearsay", "Archive"]),
        ({"as_of": DAY, "known_by": "2020-09-20"}, ["Early", "Late", "Hearsay", "Archive"]),
        ({"as_of": "2020-09-30", "known_by": DAY}, ["Early", "Hearsay", "Archive", "Future"]),
        ({"then": DAY}, ["Early", "Hearsay", "Archive"]),
        ({"as_of": DAY, "recorded_by": "2020-09-15"}, ["Early", "Late", "Hearsay"]),
        ({"as_of": DAY, "recorded_by": "2020-09-14"}, []),
        ({"then": DAY, "recorded_by": "2020-10-10"}, ["Early", "Hearsay", "Archive"]),
        ({"as_of": DAY, "confirmed": True}, ["Early", "Archive"]),
        ({"as_of": DAY, "according_to": ("reuters",)}, ["Late", "Archive"]),
        ({"as_of": DAY, "according_to": ("Reuters", "SEC")}, ["Early", "Late", "Archive"]),
        ({"as_of": DAY, "according_to": ("Nobody",)}, []),
        ({"confirmed": True, "according_to": ("Reuters",)}, ["Archive"]),
        ({"according_to": ("Reuters",), "known_by": DAY}, ["Archive", "Future"]),
        ({"confirmed": True, "recorded_by": "2020-09-30"}, ["Early"]),
        ({"then": DAY, "confirmed": True, "recorded_by": "2020-09-30"}, ["Early"]),
    ],
)
def test_filters_combine(question: dict[str, object], names: list[str]) -> None:
    assert chosen(**question) == names


def test_the_counts_of_entries_add_up_to_those_recorded_by_then() -> None:
    told = TOLD.retract(4).correct(1, by="Nobody")
    for as_of, known_by, recorded_by, confirmed, publishers in product(
        (None, DAY, "2020-09-12"),
        (None, DAY),
        (None, "2020-09-15", "2020-01-01"),
        (False, True),
        ((), ("Reuters",)),
    ):
        counts = told.at(
            as_of,
            known_by=known_by,
            recorded_by=recorded_by,
            confirmed=confirmed,
            according_to=publishers,
        ).counts
        there = {None: 5, "2020-09-15": 4, "2020-01-01": 0}[recorded_by]
        assert sum(counts.values()) == there
    assert told.at(DAY, known_by=DAY, confirmed=True).counts == {
        "counted": 2,
        "retracted": 1,
        "not_yet_known": 1,
        "later": 1,
    }
    assert told.at(DAY, known_by="2020-09-30", confirmed=True).counts["left_out"] == 1


def test_then_asks_for_both_moments_and_goes_with_neither() -> None:
    for other in ({"as_of": DAY}, {"known_by": DAY}):
        with pytest.raises(Refusal, match="--then asks for both moments at once"):
            TOLD.question(then=DAY, **other)


def test_without_a_moment_the_question_is_asked_now() -> None:
    told = DEAL.recorded("2020-09-14T12:00Z").on("2020-09-14T08:30-04:00", "Oracle chosen")
    assert told.at().words == {}
    assert told.at(today="2020-09-14").words == {"Oracle": "chosen"}
    assert told.at("now").status.as_of == "2020-09-14T08:00:00-04:00"
    assert told.at("today").words == {"Oracle": "chosen"}


def test_an_answer_says_which_moments_it_speaks_of() -> None:
    answer = TOLD.at(DAY, known_by="2020-09-14T09:00", recorded_by="2020").status
    assert (answer.as_of, answer.known_by, answer.recorded_by) == (
        "2020-09-14T23:59:59.999999-04:00",
        "2020-09-14T09:00-04:00",
        "2020-12-31T23:59:59.999999-05:00",
    )
    assert (answer.zone, TOLD.at(DAY).status.known_by) == ("America/New_York", None)


# The whole-period rule


@pytest.mark.parametrize(
    ("on", "as_of", "counts"),
    [
        ("2020-09-14", "2020-09-14T00:00", True),
        ("2020-09-14", "2020-09-13T23:59:59", False),
        ("2020-09", "2020-09-01", True),
        ("2020-Q3", "2020-07-01T00:00", True),
        ("2020-09-14T10:00", "2020-09-14", True),
        ("2020-09-14T10:00", "2020-09-14T09:59", False),
        ("2020-09-14T10:00", "2020-09-14T10:00", True),
        ("2020-09-14", "2020-09", True),
        ("2020-12-31", "2020", True),
    ],
)
def test_a_fact_holds_from_its_start_and_a_question_is_asked_at_its_end(
    on: str, as_of: str, *, counts: bool
) -> None:
    assert bool(DEAL.on(on, "Oracle chosen").at(as_of).words) is counts


@pytest.mark.parametrize(
    ("reported", "known_by", "known"),
    [
        ("2020-09-14", "2020-09-14", True),
        ("2020-09-14", "2020-09-14T23:59", False),
        ("2020-09-14T10:00", "2020-09-14T10:00", True),
        ("2020-09-14T10:00", "2020-09-14T09:59", False),
        ("2020-09", "2020-09-29", False),
        ("2020-09", "2020-09-30", True),
        ("2020-09", "2020-09", True),
    ],
)
def test_what_may_not_have_been_known_is_not_known(
    reported: str, known_by: str, *, known: bool
) -> None:
    told = DEAL.on("2020-09-01", "Oracle chosen", reported=reported)
    assert bool(told.at("2020-09-30", known_by=known_by).words) is known


def test_a_fact_may_be_known_before_it_happens() -> None:
    told = DEAL.on("2020-09-20", "Oracle chosen", reported="2020-09-01")
    assert told.at("2020-09-20", known_by="2020-09-01").words == {"Oracle": "chosen"}
    assert told.at("2020-09-19", known_by="2020-09-01").counts == {"later": 1}


def test_the_same_day_in_another_zone_is_another_day() -> None:
    late = "2020-09-14T23:59-04:00"
    for zone, counts in (("America/New_York", True), ("UTC", False)):
        told = Story(zone).on(late, "Oracle chosen")
        assert bool(told.at("2020-09-14").words) is counts


# The order of entries


def test_entries_count_in_the_order_of_the_start_of_on_then_of_their_numbers() -> None:
    told = DEAL.on("2020-09-14", "Oracle chosen").on("2020-09-13", "Oracle bid rejected")
    assert told.at(DAY).words == {"Oracle": "chosen"}
    told = DEAL.on("2020-09-14", "Oracle chosen").on("2020-09", "Oracle bid rejected")
    assert told.at(DAY).words == {"Oracle": "chosen"}
    told = DEAL.on("2020-09-14T09:00", "Oracle chosen").on("2020-09-14", "Oracle bid rejected")
    assert told.at(DAY).words == {"Oracle": "chosen"}
    told = DEAL.on("2020-09-14", "Oracle chosen", "Oracle bid rejected")
    assert told.at(DAY).words == {"Oracle": "rejected"}


def test_a_late_report_changes_what_is_known_and_not_what_was() -> None:
    told = DEAL.on("2020-09-13", "Oracle chosen").on(
        "2020-09-12", "Microsoft bid rejected", reported="2020-09-20"
    )
    assert told.at("2020-09-13", known_by="2020-09-13").words == {"Oracle": "chosen"}
    assert told.at("2020-09-12").words == {"Microsoft": "rejected"}


def test_knowledge_of_an_entry_is_that_of_its_report() -> None:
    told = DEAL.on("2020-09-14", "Oracle chosen")
    assert known_from(told.last, DEAL.zone) == moment("2020-09-14", DEAL.zone).end
    announced = told.retract(1, announced="2020-09-20T10:00")
    assert known_from(announced.last, DEAL.zone) == moment("2020-09-20T10:00", DEAL.zone).start
    always = known_from(told.retract(1).last, DEAL.zone)
    assert always < moment("1000", DEAL.zone).start


def test_an_entry_more_is_the_same_history_as_all_of_them() -> None:
    told = (
        DEAL.on("2020-09-14", "Oracle bid", "sale due 2020-11-12")
        .on("2020-09-13", "Oracle interested", "ORCL also known as Oracle")
        .on("2020-09-15", "Oracle chosen")
        .retract(1)
        .on("2020-09-12", "sale extended to 2020-12-01")
    )
    grown = History("deal", told.history.opened, ())
    for entry in told.entries:
        grown = grown.having(entry)
        whole = History("deal", told.history.opened, grown.entries)
        assert grown.whole.deal == whole.whole.deal
        assert grown.whole.facts == whole.whole.facts
        assert grown.known == whole.known
        assert grown.by_id == whole.by_id


def test_an_entry_is_found_by_its_number() -> None:
    told = DEAL.on(DAY, "Oracle chosen")
    assert told.history.entry(1) == told.last
    assert [told.history.entry(number) for number in (-1, 0, 2)] == [None, None, None]


def test_a_question_that_only_has_moments_takes_everybody() -> None:
    when = moment(DAY, DEAL.zone)
    assert Question(as_of=when, known_by=when).takes_everybody
    assert not Question(as_of=when, recorded_by=when).takes_everybody
    assert not Question(as_of=when, confirmed=True).takes_everybody
    assert not Question(as_of=when, according_to=("Reuters",)).takes_everybody


def test_who_is_whom_is_told_to_every_question() -> None:
    statement = source("Reuters", basis="statement")
    told = Story().on("2020-09-01", "Facebook bid", says=[statement])
    told = told.on("2020-09-02", "Meta also known as Facebook")
    told = told.on("2020-09-03", "Meta bid rejected", says=[statement])
    assert [b.name for b in told.at("2020-09-04", confirmed=True).status.bidders] == ["Meta"]
    by_reuters = told.at("2020-09-04", according_to=("Reuters",))
    assert [b.name for b in by_reuters.status.bidders] == ["Meta"]


def test_a_weak_word_that_is_not_given_revives_nothing() -> None:
    told = Story().on("2020-09-01", "Acme bid").on("2020-09-02", "deal abandoned")
    told = told.on("2020-09-03", "Acme rumoured")
    assert told.at("2020-09-04").status.status == "abandoned"
    assert told.on("2020-09-04", "Bolt rumoured").at("2020-09-04").status.status == "bidding"


def test_a_disputed_term_is_disputed() -> None:
    told = Story().on("2020-09-01", "fee set to $6", says=["Reuters"])
    told = told.dispute(1, source=source("CGTN"))
    fee = told.at("2020-09-02").term("fee")
    assert (fee.disputed, fee.grade, fee.because) == (True, "single-source", (1, 2))


def test_before_a_moment_is_all_that_happened_by_then_and_nothing_after_it() -> None:
    told = DEAL.on("2020-09-14T10:00:00.000000", "Acme bid")
    told = told.on("2020-09-14T10:00:00.000001", "Bolt bid")
    at = moment("2020-09-14T10:00", DEAL.zone)
    assert [*told.history.before(at).bidders] == ["acme"]


def test_what_was_recorded_at_a_moment_was_recorded_by_then() -> None:
    told = DEAL.recorded("2020-09-15T12:00Z").on("2020-09-13", "Oracle chosen")
    told = told.recorded("2020-09-16T12:00Z").retract(1)
    assert told.at(recorded_by="2020-09-15T12:00Z").counts == {"counted": 1}
    assert told.at(recorded_by="2020-09-16T12:00Z").counts == {"retracted": 1}


def test_knowledge_moves_on_at_every_report_publication_and_announcement() -> None:
    told = DEAL.on("2020-09-01", "Oracle bid", reported="2020-09-20")
    told = told.on("2020-09-01", "Oracle chosen", says=[source("Reuters", "2020-09-22")])
    told = told.correct(1, reported="2020-09-10", announced="2020-09-24")
    told = told.cite(1, source("WSJ", "2020-09-25"), announced="2020-09-28")
    told = told.dispute(2, source("CGTN", "2020-09-26"), announced="2020-09-29").retract(1)
    days = ("20", "22", "10", "24", "25", "28", "26", "29")
    moments = {moment(f"2020-09-{day}", DEAL.zone).end for day in days}
    assert told.history.moments.keys() == moments

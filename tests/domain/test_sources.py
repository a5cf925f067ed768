"""What rests on sources has a grade."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.story import Story, source
from tracker.domain.drafts import read_source
from tracker.domain.errors import Refusal
from tracker.domain.sources import Source, grade

DEAL = Story()
REUTERS, WSJ = source("Reuters"), source("WSJ")


@pytest.mark.parametrize(
    ("sources", "graded"),
    [
        ([], "unsourced"),
        ([source("X", basis="rumour")], "rumour"),
        ([source("X", basis="rumour"), source("Y", basis="rumour")], "rumour"),
        ([REUTERS], "single-source"),
        ([source("X", basis="unnamed"), source("Y", basis="rumour")], "single-source"),
        ([REUTERS, REUTERS], "single-source"),
        ([REUTERS, source("REUTERS", title="another")], "single-source"),
        ([REUTERS, WSJ], "corroborated"),
        ([REUTERS, source("WSJ", basis="rumour")], "single-source"),
        ([REUTERS, source("WSJ", via="Reuters")], "single-source"),
        ([source("WSJ", via="Reuters"), source("FT", via="reuters")], "single-source"),
        ([source("WSJ", via="Reuters"), source("FT", via="Bloomberg")], "corroborated"),
        ([REUTERS, source("FT", via="Reuters"), WSJ], "corroborated"),
        ([source("A", via="B"), source("B", via="C"), source("C", via="A")], "single-source"),
        ([source("A", via="B"), source("B", via="C"), source("A")], "corroborated"),
        ([source("SEC", basis="record")], "confirmed"),
        ([source("Oracle", basis="statement"), source("X", basis="rumour")], "confirmed"),
        ([source("X", basis="named"), source("Y", basis="unnamed")], "corroborated"),
    ],
)
def test_the_grade_of_a_state(sources: list[Source], graded: str) -> None:
    assert grade(sources) == graded


NAMES = st.sampled_from("ABCDE")
REPORTS = st.tuples(NAMES, st.none() | NAMES)


@given(st.lists(REPORTS, max_size=6))
def test_two_reports_are_independent_where_nobody_is_in_both(
    reports: list[tuple[str, str]],
) -> None:
    apart = any(not {*one} & {*two} - {None} for one, two in combinations(reports, 2))
    graded = grade([source(publisher, via=via) for publisher, via in reports])
    assert (graded == "corroborated") == apart


def test_the_grade_is_taken_over_all_entries_that_support_a_state() -> None:
    told = DEAL.on("2020-09-13", "Oracle chosen", says=[REUTERS])
    told = told.on("2020-09-14", "Oracle chosen", says=[WSJ])
    assert told.at("2020-09-14").bidder("Oracle").grade == "corroborated"
    told = told.on("2020-09-15", "Oracle chosen", says=[source("SEC", basis="record")])
    assert told.at("2020-09-15").bidder("Oracle").grade == "confirmed"
    assert told.at("2020-09-13").bidder("Oracle").grade == "single-source"


def test_what_disputes_a_state_is_in_because_and_not_in_its_grade() -> None:
    told = DEAL.on("2020-09-13", "Oracle chosen", says=[REUTERS])
    told = told.dispute(1, source("CGTN", basis="statement"))
    oracle = told.at("2020-09-14").bidder("Oracle")
    assert (oracle.grade, oracle.disputed, oracle.because) == ("single-source", True, (1, 2))


def test_a_basis_that_is_none_is_refused_with_the_nearest_and_a_source_has_a_publisher() -> None:
    with pytest.raises(Refusal) as refused:
        read_source(source("Reuters", basis="nnamed"), DEAL.clock())
    assert refused.value.hints == (
        "did you mean unnamed?",
        "a basis is one of record, statement, named, unnamed, report, rumour",
    )
    with pytest.raises(Refusal) as refused:
        read_source(source(" "), DEAL.clock())
    assert refused.value.hints == ("--source Reuters",)


def test_a_source_counts_once_it_was_published() -> None:
    told = DEAL.on("2020-09-13", "Oracle chosen", says=[source("WSJ", "2020-09-20")])
    told = told.correct(1, reported="2020-09-13")
    assert told.at("2020-09-13", known_by="2020-09-19").bidder("Oracle").grade == "unsourced"
    assert told.at("2020-09-13", known_by="2020-09-20").bidder("Oracle").grade == "single-source"
    assert told.at("2020-09-13").bidder("Oracle").grade == "single-source"


def test_a_source_that_was_never_dated_counts_with_its_entry() -> None:
    told = DEAL.on("2020-09-13", "Oracle chosen", says=[REUTERS], reported="2020-09-15")
    assert told.at("2020-09-15", known_by="2020-09-15").bidder("Oracle").grade == "single-source"


def test_a_source_needs_a_publisher_and_a_known_basis() -> None:
    with pytest.raises(Refusal, match="needs a publisher"):
        read_source(Source(" "), DEAL.clock())
    with pytest.raises(Refusal) as refused:
        read_source(Source("Reuters", basis="rumor"), DEAL.clock())
    assert "did you mean rumour?" in refused.value.hints
    with pytest.raises(Refusal, match="control character"):
        read_source(Source("Reuters\x1b"), DEAL.clock())
    assert read_source(Source("Reuters", published="Sep 14 2020"), DEAL.clock()) == Source(
        "Reuters", published="2020-09-14"
    )

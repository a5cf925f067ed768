"""When two names are one, when they are suspiciously near, and who is known by which."""

from __future__ import annotations

import pytest

from tests.domain.story import Story
from tracker.domain.names import Known, close, key, slips

DEAL = Story()


@pytest.mark.parametrize(
    ("one", "other"),
    [("Oracle", "ORACLE"), ("Gás", "Ga\u0301s"), ("Straße", "STRASSE"), ("ΌΣΟΣ", "όσος")],
)
def test_case_and_composition_make_no_difference(one: str, other: str) -> None:
    assert key(one) == key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Oracle", "Oracle's"),
        ("Oracle", "Oracle’s"),
        ("TikTok", "Tik Tok"),
        ("TikTok", "Tik-Tok"),
        ("Gás", "Gas"),
        ("AT&T", "ATT"),
        ("Microsoft", "Micrsoft"),
        ("Microsoft", "Microsofft"),
        ("Microsoft", "Mikrosoft"),
        ("Microsoft", "Mircosoft"),
        ("Microsoft", "Mikrosofd"),
        ("Oracle", "Orcale"),
        ("Canadian Pacific", "Canadian Pacifc"),
        ("Canadian Pacific", "Canadain Pacific"),
    ],
)
def test_names_that_are_close(one: str, other: str) -> None:
    assert close(one, other)
    assert close(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Bidder A", "Bidder B"),
        ("CP", "CN"),
        ("EO 13942", "EO 13943"),
        ("Sanofi", "Sanofi-Aventis"),
        ("Oracle", "Oracle (US)"),
        ("Sprint", "Spring Water"),
        ("Party 1", "Party 11"),
        ("Oracle", "Orakal"),
        ("Cisco", "Sysco"),
        ("Visa", "Vista"),
        ("Canadian Pacific", "Canadain Pacifc"),
        ("Canadian Pacific", "Pacific Canadian"),
        ("B2Gold", "B3Gold"),
        ("Microsoft", "Mikrusovt"),
        ("!", "?"),
    ],
)
def test_names_that_are_in_nobodys_way(one: str, other: str) -> None:
    assert not close(one, other)
    assert not close(other, one)


@pytest.mark.parametrize(
    ("one", "other", "most", "near"),
    [
        ("oracle", "oracle", 0, True),
        ("oracle", "oracl", 1, True),
        ("oracle", "roacle", 1, True),
        ("oracle", "roalce", 1, False),
        ("oracle", "roalce", 2, True),
        ("ab", "ba", 1, True),
        ("abc", "ca", 2, False),
        ("aab", "babaa", 2, False),
        ("", "a", 1, True),
    ],
)
def test_slips_are_letters_added_dropped_changed_or_swapped(
    one: str, other: str, most: int, near: bool
) -> None:
    assert slips(one, other, most) is near


@pytest.mark.parametrize(
    ("outer", "inner", "says_something"),
    [
        ("Oracle was", "Oracle", True),
        ("Microsoft and Walmart", "Walmart", True),
        ("both Oracle", "Oracle", True),
        ("Oracle PLUS", "Oracle", True),
        ("no Oracle", "Oracle", True),
        ("KCS holders", "KCS", False),
        ("Oracles and Sons", "Oracle", False),
        ("Oracle", "Oracle", False),
    ],
)
def test_a_name_that_wraps_another(outer: str, inner: str, says_something: bool) -> None:
    known = Known().having([("party", "Alibaba"), ("party", inner)])
    assert known.wrapped(outer, "party") == (inner if says_something else None)


def test_of_two_names_that_it_wraps_the_one_known_first_is_told() -> None:
    known = Known().having([("party", "Walmart"), ("party", "Microsoft")])
    both = "Microsoft and Walmart"
    assert [*known.inside(both, "party")] == ["Walmart", "Microsoft"]
    assert known.wrapped(both, "party") == "Walmart"
    assert known.wrapped(both, "deadline") is None


def test_of_known_names_one_can_be_left_out() -> None:
    names = [
        ("party", "Oracle"),
        ("party", "Microsoft"),
        ("deadline", "sale"),
        ("deadline", "vote"),
    ]
    known = Known().having(names)
    for name in names:
        assert [*known.without(*name).all()] == [each for each in names if each != name]
    assert known.without("party", "ORACLE") == known.without("party", "Oracle")


def test_a_known_name_is_resolved_without_its_trimmings() -> None:
    known = Known().having([("party", "Oracle"), ("deadline", "EO 13942"), ("party", "The Gap")])
    assert known.resolve("the Oracle's", "party") == "Oracle"
    assert known.resolve("Oracle’S", "party") == "Oracle"
    assert known.resolve("the order EO 13942", "deadline") == "EO 13942"
    assert known.resolve("the gap", "party") == "The Gap"
    assert known.resolve("the order", "deadline") == "the order"
    assert known.resolve("Oracle", "deadline") == "Oracle"


def test_two_names_are_one_and_shown_under_the_first() -> None:
    told = DEAL.on("2020-09-13", "ORCL bid").on("2020-09-14", "Oracle also known as ORCL")
    assert told.on("2020-09-15", "Oracle chosen").at("2020-09-15").words == {"Oracle": "chosen"}
    assert told.at("2020-09-13").words == {"Oracle": "bidding"}


def test_joined_names_are_known_as_of_any_day_but_only_once_it_was_reported() -> None:
    told = DEAL.on("2020-09-13", "Oracle bid", "ORCL chosen")
    told = told.on("2020-09-20", "Oracle also known as ORCL")
    assert told.at("2020-09-13", known_by="2020-09-20").words == {"Oracle": "chosen"}
    assert told.at("2020-09-20", known_by="2020-09-19").words == {
        "Oracle": "bidding",
        "ORCL": "chosen",
    }


def test_names_may_be_joined_in_a_chain_or_a_circle() -> None:
    told = DEAL.on("2020-09-13", "A1 bid", "B1 also known as A1", "C1 also known as B1")
    assert told.at("2020-09-13").words == {"C1": "bidding"}
    told = told.on("2020-09-13", "A1 also known as C1")
    assert told.at("2020-09-13").words == {"C1": "bidding"}

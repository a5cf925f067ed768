"""When two names are one, when they are suspiciously near, and who is known."""

from __future__ import annotations

import pytest

from tests.domain.story import Story, knows
from tracker.domain.drafts import Draft
from tracker.domain.names import Known, close, key, slips

DEAL = Story()
KNOWN = DEAL.knowing("Oracle", "Microsoft", "Walmart", "KCS")


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


def test_naming_somebody_new_introduces_them_with_a_note() -> None:
    told = DEAL.on("2020-09-13", "Walmart joined Microsoft")
    assert told.notes == ("Walmart is new here", "Microsoft is new here")
    assert told.on("2020-09-14", "Microsoft bid").notes == ()


@pytest.mark.parametrize(
    ("sentence", "hint"),
    [
        ("Orcale bid", "did you mean Oracle?"),
        ("Microsoft and Walmart bid", "a group is recorded with: MEMBER joined Microsoft"),
        ("ORACLE WAS chosen", "a group is recorded with: MEMBER joined Oracle"),
    ],
)
def test_a_new_name_that_is_probably_none_is_refused(sentence: str, hint: str) -> None:
    refused = KNOWN.refusal(sentence)
    assert (refused.code, refused.kind) == (4, "unknown-name")
    assert hint in refused.hints


def test_at_most_twelve_names_are_listed() -> None:
    told = DEAL.knowing(*(f"P{n:02}" for n in range(14)))
    told = told.on("2020-08-14", *(f"D{n:02} due 2020-11-12" for n in range(14)))
    parties, deadlines = (", ".join(f"{kind}{n:02}" for n in range(12)) for kind in "PD")
    assert f"known in that place are {parties}" in told.refusal("D00 bid").hints
    assert f"known are {deadlines}" in told.refusal("outside date met").hints


def test_where_no_name_of_its_kind_is_known_none_is_listed() -> None:
    assert KNOWN.refusal("Oracle due 2020-11-12").hints == (
        'if something else has that name too, put quotes round it, "Oracle", or add --new',
    )


def test_a_group_of_holders_is_a_name() -> None:
    assert KNOWN.on("2020-09-13", "KCS holders cleared").notes == ("KCS holders is new here",)


def test_a_name_is_of_one_kind() -> None:
    told = KNOWN.on("2020-09-13", "sale due 2020-11-12")
    for sentence in ("sale bid", "Oracle due 2020-11-12", "Oracle set to $5"):
        assert told.refusal(sentence).kind == "other-kind"


@pytest.mark.parametrize("name", ["Orcale", "Oracle was", "sale"])
def test_quotes_insist(name: str) -> None:
    told = KNOWN.on("2020-09-13", "sale due 2020-11-12")
    assert told.on("2020-09-13", f'"{name}" bid').at("2020-09-13").words == {name: "bidding"}


@pytest.mark.parametrize("name", ["Orcale", "Oracle and Walmart", "sale"])
def test_new_insists(name: str) -> None:
    told = KNOWN.on("2020-09-13", "sale due 2020-11-12")
    assert told.refusal(f"{name} bid").code == 4
    insisting = told.write(Draft(sentence=f"{name} bid", on="2020-09-13", new=True))
    assert insisting.at("2020-09-13").words == {name: "bidding"}


def test_a_slip_near_a_name_of_the_other_kind_is_a_slip() -> None:
    told = DEAL.on("2020-09-13", "divestiture due 2020-11-12")
    assert told.refusal("Divestitur bid").kind == "unknown-name"


def test_known_are_names_of_entries_whatever_their_dates() -> None:
    told = DEAL.on("2030-01-01", "Oracle bid", reported="2031-01-01")
    assert told.refusal("Orcale bid", on="2020-01-01").code == 4


def test_known_are_speakers_and_authorities_but_not_who_did_it() -> None:
    told = DEAL.on("2020-09-13", "Trump said: no", "CFIUS review opened", by="Mnuchin")
    assert (knows(told, "trump"), knows(told, "cfius"), knows(told, "Mnuchin")) == (
        True,
        True,
        False,
    )


def test_a_retracted_entry_makes_nobody_known() -> None:
    told = DEAL.on("2020-09-13", "Orcale bid").retract(1)
    assert not knows(told, "Orcale")
    assert told.on("2020-09-13", "Oracle bid").notes == ("Oracle is new here",)


def test_a_corrected_entry_makes_its_new_name_known() -> None:
    told = DEAL.on("2020-09-13", "Orcale bid").correct(1, what="Oracle bid")
    assert (knows(told, "Orcale"), knows(told, "Oracle")) == (False, True)


def test_asking_something_of_a_deadline_that_nobody_set_is_refused() -> None:
    told = DEAL.on("2020-08-14", "sale due 2020-11-12")
    for sentence in ("vote extended to 2021", "vote stayed", "vote met", "vote moved to 2021"):
        refused = told.refusal(sentence)
        assert (refused.code, refused.kind) == (4, "unknown-deadline")
        assert "known are sale" in refused.hints
    assert (
        "did you mean divestiture?"
        in DEAL.on("2020-08-14", "divestiture due 2020-11-12").refusal("divestitre met").hints
    )
    assert told.on("2020-09-14", '"vote" stayed').at("2020-09-14").deadline("vote").due is None


def test_a_term_is_no_deadline_that_anybody_set() -> None:
    told = DEAL.on("2022-01-18", "reverse fee set to USD 3.0bn")
    assert told.refusal("reverse fee extended to 2023").kind == "unknown-deadline"
    told = told.on("2022-01-18", "reverse fee due 2022-12-31", "reverse fee extended to 2023")
    assert told.at("2022-01-18").deadline("reverse fee").due == "2023"


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


def test_one_of_two_joined_names_must_be_known_and_of_one_kind() -> None:
    assert DEAL.refusal("Oracle also known as ORCL").kind == "unknown-name"
    told = KNOWN.on("2020-09-13", "sale due 2020-11-12")
    assert told.refusal("Oracle also known as sale").code == 4
    told = told.on("2020-09-13", "divestiture also known as sale", "divestiture met")
    assert told.at("2020-09-13").deadline("divestiture").status == "met"


def test_where_neither_of_two_joined_names_is_known_those_that_are_are_listed() -> None:
    told = KNOWN.on("2020-09-13", "sale due 2020-11-12")
    known = "known are KCS, Microsoft, Oracle, Walmart, sale"
    assert told.refusal("Alibaba also known as Taobao").hints == (known,)


def test_names_may_be_joined_in_a_chain_or_a_circle() -> None:
    told = DEAL.on("2020-09-13", "A1 bid", "B1 also known as A1", "C1 also known as B1")
    assert told.at("2020-09-13").words == {"C1": "bidding"}
    told = told.on("2020-09-13", "A1 also known as C1")
    assert told.at("2020-09-13").words == {"C1": "bidding"}

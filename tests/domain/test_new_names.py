"""New names are let in with a note, or refused where they are probably a slip."""

from __future__ import annotations

import pytest

from tests.domain.story import Story, knows
from tracker.domain.drafts import Draft
from tracker.domain.events.statements import NameJoined

DEAL = Story()
KNOWN = DEAL.knowing("Oracle", "Microsoft", "Walmart", "KCS")


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


def test_one_of_two_joined_names_must_be_known_and_of_one_kind() -> None:
    assert DEAL.refusal("Oracle also known as ORCL").kind == "unknown-name"
    told = KNOWN.on("2020-09-13", "sale due 2020-11-12")
    assert told.refusal("Oracle also known as sale").code == 4
    told = told.on("2020-09-13", "divestiture also known as sale", "divestiture met")
    assert told.at("2020-09-13").deadline("divestiture").status == "met"


@pytest.mark.parametrize(
    "sentence", ["the Oracle also known as ORCL", "Oracle's also known as ORCL"]
)
def test_joined_names_have_trimmings_as_others_have(sentence: str) -> None:
    event = KNOWN.on("2020-09-13", sentence).last.event
    assert event == NameJoined("Oracle", "ORCL")


def test_where_neither_of_two_joined_names_is_known_those_that_are_are_listed() -> None:
    told = KNOWN.on("2020-09-13", "sale due 2020-11-12")
    known = "known are KCS, Microsoft, Oracle, Walmart, sale"
    assert told.refusal("Alibaba also known as Taobao").hints == (known,)


@pytest.mark.parametrize(
    ("sentence", "meant"),
    [
        ("Oracle deal blocked", "Oracle"),
        ("Oracle bid approved", "Oracle"),
        ("the Oracle agreement blocked", "Oracle"),
        ("KCS review of Microsoft cleared", "KCS"),
        ("KCS review cleared Oracle", "KCS"),
    ],
)
def test_a_known_party_with_words_of_the_language_is_no_new_one(sentence: str, meant: str) -> None:
    refused = KNOWN.refusal(sentence)
    assert (refused.code, refused.kind) == (4, "unknown-name")
    hints = {f"did you mean {each}?" for each in (meant, "Microsoft")}
    assert hints & {*refused.hints}


@pytest.mark.parametrize("sentence", ["deal blocked", "Deal approved", "The bid blocked Oracle"])
def test_words_of_the_language_alone_are_nobody(sentence: str) -> None:
    refused = KNOWN.refusal(sentence)
    assert (refused.code, refused.kind) == (4, "unknown-name")
    assert "names nobody" in str(refused)


@pytest.mark.parametrize(
    "sentence",
    [
        '"Oracle deal" blocked',
        '"Deal" approved',
        "Oracle Trust bid",
        "Oracle on voting trust approved Microsoft",
        "KCS holders approved Oracle",
    ],
)
def test_in_quotes_with_a_capital_or_beside_another_word_they_are_names(sentence: str) -> None:
    assert KNOWN.on("2020-09-14", sentence).last.number == KNOWN.last.number + 1

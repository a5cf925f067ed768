"""What changed between two moments, of the deal or of what was known."""

from __future__ import annotations

import pytest

from tests.cli.commandline import Tracker


def changed(said: dict[str, list[dict[str, object]]]) -> set[tuple[object, ...]]:
    return {
        (each["name"], each["before"], each["after"])
        for each in said["changes"]
        if each["field"] == "status"
    }


CHOICE = {("deal", "bidding", "chosen"), ("Oracle", None, "chosen")}
REJECTION = {("Microsoft", "bidding", "rejected"), ("Walmart", "bidding", "rejected")}


def test_between_two_days(tiktok: Tracker) -> None:
    said = tiktok.json("diff", "tiktok", "2020-09-12", "2020-09-14")
    assert changed(said) == CHOICE | REJECTION
    assert said["from"]["as_of"] == "2020-09-12T23:59:59.999999-04:00"
    assert said["to"]["as_of"] == "2020-09-14T23:59:59.999999-04:00"


@pytest.mark.parametrize(
    "moments",
    [
        ("--as-of", "2020-09-12..2020-09-14"),
        ("2020-09-12..2020-09-14",),
        ("--known-by", "2020-09-12..2020-09-14"),
        ("--known-by", "2020-09-12..2020-09-14", "--as-of", "2020-09-14"),
        ("--then", "2020-09-12..2020-09-14"),
        ("2020-09-12", "2020-09-14", "--known-by", "2020-09-14"),
    ],
    ids=" ".join,
)
def test_each_moment_takes_two_sides(tiktok: Tracker, moments: tuple[str, ...]) -> None:
    assert changed(tiktok.json("diff", "tiktok", *moments)) == CHOICE | REJECTION


def test_what_the_book_held(tiktok: Tracker) -> None:
    said = tiktok.json("diff", "tiktok", "--recorded-by", "2019..2999")
    assert ("Oracle", None, "chosen") in changed(said)


@pytest.mark.parametrize(
    "moments",
    [
        (),
        ("2020-09-12",),
        ("2020-09-12..",),
        ("--known-by", "2020-09-12"),
        ("2020-09-12", "2020-09-14", "--as-of", "2020-09-14"),
    ],
    ids=" ".join,
)
def test_one_moment_is_no_comparison(tiktok: Tracker, moments: tuple[str, ...]) -> None:
    assert tiktok.error(2, "diff", "tiktok", *moments)["kind"] == "wrong-use"


def test_the_same_moment_twice_differs_in_nothing(tiktok: Tracker) -> None:
    said = tiktok.says("diff", "tiktok", "2020-09-14", "2020-09-14", "--exit-code")
    assert said.endswith("nothing changed\n")


def test_with_exit_code_a_difference_is_1(tiktok: Tracker) -> None:
    ran = tiktok.run("diff", "tiktok", "2020-09-12", "2020-09-14", "--exit-code")
    assert (ran.exit_code, ran.stderr) == (1, "")
    assert "Oracle" in ran.stdout


def test_as_a_sheet(tiktok: Tracker) -> None:
    header, *rows = tiktok.says("diff", "tiktok", "2020-09-12", "2020-09-14", "--csv").splitlines()
    assert header == "deal,zone,kind,name,field,before,after,because"
    assert "tiktok,America/New_York,bidder,Microsoft,status,bidding,rejected,5" in rows


def test_an_unknown_publisher_is_told_here_too(tiktok: Tracker) -> None:
    tiktok.fails(3, "diff", "tiktok", "2020-09-12", "2020-09-14", "--according-to", "Nobody")

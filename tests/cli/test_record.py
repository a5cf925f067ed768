"""Writing down: a sentence as one word or several, and the answer."""

from __future__ import annotations

import shlex

import pytest

from tests.cli.commandline import Tracker
from tracker.cli.sentence import sentence_of


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["Microsoft bid rejected"], "Microsoft bid rejected"),
        (["Microsoft", "bid", "rejected"], "Microsoft bid rejected"),
        (["General Atlantic", "bid"], '"General Atlantic" bid'),
        (["Walmart", "joined", "The Bid of Angels"], 'Walmart joined "The Bid of Angels"'),
        (["'The Bid of Angels'", "bid"], "'The Bid of Angels' bid"),
        (["Oracle", "bid", "of", "$20bn in cash"], "Oracle bid of $20bn in cash"),
        (["order", "effective", "Sep 20"], "order effective Sep 20"),
        (["sale", "extended", "by", "30 business days"], "sale extended by 30 business days"),
        (["outside date", "due", "in 90 days"], '"outside date" due in 90 days'),
        (["CFIUS", "review", "of", "Big Corp", "opened"], 'CFIUS review of "Big Corp" opened'),
        (["Trump", "said:", "no deal", "yet"], "Trump said: no deal yet"),
        (["White House", "said:", "no comment now"], '"White House" said: no comment now'),
        (["White House said:", "no", "comment now"], "White House said: no comment now"),
        (["White House", "said: no", "comment now"], '"White House" said: no comment now'),
        (["note:", "a poll says 40%"], "note: a poll says 40%"),
        (["fee", "set", "to", "USD 3.0bn"], "fee set to USD 3.0bn"),
    ],
)
def test_a_word_with_a_space_is_a_quoted_name_but_not_where_no_name_can_be(
    words: list[str], sentence: str
) -> None:
    assert sentence_of(words) == sentence


def test_several_words_are_recorded_as_the_sentence_they_make(tiktok: Tracker) -> None:
    said = tiktok.json("record", "tiktok", "Big Corp", "bid", "of", "$20bn in cash", "--on", "2020")
    assert said["sentence"] == "Big Corp bid of $20bn in cash"


def test_the_answer_for_scripts(tiktok: Tracker) -> None:
    said = tiktok.json("record", "tiktok", "Walmart interested", "--on", "2020-09-13")
    assert {name: said[name] for name in ("deal", "entry", "sentence", "on", "reported")} == {
        "deal": "tiktok",
        "entry": 7,
        "sentence": "Walmart interested",
        "on": "2020-09-13",
        "reported": "2020-09-13",
    }
    assert said["notes"] == []
    assert {
        "kind": "bidder",
        "name": "Walmart",
        "field": "status",
        "before": "rejected",
        "after": "interested",
        "because": [7],
    } in said["changes"]


def test_the_answer_for_people_says_what_changed_and_how_to_undo_it(tiktok: Tracker) -> None:
    said = tiktok.says("record", "tiktok", "Walmart interested", "--on", "2020-09-13")
    assert "Walmart: rejected -> interested" in said
    assert "tracker retract tiktok 7 --because '...'" in said


def test_the_way_to_undo_it_names_the_book_that_was_typed(tiktok: Tracker) -> None:
    book = ("--db", tiktok.place)
    said = tiktok.says("record", "tiktok", "Walmart interested", *book, TRACKER_DB=None)
    typed = shlex.quote(tiktok.place)
    assert said.endswith(f"tracker retract tiktok 7 --because '...' --db {typed}\n")


def test_a_dry_run_records_nothing(tiktok: Tracker) -> None:
    said = tiktok.json("record", "tiktok", "Oracle bid", "--dry-run")
    assert (said["entry"], said["dry_run"]) == (7, True)
    assert len(tiktok.json("timeline", "tiktok")) == 6


def test_the_same_again_is_no_second_entry(tiktok: Tracker) -> None:
    again = ("record", "tiktok", "Oracle bid", "--on", "2020-09-01")
    assert tiktok.json(*again)["entry"] == tiktok.json(*again)["entry"] == 7
    assert tiktok.json(*again)["already"] is True


def test_today_is_the_day_that_was_set(tiktok: Tracker) -> None:
    assert tiktok.json("record", "tiktok", "Oracle bid")["on"] == "2020-09-14"
    set_here = tiktok.json("record", "tiktok", "Oracle bid", "--today", "2020-09-02")
    assert set_here["on"] == "2020-09-02"


def test_recorded_is_always_the_clock(tiktok: Tracker) -> None:
    tiktok.says("record", "tiktok", "Oracle bid", "--today", "2020-09-02")
    assert tiktok.json("show", "tiktok", "7")["recorded"] > "2025"


def test_a_source_is_recorded_with_all_that_is_said_of_it(tiktok: Tracker) -> None:
    source = {
        "publisher": "Reuters",
        "title": "Oracle bids",
        "url": "https://example.org/1",
        "published": "2020-09-02",
        "quote": "Oracle made an offer",
        "basis": "unnamed",
        "via": "Bloomberg",
    }
    options = [
        each
        for name, value in source.items()
        for each in (f"--{name.replace('publisher', 'source')}", value)
    ]
    tiktok.says("record", "tiktok", "Oracle bid", "--on", "2020-09-01", *options)
    shown = tiktok.json("show", "tiktok", "7")
    assert shown["sources"] == [source]
    assert shown["reported"] == "2020-09-02"


def test_new_insists_on_a_name_that_looks_like_a_slip(tiktok: Tracker) -> None:
    assert tiktok.error(4, "record", "tiktok", "Orcale bid")["kind"] == "unknown-name"
    assert tiktok.json("record", "tiktok", "Orcale bid", "--new")["sentence"] == "Orcale bid"


def test_without_a_sentence_and_a_terminal_it_says_what_is_missing(tiktok: Tracker) -> None:
    assert "the sentence is missing" in tiktok.fails(2, "record", "tiktok", typed="Oracle bid\n")


@pytest.mark.parametrize("number", ["5", "#5"])
def test_an_entry_is_named_by_its_number(tiktok: Tracker, number: str) -> None:
    assert tiktok.json("show", "tiktok", number)["sentence"] == "Microsoft bid rejected"


@pytest.mark.parametrize("number", ["", "five", "-1", "5.0", "#", "٥", "9" * 30])
def test_anything_else_is_no_number(tiktok: Tracker, number: str) -> None:
    assert tiktok.run("show", "tiktok", "--", number).exit_code == 2


def test_an_amendment_is_answered_like_an_entry(tiktok: Tracker) -> None:
    said = tiktok.json("retract", "tiktok", "6", "--because", "an error")
    assert (said["entry"], said["on"], said["sentence"]) == (
        7,
        None,
        "#6 retracted, because an error",
    )


def test_the_world_can_change_its_account(tiktok: Tracker) -> None:
    announced = ("--announced", "2020-10-01")
    tiktok.says("correct", "tiktok", "5", "--on", "2020-09-14", "--because", "a day on", *announced)
    then, since = (
        tiktok.json("show", "tiktok", "5", "--known-by", day)["on"]
        for day in ("2020-09-15", "2020-10-01")
    )
    assert (then, since) == ("2020-09-13", "2020-09-14")


def test_a_citation_needs_a_source(tiktok: Tracker) -> None:
    assert "names its source" in tiktok.fails(2, "cite", "tiktok", "1")

"""How sentences are read: names, quotes, terms, colons, and what is refused."""

from __future__ import annotations

import pytest

from tests.domain.story import Story
from tracker.domain.characters import LONGEST_NAME, LONGEST_TEXT
from tracker.domain.event import Event
from tracker.domain.events import sentence_of
from tracker.domain.events.bidders import BidderChosen, BidRejected, BidSubmitted, MemberJoined
from tracker.domain.events.deadlines import DeadlineExtended, DeadlineSet, DeadlineStayed, TermSet
from tracker.domain.events.reviews import ReviewRefused
from tracker.domain.events.statements import DenialMade, FilingMade, NoteTaken, StatementMade
from tracker.domain.reckoning import Reckoning

DEAL = Story()
KNOWN = DEAL.knowing("Oracle", "Microsoft")
IN_45_DAYS = Reckoning("2020-10-29", "45 days", "2020-09-14", from_on=True)
WITHIN_NAMES = "of to by as in into on for with within until".split()


@pytest.mark.parametrize(
    "sentence",
    [
        "ORACLE BID REJECTED",
        "Oracle   bid\trejected",
        "  Oracle bid\n rejected  ",
        "Oracle bid rejected.",
        "Oracle Bid Rejected .",
    ],
)
def test_case_spaces_and_a_full_stop_do_not_matter(sentence: str) -> None:
    assert KNOWN.read(sentence).event == BidRejected("Oracle")


@pytest.mark.parametrize(
    "sentence",
    [
        "bid corp chosen",
        "Oracle bid chosen",
        "the deal chosen",
        "Oracle no chosen",
        "Oracle Never chosen",
        "NO chosen",
        *(
            f"Oracle {hedge} chosen"
            for hedge in "is are was were be been being has have had will would may might can "
            "could should must do does did still now again already soon nearly almost longer "
            "reportedly allegedly apparently says say told that if whether unless".split()
        ),
        *(f"{each} Oracle chosen" for each in WITHIN_NAMES),
        *(f"Oracle {each} chosen" for each in WITHIN_NAMES),
        "Re: Oracle chosen",
        "Toys “R”: Us bid",
        "chosen",
        "",
        ".",
        "Oracle",
    ],
)
def test_plain_english_is_refused(sentence: str) -> None:
    assert DEAL.refusal(sentence).code == 2


@pytest.mark.parametrize(
    "name",
    [
        "Center for Strategic Tofu",
        "Order of Malta",
        "Made in Italy",
        "Now Corp",
        "WILL Inc",
        "Agreement Partners",
        "Into the Blue",
        "NOTHING",
        "Acme Inc.",
        "Yahoo!",
        "AT&T",
        "株式会社東芝",
    ],
)
def test_a_name_that_needs_no_quotes(name: str) -> None:
    assert sentence_of(DEAL.read(f"{name} chosen").event) == f"{name} chosen"


@pytest.mark.parametrize(
    "name", ["bid corp", "Not Oracle", "of Malta", "Acme: Holdings", "was", "O 'Hare' Inc", "deal"]
)
def test_quotes_lift_the_rules_and_are_printed_again(name: str) -> None:
    event = DEAL.read(f'"{name}" chosen').event
    assert event == BidderChosen(name)
    assert sentence_of(event) == f'"{name}" chosen'


def test_single_quotes_are_quotes_too() -> None:
    assert DEAL.read("'bid corp' joined 'was'").event == MemberJoined("bid corp", "was")


@pytest.mark.parametrize(
    ("sentence", "event"),
    [
        ("“bid corp” chosen", BidderChosen("bid corp")),
        ("‘bid corp’ chosen", BidderChosen("bid corp")),
        ("‘Kohl’s Corp’ joined “Macy’s”", MemberJoined("Kohl’s Corp", "Macy’s")),
        ("Kohl’s joined Macys’", MemberJoined("Kohl’s", "Macys’")),
    ],
)
def test_the_quotes_of_an_article_are_quotes_too(sentence: str, event: Event) -> None:
    assert DEAL.read(sentence).event == event


def test_half_a_pair_of_quotes_is_no_name() -> None:
    assert DEAL.refusal("“Oracle chosen").code == 2


@pytest.mark.parametrize("sentence", ["{} bid", "'{}' chosen", "Oracle joined {}"])
def test_a_name_that_is_too_long_is_said_to_be(sentence: str) -> None:
    said = DEAL.refusal(sentence.format("x" * (LONGEST_NAME + 1))).message
    assert said == "a name of 201 characters is too long"
    DEAL.read(sentence.format("x" * LONGEST_NAME))


@pytest.mark.parametrize("name", ["", " ", "x" * (LONGEST_NAME + 1)])
def test_a_quoted_name_is_a_name(name: str) -> None:
    assert DEAL.refusal(f'"{name}" chosen').code == 2


def test_a_name_never_holds_a_double_quote() -> None:
    assert DEAL.refusal("""'Toys "R" Us' chosen""").code == 2


@pytest.mark.parametrize(
    "name",
    [
        "voting trust date",
        "outside date",
        "STB on voting trust",
        "stay of order",
        "licence period",
        "effective date",
    ],
)
def test_deadlines_terms_and_authorities_may_use_nouns(name: str) -> None:
    assert DEAL.read(f"{name} due 2020-11-12").event == DeadlineSet(name, "2020-11-12")
    assert DEAL.read(f"{name} set to 5").event == TermSet(name, "5")
    assert DEAL.read(f"{name} refused").event == ReviewRefused(name)
    assert DEAL.refusal(f"{name} chosen").code == 2


@pytest.mark.parametrize(
    "terms",
    [
        "",
        "3:1",
        *(
            f"$5 {word}"
            for word in "rejected withdrawn dropped lapsed terminated chosen closed recommended "
            "superior signed taken proposed stalled Rejected".split()
            if word != "lapsed"
        ),
    ],
)
def test_terms_and_roles_hold_no_colon_and_no_ending(terms: str) -> None:
    assert DEAL.refusal(f"Oracle bid of {terms}").code == 2
    assert DEAL.refusal(f"Oracle chosen as {terms}").code == 2


def test_a_bid_of_something_lapsed_is_no_deadline_that_anybody_set() -> None:
    assert DEAL.refusal("Oracle bid of $5 lapsed").kind == "unknown-deadline"


@pytest.mark.parametrize("eaten", ["0bn", "bn", "00m in cash", ".5bn", "0 million", "M"])
def test_terms_that_begin_with_a_bare_unit_were_eaten_by_a_shell(eaten: str) -> None:
    refused = DEAL.refusal(f"Oracle bid of {eaten}")
    assert "write" not in refused.message
    assert "single quotes" in refused.hints[0]


def test_a_unit_within_a_word_is_none() -> None:
    assert DEAL.read("Oracle chosen as M&A adviser").event == BidderChosen("Oracle", "M&A adviser")
    assert DEAL.read("Oracle bid of 20bn").event == BidSubmitted("Oracle", "20bn")


@pytest.mark.parametrize(
    ("sentence", "event"),
    [
        ("Trump said: Oracle bid rejected", StatementMade("Trump", "Oracle bid rejected")),
        ("Trump SAID : so: so", StatementMade("Trump", "so: so")),
        ("note: Trump said: so", NoteTaken("Trump said: so")),
        ('"Acme: said" denied: so', DenialMade("Acme: said", "so")),
        ("'He said: so' chosen", BidderChosen("He said: so")),
        ("fee set to 3: as Trump said: so", TermSet("fee", "3: as Trump said: so")),
        ("class set to B shares", TermSet("class", "B shares")),
        ("law set to that of a to k", TermSet("law", "that of a to k")),
        (f"law set to {'a b ' * 9}c", TermSet("law", f"{'a b ' * 9}c")),
        ('Trump filed: “it’s "over"”', FilingMade("Trump", '“it’s "over"”')),
    ],
)
def test_the_first_colon_outside_quotes_says_who_speaks(sentence: str, event: Event) -> None:
    assert DEAL.read(sentence).event == event


@pytest.mark.parametrize("sentence", ["said: x", "Trump said:", "Trump note: x", "was said: x"])
def test_somebody_says_something(sentence: str) -> None:
    assert DEAL.refusal(sentence).code == 2


@pytest.mark.parametrize(
    ("said", "heard"),
    [
        ("the Oracle chosen", "Oracle"),
        ("The Oracle's chosen", "Oracle"),
        ("ORACLE’s chosen", "Oracle"),
        ("the Chosen Few chosen", "the Chosen Few"),
    ],
)
def test_trimmings_of_a_known_name_are_no_part_of_it(said: str, heard: str) -> None:
    assert KNOWN.read(said).event == BidderChosen(heard)


def test_an_article_is_no_part_of_a_new_deadline_and_no_bidder_by_itself() -> None:
    assert DEAL.read("the order due 2020-10-01").event == DeadlineSet("order", "2020-10-01")
    assert DEAL.read('"the order" due 2020-10-01').event == DeadlineSet("the order", "2020-10-01")
    assert DEAL.refusal("the deal closed").code == 2


def test_the_stop_of_a_known_name_is_not_lost_at_the_end_of_a_sentence() -> None:
    known = DEAL.knowing("Acme Inc.")
    assert known.read("Walmart joined Acme Inc.").event == MemberJoined("Walmart", "Acme Inc.")


def test_order_and_deadline_before_a_known_name_are_no_part_of_it() -> None:
    known = DEAL.on("2020-08-14", "sale due 2020-11-12", "order effective 2020-09-20")
    assert known.read("the deadline sale extended by 15 days").event == DeadlineExtended(
        "sale", span="15 days"
    )
    assert known.read("the order stayed").event == DeadlineStayed("order")


def test_a_known_name_is_heard_as_first_spelled() -> None:
    assert KNOWN.read("oracle chosen").event == BidderChosen("Oracle")
    assert KNOWN.read('"ORACLE" chosen').event == BidderChosen("Oracle")


def test_a_name_may_hold_a_word_of_the_phrase_in_capitals() -> None:
    joined = DEAL.read("Acme Joined joined Joined Bolt").event
    assert joined == MemberJoined("Acme Joined", "Joined Bolt")


@pytest.mark.parametrize("sentence", ["Acme Bid of Hope bid of $5", "A Joined B JOINED C"])
def test_two_readings_with_as_many_fixed_words_are_refused(sentence: str) -> None:
    refused = DEAL.refusal(sentence)
    assert (refused.code, refused.kind) == (2, "ambiguous-sentence")
    read = [DEAL.read(hint.removeprefix("write ")).event for hint in refused.hints]
    assert len(set(read)) == len(refused.hints) == 2


@pytest.mark.parametrize("control", ["\x1b", "\x00", "\u202e", "\u2066", "\ud800"])
def test_control_characters_are_refused(control: str) -> None:
    assert DEAL.refusal(f"note: a{control}b").code == 2
    assert DEAL.refusal(f"Oracle{control} chosen").code == 2


def test_a_sentence_has_an_end() -> None:
    assert DEAL.refusal("note: " + "x" * LONGEST_TEXT).code == 2


def test_a_day_that_is_none_is_said_to_be_so() -> None:
    refused = DEAL.refusal("sale due Feb 30")
    assert refused.kind == "unreadable-time"

"""Who is not understood is offered the phrase that was probably meant."""

from __future__ import annotations

import pytest

from tests.domain.story import Story
from tests.domain.test_phrases import SENTENCES
from tracker.domain.events import VOCABULARY
from tracker.domain.names import Known
from tracker.domain.nearest import near_word, nearest

KNOWN = Known().having(
    [
        *(("party", name) for name in ("Oracle", "Microsoft", "Walmart", "CFIUS", "Trump")),
        *(("deadline", name) for name in ("EO 13942", "sale")),
    ]
)


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("bxockxd", "blocked"),
        ("bxocxxd", None),
        ("clxsed", "closed"),
        ("clxsxd", None),
        ("Blocked", "blocked"),
        ("blo", None),
    ],
)
def test_a_word_may_have_two_slips_where_it_is_long(said: str, found: str | None) -> None:
    assert near_word(said, ["closed", "blocked"]) == found


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("orcle choosen", "Oracle chosen"),
        ("Microsft bid rejcted", "Microsoft bid rejected"),
        ("CFIUS aproved Oracle", "CFIUS approved Oracle"),
        ("order efective Sep 20", "order effective Sep 20"),
        ("Microsoft bid of $30bn rejected", "Microsoft bid rejected"),
        ("Walmart joined Microsoft's bid", "Walmart joined Microsoft"),
        ("Oracle not chosen", "Oracle chosen"),
        ("Oracle was chosen", "Oracle chosen"),
        ("ORACLE NOT CHOSEN", "Oracle chosen"),
        ("Microsoft may bid", "Microsoft bid"),
        ("Oracle on chosen", "Oracle chosen"),
        ("Oracle's bid rejcted", "Oracle bid rejected"),
        ("Oracle rejected", "Oracle bid rejected"),
        ("Oracle signed", "Oracle NDA signed"),
        ("Oracle was granted exclusivity for 2w", "Oracle granted exclusivity for 2w"),
        ("Oracle stakes of 20% taken", "Oracle stake of 20% taken"),
        ("Oracle bid revised", "Oracle bid revised to {terms}"),
        ("Trump said Oracle chosen", "Trump said: Oracle chosen"),
        ("Trump said:", "Trump said: {text}"),
        ("deal is abandoned", "deal abandoned"),
        ("EO 13942 extendd to Nov 12", "EO 13942 extended to Nov 12"),
        ("EO 13943 stay until Oct 1", "EO 13943 stayed until Oct 1"),
        ("China export control license requird", "China export control licence required"),
        ("CFIUS review of Oracle deepend", "CFIUS review of Oracle deepened"),
        ("closing expected", "closing expected {date}"),
        ("sale due", "sale due {date}"),
        ("chosen", "{bidder} chosen"),
        ("Oracle bid of", "Oracle bid"),
        ("Oracle bid of of $20bn", "Oracle bid of $20bn"),
        ("sale extended by to 2020", "sale extended to 2020"),
        ("CFIUS review of of opened", "CFIUS review opened"),
        ("CFIUS review Oracle opened", "CFIUS review of Oracle opened"),
        ("Oracle bid not of $20bn", "Oracle bid of $20bn"),
        ("Oracle rejcted", "Oracle bid rejected"),
        ("Oracle bid in cash", "Oracle bid of cash"),
        ("deal bid revived", "deal revived"),
        ("moved sale to 2020-11", "{name} moved to 2020-11"),
        ("the EO 13942 stay liftd", "EO 13942 stay lifted"),
        ("the CFIUS aproved Oracle", "CFIUS approved Oracle"),
        ('"Oracle" choosen', '"Oracle" chosen'),
    ],
)
def test_a_slip_is_mended(said: str, meant: str) -> None:
    assert nearest(said, VOCABULARY, KNOWN) == meant


@pytest.mark.parametrize(
    "said",
    [
        "",
        "Oracle",
        "hello world how are you",
        "!!!",
        "Oracle picked",
        "sale due due 2020-10-01",
        "order order effective",
        "stake of of",
        "agreement reached with Oracle",
        "Oracle deal signed",
    ],
)
def test_nothing_is_offered_for_what_is_near_to_nothing(said: str) -> None:
    assert nearest(said, VOCABULARY, KNOWN) is None


def test_where_nothing_is_near_the_list_of_phrases_is_what_there_is() -> None:
    (hint,) = Story().refusal("Oracle picked").hints
    assert hint.startswith("`tracker words` lists the phrases")


def slipped(word: str) -> str:
    return word[:2] + word[3:]


@pytest.mark.parametrize(
    "sentence",
    [each for each, event in SENTENCES.items() if any(len(word) > 5 for word in each.split())],
)
def test_a_letter_dropped_from_the_longest_word_of_a_phrase_is_found(sentence: str) -> None:
    phrase = Story().read(sentence).phrase
    longest = max(phrase.words, key=len)
    said = sentence.replace(longest, slipped(longest))
    if said != sentence and len(longest) > 5:
        assert nearest(said, VOCABULARY, Known()) == sentence


@pytest.mark.parametrize(
    ("said", "meant"), [("choosen", "chosen"), ("CHOSN", "chosen"), ("picked", None), ("", None)]
)
def test_a_word_of_a_phrase_is_found_by_a_slip_of_it(said: str, meant: str | None) -> None:
    assert near_word(said, VOCABULARY.words) == meant
    assert near_word(said, []) is None


def test_of_prose_only_the_beginning_is_looked_at() -> None:
    prose = "Microsoft bid rejcted, " + "said the holders of the stock, " * 500
    assert nearest(prose, VOCABULARY, KNOWN) is not None


def test_names_are_looked_for_only_in_what_is_offered(monkeypatch: pytest.MonkeyPatch) -> None:
    near, asked = Known.near, list[str]()

    def noted(self: Known, name: str) -> str | None:
        asked.append(name)
        return near(self, name)

    monkeypatch.setattr(Known, "near", noted)
    said = "CFIUS review of Orcale is deepend"
    assert nearest(said, VOCABULARY, KNOWN) == "CFIUS review of Oracle deepened"
    assert len(asked) <= 1

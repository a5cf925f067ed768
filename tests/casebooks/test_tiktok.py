"""The TikTok casebook says what its two articles say: every fact of theirs, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from tests.casebooks.answers import ANSWERS, Answer
from tests.casebooks.seed_facts import ARTICLES, FACTS, KINDS, Fact

HERE = Path(__file__).parent
CASEBOOK = HERE.parents[1] / "tracker" / "casebooks" / "tiktok-us.yaml"
AMENDMENTS = ("correct", "retract", "cite", "dispute")

TEXTS = {
    publisher: (HERE / "articles" / name).read_text(encoding="utf-8")
    for publisher, name in ARTICLES.items()
}


def read_as_text(path: Path) -> dict[str, Any]:
    """The YAML with every scalar as text, the way casebooks are read."""
    yaml = YAML(typ="base", pure=True)
    loaded: dict[str, Any] = yaml.load(path.read_text(encoding="utf-8"))
    return loaded


def name_of(entry: Mapping[str, Any]) -> str:
    """The id of an entry; of an amendment, its verb and the id it amends."""
    verb = next((each for each in AMENDMENTS if each in entry), None)
    return f"{verb} {entry[verb]}" if verb else str(entry["id"])


def sources_of(entry: Mapping[str, Any]) -> list[Mapping[str, str]]:
    return list(entry["sources"]) if "sources" in entry else [entry["source"]]


def sentence_of(entry: Mapping[str, Any]) -> str:
    """What an entry says; of a dispute, the rival reading."""
    return str(entry["what"] if "what" in entry else entry["claims"])


CASE = read_as_text(CASEBOOK)
ENTRIES: dict[str, Mapping[str, Any]] = {name_of(each): each for each in CASE["entries"]}
DATED = [entry for entry in CASE["entries"] if "on" in entry]
ALL_SOURCES = [
    pytest.param(entry, source, id=f"{name}-{number}")
    for name, entry in ENTRIES.items()
    for number, source in enumerate(sources_of(entry), 1)
]
CARRIED = [
    pytest.param(fact, name, id=f"{fact.id}-{name}") for fact in FACTS for name in fact.entries
]
HEDGED = [
    pytest.param(fact, name, id=f"{fact.id}-{name}")
    for fact in FACTS
    if fact.hedge
    for name in fact.entries
]


def holds(source: Mapping[str, str], fact: Fact) -> bool:
    return (
        source["publisher"] == fact.publisher
        and source.get("via") == fact.via
        and source["basis"] == fact.basis
        and fact.quote in source["quote"]
    )


# The table of facts itself


def test_every_fact_has_its_own_id() -> None:
    assert len({fact.id for fact in FACTS}) == len(FACTS)


@pytest.mark.parametrize("fact", FACTS, ids=lambda fact: fact.id)
def test_a_fact_is_quoted_from_its_article(fact: Fact) -> None:
    assert fact.quote in TEXTS[fact.publisher]


@pytest.mark.parametrize("fact", FACTS, ids=lambda fact: fact.id)
def test_a_fact_is_in_the_casebook_or_is_background_with_a_reason(fact: Fact) -> None:
    if fact.kind == "background":
        assert fact.left_out
        assert not fact.entries
    else:
        assert fact.kind in KINDS
        assert fact.entries
        assert not fact.left_out


def test_every_kind_of_fact_occurs() -> None:
    assert {fact.kind for fact in FACTS} == KINDS | {"background"}


@pytest.mark.parametrize("publisher", TEXTS)
def test_every_sentence_of_an_article_has_a_fact(publisher: str) -> None:
    quotes = [fact.quote for fact in FACTS if fact.publisher == publisher]
    bare = [
        sentence
        for sentence in sentences_of(TEXTS[publisher])
        if not any(overlap(sentence, quote) for quote in quotes)
    ]
    assert bare == []


def sentences_of(text: str) -> Iterator[str]:
    for line in filter(str.strip, text.splitlines()):
        yield from (each.strip() for each in re.split(r"(?<=[.”])\s+", line))


def overlap(sentence: str, quote: str) -> bool:
    return (
        sentence in quote
        or quote in sentence
        or any(part and (part in sentence) for part in sentences_of(quote))
    )


@pytest.mark.parametrize("publisher", TEXTS)
def test_every_number_of_an_article_is_in_a_fact(publisher: str) -> None:
    quoted = " ".join(fact.quote for fact in FACTS if fact.publisher == publisher)
    assert set(re.findall(r"\d+", TEXTS[publisher])) <= set(re.findall(r"\d+", quoted))


# Row by row: every fact is in the casebook


@pytest.mark.parametrize(("fact", "name"), CARRIED)
def test_an_entry_carries_the_fact_with_publisher_basis_and_quote(fact: Fact, name: str) -> None:
    assert name in ENTRIES
    assert any(holds(source, fact) for source in sources_of(ENTRIES[name]))


@pytest.mark.parametrize(("fact", "name"), HEDGED)
def test_a_hedge_is_kept(fact: Fact, name: str) -> None:
    """The quote keeps the hedge, and so does the sentence, unless another fact says it outright."""
    said_outright = [each for each in FACTS if name in each.entries and not each.hedge]
    assert fact.hedge.lower() in " ".join(
        source["quote"].lower() for source in sources_of(ENTRIES[name]) if holds(source, fact)
    )
    assert said_outright or (fact.kept or fact.hedge) in sentence_of(ENTRIES[name])


@pytest.mark.parametrize(
    ("name", "hedge"),
    [
        ("china-export-rules", "could prevent"),
        ("us-officials-concern", "could be"),
        ("oracle-may", "may take"),
        ("not-out-of-hot-water", "may not be"),
        ("restructuring", "will probably"),
        ("trump-undecided", "unclear whether"),
        ("after-the-deadline", "unclear whether"),
        ("oracle-cloud", "would mean"),
        ("bytedance-hopes", "hopes"),
        ("ban-would-be-cancelled", "note: if "),
        ("agreement-proposed", "proposed"),
        ("oracle-stake", "proposed"),
        ("general-atlantic-stake", "proposed"),
        ("sequoia-stake", "proposed"),
        ("poll-americans", "as many as"),
        ("poll-republicans", "(sic)"),
        ("no-answer", "not immediately"),
    ],
)
def test_what_is_not_certain_is_not_said_as_certain(name: str, hedge: str) -> None:
    assert hedge in sentence_of(ENTRIES[name])


# And nothing else is


@pytest.mark.parametrize("name", ENTRIES)
def test_an_entry_carries_a_fact(name: str) -> None:
    assert any(name in fact.entries for fact in FACTS)


@pytest.mark.parametrize(("entry", "source"), ALL_SOURCES)
def test_a_source_is_there_for_a_fact(entry: Mapping[str, Any], source: Mapping[str, str]) -> None:
    facts = [fact for fact in FACTS if name_of(entry) in fact.entries]
    assert any(holds(source, fact) for fact in facts)


@pytest.mark.parametrize(("entry", "source"), ALL_SOURCES)
def test_a_quote_is_in_the_words_of_the_article(
    entry: Mapping[str, Any], source: Mapping[str, str]
) -> None:
    assert source["quote"] in TEXTS[source["publisher"]]


@pytest.mark.parametrize(("entry", "source"), ALL_SOURCES)
def test_only_the_dated_article_has_a_date_of_publication(
    entry: Mapping[str, Any], source: Mapping[str, str]
) -> None:
    dated = {"Bloomberg-based article": "2020-09-14"}
    assert source.get("published") == dated.get(source["publisher"])


@pytest.mark.parametrize(
    "absent",
    [
        r"1394[23]",
        r"\bEO\b",
        r"2020-08-\d\d",
        r"\b(6|14) Aug",
        r"\bAug(ust)? (6|14)\b",
        r"\b(45|90)[ -]days?\b",
        "CGTN",
        "Mnuchin",
        r"[$€£]",
        r"\b[bm]illion\b",
        r"\d(bn|m)\b",
        r"https?:",
    ],
)
def test_what_other_papers_knew_is_not_in_it(absent: str) -> None:
    words = CASEBOOK.read_text(encoding="utf-8").replace("100 million US users", "")
    assert re.search(absent, words) is None


@pytest.mark.parametrize("name", ENTRIES)
def test_a_number_in_a_sentence_is_in_an_article(name: str) -> None:
    dates = {"2020-09-20": "September 20", "2020-11-12": "November 12th"}
    sentence, texts = sentence_of(ENTRIES[name]), " ".join(TEXTS.values())
    for date, words in dates.items():
        assert words in texts
        sentence = sentence.replace(date, "")
    assert set(re.findall(r"\d+%?", sentence)) <= set(re.findall(r"\d+%?", texts))


@pytest.mark.parametrize(
    "never",
    [
        "agreement signed",
        "deal closed",
        "deal abandoned",
        "stake taken",
        "granted exclusivity",
        "CFIUS cleared",
        "CFIUS blocked",
        "CFIUS refused",
        "revoked",
        "Tencent bid",
        "Walmart bid",
        "Walmart left",
        "Oracle bid",
    ],
)
def test_nothing_is_said_to_have_happened_that_had_not(never: str) -> None:
    assert [name for name in ENTRIES if sentence_of(ENTRIES[name]).find(never) >= 0] == []


# The traps


@pytest.mark.parametrize("entry", DATED, ids=name_of)
def test_an_entry_has_a_day_that_the_articles_give(entry: Mapping[str, Any]) -> None:
    assert entry["on"] in ("2020-08", "2020-09", "2020-09-13", "2020-09-14")


def test_the_entries_stand_in_the_order_of_their_days() -> None:
    assert [entry["on"] for entry in DATED] == sorted(entry["on"] for entry in DATED)


@pytest.mark.parametrize("entry", DATED, ids=name_of)
def test_an_entry_is_known_once_an_article_was_out(entry: Mapping[str, Any]) -> None:
    published = {source.get("published") for source in sources_of(entry)}
    if name_of(entry) == "china-prefers-shutdown":
        assert entry["reported"] == "2020-09-12"
    elif published == {"2020-09-14"}:
        assert "reported" not in entry
    else:
        assert entry["reported"] == "2020-09-13"


def test_the_rejection_is_one_event_of_sunday_in_both_articles() -> None:
    rejected = [entry for entry in DATED if entry["what"] == "Microsoft bid rejected"]
    assert [(each["on"], each["reported"]) for each in rejected] == [("2020-09-13", "2020-09-13")]
    assert {each["publisher"] for each in sources_of(rejected[0])} == set(TEXTS)


@pytest.mark.parametrize("name", ["walmart-discussions", "walmart-any-deal"])
def test_walmarts_statement_is_one_in_two_wordings(name: str) -> None:
    sources = sources_of(ENTRIES[name])
    assert [each["publisher"] for each in sources] == list(TEXTS)
    assert {each["basis"] for each in sources} == {"statement"}


def test_whether_it_is_a_sale_is_disputed_and_nothing_else_is() -> None:
    amendments = [name for name in ENTRIES if name.split()[0] in AMENDMENTS]
    assert amendments == ["dispute sale-abandoned"]
    assert ENTRIES["sale-abandoned"]["what"].startswith("note: ")


def test_only_the_article_that_gives_the_day_dates_the_ban() -> None:
    assert ENTRIES["ban-deadline-undated"]["what"] == "business ban due date unknown"
    dated = [entry for entry in DATED if "2020-09-20" in entry["what"]]
    assert [source["publisher"] for entry in dated for source in sources_of(entry)] == [
        "Reuters-based article"
    ]


def test_one_source_alone_speaks_of_the_backers() -> None:
    for name in ("general-atlantic-stake", "sequoia-stake"):
        assert [each["basis"] for each in sources_of(ENTRIES[name])] == ["unnamed"]


def test_no_stake_has_a_size() -> None:
    stakes = [entry["what"] for entry in DATED if entry["what"].endswith(" proposed")]
    assert stakes == [
        "Oracle stake proposed",
        "General Atlantic stake of minority size proposed",
        "Sequoia stake of minority size proposed",
    ]


# The answers name what the casebook has


@pytest.mark.parametrize("answer", ANSWERS, ids=lambda each: f"{each.as_of}-{each.name}")
def test_an_answer_rests_on_entries_of_the_casebook(answer: Answer) -> None:
    assert set(answer.rests_on or ()) <= set(ENTRIES)
    assert set(answer.according_to) <= set(TEXTS)


def test_the_casebook_says_whose_deal_it_is() -> None:
    head = {key: value for key, value in CASE.items() if key != "entries"}
    assert head == {
        "deal": "tiktok-us",
        "title": "TikTok US operations",
        "seller": "ByteDance",
        "zone": "America/New_York",
    }


def test_every_id_is_there_once() -> None:
    assert len(ENTRIES) == len(CASE["entries"])

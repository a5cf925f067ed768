"""A casebook that is wrong is refused with every line named, and leaves the book as it was."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, NamedTuple

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tracker.domain.casebook import Finding, ImportRefused
from tracker.domain.drafts import Draft
from tracker.formats.casebook import write_casebook
from tracker.store.book import Book, ImportedDeal
from tracker.views.asking import Asked
from tracker.views.status import status

HEAD = """\
deal: d
title: D
zone: America/New_York
entries:
"""
FIRST = HEAD.count("\n") + 1
NOW = 1_800_000_000_000_000


class Wrong(NamedTuple):
    """A finding: its line, its exit code, and words that its message and its hint have."""

    line: int
    code: int
    message: str
    hint: str = ""


def take(book: Book, text: str, **options: Any) -> ImportedDeal:
    return book.import_casebook(text, file="x.yaml", zone="UTC", **options).deals[-1]


def refused(book: Book, text: str, **options: Any) -> ImportRefused:
    """The refusal of a file; the book must be as it was before."""
    before = {row.deal: book.history(row.deal).entries for row in book.deals()}
    with pytest.raises(ImportRefused) as caught:
        take(book, text, **options)
    assert {row.deal: book.history(row.deal).entries for row in book.deals()} == before
    assert all(each.file == "x.yaml" and each.hint for each in caught.value.findings)
    return caught.value


def check(error: ImportRefused, *wrong: Wrong) -> None:
    found = [(each.line, each.code) for each in error.findings]
    assert found == [(each.line, each.code) for each in wrong], error.findings
    for finding, each in zip(error.findings, wrong, strict=True):
        assert each.message in finding.message
        assert each.hint in finding.hint
    assert error.code == (2 if any(each.code == 2 for each in wrong) else 4)


def stands(book: Book, deal: str = "d", as_of: str = "2026-01-01") -> dict[str, Any]:
    history = book.history(deal)
    asked = Asked(now=NOW, as_of=as_of).question(history.zone)
    answer: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(status(history, asked)))
    return answer


# One thing wrong in the whole file

FILES = {
    "nothing in it": ("", Wrong(1, 2, "no deal", "deal: ")),
    "comments alone": ("# to be written\n", Wrong(1, 2, "no deal", "deal: ")),
    "a list": ("- on: 2020-09-13\n", Wrong(1, 2, "")),
    "a word": ("hello\n", Wrong(1, 2, "")),
    "no deal": ("title: D\nentries: []\n", Wrong(1, 2, "no name", "deal: ")),
    "a deal with spaces": ("deal: TikTok US\n", Wrong(1, 2, "TikTok US", "lower-case")),
    "an unknown key": ("deal: d\ntitel: D\n", Wrong(2, 2, "'titel'", "title")),
    "a key twice": ("deal: d\ntitle: D\ndeal: e\n", Wrong(3, 2, "'deal' stands twice")),
    "entries that are no list": ("deal: d\nentries: {on: 2020}\n", Wrong(2, 2, "list", "- ")),
    "entries that are a word": ("deal: d\nentries: soon\n", Wrong(2, 2, "list", "- ")),
    "a title that is a list": ("deal: d\ntitle: [D]\n", Wrong(2, 2, "text")),
    "a zone that is none": (
        "# a comment\ndeal: d\ntitle: D\nzone: America/NewYork\n",
        Wrong(4, 2, "America/NewYork", "America/New_York"),
    ),
    "a control character": ('deal: d\ntitle: "D\\x1b[2J"\n', Wrong(2, 2, "control character")),
    "a merge key": ("deal: d\n<<: {title: D}\n", Wrong(2, 2, "'<<'")),
    "a key that is a list": ("deal: d\n? [a]\n: b\n", Wrong(2, 2, "unknown key")),
}


@pytest.mark.parametrize(("text", "wrong"), FILES.values(), ids=FILES)
def test_a_file_that_is_no_casebook(book: Book, text: str, wrong: Wrong) -> None:
    check(refused(book, text), wrong)
    assert book.deals() == []


@pytest.mark.parametrize(
    "text",
    [
        "deal: [",
        "deal: d\nentries:\n  - {on: 2020-09-13, what: Oracle chosen\n",
        "deal: d\nentries:\n  - on: 2020-09-13\n   what: Oracle chosen\n",
        'deal: d\ntitle: "D\n',
        "deal: d\n\ttitle: D\n",
        "deal: d\ntitle: *D\n",
        "deal: d\ntitle: \x00\n",
        "deal: d\ntitle: @D\n",
        "%YAML 3.0 x\n---\ndeal: d\n",
        "deal: " + "[" * 700,
    ],
)
def test_broken_yaml_has_a_line_and_the_code_of_a_broken_file(book: Book, text: str) -> None:
    error = refused(book, text)
    assert error.code == 2
    assert [each.message[:11] for each in error.findings] == ["broken YAML"]
    assert 1 <= error.findings[0].line <= text.count("\n") + 1


# One thing wrong in one entry

ORACLE = "  - {id: chosen, on: 2020-09-13, what: Oracle chosen}\n"
SALE = "  - {on: 2020-09-13, what: sale due 2020-10-01}\n"
UNNAMED = "  - {on: 2020-08-06, what: order effective 2020-09-20}\n"
ENTRIES = {
    "a sentence with a colon": (
        "  - on: 2020-09-14\n    what: Trump said: Oracle chosen\n",
        Wrong(FIRST + 1, 2, "broken YAML", "quote the sentence"),
    ),
    "a sentence with a comma": (
        "  - {on: 2020-09-13, what: Oracle bid of $10bn, half in cash}\n",
        Wrong(FIRST, 2, "'half in cash'", "comma"),
    ),
    "a misspelt key": (
        "  - {on: 2020-09-13, waht: Oracle chosen}\n",
        Wrong(FIRST, 2, "'waht'", "what"),
    ),
    "a misspelt key of a source": (
        "  - on: 2020-09-13\n    what: Oracle chosen\n    source:\n      pubished: 2020-09-13\n",
        Wrong(FIRST + 3, 2, "'pubished'", "published"),
    ),
    "a misspelt key of an amendment": (
        ORACLE + "  - {retract: chosen, becuase: no}\n",
        Wrong(FIRST + 1, 2, "'becuase'", "because"),
    ),
    "a key twice": (
        "  - {on: 2020-09-13, on: 2020-09-14, what: Oracle chosen}\n",
        Wrong(FIRST, 2, "'on' stands twice"),
    ),
    "no day": ("  - {what: Oracle chosen}\n", Wrong(FIRST, 2, "'on'", "on: ")),
    "no sentence": ("  - {on: 2020-09-13}\n", Wrong(FIRST, 2, "'what'", "what: ")),
    "an empty sentence": ("  - {on: 2020-09-13, what: }\n", Wrong(FIRST, 2, "'what'", "what: ")),
    "an entry that is a word": ("  - Oracle chosen\n", Wrong(FIRST, 2, "entry", "what: ")),
    "an empty entry": ("  -\n", Wrong(FIRST, 2, "entry", "what: ")),
    "a source that is a word": (
        "  - {on: 2020-09-13, what: Oracle chosen, source: Reuters}\n",
        Wrong(FIRST, 2, "source", "publisher: Reuters"),
    ),
    "sources that are one": (
        "  - {on: 2020-09-13, what: Oracle chosen, sources: {publisher: Reuters}}\n",
        Wrong(FIRST, 2, "list", "- "),
    ),
    "a source without a publisher": (
        "  - {on: 2020-09-13, what: Oracle chosen, source: {title: Scoop}}\n",
        Wrong(FIRST, 2, "publisher", "publisher: "),
    ),
    "a basis that is none": (
        "  - {on: 2020-09-13, what: Oracle chosen, source: {publisher: FT, basis: anonymous}}\n",
        Wrong(FIRST, 2, "'anonymous'", "unnamed"),
    ),
    "a day with two readings": (
        "  - {on: 09/14/2020, what: Oracle chosen}\n",
        Wrong(FIRST, 2, "09/14/2020"),
    ),
    "a report with two readings": (
        "  - {on: 2020-09-13, reported: 01/02/2020, what: Oracle chosen}\n",
        Wrong(FIRST, 2, "01/02/2020"),
    ),
    "a publication with two readings": (
        "  - {on: 2020-09-13, what: Oracle chosen, source: {publisher: FT, published: 1/2/20}}\n",
        Wrong(FIRST, 2, "1/2/20"),
    ),
    "an hour that the zone has twice": (
        "  - {on: 2020-10-01, what: 'sale due 2020-11-01T01:30'}\n",
        Wrong(FIRST, 2, "", "-05:00"),
    ),
    "an hour that the zone never has": (
        "  - {on: 2020-03-01, what: 'sale due 2020-03-08T02:30'}\n",
        Wrong(FIRST, 2, "2020-03-08T02:30"),
    ),
    "a day that is none": (
        "  - {on: 2021-02-29, what: Oracle chosen}\n",
        Wrong(FIRST, 2, "2021-02-29"),
    ),
    "a span from a month": (
        "  - {on: 2020-09, what: sale due in 1 month}\n",
        Wrong(FIRST, 2, "2020-09"),
    ),
    "a calendar that is none": (
        "  - {on: 2020-09-13, what: sale due in 10 business days (XX)}\n",
        Wrong(FIRST, 2, "XX"),
    ),
    "a sentence that is not in the language": (
        "  - {on: 2020-09-13, what: Oracle not chosen}\n",
        Wrong(FIRST, 2, "'Oracle not chosen'", "did you mean"),
    ),
    "a sentence with two readings": (
        "  - {on: 2020-09-13, what: The Bid of Angels bid of $5}\n",
        Wrong(FIRST, 2, "2 ways", '"The Bid of Angels" bid of $5'),
    ),
    "terms that a shell has eaten": (
        "  - {on: 2020-09-13, what: Oracle bid of 0bn}\n",
        Wrong(FIRST, 2, "0bn", "single quotes"),
    ),
    "a deadline that nobody set": (
        "  - {on: 2020-09-13, what: sale extended to 2020-11-12}\n",
        Wrong(FIRST, 4, "'sale'", "sale due"),
    ),
    "a second unnamed order": (
        UNNAMED + UNNAMED.replace("2020-09-20", "2020-11-12"),
        Wrong(FIRST + 1, 4, "unnamed order", "name the second"),
    ),
    "two names joined that nobody knows": (
        "  - {on: 2020-08-06, what: Hon Hai also known as Foxconn}\n",
        Wrong(FIRST, 4, "Hon Hai"),
    ),
    "an anchor": (
        "  - &chosen {on: 2020-09-13, what: Oracle chosen}\n  - *chosen\n",
        Wrong(FIRST, 2, "anchor"),
    ),
    "an anchor on a word": (
        "  - {on: &day 2020-09-13, what: Oracle chosen}\n",
        Wrong(FIRST, 2, "anchor"),
    ),
    "a retraction of nothing": (
        ORACLE + "  - {retract: chosne, because: no}\n",
        Wrong(FIRST + 1, 4, "'chosne'", "did you mean chosen?"),
    ),
    "an amendment above its entry": (
        "  - {retract: chosen, because: no}\n" + ORACLE,
        Wrong(FIRST, 4, "'chosen'", "below"),
    ),
    "a retraction without a reason": (
        ORACLE + "  - {retract: chosen}\n",
        Wrong(FIRST + 1, 2, "why", "because: "),
    ),
    "a dispute without a reason": (
        ORACLE + "  - {dispute: chosen, source: {publisher: CGTN}}\n",
        Wrong(FIRST + 1, 2, "why", "because: "),
    ),
    "a citation of nobody": (
        ORACLE + "  - {cite: chosen}\n",
        Wrong(FIRST + 1, 2, "cite", "source: "),
    ),
    "a correction to nothing": (
        ORACLE + "  - {correct: chosen, because: no}\n",
        Wrong(FIRST + 1, 2, "correct", "to: "),
    ),
    "a correction of what has no field": (
        ORACLE + "  - {correct: chosen, to: {no: 2020-09-14}, because: typed}\n",
        Wrong(FIRST + 1, 2, "'no'", "on"),
    ),
    "a correction to no sentence": (
        ORACLE + "  - {correct: chosen, to: {what: Oracle not chosen}, because: typed}\n",
        Wrong(FIRST + 1, 2, "'Oracle not chosen'"),
    ),
    "a correction of a correction": (
        ORACLE
        + "  - {correct: chosen, id: day, to: {on: 2020-09-14}, because: typed}\n"
        + "  - {correct: day, to: {on: 2020-09-15}, because: again}\n",
        Wrong(FIRST + 2, 4, "amendment", "retract"),
    ),
    "an announcement with two readings": (
        ORACLE + "  - {retract: chosen, because: no, announced: 1/2/2020}\n",
        Wrong(FIRST + 1, 2, "1/2/2020"),
    ),
    "a claim that is no sentence": (
        ORACLE + "  - {dispute: chosen, because: no, claims: Oracle not chosen}\n",
        Wrong(FIRST + 1, 2, "'Oracle not chosen'"),
    ),
    "the same entry twice": (
        "  - {on: 2020-09-13, what: Oracle chosen}\n  - {on: 2020-09-13, what: oracle  CHOSEN}\n",
        Wrong(FIRST + 1, 4, f"line {FIRST}", "id"),
    ),
    "the same id twice": (
        ORACLE + "  - {id: chosen, on: 2020-09-14, what: Oracle dropped}\n",
        Wrong(FIRST + 1, 4, f"line {FIRST}"),
    ),
    "the same entry with and without its id": (
        ORACLE + "  - {on: 2020-09-13, what: Oracle chosen}\n",
        Wrong(FIRST + 1, 4, f"line {FIRST}", "id"),
    ),
    "the same entry without and with its id": (
        "  - {on: 2020-09-13, what: Oracle chosen}\n" + ORACLE,
        Wrong(FIRST + 1, 4, f"line {FIRST}", "id"),
    ),
    "an entry that is refused, and its amendment": (
        UNNAMED + "  - {id: two, on: 2020-08-14, what: order effective 2020-11-12}\n"
        "  - {retract: two, because: no}\n",
        Wrong(FIRST + 1, 4, "unnamed order"),
    ),
    "an entry that cannot be read, and its amendment": (
        ORACLE.replace("chosen}", "not chosen}")
        + "  - {id: b, on: 2020-09-13, wath: Oracle chosen}\n"
        + "  - {retract: chosen, because: no}\n  - {retract: b, because: no}\n",
        Wrong(FIRST, 2, "'Oracle not chosen'"),
        Wrong(FIRST + 1, 2, "'wath'"),
    ),
    "a deadline that cannot be read, and its extension": (
        SALE.replace("2020-10-01", "10/01/2020") + SALE.replace("due", "extended to"),
        Wrong(FIRST, 2, "10/01/2020"),
    ),
    "an amendment under the id of an entry": (
        ORACLE + "  - {cite: chosen, id: chosen, source: {publisher: FT}}\n",
        Wrong(FIRST + 1, 4, f"line {FIRST}"),
    ),
    "an entry under the id of an amendment": (
        ORACLE
        + "  - {cite: chosen, id: cited, source: {publisher: FT}}\n"
        + "  - {id: cited, on: 2020-09-14, what: Oracle dropped}\n",
        Wrong(FIRST + 2, 4, f"line {FIRST + 1}"),
    ),
    "the same amendment twice": (
        ORACLE + 2 * "  - {cite: chosen, source: {publisher: FT}}\n",
        Wrong(FIRST + 2, 4, f"line {FIRST + 1}"),
    ),
}


@pytest.mark.parametrize(
    ("entries", "wrong"), [(each[0], each[1:]) for each in ENTRIES.values()], ids=ENTRIES
)
def test_an_entry_that_is_wrong(book: Book, entries: str, wrong: tuple[Any, ...]) -> None:
    check(refused(book, HEAD + entries), *wrong)
    assert book.deals() == []


# Names that are slips of each other

NAMES = {
    "the rarer of two near names": (
        ("Microsoft bid", "Microsoft in talks", "Micrsoft bid rejected"),
        Wrong(FIRST + 2, 4, "'Micrsoft'", "did you mean Microsoft?"),
    ),
    "the rarer, though it comes first": (
        ("Orcale bid", "Oracle in talks", "Oracle chosen"),
        Wrong(FIRST, 4, "'Orcale'", "did you mean Oracle?"),
    ),
    "the later of two as frequent": (
        ("TikTok said: no", "Tik Tok said: yes"),
        Wrong(FIRST + 1, 4, "'Tik Tok'", "did you mean TikTok?"),
    ),
    "a name without its accents": (
        ("São Paulo Gás bid", "São Paulo Gás in talks", "Sao Paulo Gas dropped"),
        Wrong(FIRST + 2, 4, "'Sao Paulo Gas'", "São Paulo Gás"),
    ),
    "a curly apostrophe": (
        ("Hudson's Bay bid", "Hudson's Bay in talks", "Hudson’s Bay dropped"),
        Wrong(FIRST + 2, 4, "’", "Hudson's Bay"),
    ),
    "a group that is no name": (
        ("Microsoft bid", "Microsoft and Walmart bid"),
        Wrong(FIRST + 1, 4, "'Microsoft and Walmart'", "joined"),
    ),
    "a deadline for an authority": (
        (
            "order EO 13942 effective 2020-09-20",
            "EO 13942 extended to 2020-11-12",
            "EO 13942 blocked",
        ),
        Wrong(FIRST + 2, 4, "'EO 13942'"),
    ),
    "a near deadline": (
        (
            "divestiture due 2020-11-12",
            "divestiture extended to 2020-11-27",
            "divestitur extended to 2020-12-04",
        ),
        Wrong(FIRST + 2, 4, "'divestitur'", "did you mean divestiture?"),
    ),
}


def entries_of(sentences: tuple[str, ...]) -> str:
    return HEAD + "".join(
        f'  - {{on: 2020-09-{day:02}, what: "{sentence}"}}\n'
        for day, sentence in enumerate(sentences, 1)
    )


@pytest.mark.parametrize(("sentences", "wrong"), NAMES.values(), ids=NAMES)
def test_a_name_that_is_probably_a_slip(
    book: Book, sentences: tuple[str, ...], wrong: Wrong
) -> None:
    check(refused(book, entries_of(sentences)), wrong)


def test_a_slip_of_a_name_of_the_book_is_refused_however_frequent_it_is(book: Book) -> None:
    take(book, entries_of(("Microsoft bid",)))
    error = refused(
        book,
        HEAD + "".join(f"  - {{on: 2020-10-0{day}, what: Micrsoft bid}}\n" for day in (1, 2, 3)),
    )
    check(error, Wrong(FIRST, 4, "'Micrsoft'", "did you mean Microsoft?"))


@pytest.mark.parametrize(
    "amendment",
    [
        "{correct: m, to: {what: Micrsoft bid}, because: typed}",
        "{dispute: m, because: no, claims: Micrsoft bid rejected}",
    ],
)
def test_a_slip_in_an_amendment_is_refused_too(book: Book, amendment: str) -> None:
    entries = (
        "  - {id: m, on: 2020-09-13, what: Microsoft bid}\n"
        "  - {on: 2020-09-14, what: Microsoft in talks}\n"
        f"  - {amendment}\n"
    )
    check(
        refused(book, HEAD + entries),
        Wrong(FIRST + 2, 4, "'Micrsoft'", "did you mean Microsoft?"),
    )


@pytest.mark.parametrize(
    "sentences",
    [
        ("Bidder A bid", "Bidder B bid", "CP bid", "CN bid"),
        ("order EO 13942 effective 2020-09-20", "order EO 13943 effective 2020-11-12"),
        ("Sanofi bid", "Sanofi-Aventis bid"),
        ("Microsoft bid", "Micrsoft also known as Microsoft", "Micrsoft in talks"),
        ("Microsoft bid", "'Micrsoft' bid", "Micrsoft in talks"),
        ("KCS bid", "KCS holders cleared KCS"),
        ("order EO 13942 effective 2020-09-20", "EO 13942 also known as ban", "ban revoked"),
        ("Macy's bid", "Macy's in talks", "the Macy's bid rejected"),
        ("'KKR & Co.' bid", "Bain joined KKR & Co.", "KKR & Co.'s bid rejected"),
    ],
)
def test_names_that_are_not_in_each_others_way(book: Book, sentences: tuple[str, ...]) -> None:
    assert take(book, entries_of(sentences)).recorded == len(sentences)


# What is right though it looks odd


def test_every_scalar_is_text(book: Book) -> None:
    """Neither NO nor 1e3 nor a date is anything but what it says."""
    take(
        book,
        "deal: d\ntitle: 2020\nseller: null\ntarget: yes\nentries:\n"
        "  - {on: 2020-09-13, what: '\"NO\" bid of 1e3', by: NO}\n"
        "  - {on: 2020-09-14, what: 'off said: no', source: {publisher: 0o17, title: true}}\n"
        "  - {on: 2020-09-15, what: !!python/name:os.system '\"NO\" in talks'}\n",
    )
    history = book.history("d")
    opened, entries = history.opened, history.entries
    assert (opened.title, opened.seller, opened.target) == ("2020", "null", "yes")
    assert (entries[0].sentence, entries[0].by) == ('"NO" bid of 1e3', "NO")
    assert (entries[1].sources[0].publisher, entries[1].sources[0].title) == ("0o17", "true")
    assert [each["name"] for each in stands(book)["bidders"]] == ["NO"]


@pytest.mark.parametrize(
    "text",
    [
        "\ufeff" + HEAD + ORACLE,
        (HEAD + ORACLE).replace("\n", "\r\n"),
        "%YAML 1.2\n---\n" + HEAD + ORACLE + "...\n",
        "---\n" + HEAD + ORACLE + "---\n",
        '{"deal": "d", "title": "D", "entries": [{"on": "2020-09-13", "what": "Oracle chosen"}]}',
        HEAD + "  - on: 2020-09-13\n    what: >-\n      Oracle\n      chosen\n",
    ],
)
def test_yaml_of_every_shape_is_read(book: Book, text: str) -> None:
    assert take(book, text).recorded == 1
    assert stands(book)["status"] == "chosen"


def test_entries_may_stand_on_one_line(book: Book) -> None:
    entries = "{on: 2020-09-13, what: Oracle bid}, {on: 2020-09-12, what: Microsoft bid}"
    assert take(book, f"{{deal: d, entries: [{entries}]}}").recorded == 2
    assert [each["name"] for each in stands(book)["bidders"]] == ["Microsoft", "Oracle"]


def test_a_sentence_that_hides_a_comment_is_read_as_yaml_reads_it(book: Book) -> None:
    take(book, HEAD + "  - {on: 2020-09-13, what: 'Oracle said: lot #5, at $3'}\n")
    assert book.history("d").entries[0].sentence == "Oracle said: lot #5, at $3"


def test_a_deal_without_entries_is_a_deal(book: Book) -> None:
    assert take(book, "deal: d\n").new
    assert book.history("d").opened.title == "d"


def test_the_zone_of_the_import_is_that_of_deals_that_name_none(book: Book) -> None:
    book.import_casebook("deal: d\ntitle: D\n", file="x.yaml", zone="Asia/Tokyo")
    assert book.history("d").zone == "Asia/Tokyo"


def test_an_extension_may_stand_above_its_order(book: Book) -> None:
    take(
        book,
        HEAD + "  - {on: 2020-11-12, what: sale extended to 2020-11-27}\n"
        "  - {on: 2020-08-14, what: the sale due 2020-11-12}\n"
        "  - {on: 2020-11-25, what: order sale extended by 7 days}\n",
    )
    sale = stands(book)["deadlines"][0]
    assert sale["dates"] == ["2020-11-12", "2020-11-27", "2020-12-04"]
    assert (sale["original_due"], sale["extensions"]) == ("2020-11-12", 2)


def test_an_alias_may_stand_above_its_names(book: Book) -> None:
    take(
        book,
        HEAD + "  - {on: 2020-09-03, what: Hon Hai also known as Foxconn}\n"
        "  - {on: 2020-09-01, what: Foxconn bid}\n",
    )
    assert [each["name"] for each in stands(book)["bidders"]] == ["Hon Hai"]


def test_numbers_follow_the_file_and_not_the_days(book: Book) -> None:
    take(book, HEAD + "  - {on: 2020-09-13, what: B bid}\n  - {on: 2020-09-01, what: A bid}\n")
    assert [each.sentence for each in book.history("d").entries] == ["B bid", "A bid"]


def test_both_source_and_sources_count(book: Book) -> None:
    take(
        book,
        HEAD + "  - {on: 2020-09-13, what: Oracle chosen, source: {publisher: FT},\n"
        "     sources: [{publisher: WSJ}, {publisher: Reuters}]}\n",
    )
    publishers = [each.publisher for each in book.history("d").entries[0].sources]
    assert publishers == ["FT", "WSJ", "Reuters"]


# Again


def test_new_sources_of_an_entry_are_citations(book: Book) -> None:
    one = "  - {on: 2020-09-13, what: Oracle chosen, source: {publisher: Reuters}}\n"
    two = one.replace(
        "source: {publisher: Reuters}", "sources: [{publisher: Reuters}, {publisher: WSJ}]"
    )
    take(book, HEAD + one)
    assert stands(book)["bidders"][0]["grade"] == "single-source"
    again = take(book, HEAD + two)
    assert (again.recorded, again.cited, again.unchanged) == (1, 1, 0)
    assert stands(book)["bidders"][0]["grade"] == "corroborated"
    assert [take(book, HEAD + each).recorded for each in (one, two)] == [0, 0]


def test_entries_missing_from_a_later_file_stay(book: Book) -> None:
    take(book, HEAD + ORACLE)
    later = take(book, HEAD + "  - {on: 2020-09-14, what: Microsoft dropped}\n")
    assert (later.recorded, later.unchanged) == (1, 0)
    assert len(book.history("d").entries) == 2


def test_a_later_file_need_not_repeat_whose_deal_it_is(book: Book) -> None:
    take(book, HEAD.replace("title: D", "title: D\nseller: S\ntarget: T") + ORACLE)
    take(book, "deal: d\nentries:\n  - {on: 2020-09-14, what: Oracle dropped}\n")
    opened = book.history("d").opened
    assert (opened.title, opened.seller, opened.target) == ("D", "S", "T")
    assert opened.zone == "America/New_York"


@pytest.mark.parametrize("line", ["title: E", "zone: UTC", "seller: S"])
def test_a_later_file_that_says_another_deal_is_refused(book: Book, line: str) -> None:
    take(book, HEAD + ORACLE)
    name = line.partition(":")[0]
    kept = [each for each in HEAD.splitlines() if not each.startswith(name)]
    text = "\n".join([*kept[:1], line, *kept[1:]]) + "\n" + ORACLE
    error = refused(book, text)
    assert [(each.line, each.code) for each in error.findings] == [(2, 4)]


CHANGES = {
    "the day": ("on: 2020-09-13", "on: 2020-09-14", "2020-09-14"),
    "the sentence": ("what: Oracle chosen", "what: Oracle dropped", "Oracle dropped"),
    "who did it": ("by: TikTok", "by: ByteDance", "ByteDance"),
    "the report": ("reported: 2020-09-15", "reported: 2020-09-16", "2020-09-16"),
}
FULL = (
    "  - {id: chosen, on: 2020-09-13, what: Oracle chosen, by: TikTok, reported: 2020-09-15,\n"
    "     source: {publisher: Reuters}}\n"
)


@pytest.mark.parametrize(("was", "now", "told"), CHANGES.values(), ids=CHANGES)
def test_a_changed_entry_under_a_known_id(book: Book, was: str, now: str, told: str) -> None:
    """Refused with the difference, or recorded as a correction of the book."""
    take(book, HEAD + FULL)
    changed = HEAD + FULL.replace(was, now)
    check(refused(book, changed), Wrong(FIRST, 4, told, "--correct"))
    corrected = take(book, changed, correct=True)
    assert (corrected.recorded, corrected.corrected) == (1, 1)
    assert take(book, changed).recorded == 0
    fact = book.history("d").corrected(1)
    assert told in (fact.on, fact.reported, fact.by, str(fact.event) and book_sentence(book))
    assert len(fact.amendments) == 1


def book_sentence(book: Book) -> str:
    exported = write_casebook(book.history("d"))
    return next(line.split("what: ")[1] for line in exported.splitlines()[::-1] if "what: " in line)


def test_a_changed_entry_with_a_new_source_is_corrected_and_cited(book: Book) -> None:
    take(book, HEAD + FULL)
    changed = FULL.replace("2020-09-13", "2020-09-14").replace("Reuters}", "WSJ}")
    done = take(book, HEAD + changed, correct=True)
    assert (done.recorded, done.corrected, done.cited) == (2, 1, 1)


@pytest.mark.parametrize("left_out", ["by: TikTok, ", "reported: 2020-09-15,\n     "])
def test_what_a_later_file_leaves_out_is_not_changed(book: Book, left_out: str) -> None:
    take(book, HEAD + FULL)
    assert left_out in FULL
    again = take(book, HEAD + FULL.replace(left_out, ""))
    assert (again.recorded, again.unchanged) == (0, 1)


def test_without_an_id_a_changed_entry_is_another(book: Book) -> None:
    take(book, HEAD + "  - {on: 2020-09-13, what: Oracle bid}\n")
    assert take(book, HEAD + "  - {on: 2020-09-14, what: Oracle bid}\n").recorded == 1


def test_an_entry_that_is_given_an_id_later_is_the_same(book: Book) -> None:
    bare = "  - {on: 2020-09-13, what: Oracle chosen}\n"
    take(book, HEAD + bare)
    assert take(book, HEAD + ORACLE).recorded == 0
    amended = HEAD + ORACLE + "  - {retract: chosen, because: no}\n"
    assert take(book, amended).recorded == 1
    assert take(book, amended).recorded == 0
    assert stands(book)["bidders"] == []


def test_who_did_it_is_resolved_as_names_are(book: Book) -> None:
    text = HEAD + "  - {id: a, on: 2021-05-06, what: STB blocked, by: the  stb}\n"
    assert [take(book, text).recorded for _ in (1, 2)] == [1, 0]
    assert book.history("d").entries[0].by == "STB"


def test_one_of_two_that_are_given_ids_later_is_new(book: Book) -> None:
    bare = "  - {on: 2020-09-13, what: Oracle bid}\n"
    take(book, HEAD + bare)
    twice = HEAD + "".join(bare.replace("{", f"{{id: {name}, ") for name in ("one", "two"))
    assert [take(book, twice).recorded for _ in (1, 2)] == [1, 0]


def test_the_same_happening_twice_has_two_ids(book: Book) -> None:
    twice = HEAD + "".join(
        f"  - {{id: {name}, on: 2020-09-13, what: Oracle bid}}\n" for name in ("one", "two")
    )
    assert take(book, twice).recorded == 2
    assert take(book, twice).recorded == 0


def test_what_was_recorded_by_hand_is_recognised(book: Book) -> None:
    book.new("d", "D", zone="America/New_York")
    book.record("d", Draft(sentence="Oracle chosen", on="2020-09-13", by="TikTok"))
    bare = "  - {on: 2020-09-13, what: oracle chosen, by: tiktok}\n"
    assert take(book, HEAD + bare).recorded == 0


def test_a_slip_is_put_right_under_its_id(book: Book) -> None:
    slip = "  - {id: bid, on: 2020-09-13, what: Micrsoft bid}\n"
    right = slip.replace("Micrsoft", "Microsoft")
    take(book, HEAD + slip)
    check(refused(book, HEAD + right), Wrong(FIRST, 4, "'Microsoft bid'", "--correct"))
    take(book, HEAD + right, correct=True)
    assert [each["name"] for each in stands(book)["bidders"]] == ["Microsoft"]
    assert [take(book, HEAD + each).recorded for each in (slip, right)] == [0, 0]


@pytest.mark.parametrize(
    "amendment",
    [
        "{correct: bid, to: {what: Microsoft bid}, because: misspelt}",
        "{retract: bid, because: misspelt}",
    ],
)
def test_a_slip_that_the_file_puts_right_is_no_finding(book: Book, amendment: str) -> None:
    text = (
        HEAD + "  - {id: bid, on: 2020-09-13, what: Micrsoft bid}\n"
        "  - {on: 2020-09-14, what: Microsoft in talks}\n"
    )
    check(refused(book, text), Wrong(FIRST + 1, 4, "'Microsoft'", "did you mean Micrsoft?"))
    right = f"{text}  - {amendment}\n"
    assert [take(book, right).recorded for _ in (1, 2)] == [3, 0]
    assert [each["name"] for each in stands(book)["bidders"]] == ["Microsoft"]
    error = refused(book, f"{right}  - {{on: 2020-09-15, what: Microsfot dropped}}\n")
    check(error, Wrong(FIRST + 3, 4, "'Microsfot'", "did you mean Microsoft?"))


def test_an_entry_that_the_book_has_corrected_is_not_changed_back(book: Book) -> None:
    amended = HEAD + ORACLE + "  - {correct: chosen, to: {on: 2020-09-14}, because: typed}\n"
    take(book, HEAD + ORACLE)
    take(book, amended)
    assert [take(book, each).recorded for each in (HEAD + ORACLE, amended)] == [0, 0]
    assert book.history("d").corrected(1).on == "2020-09-14"


@pytest.mark.parametrize(("was", "now", "told"), CHANGES.values(), ids=CHANGES)
@pytest.mark.parametrize("correct", [False, True])
def test_an_older_file_is_told_that_the_book_was_corrected_since(
    book: Book, was: str, now: str, told: str, correct: bool
) -> None:
    changed = HEAD + FULL.replace(was, now)
    take(book, HEAD + FULL)
    take(book, changed, correct=True)
    again = take(book, HEAD + FULL, correct=correct)
    assert (again.recorded, again.unchanged) == (0, 1)
    (note,) = again.notes
    assert note.startswith("#1: the book has been corrected since: ")
    assert told in note
    assert take(book, changed).notes == ()


def test_a_file_that_puts_its_own_entry_right_is_told_nothing(book: Book) -> None:
    amended = HEAD + ORACLE + "  - {correct: chosen, to: {on: 2020-09-14}, because: typed}\n"
    take(book, amended)
    assert take(book, amended).notes == ()


@pytest.mark.parametrize(
    ("amendment", "changed"),
    [
        ("{retract: chosen, id: a, because: no}", "{retract: chosen, id: a, because: yes}"),
        (
            "{cite: chosen, id: a, source: {publisher: FT}}",
            "{cite: chosen, id: a, source: {publisher: WSJ}}",
        ),
        (
            "{correct: chosen, id: a, to: {on: 2020-09-14}, because: typed}",
            "{correct: chosen, id: a, to: {on: 2020-09-15}, because: typed}",
        ),
        ("{dispute: chosen, id: a, because: no}", "{retract: chosen, id: a, because: no}"),
    ],
)
def test_a_changed_amendment_under_a_known_id_is_refused(
    book: Book, amendment: str, changed: str
) -> None:
    """Amendments cannot be corrected: not even with `correct`."""
    take(book, f"{HEAD}{ORACLE}  - {amendment}\n")
    again = f"{HEAD}{ORACLE}  - {changed}\n"
    assert take(book, f"{HEAD}{ORACLE}  - {amendment}\n").recorded == 0
    for correct in (False, True):
        check(refused(book, again, correct=correct), Wrong(FIRST + 1, 4, "'a'", "retract"))


def test_a_retraction_that_was_retracted_is_not_made_again(book: Book) -> None:
    text = (
        HEAD + ORACLE + "  - {retract: chosen, id: out, because: no}\n"
        "  - {retract: out, id: in, because: it stands}\n"
    )
    assert take(book, text).recorded == 3
    assert take(book, text).recorded == 0
    assert stands(book)["status"] == "chosen"


def test_a_retracted_entry_is_not_recorded_again(book: Book) -> None:
    bare = HEAD + "  - {on: 2020-09-13, what: Oracle chosen}\n"
    take(book, HEAD + ORACLE + "  - {retract: chosen, because: no}\n")
    assert take(book, bare).recorded == 0


def test_a_dry_run_refuses_and_counts_as_the_import_does(book: Book) -> None:
    assert take(book, HEAD + FULL, dry_run=True).recorded == 1
    assert book.deals() == []
    refused(book, HEAD + FULL.replace("Oracle chosen", "Oracle not chosen"), dry_run=True)


# Everything at once


def test_a_file_with_findings_of_both_kinds_is_a_broken_file(book: Book) -> None:
    error = refused(
        book,
        HEAD + "  - {on: 2020-09-13, what: Oracle not chosen}\n"
        "  - {on: 2020-09-13, what: sale extended to 2020-11-12}\n"
        "  - {on: 2020-09-13, wath: Oracle chosen}\n",
    )
    assert [(each.line, each.code) for each in error.findings] == [
        (FIRST, 2),
        (FIRST + 1, 4),
        (FIRST + 2, 2),
    ]
    assert error.code == 2


def test_several_deals_are_several_documents_and_one_transaction(book: Book) -> None:
    good = "deal: one\nentries:\n  - {on: 2020-09-13, what: Oracle chosen}\n"
    bad = "deal: two\nentries:\n  - {on: 2020-09-13, what: Oracle not chosen}\n"
    worse = "deal: Three\n"
    check(
        refused(book, f"{good}---\n{bad}---\n{worse}"),
        Wrong(7, 2, "'Oracle not chosen'"),
        Wrong(9, 2, "'Three'"),
    )
    assert book.deals() == []
    done = book.import_casebook(f"{good}---\n{good.replace('one', 'two')}", file="x", zone="UTC")
    assert [(each.deal, each.recorded) for each in done.deals] == [("one", 1), ("two", 1)]


def test_one_deal_in_two_documents_is_one_deal(book: Book) -> None:
    more = "deal: d\nentries:\n  - {on: 2020-09-14, what: Oracle dropped}\n"
    take(book, f"{HEAD}{ORACLE}---\n{more}")
    assert [each.sentence for each in book.history("d").entries] == [
        "Oracle chosen",
        "Oracle dropped",
    ]


def thousand(bad: dict[int, str]) -> str:
    """A thousand entries, one a line, some of them bad."""
    first = date(2018, 1, 1)
    sentences = ("vote due {on}", "Bidder {n} bid of $5", "Bidder {n} bid rejected", "note: {n}")
    lines = [
        bad.get(n)
        or f"  - {{on: {first + timedelta(n)}, what: '"
        + sentences[n % 4].format(n=n // 4 % 9, on=first + timedelta(n + 30))
        + "'}"
        for n in range(1000)
    ]
    return HEAD + "\n".join(lines) + "\n"


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("  - {on: 2020-09-13, what: Oracle not chosen}", 2),
        ("  - {on: 2020-09-13, what: Oracle chosen, by: A, bye: B}", 2),
        ("  - {on: 2020-13-13, what: Oracle chosen}", 2),
        ("  - {on: 2020-09-13, what: sale extended by 3 days}", 4),
        ("  - {retract: nothing, because: no}", 4),
    ],
)
def test_one_bad_line_among_a_thousand_leaves_the_book_as_it_was(
    book: Book, line: str, code: int
) -> None:
    take(book, HEAD + ORACLE.replace("2020", "2017"))
    error = refused(book, thousand({777: line}))
    check(error, Wrong(FIRST + 777, code, ""))
    assert len(book.history("d").entries) == 1


def test_a_thousand_good_lines_are_recorded(book: Book) -> None:
    assert take(book, thousand({})).recorded == 1000
    assert take(book, thousand({})).recorded == 0


JUNK = st.sampled_from([*"{}[]:,-#&*!|>'\"%@`\n\t\x00", "---\n", "<<", "- ", "null", "\u2028"])


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.data())
def test_a_file_with_anything_in_it_is_taken_or_refused(book: Book, data: st.DataObject) -> None:
    """Nothing that stands in a file is a defect of the tracker."""
    text = HEAD + FULL + ORACLE.replace("chosen}", "in talks}").replace("id: chosen", "id: talks")
    text += "  - {correct: talks, to: {on: 2020-09-12}, because: typed}\n"
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, len(text)))
        text = text[:at] + data.draw(JUNK | st.just("")) + text[at + data.draw(st.integers(0, 5)) :]
    findings: tuple[Finding, ...] = ()
    try:
        take(book, text, dry_run=True)
    except ImportRefused as error:
        findings = error.findings
    assert all(each.line >= 1 and each.message and each.hint for each in findings)


# Ids that are nobody's


@pytest.mark.parametrize("name", ["opened", "1", "#5", "NO", "a b", "Ä", "x" * 200])
def test_an_id_is_any_text(book: Book, name: str) -> None:
    text = f'{HEAD}  - {{id: "{name}", on: 2020-09-13, what: Oracle chosen}}\n'
    assert take(book, text).recorded == 1
    assert take(book, text).recorded == 0
    exported = write_casebook(book.history("d"))
    assert take(book, exported).recorded == 0

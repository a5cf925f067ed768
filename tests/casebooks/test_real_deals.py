"""Casebooks of real deals import unchanged, answer right, and survive export and import."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

import msgspec
import pytest
from ruamel.yaml import YAML

from tests.casebooks.deal_answers import ANSWERS, Asks, Right
from tests.places import at
from tracker.domain.history import History
from tracker.formats.casebook import write_casebook
from tracker.store.boards import Boards
from tracker.store.book import Book, open_book
from tracker.views.asking import Asked
from tracker.views.status import status

FILES = {path.stem: path for path in sorted((Path(__file__).parent / "deals").glob("*.yaml"))}
AMENDMENTS = ("correct", "retract", "cite", "dispute")
NOW = 1_800_000_000_000_000


def text_of(deal: str) -> str:
    return FILES[deal].read_text(encoding="utf-8")


@cache
def written_in(deal: str) -> list[dict[str, Any]]:
    """The entries as the file has them, every scalar as text."""
    entries: list[dict[str, Any]] = YAML(typ="base", pure=True).load(text_of(deal))["entries"]
    return entries


@cache
def numbers_in(deal: str) -> dict[str, int]:
    """The number of every entry by its id, and of every dispute by what it disputes."""
    named = [
        each.get("id") or next(f"{does}:{each[does]}" for does in AMENDMENTS if does in each)
        for each in written_in(deal)
    ]
    return {name: number for number, name in enumerate(named, 1)}


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Book]:
    """A book with every deal in it."""
    with open_book(at(tmp_path_factory.mktemp("deals") / "book.db"), create=True) as book:
        for deal, path in FILES.items():
            imported = book.import_casebook(text_of(deal), file=path.name, zone="UTC")
            assert imported.deals[0].recorded == len(written_in(deal))
        yield book


def answer(history: History, **question: Any) -> dict[str, Any]:
    """What `tracker status --json` answers."""
    asked = Asked(now=NOW, **question).question(history.zone)
    answered: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(status(history, asked)))
    return answered


def found(answered: dict[str, Any], right: Right) -> dict[str, Any] | None:
    """What of the answer a right one speaks of."""
    if right.kind == "deal":
        return answered
    if right.kind == "entries":
        counts: dict[str, Any] = answered["entries"]
        return counts
    of = (right.fields or {}).get("of")
    there: list[dict[str, Any]] = [
        each
        for each in answered[right.kind]
        if each["name"] == right.name and (right.kind != "reviews" or each["of"] == of)
    ]
    assert len(there) <= 1
    return there[0] if there else None


def expected(right: Right, numbers: dict[str, int]) -> dict[str, Any] | None:
    if right.fields is None or "because" not in right.fields:
        return right.fields
    because = sorted(numbers[name] for name in right.fields["because"].split())
    return {**right.fields, "because": because}


QUESTIONS = [
    pytest.param(deal, asks, id=f"{deal} {asks}")
    for deal, asked in ANSWERS.items()
    for asks in asked
]


@pytest.mark.parametrize(("deal", "asks"), QUESTIONS)
def test_a_casebook_answers_right(books: Book, deal: str, asks: Asks) -> None:
    answered, numbers = answer(books.history(deal), **asks.question), numbers_in(deal)
    wrong = []
    for right in asks.rights:
        it, fields = found(answered, right), expected(right, numbers)
        got = it and {name: it[name] for name in fields or it}
        if got != fields:
            wrong.append((right.kind, right.name, got, fields))
    assert wrong == []


def test_every_casebook_has_its_answers() -> None:
    assert set(ANSWERS) == set(FILES)


def test_a_name_of_an_answer_is_that_of_one_entry() -> None:
    for deal in FILES:
        assert len(numbers_in(deal)) == len(written_in(deal))


@pytest.mark.parametrize("deal", FILES)
def test_the_counts_add_up_to_the_entries(books: Book, deal: str) -> None:
    facts = sum("what" in each for each in written_in(deal))
    history = books.history(deal)
    for question in everything_asked(deal):
        counts = answer(history, **question)["entries"]
        assert sum(counts.values()) == facts


def everything_asked(deal: str) -> Iterator[dict[str, Any]]:
    """The questions of the table, and the days of the file with each other's knowledge."""
    yield from (asks.question for asks in ANSWERS[deal])
    days = sorted({each["on"] for each in written_in(deal) if "on" in each})
    for as_of, known_by in product(days[::3], [None, *days[::5]]):
        yield {"as_of": as_of, "known_by": known_by}
    for as_of in days[::4]:
        yield {"then": as_of, "confirmed": True}
        yield {"as_of": as_of, "according_to": ("Reuters", "SEC")}


@pytest.mark.parametrize("deal", FILES)
def test_importing_again_records_nothing(books: Book, deal: str) -> None:
    before = books.history(deal).entries
    again = books.import_casebook(text_of(deal), file="again.yaml", zone="UTC").deals[0]
    assert (again.new, again.recorded, again.cited, again.corrected) == (False, 0, 0, 0)
    assert again.unchanged == len(written_in(deal))
    assert books.history(deal).entries == before


@pytest.mark.parametrize("deal", FILES)
def test_a_dry_run_says_the_same_and_leaves_nothing(book: Book, deal: str) -> None:
    tried = book.import_casebook(text_of(deal), file="x.yaml", zone="UTC", dry_run=True)
    assert book.deals() == []
    assert tried == book.import_casebook(text_of(deal), file="x.yaml", zone="UTC")


@pytest.mark.parametrize("deal", FILES)
def test_an_export_answers_as_its_book_does(books: Book, book: Book, deal: str) -> None:
    ours = books.history(deal)
    book.import_casebook(write_casebook(ours), file="export.yaml", zone="UTC")
    theirs = book.history(deal)
    for question in everything_asked(deal):
        assert answer(theirs, **question) == answer(ours, **question)
    assert write_casebook(theirs) == write_casebook(ours)


@pytest.mark.parametrize("deal", FILES)
def test_an_export_imports_into_its_own_book_as_nothing_new(books: Book, deal: str) -> None:
    exported = write_casebook(books.history(deal))
    again = books.import_casebook(exported, file="export.yaml", zone="UTC").deals[0]
    assert (again.recorded, again.unchanged) == (0, len(written_in(deal)))


@pytest.mark.parametrize("deal", FILES)
def test_nothing_was_in_the_book_before_it_was_imported(books: Book, deal: str) -> None:
    then = answer(books.history(deal), as_of="2025-12-31", recorded_by="2025-01-01")
    assert (then["status"], then["bidders"], then["deadlines"]) == ("open", [], [])
    assert sum(then["entries"].values()) == 0


def test_what_a_later_file_corrects_stood_otherwise_in_the_book_before(book: Book) -> None:
    """The same casebook, first without its amendments: only `recorded_by` tells the two apart."""
    lines = text_of("twitter").replace(
        """  - correct: stake-size
    to: {what: Elon Musk stake of 9.1% taken}
    announced: 2022-04-05
    because: the Schedule 13D of the next day says 9.1%
""",
        "",
    )
    book.import_casebook(lines, file="first.yaml", zone="UTC")
    first = book.history("twitter").entries[-1].recorded
    second = book.import_casebook(text_of("twitter"), file="second.yaml", zone="UTC").deals[0]
    assert (second.recorded, second.unchanged) == (1, 29)

    def stake(**question: Any) -> str:
        answered = answer(book.history("twitter"), as_of="2022-04-04", **question)
        size: str = answered["bidders"][0]["stake"]["terms"]
        return size

    assert stake() == "9.1%"
    assert stake(recorded_by=first) == "9.2%"
    assert stake(known_by="2022-04-04") == "9.2%"


def test_every_deal_stands_in_the_projections_as_in_its_log(books: Book) -> None:
    asked = Asked(now=NOW, as_of="2021-08-15", known_by="2021-08-31")
    found = defaultdict(list)
    for line in Boards(books, asked).bidders():
        found[line.deal].append(msgspec.json.decode(msgspec.json.encode(line.bidder)))
    for row in books.deals():
        answered = answer(books.history(row.deal), as_of="2021-08-15", known_by="2021-08-31")
        assert found[row.deal] == answered["bidders"]

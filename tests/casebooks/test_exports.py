"""A casebook that was exported imports to the same answers, whatever the names in it."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from tests.places import at
from tracker.domain.drafts import Correction, Draft, Retraction
from tracker.domain.history import Question
from tracker.domain.times import moment
from tracker.formats.casebook import write_casebook
from tracker.store.book import Book, open_book
from tracker.views.status import status

NASTY = (
    ("Acme bid", "'the Acme' bid"),
    ("Oracle bid", "'Orcale' bid"),
    ("Oracle chosen", '"Oracle and Walmart" bid'),
    ("Acme Inc bid", "Acme joined 'Acme Inc.'"),
    ("EO 13942 due 2021-01-01", '"EO 13942" in talks'),
    ("'The Bid of Angels' bid of $5", "Macy's bid"),
    ("Oracle bid", "'fee' extended to 2021-01-01", "fee set to $5"),
    ("CFIUS review of Oracle opened", "CFIUS cleared", "CFIUS review of Acme opened"),
    ("sale due 2020-11-12", "sale extended by 15 days", "sale stayed"),
)


def answers(book: Book) -> bytes:
    history = book.history("deal")
    question = Question(as_of=moment("2021-06-01", history.zone))
    return msgspec.json.encode(status(history, question))


@pytest.mark.parametrize("sentences", NASTY, ids=" | ".join)
def test_names_that_would_be_misread_are_quoted(sentences: tuple[str, ...], tmp_path: Path) -> None:
    with open_book(at(tmp_path / "one.db"), create=True) as one:
        one.new("deal", "A deal", zone="America/New_York")
        for day, sentence in enumerate(sentences, 1):
            one.record("deal", Draft(sentence=sentence, on=f"2020-09-0{day}", new=True))
        exported, expected = write_casebook(one.history("deal")), answers(one)
    assert imported(exported, tmp_path) == expected


def test_what_was_amended_reads_the_same(tmp_path: Path) -> None:
    with open_book(at(tmp_path / "one.db"), create=True) as one:
        one.new("deal", "A deal", zone="America/New_York")
        for draft in (
            Draft(sentence="Orcale bid", on="2020-09-01"),
            Draft(sentence="Microsoft bid", on="2020-09-02"),
            Correction(entry=1, what="Oracle bid", because="misspelt"),
            Retraction(entry=2, because="another deal", announced="2020-10-01"),
            Draft(sentence="Oracle chosen", on="2020-09-03"),
        ):
            one.record("deal", draft)
        exported, expected = write_casebook(one.history("deal")), answers(one)
    assert imported(exported, tmp_path) == expected


def imported(casebook: str, tmp_path: Path) -> bytes:
    with open_book(at(tmp_path / "other.db"), create=True) as other:
        other.import_casebook(casebook, file="export.yaml", zone="UTC")
        assert write_casebook(other.history("deal")) == casebook
        again = other.import_casebook(casebook, file="export.yaml", zone="UTC").deals[0]
        assert (again.recorded, again.cited, again.corrected) == (0, 0, 0)
        return answers(other)

"""A history that was kept is used only while the log ends where it ended."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest

from tracker.domain.drafts import Draft
from tracker.domain.entry import DealOpened
from tracker.domain.history import History
from tracker.store.book import open_book
from tracker.store.recent import MOST, Recent
from tracker.store.transactions import Head

HEAD = Head(3, "60ff", "2026-01-05T12:00:00.000000+00:00")
ZONE = "America/New_York"


def history(deal: str) -> History:
    return History(deal, DealOpened("A deal", ZONE), ())


@pytest.mark.parametrize("head", [None, HEAD._replace(version=4), HEAD._replace(hash="9f86")])
def test_another_head_is_another_history(head: Head | None) -> None:
    recent, kept = Recent(), history("deal")
    recent.keep(HEAD, kept)
    assert recent.get("deal", HEAD) is kept
    assert recent.get("deal", head) is None
    assert recent.get("another", HEAD) is None


def test_only_the_last_are_kept() -> None:
    recent, deals = Recent(), [f"deal-{number}" for number in range(MOST + 1)]
    for deal in (*deals, deals[1]):
        recent.keep(HEAD, history(deal))
    assert [deal for deal in deals if recent.get(deal, HEAD) is None] == deals[:1]
    recent.keep(HEAD, history("another"))
    assert recent.get(deals[1], HEAD) is not None
    assert recent.get(deals[2], HEAD) is None


def test_what_another_process_wrote_meanwhile_is_seen(tmp_path: Path) -> None:
    place, day = tmp_path / "book.db", "2020-09-01"
    with open_book(place, create=True) as ours, open_book(place) as theirs:
        ours.new("deal", "A deal", zone=ZONE)
        for turn, book in enumerate((ours, theirs, ours, theirs), 1):
            assert book.history("deal").version == turn - 1
            recorded = book.record("deal", Draft(sentence=f"note: {turn}", on=day))
            assert recorded.written.entry.number == turn
        assert ours.history("deal").entries == theirs.history("deal").entries


def test_what_was_rolled_back_is_forgotten(tmp_path: Path) -> None:
    with open_book(tmp_path / "book.db", create=True) as book:
        book.new("deal", "A deal", zone=ZONE)
        with suppress(ZeroDivisionError), book.recorder.transaction():
            book.record("deal", Draft(sentence="Oracle bid", on="2020-09-01"))
            assert book.history("deal").version == 1
            raise ZeroDivisionError
        assert book.history("deal").version == 0

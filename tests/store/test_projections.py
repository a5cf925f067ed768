"""For any (as of, known by) the projection says what the fold says."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from contextlib import ExitStack, suppress
from itertools import combinations, permutations
from pathlib import Path
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from msgspec.structs import replace

from tests.histories import amendments, drafts, edges, times
from tests.places import at
from tracker.domain.drafts import AnyDraft, Draft, Retraction
from tracker.domain.errors import Refusal
from tracker.domain.history import NEVER, History, Question
from tracker.domain.spans import Rectangle, rectangles
from tracker.domain.standing import DealStanding, standing
from tracker.domain.times import moment
from tracker.store import projections
from tracker.store.book import open_book

ZONE = "America/New_York"
NOTHING_YET = DealStanding("open", contested=False)


class Projections(RuleBasedStateMachine):
    """A deal is written in any order, and asked after every entry."""

    def __init__(self) -> None:
        super().__init__()
        self.stack = ExitStack()
        folder = self.stack.enter_context(tempfile.TemporaryDirectory())
        self.book = self.stack.enter_context(open_book(at(Path(folder) / "book.db"), create=True))
        self.book.new("deal", "A deal", zone=ZONE)
        self.entries = 0

    def teardown(self) -> None:
        self.stack.close()

    def record(self, draft: AnyDraft) -> None:
        with suppress(Refusal):
            self.entries = max(self.entries, self.book.record("deal", draft).written.entry.number)

    @rule(draft=drafts)
    def write(self, draft: AnyDraft) -> None:
        self.record(draft)

    @precondition(lambda self: self.entries > 0)
    @rule(data=st.data())
    def amend(self, data: st.DataObject) -> None:
        self.record(data.draw(amendments(self.entries)))

    @precondition(lambda self: self.entries > 0)
    @rule(as_of=times | edges, known_by=st.none() | times | edges)
    def ask(self, as_of: str, known_by: str | None) -> None:
        question = Question(
            as_of=moment(as_of, ZONE), known_by=moment(known_by, ZONE) if known_by else None
        )
        with self.book.recorder.reading() as connection:
            rows = projections.rows_of(connection, "deal")
        assert projected(rows, question) == folded(self.book.history("deal"), question)

    @precondition(lambda self: self.entries > 0)
    @invariant()
    def a_rebuild_gives_the_same_rows(self) -> None:
        with self.book.recorder.reading() as connection:
            rows = projections.rows_of(connection, "deal")
        assert rows == set(rectangles(self.book.history("deal")))
        assert not list(overlaps(rows))
        assert not list(torn(rows))


def projected(rows: Iterable[Rectangle], question: Question) -> set[Any]:
    """What the rows have for the moment asked."""
    at, known = min(question.at, NEVER - 1), min(question.knowledge, NEVER - 1)
    return {
        rectangle.segment.row
        for rectangle in rows
        if rectangle.segment.held_from <= at < rectangle.segment.held_to
        and rectangle.known_from <= known < rectangle.known_to
    } or {NOTHING_YET}


def folded(history: History, question: Question) -> set[Any]:
    """What stands then, but for terms and days left, which rows do not have."""
    stands = standing(history.as_of(question))
    deadlines = (replace(each, days_left=None) for each in stands.deadlines)
    return {stands.deal, *stands.bidders, *deadlines, *stands.reviews}


def overlaps(rows: Iterable[Rectangle]) -> Iterable[tuple[Rectangle, Rectangle]]:
    for one, other in combinations(rows, 2):
        a, b = one.segment, other.segment
        held = a.held_from < b.held_to and b.held_from < a.held_to
        known = one.known_from < other.known_to and other.known_from < one.known_to
        if a.name == b.name and held and known:
            yield one, other


def torn(rows: Iterable[Rectangle]) -> Iterable[tuple[Rectangle, Rectangle]]:
    """Rows that say the same one after the other, and should be one."""
    for one, other in permutations(rows, 2):
        a, b = one.segment, other.segment
        same = (a.name, a.row, a.position) == (b.name, b.row, b.position)
        known = one.known_from < other.known_to and other.known_from < one.known_to
        if same and known and a.held_to == b.held_from:
            yield one, other


TestProjections = Projections.TestCase
TestProjections.settings = settings(max_examples=40, stateful_step_count=25, deadline=None)


def test_what_was_taken_back_leaves_no_seam(tmp_path: Path) -> None:
    drafts_ = (
        Draft(sentence="Oracle bid", on="2020-09-01"),
        Draft(sentence="Oracle bid rejected", on="2020-09-05"),
        Retraction(entry=2, because="it was not", announced="2020-09-10"),
    )
    with open_book(at(tmp_path / "book.db"), create=True) as book:
        book.new("deal", "A deal", zone=ZONE)
        for draft in drafts_:
            book.record("deal", draft)
        with book.recorder.reading() as connection:
            rows = projections.rows_of(connection, "deal")
        assert rows == set(rectangles(book.history("deal")))
    assert not list(torn(rows))
    now = [r for r in rows if r.known_to == NEVER and r.segment.name[0] == "bidder"]
    assert [r.segment.row.status for r in now] == ["bidding"]

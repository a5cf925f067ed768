"""Whatever was recorded, its casebook imports into an empty book to the same answers."""

from __future__ import annotations

from itertools import product
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.histories import DAYS, amendments, drafts
from tracker.domain.drafts import AnyDraft, Draft
from tracker.domain.entry import DealOpened
from tracker.domain.errors import Refusal
from tracker.domain.history import History
from tracker.domain.importing import plan
from tracker.domain.sources import Source
from tracker.domain.times import Clock
from tracker.domain.writing import write
from tracker.formats.casebook import read_casebooks, write_casebook
from tracker.views.asking import Asked
from tracker.views.status import status

ZONE = "America/New_York"
NOW = 1_800_000_000_000_000
EMPTY = History("d", DealOpened("D", ZONE), ())
MOMENTS = (None, *DAYS[::4], "2020-09-05T10:00-04:00")


def told(*entries: AnyDraft) -> History:
    """The history of these drafts, without those that are refused."""
    history = EMPTY
    for draft in entries:
        try:
            written = write(history, draft, Clock(ZONE, NOW))
        except Refusal:
            continue
        if not written.already:
            history = History("d", EMPTY.opened, (*history.entries, written.entry))
    return history


def imported(history: History) -> History:
    """An empty book with the casebook of that history."""
    casebooks, findings = read_casebooks(write_casebook(history), "x.yaml")
    assert findings == []
    planned = plan(EMPTY, casebooks[0], "x.yaml", Clock(ZONE, NOW))
    assert planned.findings == ()
    return planned.history


def answers(history: History) -> list[dict[str, Any]]:
    asked = [Asked(now=NOW, as_of=a, known_by=k) for a, k in product(MOMENTS, MOMENTS)]
    asked += [Asked(now=NOW, confirmed=True), Asked(now=NOW, according_to=("Reuters",))]
    found = [status(history, each.question(ZONE)) for each in asked]
    return [msgspec.to_builtins(each) for each in found]


@st.composite
def tellings(draw: st.DrawFn) -> list[AnyDraft]:
    facts = draw(st.lists(drafts, min_size=1, max_size=12))
    return [*facts, *draw(st.lists(amendments(len(facts) + 3), max_size=6))]


@settings(max_examples=80, deadline=None)
@given(tellings())
def test_any_history_answers_the_same_from_its_casebook(telling: list[AnyDraft]) -> None:
    history = told(*telling)
    again = imported(history)
    assert answers(again) == answers(history)
    assert write_casebook(again) == write_casebook(history)


texts = st.text(st.characters(exclude_categories=["Cc", "Cs"]), min_size=1, max_size=60)
LINES = "a line\nand another,\n\n  indented: 'so' \"and so\"\n"


@settings(max_examples=80, deadline=None)
@given(texts | st.just(LINES), texts)
def test_any_text_comes_back_as_it_was(quote: str, words: str) -> None:
    source = Source("Reuters", title=quote, quote=quote, via=words)
    history = told(Draft(sentence=f"note: {words}", on="2020-09-13", sources=(source,)))
    assert imported(history).entries == history.entries


NEW = {"new": True}
AWKWARD = {
    "two near names": (("Microsoft bid", {}), ("Micrsoft bid", NEW)),
    "a group that is a name": (("Microsoft bid", {}), ("Microsoft and Walmart bid", NEW)),
    "a name that is a date's": (("sale due 2020-11-12", {}), ("sale blocked", NEW)),
    "a deadline that nobody set": (("sale extended to 2020-11-12", NEW),),
    "a name with a the": (("STB blocked", {}), ('"the STB" blocked', {})),
    "a name with an 's": (("Macy bid", {}), ('"Macy\'s" bid', {})),
    "a name with a full stop": (("KKR bid", {}), ('"KKR." bid', {})),
    "a name of two words for another": (("'Hon Hai' bid", {}), ("Hon Hai also known as A", {})),
    "a group by its alias": (
        ("Micrsoft bid", {}),
        ("Micrsoft also known as MSFT", {}),
        ("Microsoft bid", NEW),
    ),
}


@pytest.mark.parametrize("entries", AWKWARD.values(), ids=AWKWARD)
def test_what_was_insisted_on_is_insisted_on_again(entries: tuple[Any, ...]) -> None:
    history = told(*(Draft(sentence=each, on="2020-09-13", **more) for each, more in entries))
    assert len(history.entries) == len(entries)
    again = imported(history)
    assert [each.event for each in again.entries] == [each.event for each in history.entries]
    assert answers(again) == answers(history)

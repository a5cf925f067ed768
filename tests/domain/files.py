"""What a file says, taken into a book."""

from __future__ import annotations

from typing import Any

from msgspec.structs import replace

from tests.domain.story import Story
from tracker.domain.casebook import CaseAmendment, Casebook, CaseEntry, Finding
from tracker.domain.importing import Plan, plan
from tracker.domain.sources import Source

FT = Source("FT", published="2020-09-15")
CHOSEN = {"id": "chosen", "on": "2020-09-13", "what": "Oracle chosen"}
FEE = {"on": "2020-09-01", "what": "reverse fee set to $3bn"}
FEE_DUE = {"on": "2020-09-14", "what": "reverse fee due 2022-12-31"}
EXTENDED = "reverse fee extended to 2023"
SALE = {"on": "2020-08-14", "what": "sale due 2020-11-12"}


def take(story: Story, *items: dict[str, Any], correct: bool = False) -> Plan:
    """What an import of these items would record; each stands on a line of its own."""
    entries = tuple(
        (CaseAmendment if "does" in each else CaseEntry)(**{"line": line, **each})
        for line, each in enumerate(items, 1)
    )
    casebook = Casebook(deal="deal", entries=entries)
    how = {"correct": True} if correct else {}
    return plan(story.history, casebook, "x.yaml", story.clock(), **how)


def book(*items: dict[str, Any]) -> Story:
    """The book after an import of these items, which must not be refused."""
    done = take(Story(), *items)
    assert not done.findings
    return replace(Story(), entries=done.history.entries)


def refusal(done: Plan) -> Finding:
    (finding,) = done.findings
    return finding

"""What the TikTok casebook answers, asked through the program.

Each answer is one bidder, deadline or review of `tracker status --json`, or (kind "deal") the top
of it. `fields` are those that must come out; `None` instead of them is somebody or something that
the answer must not list. `rests_on` names the casebook entries that `because` must be, in order.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

REUTERS, BLOOMBERG = "Reuters-based article", "Bloomberg-based article"


class Answer(NamedTuple):
    as_of: str
    known_by: str | None
    according_to: tuple[str, ...]
    kind: str
    name: str
    fields: Mapping[str, Any] | None
    rests_on: tuple[str, ...] | None = None


class Moment(NamedTuple):
    """A question; calling it with a name and fields makes the answer expected of it."""

    as_of: str
    known_by: str | None = None
    according_to: tuple[str, ...] = ()

    def deal(self, **fields: Any) -> Answer:
        return Answer(*self, "deal", "tiktok-us", fields)

    def bidder(self, name: str, *rests_on: str, **fields: Any) -> Answer:
        return Answer(*self, "bidder", name, fields, rests_on or None)

    def deadline(self, name: str, *rests_on: str, **fields: Any) -> Answer:
        return Answer(*self, "deadline", name, fields, rests_on or None)

    def review(self, name: str, *rests_on: str, **fields: Any) -> Answer:
        return Answer(*self, "review", name, fields, rests_on or None)

    def without(self, kind: str, name: str) -> Answer:
        return Answer(*self, kind, name, None)


NO_TERMS = {"terms": None, "taken": False}
MINORITY = {"terms": "minority size", "taken": False}

before = Moment("2020-09-12", "2020-09-14")
monday = Moment("2020-09-14", "2020-09-14")
sunday_paper = Moment("2020-09-14", "2020-09-13")
saturday_paper = Moment("2020-09-12", "2020-09-12")
reuters = Moment("2020-09-14", "2020-09-14", (REUTERS,))
bloomberg = Moment("2020-09-14", "2020-09-14", (BLOOMBERG,))
bloomberg_before = Moment("2020-09-12", "2020-09-14", (BLOOMBERG,))

ANSWERS: tuple[Answer, ...] = (
    # Monday the 14th, with both articles read: Oracle is chosen, and nothing is signed.
    monday.deal(status="chosen", contested=False),
    monday.bidder(
        "Oracle",
        "oracle-chosen",
        "oracle-technology-partner",
        status="chosen",
        since="2020-09-13",
        role="technology partner",
        terms=None,
        stake=NO_TERMS,
        bid_live=False,
        grade="corroborated",
        disputed=False,
    ),
    monday.bidder(
        "Microsoft",
        "microsoft-rejected",
        status="rejected",
        since="2020-09-13",
        bid_live=False,
        grade="confirmed",
        disputed=False,
    ),
    # Walmart's own word, said after it had joined Microsoft: it is not rejected with its lead.
    monday.bidder(
        "Walmart",
        "walmart-interested",
        status="interested",
        since="2020-09-13",
        grade="confirmed",
        disputed=False,
    ),
    monday.bidder(
        "General Atlantic",
        "general-atlantic-stake",
        status="stake proposed",
        since="2020-09-13",
        role="investor",
        stake=MINORITY,
        grade="single-source",
    ),
    monday.bidder(
        "Sequoia",
        "sequoia-stake",
        status="stake proposed",
        since="2020-09-13",
        role="investor",
        stake=MINORITY,
        grade="single-source",
    ),
    monday.without("bidder", "Tencent"),
    # The date is one article's alone: the other's deadline without a date does not bear it out.
    monday.deadline(
        "business ban",
        "ban-order",
        kind="order",
        status="pending",
        due="2020-09-20",
        original_due="2020-09-20",
        dates=["2020-09-20"],
        extensions=0,
        days_left=6,
        since="2020-08",
        grade="single-source",
    ),
    monday.deadline(
        "sale",
        "sale-order",
        kind="deadline",
        status="pending",
        due="2020-11-12",
        original_due="2020-11-12",
        dates=["2020-11-12"],
        extensions=0,
        days_left=59,
        since="2020-08",
        grade="single-source",
    ),
    monday.review(
        "CFIUS",
        "cfius-review",
        of="Oracle",
        status="open",
        since="2020-09-13",
        grade="single-source",
        disputed=False,
    ),
    # The Saturday before, as both articles tell it: two in talks, nobody chosen.
    before.deal(status="bidding", contested=False),
    before.bidder("Oracle", "oracle-in-talks", status="in talks", since="2020-08", role=None),
    before.bidder(
        "Microsoft",
        "microsoft-in-talks",
        status="in talks",
        since="2020-08",
        bid_live=True,
        members=["Walmart"],
    ),
    before.bidder(
        "Walmart",
        "walmart-joined-microsoft",
        "microsoft-in-talks",
        **{"status": "in talks", "since": "2020-08", "with": "Microsoft"},
    ),
    before.deadline("business ban", status="pending", due="2020-09-20", days_left=8),
    before.deadline("sale", status="pending", due="2020-11-12", days_left=61),
    before.without("bidder", "General Atlantic"),
    before.without("bidder", "Sequoia"),
    before.without("review", "CFIUS"),
    # With only the Bloomberg-based article: no role for certain; a deadline, no date.
    bloomberg.deal(status="chosen", contested=False),
    bloomberg.bidder(
        "Oracle",
        "oracle-chosen",
        status="chosen",
        since="2020-09-13",
        role=None,
        disputed=False,
    ),
    bloomberg.bidder("Microsoft", "microsoft-rejected", status="rejected", since="2020-09-13"),
    bloomberg.bidder("Walmart", "walmart-interested", status="interested", since="2020-09-13"),
    bloomberg.deadline(
        "business ban",
        "ban-deadline-undated",
        kind="deadline",
        status="pending",
        due=None,
        original_due=None,
        dates=[],
        extensions=0,
        days_left=None,
        grade="single-source",
    ),
    bloomberg.without("deadline", "sale"),
    bloomberg.without("bidder", "General Atlantic"),
    bloomberg.without("bidder", "Sequoia"),
    bloomberg.without("review", "CFIUS"),
    bloomberg_before.bidder("Microsoft", status="in talks", members=["Walmart"]),
    bloomberg_before.bidder("Walmart", **{"status": "in talks", "with": "Microsoft"}),
    bloomberg_before.without("bidder", "Oracle"),
    # With only the Reuters-based article.
    reuters.bidder("Oracle", status="chosen", role="technology partner", stake=NO_TERMS),
    reuters.bidder("Microsoft", status="rejected", grade="confirmed"),
    reuters.bidder("Walmart", status="interested", grade="confirmed"),
    reuters.deadline("business ban", "ban-order", kind="order", due="2020-09-20", days_left=6),
    # On Sunday evening nobody had read the article of Monday.
    sunday_paper.bidder("Oracle", status="chosen", since="2020-09-13", grade="single-source"),
    sunday_paper.bidder("Microsoft", status="rejected", since="2020-09-13", grade="confirmed"),
    sunday_paper.deadline("business ban", "ban-order", kind="order", due="2020-09-20"),
    # On Saturday evening neither was out, nor what they say of August.
    saturday_paper.deal(status="open"),
    saturday_paper.without("bidder", "Oracle"),
    saturday_paper.without("bidder", "Microsoft"),
    saturday_paper.without("deadline", "business ban"),
    # The two dates: an order takes effect on its day, a deadline can be met until its day is over.
    Moment("2020-09-19").deadline("business ban", status="pending", days_left=1),
    Moment("2020-09-20").deadline("business ban", status="in effect", days_left=None),
    Moment("2020-09-20").deadline("sale", status="pending", days_left=53),
    Moment("2020-11-12").deadline("sale", status="pending", days_left=0),
    Moment("2020-11-13").deadline("sale", status="passed", days_left=None),
)

"""The words that say where a bidder stands, and what kind of standing each is."""

from __future__ import annotations

RUNNING = frozenset(
    (
        "rumoured",
        "interested",
        "under NDA",
        "in talks",
        "bidding",
        "recommended",
        "superior",
        "chosen",
        "exclusive",
        "agreed",
        "stalled",
        "stake proposed",
    )
)
OUT = frozenset(("rejected", "dropped", "withdrawn", "lapsed", "terminated", "blocked"))
DONE = frozenset(("closed", "closed into trust", "stake taken"))
ENDS_A_BID = OUT | DONE | {"stalled"}
CHOSEN = frozenset(("chosen", "exclusive"))
STANDS_THROUGH = {
    "chosen": frozenset(("in talks", "bidding")),
    "exclusive": frozenset(("in talks", "bidding")),
    "agreed": RUNNING,
}
"""What a word stands through: it is not lowered by these."""

OF_BIDDERS = tuple(sorted(RUNNING | OUT | DONE))
OF_DEALS = (
    "closed, closed into trust, abandoned, agreed, chosen, contested, bidding, talks, blocked, "
    "ended, open"
).split(", ")
KINDS = ("order", "deadline", "forecast", "period")
OF_DEADLINES = (
    "pending, running, in effect, passed, overdue, expired, stayed, unenforced, met, missed, "
    "lapsed, waived, void, revoked"
).split(", ")
"""What bidders, deals and deadlines can be, and of what kinds deadlines are."""

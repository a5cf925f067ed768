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

"""What statuses look like: a colour for each kind of standing, in a light and in a dark theme.

Statuses of one kind share a colour and always stand beside their word, so that colour is never the
only carrier. The colours are told apart by readers of every kind of colour vision, and each has an
ink that can be read on it; tests/formats/test_chart_palette.py computes both.
"""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

EARLY, LIVE, AHEAD, DONE = "early", "live", "ahead", "done"
STAKE, HELD, AGAINST, OUT = "stake", "held", "against", "out"

KINDS: dict[str, dict[str, str]] = {
    "deal": {
        EARLY: "open, talks",
        LIVE: "bidding, contested",
        AHEAD: "chosen, agreed",
        DONE: "closed, closed into trust",
        AGAINST: "blocked",
        OUT: "ended, abandoned",
    },
    "bidder": {
        EARLY: "rumoured, interested, under NDA, in talks",
        LIVE: "bidding, recommended, superior",
        AHEAD: "chosen, exclusive, agreed",
        DONE: "closed, closed into trust",
        STAKE: "stake proposed, stake taken",
        HELD: "stalled",
        AGAINST: "blocked",
        OUT: "rejected, dropped, withdrawn, lapsed, terminated",
    },
    "deadline": {
        EARLY: "pending, running",
        DONE: "met",
        HELD: "stayed, unenforced",
        AGAINST: "in effect, passed, overdue, missed",
        OUT: "expired, lapsed, waived, void, revoked",
    },
    "review": {
        EARLY: "open",
        LIVE: "in depth, licence required",
        DONE: "cleared, cleared with conditions, expired, not required",
        HELD: "paused",
        AGAINST: "challenged, refused, blocked",
        OUT: "withdrawn",
    },
}
"""What kind of standing a status is, by the kind of its lane."""

STANDINGS: dict[tuple[str, str], str] = {
    (kind, status): standing
    for kind, standings in KINDS.items()
    for standing, statuses in standings.items()
    for status in statuses.split(", ")
}


class Fill(Struct, frozen=True):
    """The colour of a bar, of what is written on it, and of its edge."""

    colour: str
    ink: str
    edge: str


class Theme(Struct, frozen=True):
    """The colours of a picture on light or dark ground; it prints as the light one."""

    name: str
    ground: str
    ink: str
    muted: str
    faint: str
    band: str
    mark: str
    fills: Mapping[str, Fill]


BLACK, WHITE = "#14171a", "#ffffff"

THEMES = {
    "light": Theme(
        name="light",
        ground="#ffffff",
        ink="#14171a",
        muted="#5b636b",
        faint="#e1e4e8",
        band="#f4f5f7",
        mark="#b3261e",
        fills={
            EARLY: Fill("#9cc3f7", BLACK, "#4a80c4"),
            LIVE: Fill("#2468cc", WHITE, "#143f85"),
            AHEAD: Fill("#1b9a6c", BLACK, "#137c56"),
            DONE: Fill("#063f30", WHITE, "#4d8a78"),
            STAKE: Fill("#74398a", WHITE, "#46195a"),
            HELD: Fill("#f6dc4e", BLACK, "#96790a"),
            AGAINST: Fill("#d5781c", BLACK, "#a95a0d"),
            OUT: Fill("#b5adb6", BLACK, "#857d86"),
        },
    ),
    "dark": Theme(
        name="dark",
        ground="#15181c",
        ink="#e8eaed",
        muted="#a3abb3",
        faint="#2e333a",
        band="#1c2026",
        mark="#ff8a7a",
        fills={
            EARLY: Fill("#9adcff", BLACK, "#15181c"),
            LIVE: Fill("#3565dd", WHITE, "#15181c"),
            AHEAD: Fill("#22a36e", BLACK, "#15181c"),
            DONE: Fill("#c4f5d4", BLACK, "#15181c"),
            STAKE: Fill("#b877cc", BLACK, "#15181c"),
            HELD: Fill("#f5d63d", BLACK, "#15181c"),
            AGAINST: Fill("#e07a2a", BLACK, "#15181c"),
            OUT: Fill("#838992", BLACK, "#15181c"),
        },
    ),
}

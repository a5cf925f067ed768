"""What a step looks like: words, places to fill in, and parts that may be left out."""

from __future__ import annotations

import re
from typing import Any

from pytest_bdd.parsers import StepParser

WHEN = (
    r"\d{4}[-\w:.+]*(?: \d\d:\d\d[-\w:.+]*)?|"
    r"\d{1,4}[/.]\d{1,2}[/.]\d{1,4}|"
    r"[A-Za-z]{3,9}\.? \d{1,4}(?:,? \d{4})?|"
    r"\d{1,2} [A-Za-z]{3,9}\.?(?:,? \d{4})?|"
    r"today|yesterday|tomorrow|now"
)
ASKED = (
    rf"(?:as of (?P<as_of>{WHEN})|as it looked on (?P<then>{WHEN}))"
    rf"(?:,? known by (?P<known_by>{WHEN}))?"
    rf"(?:,? recorded by (?P<recorded_by>{WHEN}))?"
    r"(?:,? (?P<confirmed>confirmed only))?"
    # A publisher is free text: the comma says where the name begins.
    r"(?:,? according to (?P<publisher>[^,:]+)(?:,|(?=:)))?,?"
)
OTHERWISE = (
    r"(?:the [a-z ]+ of|\d+ entr\w+|known by|recorded by|according to|confirmed only|check finds)\b"
)
TIMES = ("on", "reported", "since", "until", "published", "announced", "claims_on", "now")
PLACES = {
    **dict.fromkeys(TIMES, WHEN),
    "question": re.sub(r"\?P<\w+>", "?:", ASKED),
    # What begins like another step is no name, unless in quotes.
    "name": rf"'[^']+'|\"[^\"]+\"|(?!{OTHERWISE})\S.*?",
    "status": r"(?!due |(?:not )?disputed$|not listed$|blocked by ).+?",
    "deal": "[a-z0-9-]+",
    "entry": r"(?:entry |#)\d+|\"[^\"]+\"",
    "due": f"date unknown|{WHEN}",
    "field": "[a-z ]+?",
    "basis": "[a-z]+",
    "count": r"\d+",
    "days": r"\d+",
    "are": "is|are",
    "contested": "contested|not contested",
    "disputed": "disputed|not disputed",
    "live": "a|no",
    "kind": "bidder|deadline|review|term",
    "entries": "entries are|entry is",
    "standing": "counted|later|not yet known|retracted|left out",
    "done": "corrected|retracted",
    "rule": r"[a-z]+(?:_[a-z]+)+",
    "sentence": ".+",
    "because": ".+",
    "message": ".+",
}


class Form(StepParser):
    """A step as it is written: `[...]` may be left out, `{...}` is filled in."""

    def __init__(self, form: str) -> None:
        super().__init__(form)
        self.pattern = re.compile(re.sub(r"\{\w+\}|.", _regex, form))

    def is_matching(self, name: str) -> bool:
        return self.pattern.fullmatch(name) is not None

    def parse_arguments(self, name: str) -> dict[str, Any] | None:
        found = self.pattern.fullmatch(name)
        return found and found.groupdict()


def _regex(part: re.Match[str]) -> str:
    if part[0] in ("[", "]"):
        return "(?:" if part[0] == "[" else ")?"
    if not part[0].startswith("{"):
        return re.escape(part[0])
    place = part[0][1:-1]
    return f"(?P<{place}>{PLACES.get(place, '.+?')})"


SOURCE = Form("{publisher}[ ({basis})][, passing on {via}][, published {published}]")
CORRECTION = Form('[ "{what}"][ on {on}][ reported {reported}][ by {by}]')

PLACES_OF_THEIR_OWN = {
    "question": (
        "as of {when}[, known by {when}][, recorded by {when}][, confirmed only]"
        "[, according to {publisher},] or: as it looked on {when}"
    ),
    "source": SOURCE.name,
    "correction": CORRECTION.name.strip(),
    "when": "2020-09-13, 2020-09, 2021-Q3, 2020-09-20T23:59, Sep 20, 2020",
    "entry": 'entry 2, #2, or its sentence in "quotes"',
}
"""What is filled in where more than a word or a number can be."""

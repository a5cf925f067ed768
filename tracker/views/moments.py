"""Times as people read them, and the moment that an answer speaks of in words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from msgspec.structs import replace

from tracker.domain.times import instant

if TYPE_CHECKING:
    from tracker.domain.history import Question
    from tracker.domain.times import When

MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
INSTANT = re.compile(r"([-\d]+)T(\d\d:\d\d(?::\d\d)?)(?:\.\d+)?(.*)")
ENDS = {4: "year", 7: "month", 10: "day"}


def human(text: str | None) -> str:
    """A canonical time as people write it: 14 Sep 2020, Q3 2021, 27 Sep 2020 23:59 -04:00.

    Of an instant the parts of a second are left out; no time at all is an empty text.
    """
    if not text:
        return ""
    if found := INSTANT.fullmatch(text):
        return f"{human(found[1])} {found[2]} {found[3]}"
    year, *rest = text.split("-")
    if rest and not rest[0].isdigit():
        return f"{rest[0]} {year}"
    month = [MONTHS[int(rest[0]) - 1]] if rest else []
    day = [str(int(rest[1]))] if rest[1:] else []
    return " ".join([*day, *month, year])


def moment(when: When, zone: str) -> str:
    """A moment that is asked about, with its zone: a period is asked about at its end."""
    at_the_end = "" if when.is_instant else f"end of {_period(when.text)}, "
    return f"{human(when.text)} ({at_the_end}{zone})"


def _period(text: str) -> str:
    if text[5:6] in ("Q", "H"):
        return "quarter" if text[5] == "Q" else "half-year"
    return ENDS[len(text)]


def knowledge(question: Question) -> str:
    """What the question lets count."""
    said = [
        f"known by {human(question.known_by.text)}" if question.known_by else "everything known"
    ]
    if question.recorded_by:
        said.append(f"recorded by {human(question.recorded_by.text)}")
    if question.confirmed:
        said.append("confirmed entries only")
    if question.according_to:
        said.append(f"according to {', '.join(question.according_to)}")
    return ", ".join(said)


def asked(question: Question, zone: str) -> str:
    """The moment of a question and what counts for it, as the beginning of a sentence."""
    return f"As of {moment(question.as_of, zone)}, {knowledge(question)}"


def head(questions: Mapping[str, Question], kept_in: str | None = None) -> str:
    """The moment that an answer speaks of, by zone, as the beginning of a sentence."""
    if not questions:
        return "In a book without deals" + (f" in {kept_in}" if kept_in else "")
    return "; ".join(f"As of {each}" for each in told(questions))


def told(questions: Mapping[str, Question]) -> list[str]:
    """The moment of a question and what counts for it: once, where it is the same everywhere."""
    zone, question = next(iter(questions.items()))
    if len(questions) > 1:
        if not _instants(question):
            zone = "in each deal's zone"
        elif len({(q.at, q.knowledge, q.recording) for q in questions.values()}) == 1:
            at = instant(question.at, "UTC", "seconds")
            question, zone = replace(question, as_of=at), "UTC"
        else:
            each = questions.items()
            return list(dict.fromkeys(_one(question, zone) for zone, question in each))
    return [_one(question, zone)]


def _one(question: Question, zone: str) -> str:
    return f"{moment(question.as_of, zone)}, {knowledge(question)}"


def _instants(question: Question) -> bool:
    """Whether the question names an instant, which zones write differently."""
    asked = (question.as_of, question.known_by, question.recorded_by)
    return any(each.is_instant for each in asked if each)

"""The moment that a page speaks of, and what is said where it is not now."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from tracker.domain.history import Question
from tracker.domain.times import local_day
from tracker.views.asking import Asked
from tracker.views.moments import head, human


class Heading(Struct, frozen=True):
    """The moment as a sentence, and as the fields of the form that chooses it."""

    said: str
    as_of: str
    known_by: str
    ribbon: str | None


def headed(questions: Mapping[str, Question], asked: Asked) -> Heading:
    """What stands above lines of several deals."""
    said = [ribbon(asked, question, zone) for zone, question in questions.items()]
    return Heading(
        head(questions),
        asked.as_of or asked.then or "",
        asked.known_by or "",
        said[0] if said and all(said) else None,
    )


def ribbon(asked: Asked, question: Question, zone: str) -> str | None:
    """What is said above a page that does not speak of now, or not of all that was recorded."""
    said = [_other_day(asked, question, zone), _other_book(question)]
    return " ".join(filter(None, said)) or None


def _other_day(asked: Asked, question: Question, zone: str) -> str | None:
    today, at = asked.clock(zone).day().text, local_day(question.at, zone).isoformat()
    if not (asked.as_of or asked.then) or (at == today and question.as_of.is_day):
        return None
    said = human(question.as_of.text)
    if at > today:
        return f"This is {said}, which has not come: only dates are known of it."
    return f"This is {said}, not now."


def _other_book(question: Question) -> str | None:
    if not question.recorded_by:
        return None
    return f"This is as this book was at {human(question.recorded_by.text)}."

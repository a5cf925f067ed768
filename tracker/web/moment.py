"""The moment that a page of the whole book speaks of."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from tracker.domain.history import Question
from tracker.views.asking import Asked
from tracker.views.moments import head


class Heading(Struct, frozen=True):
    """The moment as a sentence, and as the fields of the form that chooses it."""

    said: str
    as_of: str
    known_by: str


def headed(questions: Mapping[str, Question], asked: Asked) -> Heading:
    """What stands above lines of several deals."""
    return Heading(head(questions), asked.as_of or asked.then or "", asked.known_by or "")

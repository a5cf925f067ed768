"""One deal, read for one request: its log, the question in its zone, the tag of the answer."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from fastapi import Request
from starlette.responses import Response

from tracker.domain.history import History, Question
from tracker.store.publishers import check_publishers, publishers_of
from tracker.store.shelf import Shelf
from tracker.store.transactions import Head
from tracker.views.asking import Asked
from tracker.web.answering import json, tag_of, unless_known


class Reading(NamedTuple):
    """A request, and what it asks."""

    request: Request
    asked: Asked

    def of(self, deal: str) -> ReadDeal:
        """The deal, as it is now. Raises NotThere, or UnreadableTime."""
        shelf: Shelf = self.request.app.state.shelf
        head, history = shelf.history(deal)
        check_publishers(self.asked, publishers_of(history), f"in {deal}")
        return ReadDeal(self.request, head, history, self.asked.question(history.zone))


class ReadDeal(NamedTuple):
    """A deal's log, up to its head, and the question asked of it."""

    request: Request
    head: Head
    history: History
    question: Question

    def answer(self, said: Callable[[], Any], *questions: Question) -> Response:
        """As JSON. `questions` are those of a comparison, where there is not one only."""
        return self.tagged(lambda: json(said()), *questions)

    def tagged(self, made: Callable[[], Response], *questions: Question) -> Response:
        tag = tag_of(self.request, self.head.hash, questions or (self.question,))
        return unless_known(self.request, tag, made)

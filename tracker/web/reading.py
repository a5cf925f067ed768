"""One deal, read for one request: its log, the question in its zone, the tag of the answer."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from fastapi import Request
from starlette.responses import Response

from tracker.domain.history import History, Question
from tracker.domain.times import Clock, When, read_when
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
        question, clock = self.asked.question(history.zone), self.asked.clock(history.zone)
        return ReadDeal(self.request, head, history, question, clock)


class ReadDeal(NamedTuple):
    """A deal's log, up to its head, and the question asked of it."""

    request: Request
    head: Head
    history: History
    question: Question
    clock: Clock

    def when(self, text: str | None) -> When | None:
        """A moment besides that of the question. Raises UnreadableTime."""
        return read_when(text, self.clock, asked=True)[0] if text else None

    def answer(
        self, said: Callable[[], Any], *questions: Question, besides: Iterable[When | None] = ()
    ) -> Response:
        """As JSON. `questions` are those of a comparison, where there is not one only."""
        return self.tagged(lambda: json(said()), *questions, besides=besides)

    def tagged(
        self,
        made: Callable[[], Response],
        *questions: Question,
        besides: Iterable[When | None] = (),
    ) -> Response:
        """As `made`, unless the asker has it. `besides` are moments that it speaks of as well."""
        moments = (each.text if each else None for each in besides)
        asked, today = questions or (self.question,), self.clock.day().text
        tag = tag_of(self.request, self.head.hash, asked, today, *moments)
        return unless_known(self.request, tag, made)

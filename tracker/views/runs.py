"""What stood from when to when, for one question."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby, pairwise

from msgspec import Struct
from msgspec.structs import replace

from tracker.domain.deal import Deal
from tracker.domain.facts import NEVER, in_order
from tracker.domain.history import History, Picture, Question
from tracker.domain.rows import DEAL, Name, Row
from tracker.domain.spans import Rectangle, rectangles
from tracker.domain.standing import Standing, clock_moments, standing
from tracker.domain.times import When


class Run(Struct, frozen=True):
    """What stood from a moment until another, in microseconds since the epoch, half-open."""

    start: int
    end: int
    row: Row


Spans = dict[Name, list[Run]]
"""What stood under each name, in the order of time."""


def spans(history: History, question: Question) -> Spans:
    """What stood until the moment asked, by what the question lets count."""
    if not question.takes_everybody:
        return _asked(history, question)
    stood, known, end = Spans(), min(question.knowledge, NEVER - 1), question.at + 1
    for each in _rectangles(history):
        span = each.segment
        if each.known_from <= known < each.known_to and span.held_from < end:
            run = Run(span.held_from, min(span.held_to, end), span.row)
            stood.setdefault(span.name, []).append(run)
    return {name: sorted(runs, key=lambda run: run.start) for name, runs in stood.items()}


@lru_cache(maxsize=8)
def _rectangles(history: History) -> list[Rectangle]:
    """Kept, since whoever looks at one moment of a deal looks at others too."""
    return rectangles(history)


def _asked(history: History, question: Question) -> Spans:
    """The same for what the rectangles do not hold: everything that counts, fact by fact."""
    picture = history.as_of(question)
    stood, points = Spans(), list(_points(picture))
    for (start, deal), (end, _) in pairwise([*points, (question.at + 1, picture.deal)]):
        for at, until in pairwise([*_moments(deal, start, end), end]):
            now = replace(question, as_of=When("", at, at))
            for name, row in named(standing(Picture(deal, now, picture.facts))):
                stood.setdefault(name, []).append(Run(at, until, row))
    return stood


def _points(picture: Picture) -> Iterator[tuple[int, Deal]]:
    """The deal from each moment on at which anything happened."""
    deal = Deal(picture.deal.zone, picture.deal.names)
    for start, facts in groupby(in_order(picture.counted), lambda fact: fact.start):
        for fact in facts:
            deal = fact.event.evolve(deal, fact.at)
        if start <= picture.question.at:
            yield start, deal


def _moments(deal: Deal, start: int, end: int) -> list[int]:
    """A start, and when until the end the clock alone changes where a deadline stands."""
    clock = (at for each in deal.deadlines.values() for at in clock_moments(each, deal.zone))
    return sorted({start, *(at for at in clock if start < at < end)})


def named(stands: Standing) -> Iterator[tuple[Name, Row]]:
    """Everything that stands but the terms, with its name, in the order of `status`."""
    yield DEAL, stands.deal
    yield from ((("bidder", each.name, ""), each) for each in stands.bidders)
    yield from ((("deadline", each.name, ""), each) for each in stands.deadlines)
    yield from ((("review", each.name, each.of or ""), each) for each in stands.reviews)

"""A deal at a question, as the rules look at it, and what a rule finds there."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

from tracker.domain.deal import Deal
from tracker.domain.history import Fact, History, Picture, Question, in_order, shown_under
from tracker.domain.sources import Source
from tracker.domain.standing import Standing, standing
from tracker.domain.times import When, moment


class Odd(NamedTuple):
    """What a rule finds: a sentence, the entries it is about, and the name where there is one.

    The last of the entries is the one that the remedy speaks of.
    """

    message: str
    entries: tuple[int, ...]
    name: str | None = None


class Step(NamedTuple):
    """A fact that counts, with the deal before it and after it."""

    fact: Fact
    before: Deal
    after: Deal


class Case:
    """A deal at a question. What several rules need is worked out once."""

    def __init__(self, history: History, question: Question) -> None:
        self.name = history.deal
        self.zone = history.zone
        self.question = question
        self.history = history

    @cached_property
    def picture(self) -> Picture:
        return self.history.as_of(self.question)

    @cached_property
    def stands(self) -> Standing:
        return standing(self.picture)

    @cached_property
    def facts(self) -> list[Fact]:
        """The facts that count, in the order of what happened."""
        return list(in_order(self.picture.counted))

    @cached_property
    def steps(self) -> list[Step]:
        return list(self._steps())

    def _steps(self) -> Iterator[Step]:
        deal = Deal(self.zone, shown_under(self.facts))
        for fact in self.facts:
            before, deal = deal, fact.event.evolve(deal, fact.at)
            yield Step(fact, before, deal)

    @property
    def deal(self) -> Deal:
        return self.picture.deal

    def when(self, text: str) -> When:
        return moment(text, self.zone)

    def key(self, name: str) -> str:
        return self.deal.key(name)

    def behind(self, because: tuple[int, ...]) -> list[Fact]:
        """The facts among the entries of a `because`, which may hold disputes too."""
        facts = self.picture.facts
        return [facts[number] for number in because if number in facts]

    def sources(self, because: tuple[int, ...]) -> list[Source]:
        return [source for fact in self.behind(because) for source in fact.sources]

    def group(self, name: str) -> str:
        """The key of the one that leads the group of a bidder; its own where it bids alone."""
        return [self.key(name), *self.deal.leads_of(name)][-1]

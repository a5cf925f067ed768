"""A deal at a question, as the rules look at it, and what a rule finds there."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

from tracker.domain.deal import Deal
from tracker.domain.folding import Folding, Step
from tracker.domain.history import ALWAYS, Fact, History, Picture, Question, in_order
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


class Case:
    """A deal at a question. What several rules need is worked out once.

    `fresh_facts` and `fresh_steps` are those from the moment `since` on. They are enough for a rule
    that says of each fact by itself, with the deal around it, whether it is odd.
    """

    def __init__(self, history: History, question: Question, since: int = ALWAYS) -> None:
        self.name = history.deal
        self.zone = history.zone
        self.question = question
        self.history = history
        self.since = since

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
        """Each of them with the deal around it."""
        return list(self._steps(ALWAYS))

    @cached_property
    def fresh_facts(self) -> list[Fact]:
        return [fact for fact in self.facts if fact.start >= self.since]

    @cached_property
    def fresh_steps(self) -> list[Step]:
        return list(self._steps(self.since))

    def _steps(self, since: int) -> Iterator[Step]:
        folding = self.history.folding
        if not self.question.takes_everything:
            folding = Folding(self.zone).having(self.picture.facts)
        return folding.steps(since, self.question.at)

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

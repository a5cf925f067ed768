"""A deal told in sentences, and asked: given these, when that is recorded, then it stands so."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec import Struct
from msgspec.structs import replace

from tracker.domain.drafts import AnyDraft, Citation, Correction, Dispute, Draft, Retraction
from tracker.domain.entry import DealOpened, Entry
from tracker.domain.errors import Refusal
from tracker.domain.events import read_sentence
from tracker.domain.history import History, Question
from tracker.domain.names import key
from tracker.domain.reading import Context, Reading
from tracker.domain.sources import Source
from tracker.domain.standing import BidderStanding, DeadlineStanding, ReviewStanding, TermStanding
from tracker.domain.times import Clock, moment
from tracker.domain.writing import Written, write
from tracker.views.asking import Asked
from tracker.views.status import Status, status

NEW_YORK = "America/New_York"
LONG_AFTER = "2026-01-05T12:00Z"
BECAUSE = "it was wrong"


def source(publisher: str, published: str | None = None, **more: str) -> Source:
    return Source(publisher, published=published, **more)


class Answer(Struct, frozen=True):
    """Where the deal stands at a moment, by name."""

    status: Status

    @property
    def deal(self) -> str:
        return self.status.status

    @property
    def contested(self) -> bool:
        return self.status.contested

    @property
    def words(self) -> dict[str, str | None]:
        """The word of every bidder, in the order of the answer."""
        return {each.name: each.status for each in self.status.bidders}

    @property
    def counts(self) -> dict[str, int]:
        """How many entries there are of each kind that there is one of."""
        entries = self.status.entries
        each = {name: getattr(entries, name) for name in entries.__struct_fields__}
        return {name: count for name, count in each.items() if count}

    def bidder(self, name: str) -> BidderStanding:
        return next(each for each in self.status.bidders if each.name == name)

    def deadline(self, name: str) -> DeadlineStanding:
        return next(each for each in self.status.deadlines if each.name == name)

    def review(self, name: str, of: str | None = None) -> ReviewStanding:
        found = [each for each in self.status.reviews if each.name == name]
        return next(each for each in found if of is None or each.of == of)

    def term(self, name: str) -> TermStanding:
        return next(each for each in self.status.terms if each.name == name)


class Story(Struct, frozen=True):
    """A deal as told so far. Every telling gives the story with more in it."""

    zone: str = NEW_YORK
    entries: tuple[Entry, ...] = ()
    told: Written | None = None
    now: str = LONG_AFTER

    @property
    def history(self) -> History:
        return History("deal", DealOpened("A deal", self.zone), self.entries)

    @property
    def notes(self) -> tuple[str, ...]:
        """What the last telling was answered with."""
        return self.told.notes if self.told else ()

    @property
    def last(self) -> Entry:
        return self.entries[-1]

    def clock(self) -> Clock:
        return Clock(self.zone, moment(self.now, "UTC").start)

    def recorded(self, now: str) -> Story:
        """What follows is written down at that instant."""
        return replace(self, now=now)

    def write(self, draft: AnyDraft) -> Story:
        written = write(self.history, draft, self.clock())
        entries = self.entries if written.already else (*self.entries, written.entry)
        return replace(self, entries=entries, told=written)

    def on(self, day: str, *sentences: str, says: Any = (), **more: Any) -> Story:
        """These sentences on that day; `says` are publishers or sources."""
        sources = tuple(Source(each) if isinstance(each, str) else each for each in says)
        told = self
        for sentence in sentences:
            told = told.write(Draft(sentence=sentence, on=day, sources=sources, **more))
        return told

    def correct(self, entry: int, **to: Any) -> Story:
        return self.write(Correction(entry=entry, because=BECAUSE, **to))

    def retract(self, entry: int, announced: str | None = None) -> Story:
        return self.write(Retraction(entry=entry, because=BECAUSE, announced=announced))

    def cite(self, entry: int, source: Source, announced: str | None = None) -> Story:
        return self.write(Citation(entry=entry, source=source, announced=announced))

    def dispute(self, entry: int, source: Source | None = None, **more: Any) -> Story:
        return self.write(Dispute(entry=entry, because=BECAUSE, source=source, **more))

    def question(self, as_of: str | None = None, **filters: Any) -> Question:
        now = moment(self.now, "UTC").start
        return Asked(now=now, as_of=as_of, **filters).question(self.zone)

    def at(self, as_of: str | None = None, **filters: Any) -> Answer:
        return Answer(status(self.history, self.question(as_of, **filters)))

    def read(self, sentence: str, on: str = "2020-09-14") -> Reading:
        context = Context(self.clock(), moment(on, self.zone), self.history.known)
        return read_sentence(sentence, context)

    def refusal(self, sentence: str, on: str = "2020-09-14", **more: Any) -> Refusal:
        """What recording the sentence is answered with; fails where it is recorded."""
        return self.refusal_of(Draft(sentence=sentence, on=on, **more))

    def refusal_of(self, draft: AnyDraft) -> Refusal:
        with pytest.raises(Refusal) as refused:
            self.write(draft)
        return refused.value

    def knowing(self, *parties: str) -> Story:
        """The story in which these parties have been heard of."""
        return self.on("2020-01-01", *(f'"{each}" declined to comment' for each in parties))


def knows(story: Story, name: str) -> bool:
    known = story.history.known
    return key(name) in known.parties or key(name) in known.deadlines

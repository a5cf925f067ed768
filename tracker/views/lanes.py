"""What stood from when to when: a lane for the deal, and one for everybody and everything in it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import groupby

from msgspec import Struct
from msgspec.structs import replace

from tracker.domain.events import sentence_of
from tracker.domain.facts import Fact
from tracker.domain.history import History, Picture, Question
from tracker.domain.names import key
from tracker.domain.rows import DEAL, Name, Row
from tracker.domain.standing import BidderStanding, DeadlineStanding, ReviewStanding, standing
from tracker.views.boards import due_at
from tracker.views.runs import Run, Spans, named, spans


class Date(Struct, frozen=True):
    """A date of a deadline's chain, in its canonical text, and from when until when it was due.

    `at` is the microsecond at which it falls due: an order at the start of its day, all else at
    the end.
    """

    text: str
    at: int
    start: int
    end: int


class Happening(Struct, frozen=True):
    """An entry that counts: when it happened, what it says, and who says so."""

    entry: int
    at: int
    on: str
    sentence: str
    publishers: tuple[str, ...]


class Lane(Struct, frozen=True):
    """What stood under one name, a deal, bidder, deadline or review; `now` at the moment asked.

    A run lasts as long as one word does: its row is the last of them.
    """

    kind: str
    name: str
    now: Row
    runs: tuple[Run, ...]
    dates: tuple[Date, ...]
    happenings: tuple[Happening, ...]


def lanes(history: History, question: Question) -> list[Lane]:
    """The deal, then its bidders, deadlines and reviews in the order of `status`.

    Nothing reaches beyond the moment asked. Where nothing had happened yet there are no lanes.
    """
    picture = history.as_of(question)
    if not picture.counted:
        return []
    now = dict(named(standing(picture)))
    stood = _wholes(now, spans(history, question))
    told = _told(picture, stood)
    return [
        Lane(
            name[0],
            _title(name, history),
            row,
            tuple(_joined(stood[name], _word)),
            tuple(_dates(stood[name], history.zone)),
            tuple(told.get(name, ())),
        )
        for name, row in now.items()
    ]


def _title(name: Name, history: History) -> str:
    kind, title, of = name
    return history.opened.title if kind == "deal" else f"{title} of {of}" if of else title


def _wholes(now: Iterable[Name], stood: Spans) -> Spans:
    """What stood under each name; of a review, also before a bidder was named with it."""
    wholes, unnamed = Spans(), dict(stood)
    for name in now:
        kind, authority, of = name
        runs = stood.get(name, [])
        before = unnamed.get((kind, authority, ""), []) if of else []
        if runs and before and before[-1].end == runs[0].start:
            runs = [*unnamed.pop((kind, authority, "")), *runs]
        wholes[name] = runs
    return wholes


def _joined(runs: Iterable[Run], like: Callable[[Row], object]) -> Iterator[Run]:
    """Those that follow each other and are alike in something, as one."""
    for _, group in groupby(runs, lambda run: like(run.row)):
        alike = list(group)
        yield replace(alike[-1], start=alike[0].start)


def _word(row: Row) -> object:
    """What makes a run: another word, another group, or that somebody disputes it."""
    lead = row.lead if isinstance(row, BidderStanding) else None
    until = row.until if isinstance(row, DeadlineStanding) else None
    return row.status, lead, until, getattr(row, "disputed", None)


def _dates(runs: Iterable[Run], zone: str) -> Iterator[Date]:
    for run in _joined(runs, lambda row: getattr(row, "due", None)):
        if isinstance(run.row, DeadlineStanding) and run.row.due:
            yield Date(run.row.due, due_at(run.row, zone), run.start, run.end)


# Entries


def _told(picture: Picture, stood: Spans) -> dict[Name, list[Happening]]:
    """The entries that speak of each name, in their order; of nobody there, of the deal."""
    told: dict[Name, list[Happening]] = {}
    places = {(kind, key(name)): (kind, name, of) for kind, name, of in stood if kind != "review"}
    reviewed = _reviewed(stood)
    happened = [fact for fact in picture.counted if fact.start <= picture.question.at]
    for fact in sorted(happened, key=lambda each: each.order):
        of = [*_mentioned(fact, picture, places), *reviewed.get(fact.number, ())]
        for name in of or [DEAL]:
            told.setdefault(name, []).append(_happening(fact))
    return told


def _mentioned(
    fact: Fact, picture: Picture, places: Mapping[tuple[str, str], Name]
) -> Iterator[Name]:
    for kind, name in dict.fromkeys(fact.mentions):
        place = "bidder" if kind == "party" else "deadline", picture.deal.key(name)
        if place in places:
            yield places[place]


def _reviewed(stood: Spans) -> dict[int, list[Name]]:
    """The reviews that ever rested on an entry."""
    reviewed: dict[int, list[Name]] = {}
    for name, runs in stood.items():
        rows = [run.row for run in runs if isinstance(run.row, ReviewStanding)]
        for number in dict.fromkeys(each for row in rows for each in row.because):
            reviewed.setdefault(number, []).append(name)
    return reviewed


def _happening(fact: Fact) -> Happening:
    publishers = dict.fromkeys(source.publisher for source in fact.sources)
    return Happening(fact.number, fact.start, fact.on, sentence_of(fact.event), tuple(publishers))

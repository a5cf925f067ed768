"""What was written down, as a feed: what counts, and apart from it what does not yet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct

from tracker.domain.entry import Entry
from tracker.domain.facts import Fact
from tracker.domain.history import History, Question
from tracker.views.timeline import Row, amendment_row, fact_row


class Item(Struct, frozen=True):
    """An entry as it reads for the question, as it was first written, and what amends it.

    `standing` is counted, retracted, later, not_yet_known or left_out.
    """

    row: Row
    written: str
    standing: str
    start: int
    amendments: tuple[Row, ...] = ()

    @property
    def is_corrected(self) -> bool:
        return self.written != self.row.sentence


class Feed(Struct, frozen=True):
    """Entries in four groups, the latest first (of what is later, the earliest)."""

    happened: tuple[Item, ...]
    later: tuple[Item, ...]
    not_yet_known: tuple[Item, ...]
    left_out: tuple[Item, ...]


def feed(history: History, question: Question) -> Feed:
    """Every entry recorded by then, amendments beside what they amend."""
    groups: dict[str, list[Item]] = {
        "happened": [],
        "later": [],
        "not_yet_known": [],
        "left_out": [],
    }
    for item in _items(history, question):
        groups[_group(item, question)].append(item)
    for name, items in groups.items():
        latest_first = name != "later"
        items.sort(key=lambda each: (each.start, each.row.entry), reverse=latest_first)
    return Feed(**{name: tuple(items) for name, items in groups.items()})


def _group(item: Item, question: Question) -> str:
    if item.standing == "retracted":
        return "happened" if item.start <= question.at else "later"
    return "happened" if item.standing == "counted" else item.standing


def _items(history: History, question: Question) -> Iterator[Item]:
    facts: Mapping[int, Fact] = history.as_of(question).facts
    holding = history.amended(question.knowledge, question.recording)
    amending = _by_fact(history, holding)
    for number, fact in facts.items():
        entry = history.entries[number - 1]
        rows = tuple(amendment_row(history, each, holding) for each in amending.get(number, ()))
        row = fact_row(history, entry, fact)
        yield Item(row, entry.sentence, fact.standing, fact.start, rows)


def _by_fact(history: History, holding: Mapping[int, list[Entry]]) -> Mapping[int, list[Entry]]:
    """Amendments, and amendments of those, by the entry that they speak of in the end."""
    found: dict[int, list[Entry]] = {}
    for entries in holding.values():
        for each in entries:
            found.setdefault(history.roots[each.number], []).append(each)
    return {number: sorted(each, key=lambda e: e.number) for number, each in found.items()}

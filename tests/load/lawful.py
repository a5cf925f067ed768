"""What must be so of everything that readers, writers and a follower were told."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import cache
from random import Random

from tests.load.asking import OF_A_LOG, digest
from tests.load.reader import Seen
from tests.load.readers_and_writers import Outcome
from tests.load.writer import Told
from tracker.domain.history import History
from tracker.store.book import Book
from tracker.store.integrity import verify


def check(book: Book, outcome: Outcome, most: int) -> None:
    """All of it; of the answers that readers got, `most` are worked out again from the log."""
    seen = [each for one in outcome.seen for each in one]
    _nothing_is_lost(book, outcome.told)
    _who_follows_is_told_each_entry_once(book, outcome.followed)
    _nobody_sees_less_than_before(outcome)
    _what_was_acknowledged_is_seen(outcome.told, seen)
    _the_same_question_has_one_answer(seen)
    _each_answer_is_that_of_a_beginning_of_the_log(book, seen, most)
    assert verify(book.recorder).findings == ()


def _nothing_is_lost(book: Book, told: Iterable[Told]) -> None:
    """What a writer was told is there: once, under the number that it was told."""
    numbers = {
        (row.deal, entry.id): entry.number
        for row in book.deals()
        for entry in book.history(row.deal).entries
    }
    opened = {(row.deal, ""): 0 for row in book.deals()}
    there = opened | numbers
    assert max(Counter((each.deal, each.id) for each in told).values()) == 1
    for each in told:
        assert each.number in (None, there[each.deal, each.id])
    recorded = sum(row.version for row in book.deals())
    assert recorded == len(numbers), "an id is there once"


def _who_follows_is_told_each_entry_once(book: Book, lines: list[dict[str, object]]) -> None:
    there = {(row.deal, number) for row in book.deals() for number in range(row.version + 1)}
    followed = [(str(line["deal"]), int(str(line["entry"]))) for line in lines]
    assert set(followed) == there
    assert len(followed) == len(there)
    positions = [int(str(line["position"])) for line in lines]
    assert positions == sorted(set(positions))
    by_deal: dict[str, list[int]] = defaultdict(list)
    for deal, number in followed:
        by_deal[deal].append(number)
    assert all(numbers == sorted(numbers) for numbers in by_deal.values())


def _nobody_sees_less_than_before(outcome: Outcome) -> None:
    for one in outcome.seen:
        by_deal: dict[str, int] = {}
        for each in one:
            assert each.version >= by_deal.get(each.deal, 0)
            by_deal[each.deal] = each.version


def _what_was_acknowledged_is_seen(told: Iterable[Told], seen: Iterable[Seen]) -> None:
    """Whoever asks after somebody was told that an entry is recorded is answered with it."""
    acknowledged = sorted((each.at, each.deal, each.number or 0) for each in told)
    last: dict[str, int] = {}
    at = 0
    for each in sorted(seen, key=lambda each: each.began):
        while at < len(acknowledged) and acknowledged[at][0] < each.began:
            _, deal, number = acknowledged[at]
            last[deal] = max(last.get(deal, 0), number)
            at += 1
        assert each.version >= last.get(each.deal, 0)


def _the_same_question_has_one_answer(seen: Iterable[Seen]) -> None:
    answers: dict[object, str] = {}
    for each in seen:
        asked = (each.said, each.deal, each.version, each.asked)
        assert answers.setdefault(asked, each.digest) == each.digest


def _each_answer_is_that_of_a_beginning_of_the_log(book: Book, seen: list[Seen], most: int) -> None:
    @cache
    def beginning(deal: str, version: int) -> History:
        whole = book.history(deal)
        return History(deal, whole.opened, whole.entries[:version])

    for each in Random("which").sample(seen, min(most, len(seen))):
        answer = OF_A_LOG[each.said](beginning(each.deal, each.version), each.asked)
        assert digest(answer) == each.digest, each

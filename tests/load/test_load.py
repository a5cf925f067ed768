"""Eight readers and four writers at once: no error, nothing lost, nothing torn, nothing unseen."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.load.lawful import check
from tests.load.readers_and_writers import begin, run
from tests.torture import times
from tracker.store.book import open_book
from tracker.store.patience import LOCK_TIMEOUT

pytestmark = pytest.mark.torture

SECONDS, ANSWERS = times(2), times(100)


def test_readers_and_writers_are_told_nothing_that_is_not_so(
    place: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(LOCK_TIMEOUT, "100")  # a busy machine makes nobody give up
    begin(place)
    outcome = run(place, SECONDS, tmp_path)
    assert outcome.told
    assert all(outcome.seen)
    with open_book(place) as book:
        check(book, outcome, ANSWERS)

"""Each entry carries the hash of its content and of the entry before it."""

from collections.abc import Sequence
from hashlib import sha256
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Row, select

from tests.store.conftest import Append
from tracker.domain.chain import entry_hash
from tracker.store.recorder import Recorder
from tracker.store.tables import entries, heads

THE_FIRST = {
    "previous": "",
    "deal": "tiktok-us",
    "entry": 0,
    "id": "ban-order",
    "event": "order",
    "state": b"{}",
}


def rows(recorder: Recorder, deal: str) -> Sequence[Row[Any]]:
    with recorder.reading() as connection:
        query = select(entries).where(entries.c.deal == deal).order_by(entries.c.entry)
        return connection.execute(query).all()


def test_the_hash_is_one_that_anybody_can_compute() -> None:
    written = b"0:,9:tiktok-us,1:0,9:ban-order,5:order,2:{},"
    assert entry_hash(**THE_FIRST) == sha256(written).hexdigest()  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "change",
    [
        {"previous": "0" * 64},
        {"deal": "tiktok-u"},
        {"entry": 1},
        {"id": "ban-orde", "event": "rorder"},
        {"event": "orde", "state": b"r{}"},
        {"state": b"{ }"},
    ],
)
def test_any_change_changes_the_hash(change: dict[str, Any]) -> None:
    assert entry_hash(**THE_FIRST | change) != entry_hash(**THE_FIRST)  # type: ignore[arg-type]


TEXTS = st.tuples(*[st.text("0:,a\u00e9", max_size=4)] * 4)


@given(TEXTS, TEXTS)
def test_no_two_entries_are_written_the_same_way(
    one: tuple[str, str, str, str], two: tuple[str, str, str, str]
) -> None:
    hashes = [entry_hash("", a, 0, b, c, d.encode()) for a, b, c, d in (one, two)]
    assert (hashes[0] == hashes[1]) == (one == two)


def test_entries_are_chained_deal_by_deal(recorder: Recorder, append: Append) -> None:
    append("a", b"1", b"2")
    append("b", b"1")
    append("a", b"3", first=2)
    for deal in ("a", "b"):
        previous = ""
        for row in rows(recorder, deal):
            assert row.previous == previous
            previous = entry_hash(previous, deal, row.entry, row.id, row.event, row.state)
            assert row.hash == previous
        with recorder.reading() as connection:
            assert connection.scalar(select(heads.c.hash).where(heads.c.deal == deal)) == previous


def test_a_batch_is_chained_as_single_appends_are(recorder: Recorder, append: Append) -> None:
    append("whole", b"1", b"2", b"3")
    for number, state in enumerate((b"1", b"2", b"3")):
        append("piecemeal", state, first=number)
    links = [
        [(row.entry, row.state, row.previous == "") for row in rows(recorder, deal)]
        for deal in ("whole", "piecemeal")
    ]
    assert links[0] == links[1] == [(0, b"1", True), (1, b"2", False), (2, b"3", False)]

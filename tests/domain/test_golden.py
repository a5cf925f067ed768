"""Every entry that was ever stored still loads, and says what it said.

A golden file is written once, by the version it is named for, and never changed after.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tracker.domain.amendments import Amendment
from tracker.domain.entry import DealOpened, decode, encode
from tracker.domain.events import EVENTS

GOLDEN = Path(__file__).parents[1] / "golden"
LINES = [
    json.loads(line)
    for file in sorted(GOLDEN.glob("entries-*.jsonl"))
    for line in file.read_text(encoding="utf-8").splitlines()
]


@pytest.mark.parametrize("line", LINES, ids=lambda line: line["sentence"])
def test_a_stored_entry_says_what_it_said(line: dict[str, Any]) -> None:
    entry = decode(json.dumps(line["entry"]))
    assert entry.sentence == line["sentence"]
    assert json.loads(encode(entry)) == line["entry"]


def test_every_stored_name_is_among_them() -> None:
    stored = {line["entry"]["event"]["event"] for line in LINES}
    kinds: tuple[type, ...] = (*EVENTS, *Amendment.__subclasses__(), DealOpened)
    names = {kind.__name__ for kind in kinds}
    assert names <= stored

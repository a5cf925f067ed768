"""CSV that a spreadsheet reads and does not run."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.formats.sheet import csv_text


def cell(value: Any) -> str:
    rows = list(csv.reader(io.StringIO(csv_text(["cell"], [{"cell": value}]), newline="")))
    return rows[1][0] if rows[1] else ""


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_a_text_that_would_run_is_defused(start: str) -> None:
    assert cell(f"{start}cmd|' /C calc'!A0") == f"'{start}cmd|' /C calc'!A0"
    assert cell([f"{start}1", "2"]) == f"'{start}1; 2"


@pytest.mark.parametrize(
    ("value", "text"),
    [(-5, "-5"), (-0.5, "-0.5"), (None, ""), (True, "true"), ("a-b", "a-b"), (["a", 1], "a; 1")],
)
def test_everything_else_is_as_it_was(value: Any, text: str) -> None:
    assert cell(value) == text


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")))
def test_any_text_comes_back(text: str) -> None:
    assert cell(text).removeprefix("'") == text.removeprefix("'")

"""Names that are close to one are found without comparing it with every other."""

from __future__ import annotations

from string import ascii_lowercase

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tracker.domain import neighbours
from tracker.domain.names import close, key, slips
from tracker.domain.neighbours import FEW, Neighbours

letters = st.sampled_from("abé")
WORDS = ("oracle", "bytedance", "internationalholding", "a1b2c3", "cp", "straße")


@st.composite
def slipped(draw: st.DrawFn) -> str:
    """A word with up to three slips in it, so that it is close to others, or nearly."""
    word = [*draw(st.sampled_from(WORDS))]
    for _ in range(draw(st.integers(0, 3))):
        at = draw(st.integers(0, len(word) - 1))
        end = at + draw(st.integers(0, 2))
        word[at:end] = draw(st.sampled_from((word[at:end][::-1], [draw(letters)], [], word[at:])))
        word = word[:40] or ["x"]
    return "".join(word)


names = st.lists(slipped(), min_size=1, max_size=2).map(" ".join)


@given(st.lists(names, min_size=FEW, max_size=40))
def test_they_are_those_that_a_comparison_with_each_finds(said: list[str]) -> None:
    found = Neighbours(said)
    for name in said:
        others = [at for at, each in enumerate(said) if key(each) != key(name)]
        assert [*found.of(name)] == [at for at in others if close(name, said[at])]


def plainly(one: str, other: str) -> int:
    """The distance of two words, worked out letter by letter."""
    rows: list[list[int]] = [[*range(len(other) + 1)]]
    for i, a in enumerate(one, 1):
        row = [i]
        for j, b in enumerate(other, 1):
            row.append(min(rows[-1][j] + 1, row[-1] + 1, rows[-1][j - 1] + (a != b)))
            if i > 1 and j > 1 and (a, one[i - 2]) == (other[j - 2], b):
                row[j] = min(row[j], rows[-2][j - 2] + 1)
        rows.append(row)
    return rows[-1][-1]


@given(st.text("ab", max_size=8), st.text("ab", max_size=8), st.integers(0, 3))
@example("abc", "ca", 2)
def test_slips_are_counted_as_letter_by_letter(one: str, other: str, most: int) -> None:
    assert slips(one, other, most) == (plainly(one, other) <= most)


@pytest.mark.parametrize("said", ["{}", "Bidder {}", "{} Holding", "X{}x", "Bidder{}"])
def test_among_many_hardly_any_are_compared(said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    compared = list[tuple[str, str]]()
    monkeypatch.setattr(neighbours, "close", lambda *two: compared.append(two))
    many = [
        said.format(f"{one}{other}" * 4) for one in ascii_lowercase for other in ascii_lowercase
    ]
    found = Neighbours(many)
    assert not [at for name in many for at in found.of(name)]
    assert len(compared) < 2 * len(many)

"""The colours of a chart can be read, and told apart by readers of every kind of colour vision."""

from __future__ import annotations

from itertools import combinations

import pytest

from tracker.domain.events import EVENTS
from tracker.domain.events.reviews import ReviewEvent
from tracker.domain.words import OF_BIDDERS, OF_DEADLINES, OF_DEALS
from tracker.formats.chart.palette import STANDINGS, THEMES, Theme

Colour = tuple[float, float, float]

SEEN: dict[str, tuple[Colour, Colour, Colour]] = {
    "trichromat": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanope": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranope": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanope": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
"""What linear light looks like: Machado, Oliveira, Fernandes 2009, at severity 1."""

TO_XYZ: tuple[Colour, Colour, Colour] = (
    (0.4124564, 0.3575761, 0.1804375),
    (0.2126729, 0.7151522, 0.0721750),
    (0.0193339, 0.1191920, 0.9503041),
)
WHITE_POINT = (0.95047, 1.0, 1.08883)
TOLD_APART = 15.0
"""In CIELAB; about 2 is the least that is seen side by side."""


def light(colour: str) -> Colour:
    """The linear light of #rrggbb."""
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return _linear(red), _linear(green), _linear(blue)


def _linear(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else float(((value + 0.055) / 1.055) ** 2.4)


def times(matrix: tuple[Colour, Colour, Colour], vector: Colour) -> Colour:
    first, second, third = (sum(a * b for a, b in zip(row, vector, strict=True)) for row in matrix)
    return first, second, third


def lab(colour: str, reader: str) -> Colour:
    red, green, blue = (min(max(each, 0), 1) for each in times(SEEN[reader], light(colour)))
    x, y, z = (
        _cube_root(each / white)
        for each, white in zip(times(TO_XYZ, (red, green, blue)), WHITE_POINT, strict=True)
    )
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def _cube_root(value: float) -> float:
    return float(value ** (1 / 3)) if value > 216 / 24389 else (24389 / 27 * value + 16) / 116


def apart(one: str, other: str, reader: str) -> float:
    pairs = zip(lab(one, reader), lab(other, reader), strict=True)
    return float(sum((a - b) ** 2 for a, b in pairs) ** 0.5)


def contrast(one: str, other: str) -> float:
    """As WCAG 2 has it: 1 to 21."""
    lighter, darker = sorted((times(TO_XYZ, light(each))[1] for each in (one, other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.fixture(params=THEMES)
def theme(request: pytest.FixtureRequest) -> Theme:
    return THEMES[request.param]


def test_black_on_white_is_measured_right() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21, abs=0.01)
    assert apart("#ff0000", "#ff0000", "protanope") == 0
    assert apart("#ff0000", "#00ff00", "trichromat") == pytest.approx(170.6, abs=0.5)


def test_every_word_on_a_bar_can_be_read(theme: Theme) -> None:
    assert {k: v for k, f in theme.fills.items() if (v := contrast(f.colour, f.ink)) < 4.5} == {}


def test_every_other_word_can_be_read(theme: Theme) -> None:
    for ink in (theme.ink, theme.muted, theme.mark):
        assert min(contrast(ink, ground) for ground in (theme.ground, theme.band)) >= 4.5


def test_every_bar_stands_out_from_the_ground(theme: Theme) -> None:
    """By its colour or by its edge; WCAG 2.1 asks 3 of what is no text."""
    for fill in theme.fills.values():
        for ground in (theme.ground, theme.band):
            assert max(contrast(fill.colour, ground), contrast(fill.edge, ground)) >= 3


@pytest.mark.parametrize("reader", SEEN)
def test_every_two_kinds_of_standing_are_told_apart(theme: Theme, reader: str) -> None:
    close = [
        (one, other)
        for one, other in combinations(theme.fills, 2)
        if apart(theme.fills[one].colour, theme.fills[other].colour, reader) < TOLD_APART
    ]
    assert close == []


def test_every_status_has_a_colour() -> None:
    of_reviews = {
        event.word for event in EVENTS if issubclass(event, ReviewEvent) and event.word != "resumed"
    } - {""}
    every = {
        *{("deal", word) for word in OF_DEALS},
        *{("bidder", word) for word in OF_BIDDERS},
        *{("deadline", word) for word in OF_DEADLINES},
        *{("review", word) for word in (*of_reviews, "cleared", "cleared with conditions")},
    }
    assert set(STANDINGS) == every
    assert set(STANDINGS.values()) == set(THEMES["light"].fills) == set(THEMES["dark"].fills)

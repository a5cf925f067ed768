"""Times as people read them."""

from __future__ import annotations

import pytest

from tracker.domain.history import Question
from tracker.domain.times import moment
from tracker.views import moments

NEW_YORK = "America/New_York"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("2020-09-14", "14 Sep 2020"),
        ("2020-09", "Sep 2020"),
        ("2021-Q3", "Q3 2021"),
        ("2021-H2", "H2 2021"),
        ("2020", "2020"),
        ("2020-09-27T23:59-04:00", "27 Sep 2020 23:59 -04:00"),
        ("2020-09-27T23:59:30-04:00", "27 Sep 2020 23:59:30 -04:00"),
        ("2020-09-27T23:59:59.999999-04:00", "27 Sep 2020 23:59:59 -04:00"),
        ("1850-01-01T12:00:00-04:56:02", "1 Jan 1850 12:00:00 -04:56:02"),
        (None, ""),
    ],
)
def test_a_time_keeps_its_precision(text: str | None, shown: str) -> None:
    assert moments.human(text) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("2020-09-14", "14 Sep 2020 (end of day, America/New_York)"),
        ("2020-09", "Sep 2020 (end of month, America/New_York)"),
        ("2021-Q3", "Q3 2021 (end of quarter, America/New_York)"),
        ("2021-H2", "H2 2021 (end of half-year, America/New_York)"),
        ("2020", "2020 (end of year, America/New_York)"),
        ("2020-09-27T23:59", "27 Sep 2020 23:59 -04:00 (America/New_York)"),
    ],
)
def test_a_period_is_asked_about_at_its_end(text: str, shown: str) -> None:
    assert moments.moment(moment(text, NEW_YORK), NEW_YORK) == shown


def test_what_counts_is_said() -> None:
    day = moment("2020-09-14", NEW_YORK)
    question = Question(
        as_of=day,
        known_by=moment("2020-09-13", NEW_YORK),
        recorded_by=moment("2026", NEW_YORK),
        confirmed=True,
        according_to=("Reuters", "WSJ"),
    )
    assert moments.asked(question, NEW_YORK) == (
        "As of 14 Sep 2020 (end of day, America/New_York), known by 13 Sep 2020, recorded by 2026, "
        "confirmed entries only, according to Reuters, WSJ"
    )
    assert moments.asked(Question(as_of=day), NEW_YORK).endswith("everything known")

"""What a chart draws, and where: until the moment asked, to scale, readable, in the deal's zone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import vl_convert
from hypothesis import given, settings
from hypothesis import strategies as st

import tracker
from tests.domain.story import Story
from tests.domain.test_laws import written
from tests.histories import amendments, drafts, times
from tests.places import at
from tracker.domain.drafts import AnyDraft
from tracker.domain.history import History
from tracker.domain.times import local_day
from tracker.formats.chart import chart
from tracker.formats.chart.lettering import cut, lines, width
from tracker.store.book import open_book
from tracker.views.asking import Asked
from tracker.views.lanes import lanes

PROJECT = Path(tracker.__file__).parents[1]
CASEBOOKS = [
    PROJECT / "tracker" / "casebooks" / "tiktok-us.yaml",
    *sorted((PROJECT / "tests" / "casebooks" / "deals").glob("*.yaml")),
]
NOW = 1_800_000_000_000_000
SALE = (
    Story()
    .on("2020-08-01", "Microsoft in talks", says=["Reuters"])
    .on("2020-08-06", "sale due 2020-11-12")
    .on("2020-09-10", "sale extended to 2020-11-27")
    .on("2020-09-13", "Microsoft bid rejected", "Oracle chosen")
)

Picture = dict[str, Any]
Shape = dict[str, Any]


def drawn(story: Story, as_of: str, **how: Any) -> Picture:
    return chart(story.history, story.question(as_of), **how)


def shapes(picture: Picture, layer: str) -> list[Shape]:
    found: list[Shape] = picture["datasets"].get(layer, [])
    return found


def bars(picture: Picture, name: str) -> list[Shape]:
    return [each for each in shapes(picture, "bars") if each["name"] == name]


def now(picture: Picture) -> float:
    """Where the moment asked is."""
    (line,) = shapes(picture, "now")
    return float(line["x"])


def texts(picture: Picture) -> list[str]:
    return [each["text"] for each in shapes(picture, "texts")]


def warnings(picture: Picture, capfd: pytest.CaptureFixture[str]) -> str:
    """What Vega-Lite finds odd about it."""
    capfd.readouterr()
    vl_convert.vegalite_to_svg(picture, vl_version="6.4", show_warnings=True)
    return capfd.readouterr().err


# Bars


def test_a_bar_says_whose_it_is_and_what_it_rests_on() -> None:
    (talks, rejected) = bars(drawn(SALE, "2020-09-20"), "Microsoft")
    said = {name: talks[name] for name in ("status", "since", "until", "grade", "because", "said")}
    assert said == {
        "status": "in talks",
        "since": "1 Aug 2020",
        "until": "13 Sep 2020",
        "grade": "single-source",
        "because": "#1",
        "said": "Microsoft: in talks from 1 Aug 2020 until 13 Sep 2020",
    }
    assert rejected["said"] == "Microsoft: rejected from 13 Sep 2020"


@pytest.mark.parametrize("as_of", ["2020-09-20", "2020-12-01", "2024-01-01T12:00"])
def test_what_stands_is_drawn_until_the_moment_asked_and_no_further(as_of: str) -> None:
    picture = drawn(SALE, as_of)
    lasting = [each for each in shapes(picture, "bars") if each["until"] == "the moment asked"]
    assert {each["name"] for each in lasting} == {"A deal", "Microsoft", "Oracle", "sale"}
    assert {each["x2"] for each in lasting} == {now(picture)}
    assert max(each["x2"] for each in shapes(picture, "bars")) == now(picture)


def test_one_bar_begins_where_the_other_ends() -> None:
    talks, rejected = bars(drawn(SALE, "2020-09-20"), "Microsoft")
    assert talks["x2"] == rejected["x"]
    assert talks["x"] == 0


def test_a_day_is_as_wide_as_another() -> None:
    talks, rejected = bars(drawn(SALE, "2020-09-20"), "Microsoft")
    days = (talks["x2"] - talks["x"]) / 43, (rejected["x2"] - rejected["x"]) / 8
    assert days[0] == pytest.approx(days[1], rel=0.01)


def test_what_is_out_of_the_running_is_a_thin_bar() -> None:
    talks, rejected = bars(drawn(SALE, "2020-09-20"), "Microsoft")
    assert rejected["y2"] - rejected["y"] < (talks["y2"] - talks["y"]) / 2


def test_what_is_stayed_is_hatched_and_only_that() -> None:
    assert not shapes(drawn(SALE, "2020-09-20"), "hatches")
    story = SALE.on("2020-10-01", "sale stayed")
    picture = drawn(story, "2020-10-20")
    stayed = bars(picture, "sale")[-1]
    for each in shapes(picture, "hatches"):
        assert stayed["x"] <= each["x"] <= each["x2"] <= stayed["x2"] or each["y"] > stayed["y2"]
    assert any(each["y"] <= stayed["y2"] for each in shapes(picture, "hatches"))


def test_what_is_disputed_is_called_so() -> None:
    story = SALE.dispute(5)
    assert "chosen, disputed" in texts(drawn(story, "2020-10-20"))


def test_a_word_without_room_in_its_bar_stands_under_it() -> None:
    picture = drawn(SALE.on("2020-09-14", "Oracle agreement signed"), "2020-11-20")
    chosen, _ = bars(picture, "Oracle")
    (word,) = [each for each in shapes(picture, "texts") if each["text"] == "chosen"][1:]
    assert word["y"] > chosen["y2"]
    assert word["x"] == chosen["x"]


# Time


def test_a_date_to_come_is_a_flag_beyond_the_moment_asked() -> None:
    picture = drawn(SALE, "2020-09-20")
    moved, due = shapes(picture, "flags")[:2]
    assert (moved["due"], moved["counts"]) == ("12 Nov 2020", False)
    assert (due["due"], due["counts"]) == ("27 Nov 2020", True)
    assert now(picture) < moved["x"] < due["x"] <= picture["width"]
    assert "to come, not to scale" in texts(picture)


def test_a_date_that_has_come_is_a_flag_before_it() -> None:
    picture = drawn(SALE, "2020-12-10")
    assert all(each["x"] < now(picture) for each in shapes(picture, "flags")[:2])
    assert now(picture) == picture["width"]
    assert not {each for each in texts(picture) if each.startswith("to come")}


def test_the_eve_of_an_order_is_not_yet_its_day() -> None:
    story = Story().on("2020-08-06", "Oracle bid", "order EO 13942 effective 2020-09-21")
    picture = drawn(story, "2020-09-20")
    assert bars(picture, "Oracle")[0]["x2"] == now(picture) < shapes(picture, "flags")[0]["x"]


def test_a_chain_of_dates_goes_down_in_steps() -> None:
    picture = drawn(SALE, "2020-09-20")
    level, riser, *_ = shapes(picture, "chains")
    (bar,) = bars(picture, "sale")
    assert level["y"] == level["y2"] == riser["y"] < riser["y2"] <= bar["y2"]
    assert level["x"] == bar["x"]
    assert level["x2"] == riser["x"] == riser["x2"]


def test_a_date_is_dotted_from_where_it_is_no_longer_or_not_yet() -> None:
    dotted = [each for each in shapes(drawn(SALE, "2020-09-20"), "chains") if each["gone"]]
    moved, due = shapes(drawn(SALE, "2020-09-20"), "flags")[:2]
    assert [each["x2"] for each in dotted] == [moved["x"], due["x"]]


def test_a_long_silence_is_drawn_narrower_and_pale_and_says_how_long() -> None:
    soon, late = drawn(SALE, "2020-12-01"), drawn(SALE, "2023-12-01")
    assert not shapes(soon, "veils")
    (veil,) = shapes(late, "veils")
    assert veil["x2"] == now(late) == late["width"]
    assert "nothing for 3 years" in texts(late)
    assert bars(late, "Microsoft")[0]["x2"] > late["width"] / 5


def test_a_dozen_days_without_an_entry_are_no_silence() -> None:
    assert not shapes(drawn(Story().on("2020-08-01", "Oracle bid"), "2020-08-12"), "veils")


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "America/New_York", "Pacific/Pago_Pago"])
def test_a_day_is_that_day_in_every_zone(zone: str) -> None:
    story = Story(zone).on("2020-08-01", "Oracle bid").on("2020-08-03", "Oracle chosen")
    picture = drawn(story, "2020-08-08")
    assert [each["since"] for each in bars(picture, "Oracle")] == ["1 Aug 2020", "3 Aug 2020"]
    ticks = {each["text"]: each["x"] for each in shapes(picture, "texts") if "Aug" in each["text"]}
    assert ticks["3 Aug"] - 4 == pytest.approx(bars(picture, "Oracle")[1]["x"], abs=0.1)


@pytest.mark.parametrize(
    ("as_of", "begins"),
    [
        ("2020-08-01", ["1 Aug", "03:00", "06:00"]),
        ("2020-08-07", ["1 Aug", "2 Aug", "3 Aug"]),
        ("2020-09-20", ["3 Aug", "10 Aug", "17 Aug"]),
    ],
)
def test_the_axis_names_what_can_be_read(as_of: str, begins: list[str]) -> None:
    said = texts(drawn(SALE, as_of))
    assert [each for each in said if each in begins] == begins


def test_the_years_of_a_long_deal_are_named() -> None:
    story = Story().on("2011-03-01", "Oracle bid").on("2018-03-01", "Oracle bid stands")
    assert {"2012", "2015"} <= {*texts(drawn(story, "2018-06-01"))}


# The whole


def test_every_lane_has_its_name_and_how_it_stands() -> None:
    said = texts(drawn(SALE, "2020-09-20", width=1200))
    assert [each for each in said if each in ("Bidders", "Deadlines", "Reviews")] == [
        "Bidders",
        "Deadlines",
    ]
    for each in ("The deal", "Microsoft", "rejected", "since 13 Sep 2020", "Oracle", "sale"):
        assert each in said
    assert "68 days left, 27 Nov 2020" in said


def test_it_says_what_it_is_of_and_as_of_when() -> None:
    picture = drawn(SALE, "2020-09-20")
    asked = "As of 20 Sep 2020 (end of day, America/New_York), everything known: chosen"
    assert picture["description"] == f"A deal. {asked}"
    assert {"A deal", asked, "20 Sep 2020"} <= {*texts(picture)}


def test_every_entry_is_a_mark_that_says_it() -> None:
    said = [each["said"] for each in shapes(drawn(SALE, "2020-09-20"), "entries")]
    assert "#1, 1 Aug 2020: Microsoft in talks (Reuters)" in said
    assert len(said) == 5


def test_the_key_names_every_word_beside_its_colour() -> None:
    said = texts(drawn(SALE, "2020-09-20"))
    assert {"in talks, talks, pending", "chosen", "rejected", "due date"} <= {
        ", ".join(sorted(each.split(", "), key="in talks, talks, pending".find)) for each in said
    }


def test_before_anything_happened_it_says_so() -> None:
    picture = drawn(SALE, "2020-07-01")
    assert "Nothing had happened by then." in texts(picture)
    assert set(picture["datasets"]) == {"texts"}


def test_a_dark_one_is_the_same_picture_in_other_colours() -> None:
    light, dark = drawn(SALE, "2020-09-20"), drawn(SALE, "2020-09-20", theme="dark")
    assert light["background"] != dark["background"]
    for layer in light["datasets"]:
        for one, other in zip(light["datasets"][layer], dark["datasets"][layer], strict=True):
            different = {name for name in one if one[name] != other[name]}
            assert different <= {"colour", "edge", "ink"}


@pytest.mark.parametrize("wide", [320, 390, 640, 961, 1600])
def test_it_is_as_wide_as_asked_and_nothing_sticks_out(wide: int) -> None:
    story = SALE.on("2020-09-14", f'"{"A very long name of a bidder " * 3}" bid', new=True)
    assert_whole(drawn(story, "2020-09-20", width=wide), wide)


def assert_whole(picture: Picture, wide: int) -> None:
    """Every text is within the picture, and no two texts are written over each other."""
    padding = picture["padding"]
    left, right = -padding["left"], picture["width"] + padding["right"]
    assert right - left == wide
    for each in (*shapes(picture, "texts"), *shapes(picture, "dates")):
        start, end = span(each)
        assert left <= start <= end <= right, each
    places = sorted(shapes(picture, "texts"), key=lambda each: (each["y"], span(each)[0]))
    for one, other in pairwise(places):
        assert one["y"] != other["y"] or span(one)[1] <= span(other)[0], (one, other)


def span(text: Shape) -> tuple[float, float]:
    wide = width(text["text"], text["size"], bold=text.get("weight") == "bold")
    align, x = text.get("align", "left"), text["x"]
    start = x - wide if align == "right" else x - wide / 2 if align == "center" else x
    return start, start + wide


def test_thirty_bidders_with_long_names_are_thirty_lanes() -> None:
    story = Story()
    for day in range(1, 31):
        name = f'"Bidder {day} of the Very Long Names Partnership (Luxembourg) S.à r.l."'
        story = story.on(f"2020-08-{day:02}", f"{name} bid", f"{name} in talks", new=True)
    picture = drawn(story, "2020-09-20")
    assert_whole(picture, 960)
    assert len({each["name"] for each in shapes(picture, "bars")}) == 31


# Lettering


def test_what_has_no_room_is_cut_with_an_ellipsis() -> None:
    assert cut("Global Infrastructure Partners", 10, 1000) == "Global Infrastructure Partners"
    short = cut("Global Infrastructure Partners", 10, 80)
    assert short.endswith("…")
    assert width(short, 10) <= 80
    assert cut("Oracle", 10, 2) == ""


def test_lines_are_broken_between_words() -> None:
    assert lines("Global Infrastructure Partners", 10, 120) == ["Global Infrastructure", "Partners"]
    assert len(lines("one two three four five six", 10, 40)) == 2


# Every deal


@pytest.fixture(scope="module")
def deals(tmp_path_factory: pytest.TempPathFactory) -> dict[str, History]:
    with open_book(at(tmp_path_factory.mktemp("deals") / "book.db"), create=True) as book:
        for path in CASEBOOKS:
            text = path.read_text(encoding="utf-8")
            book.import_casebook(text, file=path.name, zone="UTC")
        return {row.deal: book.history(row.deal) for row in book.deals()}


def moments(history: History) -> Iterator[dict[str, Any]]:
    """Now, the day of every fifth entry, how it looked on the last of them, and with filters."""
    days = sorted({each.on for each in history.entries if each.on})
    yield {}
    yield from ({"as_of": day} for day in days[::5])
    yield {"then": days[-1]}
    yield {"as_of": days[-1], "confirmed": True}


@pytest.mark.parametrize("deal", [path.stem for path in CASEBOOKS])
def test_every_real_deal_is_drawn_whole_and_without_a_warning(
    deal: str, deals: dict[str, History], capfd: pytest.CaptureFixture[str]
) -> None:
    history = deals[deal]
    for number, asked in enumerate(moments(history)):
        question = Asked(now=NOW, **asked).question(history.zone)
        picture = chart(history, question, theme=("light", "dark")[number % 2])
        assert warnings(picture, capfd) == ""
        assert_whole(picture, 960)


@pytest.mark.parametrize("deal", [path.stem for path in CASEBOOKS])
def test_no_bar_goes_beyond_the_moment_asked_when_a_date_is_near(
    deal: str, deals: dict[str, History]
) -> None:
    history = deals[deal]
    for day in days_of_dates(history):
        picture = chart(history, Asked(now=NOW, as_of=day).question(history.zone))
        for each in shapes(picture, "bars"):
            assert each["x2"] <= now(picture), (day, each["said"])


def days_of_dates(history: History) -> list[str]:
    """The eve of every due date there ever was, and the day itself."""
    found = lanes(history, Asked(now=NOW).question(history.zone))
    falls = {date.at for lane in found for date in lane.dates if date.at <= NOW}
    return sorted(
        {local_day(at - back, history.zone).isoformat() for at in falls for back in (0, 1)}
    )


said = st.lists(drafts, min_size=1, max_size=8).flatmap(
    lambda told: st.tuples(st.just(told), st.lists(amendments(len(told)), max_size=4))
)


def test_in_a_narrow_picture_the_silence_is_pale_without_a_word() -> None:
    picture = drawn(SALE, "2023-12-01", width=320)
    assert shapes(picture, "veils")
    assert not [each for each in texts(picture) if "years" in each]
    assert_whole(picture, 320)


@settings(deadline=None, max_examples=15)
@given(said, times, st.none() | times, st.sampled_from((320, 700, 1200)))
def test_whatever_is_told_is_drawn(
    told: tuple[Sequence[AnyDraft], Sequence[AnyDraft]], as_of: str, known_by: str | None, wide: int
) -> None:
    story = written([*told[0], *told[1]])
    picture = chart(story.history, story.question(as_of, known_by=known_by), width=wide)
    assert vl_convert.vegalite_to_svg(picture, vl_version="6.4").startswith("<svg")
    assert_whole(picture, wide)
    for each in (*shapes(picture, "bars"), *shapes(picture, "chains")):
        assert 0 <= each["x"] <= each["x2"] <= picture["width"]

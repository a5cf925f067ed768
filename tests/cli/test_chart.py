"""The chart as a command: of which moment, in which form, into which file."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.cli.commandline import Tracker

SVG = "{http://www.w3.org/2000/svg}"


def title(svg: str | bytes) -> str:
    found = ElementTree.fromstring(svg).findtext(f"{SVG}title")
    assert found is not None
    return found


def test_a_chart_is_svg_on_stdout(tiktok: Tracker) -> None:
    said = tiktok.says("chart", "tiktok")
    assert title(said).startswith("TikTok US operations. As of 14 Sep 2020 (end of day")


def test_a_dash_is_stdout(tiktok: Tracker) -> None:
    assert tiktok.says("chart", "tiktok", "--output", "-") == tiktok.says("chart", "tiktok")


def test_it_takes_the_options_of_a_question(tiktok: Tracker) -> None:
    asked = ("--as-of", "2020-08-20", "--known-by", "2020-08-19", "--according-to", "Reuters")
    picture = tiktok.json("chart", "tiktok", *asked)
    said = "known by 19 Aug 2020, according to Reuters"
    assert picture["description"].endswith(f"As of 20 Aug 2020 {NEW_YORK}, {said}: bidding")
    assert {each["name"] for each in picture["datasets"]["bars"]} == {
        "TikTok US operations",
        "Microsoft",
    }


NEW_YORK = "(end of day, America/New_York)"


@pytest.mark.parametrize(
    ("file", "begins"),
    [
        ("a.svg", b"<svg "),
        ("a.PNG", b"\x89PNG\r\n"),
        ("a.html", b"<!DOCTYPE html>"),
        ("a", b"<svg "),
    ],
)
def test_the_name_of_a_file_says_the_form(tiktok: Tracker, file: str, begins: bytes) -> None:
    assert tiktok.says("chart", "tiktok", "--output", file) == ""
    assert Path(file).read_bytes().startswith(begins)


def test_a_form_that_is_asked_for_is_that_whatever_the_name(tiktok: Tracker) -> None:
    tiktok.says("chart", "tiktok", "--output", "a.svg", "--format", "png")
    assert Path("a.svg").read_bytes().startswith(b"\x89PNG\r\n")


def test_a_png_goes_through_a_pipe_byte_by_byte(tiktok: Tracker) -> None:
    tiktok.says("chart", "tiktok", "--output", "a.png")
    piped = tiktok.run("chart", "tiktok", "--format", "png")
    assert piped.stdout_bytes == Path("a.png").read_bytes()


def test_a_terminal_is_shown_no_png(tiktok: Tracker, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tracker.cli.commands.chart.to_a_terminal", lambda: True)
    assert "--output FILE.png" in tiktok.fails(2, "chart", "tiktok", "--format", "png")
    assert tiktok.says("chart", "tiktok", "--format", "png", "--output", "a.png") == ""


def test_a_failed_chart_leaves_the_file_that_was_there(tiktok: Tracker) -> None:
    Path("a.svg").write_text("an older one")
    tiktok.fails(3, "chart", "tiktik", "--output", "a.svg")
    assert Path("a.svg").read_text() == "an older one"


def test_json_is_the_specification(tiktok: Tracker) -> None:
    picture = tiktok.json("chart", "tiktok", "--width", "640", "--theme", "dark")
    assert picture["$schema"].startswith("https://vega.github.io/schema/vega-lite/v6")
    assert picture["width"] + picture["padding"]["left"] + picture["padding"]["right"] == 640
    assert picture["background"] == "#15181c"


def test_json_beside_a_file_is_what_is_drawn_there(tiktok: Tracker) -> None:
    picture = tiktok.json("chart", "tiktok", "--output", "a.svg")
    assert title(Path("a.svg").read_bytes()) == picture["description"]


def test_json_needs_nothing_that_draws(tiktok: Tracker, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "vl_convert", None)
    assert json.loads(tiktok.says("chart", "tiktok", "--json"))["datasets"]["bars"]
    error = tiktok.error(2, "chart", "tiktok", "--output", "a.svg")
    assert (error["kind"], error["hints"]) == (
        "not-installed",
        ["pip install 'deal-tracker[page]'"],
    )
    assert not Path("a.svg").exists()


@pytest.mark.parametrize(
    ("typed", "hint"),
    [
        (["--csv"], "tracker export DEAL --format spans is one"),
        (["--theme", "drak"], "did you mean dark?"),
        (["--format", "pgn"], "did you mean png?"),
        (["--output", "a.gif"], "it is svg, png, html"),
        (["--width", "100"], "320<=x<=4000"),
        (["--output", "nowhere/a.svg"], "nowhere/a.svg cannot be written"),
    ],
)
def test_what_cannot_be_drawn_is_said(tiktok: Tracker, typed: list[str], hint: str) -> None:
    assert hint in tiktok.fails(2, "chart", "tiktok", *typed)


def test_a_deal_without_entries_is_a_chart_that_says_so(tracker: Tracker) -> None:
    tracker.says("new", "empty", "An empty deal")
    assert "Nothing had happened by then." in tracker.says("chart", "empty")

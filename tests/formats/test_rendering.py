"""Pictures as SVG, PNG and HTML: whole, with nothing from elsewhere, and nothing that runs."""

from __future__ import annotations

import json
import re
import struct
import sys
from html.parser import HTMLParser
from typing import Any
from xml.etree import ElementTree

import pytest

from tests.domain.story import Story
from tracker.domain.errors import Refusal
from tracker.formats import rendering
from tracker.formats.chart import chart
from tracker.formats.rendering import RENDERERS, html, png, svg

SVG = "{http://www.w3.org/2000/svg}"
NASTY = "</script><script>alert(1)</script>"
STORY = Story().on("2020-08-01", f'"{NASTY}" chosen', "sale due 2020-11-12", new=True)
PICTURE = chart(STORY.history, STORY.question("2020-09-14"))
NAMES_OF_FORMATS = re.compile(r"http://www\.w3\.org/[\w/]+")


def test_an_svg_is_whole_and_called_what_it_shows() -> None:
    root = ElementTree.fromstring(svg(PICTURE))
    assert root.tag == f"{SVG}svg"
    assert root.findtext(f"{SVG}title") == PICTURE["description"]
    assert (root.get("width"), root.get("height")) == ("960", str(height(PICTURE)))


def height(picture: dict[str, Any]) -> int:
    padding = picture["padding"]
    return int(padding["top"] + padding["bottom"] + picture["height"])


def test_every_bar_of_an_svg_says_what_it_is() -> None:
    labels = {each.get("aria-label") for each in ElementTree.fromstring(svg(PICTURE)).iter()}
    assert {each["said"] for each in PICTURE["datasets"]["bars"]} <= labels
    assert "sale: pending from 1 Aug 2020" in labels


def test_an_svg_refers_to_nothing_elsewhere() -> None:
    drawn = NAMES_OF_FORMATS.sub("", svg(PICTURE))
    assert not re.findall(r"https?:|//|href|url\(|<image|<script|<style", drawn)


def test_a_png_is_twice_as_wide_as_the_picture() -> None:
    drawn = png(PICTURE)
    assert drawn.startswith(b"\x89PNG\r\n\x1a\n")
    assert struct.unpack(">II", drawn[16:24]) == (1920, 2 * height(PICTURE))


class Page(HTMLParser):
    """The elements of a page, as a browser finds them, and what is in its scripts."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.scripts: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        if self.elements and self.elements[-1][0] == "script" and data.strip():
            self.scripts.append(data)


def test_a_page_carries_its_script_and_asks_nobody_for_more() -> None:
    page = Page(html(PICTURE))
    tags = [tag for tag, _ in page.elements]
    assert tags == [
        "html",
        "head",
        "meta",
        "meta",
        "title",
        "style",
        "body",
        "div",
        "script",
        "script",
    ]
    assert not [attributes for _, attributes in page.elements if {"src", "href"} & {*attributes}]


def test_a_page_holds_the_picture_and_no_text_of_it_runs() -> None:
    said, script = Page(html(PICTURE)).scripts
    assert json.loads(said) == PICTURE
    assert NASTY in PICTURE["datasets"]["bars"][1]["said"]
    assert "alert(1)" not in script


@pytest.mark.parametrize("form", RENDERERS)
def test_the_same_picture_is_the_same_bytes(form: str) -> None:
    assert RENDERERS[form](PICTURE) == RENDERERS[form](PICTURE)


@pytest.mark.parametrize("form", RENDERERS)
def test_without_the_library_it_is_said_what_to_install(
    form: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    rendering._script.cache_clear()
    monkeypatch.setitem(sys.modules, "vl_convert", None)
    with pytest.raises(Refusal) as refused:
        RENDERERS[form](PICTURE)
    assert refused.value.hints == ("pip install 'deal-tracker[page]'",)

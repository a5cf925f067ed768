"""The page in a real browser: the slider, the keyboard, links, recording, and who is shut out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib import import_module
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.cli.commandline import Tracker
from tests.web.browsing import CHROMIUM, NO_BROWSER, Watched, browser, served
from tests.web.conftest import FORM, WRITER
from tracker.store.book import Book
from tracker.web.access import Access

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason=NO_BROWSER)

DEAL = "/deals/tiktok-us"
TODAY = "2020-09-16"
GRAVE = ("serious", "critical")
PAGES = (
    f"{DEAL}?then=2020-09-13&why=Oracle&against=2020-09-01",
    "/deals/harbour",
    "/?as_of=2020-09-12",
    "/deadlines",
    "/search?q=oracle",
    f"{DEAL}/entries/14/dispute",
    "/deals/nope",
)


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    with browser() as opened:
        yield opened


@pytest.fixture
def base(book: Book) -> Iterator[str]:
    with served(book, Access(writing=WRITER, form=FORM), TODAY) as address:
        yield address


@pytest.fixture
def watched(chromium: Any, base: str) -> Iterator[Watched]:
    """A page that complains of nothing by the end of the test."""
    context = chromium.new_context(locale="en-GB")
    context.set_default_timeout(10_000)
    watched = Watched(context.new_page(), base)
    yield watched
    context.close()
    assert watched.complaints == []


def settled(page: Any) -> None:
    page.wait_for_selector("#panels[aria-busy=false]")


def texts(page: Any, selector: str) -> str:
    return " ".join(page.locator(selector).all_inner_texts())


def pick(page: Any, day: str) -> None:
    """The date field, as somebody types into it."""
    page.fill("#date", day)
    expect(page).to_have_url(re.compile(f"as_of={day}"))
    settled(page)


def test_moving_the_moment_changes_every_panel(watched: Watched) -> None:
    page = watched.open(f"{DEAL}?as_of=2020-09-13")
    seen = {}
    for day in ("2020-09-12", "2020-09-14", "2020-09-20"):
        pick(page, day)
        seen[day] = {
            "headline": texts(page, "#headline"),
            "asked": texts(page, ".asked > p"),
            "board": texts(page, ".board"),
            "deadlines": texts(page, ".deadlines"),
            "changes": texts(page, "#changes"),
            "feed": texts(page, ".feed > details > summary") + texts(page, "#feed-title"),
            "said": page.locator("#slider").get_attribute("aria-valuetext"),
        }
    before, there, after = seen.values()
    assert "Oracle" not in texts(page, ".nothing")
    assert "chosen" not in before["board"]
    assert "chosen" in there["board"]
    assert "in 6 days" in there["deadlines"]
    assert "in effect" in after["deadlines"]
    for name in before:
        assert len({before[name], there[name], after[name]}) > 1, name
    assert "32 later" in before["feed"]
    assert "later" not in there["feed"]


def test_the_slider_goes_by_the_keyboard_and_says_where_it_is(watched: Watched) -> None:
    page = watched.open(f"{DEAL}?as_of=2020-09-13")
    slider = page.locator("#slider")
    slider.focus()
    for key, day in (
        ("ArrowRight", "14 Sep 2020"),
        ("ArrowRight", "16 Sep 2020"),
        ("ArrowRight", "20 Sep 2020"),
        ("ArrowLeft", "16 Sep 2020"),
        ("Shift+ArrowLeft", "15 Sep 2020"),
        ("ArrowLeft", "14 Sep 2020"),
        ("Shift+ArrowLeft", "13 Sep 2020"),
        ("Shift+ArrowLeft", "12 Sep 2020"),
        ("Home", "1 Aug 2020"),
        ("End", "13 Nov 2020"),
    ):
        page.keyboard.press(key)
        settled(page)
        said = slider.get_attribute("aria-valuetext")
        assert said == texts(page, "#said")
        assert said.startswith(day), key
        assert day in texts(page, ".asked > p")
    page.locator("body").press("ArrowLeft")
    settled(page)
    assert "12 Nov 2020" in texts(page, ".asked > p")


@pytest.mark.parametrize(
    ("asked", "day"),
    [("2020-09", "2020-09-30"), ("2020-09-14T02:00Z", "2020-09-13"), ("yesterday", "2020-09-15")],
)
def test_a_moment_of_any_form_is_a_place_on_the_slider(
    watched: Watched, asked: str, day: str
) -> None:
    page = watched.open(f"{DEAL}?as_of={asked}")
    expect(page.locator("#date")).to_have_value(day)
    page.click("#previous")
    settled(page)
    assert page.input_value("#date") < day


def test_an_address_is_a_citation(watched: Watched) -> None:
    page = watched.open(f"{DEAL}?as_of=2020-09-14")
    page.click(".card a.why >> nth=0")
    page.wait_for_selector("#why")
    page.click("#next")
    settled(page)
    page.click("#known > summary")
    page.click("text=only what was known then")
    expect(page).to_have_url(re.compile("then="))
    settled(page)
    there = page.inner_text("#panels")
    assert "known by 16 Sep 2020" in there
    page.goto(page.url)
    assert page.inner_text("#panels") == there
    page.go_back()
    expect(page).not_to_have_url(re.compile("then="))
    settled(page)
    assert "everything known" in texts(page, ".asked > p")
    assert "Why Oracle?" in texts(page, "#why-title")


def test_a_page_whose_server_has_ended_says_so(watched: Watched) -> None:
    page = watched.open(f"{DEAL}?as_of=2020-09-14")
    page.context.set_offline(True)
    page.click("#next")
    expect(page.locator("#said")).to_contain_text("does not answer")
    page.context.set_offline(False)
    page.click("#previous")
    settled(page)
    assert "14 Sep 2020" in texts(page, ".asked > p")
    watched.complaints.clear()  # browsers log what they could not reach


def test_the_chart_is_drawn_and_obeys(watched: Watched) -> None:
    page = watched.open(f"{DEAL}?as_of=2020-09-12")
    for day in ("2020-09-12", "2020-09-14"):
        pick(page, day)
        chart = page.locator("#chart img")
        expect(chart).to_have_attribute("src", re.compile(day))
        expect(chart).to_have_js_property("complete", True)
        assert chart.evaluate("each => each.naturalWidth") > 100


def test_without_a_script_the_slider_is_a_form(chromium: Any, base: str) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    asked = page.locator(".asked > p")
    page.goto(f"{base}{DEAL}?as_of=2020-09-14&confirmed=true")
    page.locator("#slider").focus()
    page.keyboard.press("ArrowLeft")
    page.click("form.slider button")
    expect(asked).to_contain_text("13 Sep 2020")
    expect(asked).to_contain_text("confirmed entries only")
    page.fill("#date", "2020-09-12")
    page.click("form.date button")
    expect(asked).to_contain_text("12 Sep 2020")
    page.click("#next")
    expect(asked).to_contain_text("13 Sep 2020")
    context.close()


def test_recording_shows_first_what_it_would_change(watched: Watched, tracker: Tracker) -> None:
    page = watched.open(f"{DEAL}?token={WRITER}")
    page.wait_for_selector("#deal")
    page.click("text=Record an entry")
    page.fill("#sentence", "Oracle agr")
    page.wait_for_selector("#phrases option[value='Oracle agreement signed']", state="attached")
    page.fill("#sentence", "Orcale agreement signed")
    expect(page.locator("#preview .error + ul")).to_contain_text("did you mean Oracle?")
    page.fill("#sentence", "Oracle agreement signed")
    page.fill("[name=publisher]", "Reuters")
    page.wait_for_selector("#confirm:enabled")
    assert "chosen → agreed" in " ".join(texts(page, "#preview").split())
    assert "agreed" not in tracker.says("status", "tiktok-us", "--as-of", TODAY)
    page.click("#confirm")
    page.wait_for_selector("#deal")
    assert "agreed" in texts(page, ".headline .word").lower()
    assert ": agreed" in tracker.says("status", "tiktok-us", "--as-of", TODAY)


def test_what_others_record_is_offered(watched: Watched, tracker: Tracker) -> None:
    page = watched.open(DEAL)
    tracker.says("record", "tiktok-us", "note: hm", "--source", "Reuters", "--on", TODAY)
    page.wait_for_selector("#live:not([hidden])")
    assert texts(page, "#live") == "1 new entry"
    page.click("#refresh")
    page.wait_for_selector("text=note: hm")


def test_a_citation_is_left_for_what_is_new(watched: Watched, tracker: Tracker) -> None:
    page = watched.open(f"{DEAL}?as_of={TODAY}")
    page.click(".cite")
    expect(page).to_have_url(re.compile("recorded_by="))
    tracker.says("record", "tiktok-us", "note: hm", "--source", "Reuters", "--on", TODAY)
    page.click("#refresh")
    page.wait_for_selector("text=note: hm")
    expect(page).to_have_url(re.compile(f"as_of={TODAY}$"))
    page.click(".cite")
    expect(page).to_have_url(re.compile("recorded_by="))
    page.click("#today")
    expect(page).to_have_url(re.compile(f"{DEAL}$"))
    settled(page)
    assert "recorded by" not in texts(page, ".asked > p")


def test_the_keyboard_stays_where_it_was(watched: Watched) -> None:
    page = watched.open(f"{DEAL}?as_of=2020-09-14&why=Oracle")
    page.click("#known > summary")
    for name, there in (("confirmed", "confirmed"), ("ask", "ask"), ("close", "panels")):
        page.focus(f"#{name}")
        before = page.evaluate("performance.getEntriesByType('resource').length")
        page.keyboard.press("Enter")
        page.wait_for_function(
            "before => performance.getEntriesByType('resource').length > before", arg=before
        )
        settled(page)
        assert page.evaluate("document.activeElement.id") == there


def test_today_is_that_of_the_last_answer(watched: Watched) -> None:
    page = watched.open(DEAL)
    page.evaluate("document.getElementById('asked').dataset.today = '2020-09-17'")
    pick(page, TODAY)  # which was today when the page was opened


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_grave_keeps_anybody_out(chromium: Any, base: str, scheme: str) -> None:
    axe = import_module("axe_playwright_python.sync_playwright").Axe()  # which has no types
    context = chromium.new_context(color_scheme=scheme, bypass_csp=True)
    page = context.new_page()
    page.goto(f"{base}/?token={WRITER}")
    page.wait_for_selector("table")
    for path in PAGES:
        page.goto(base + path)
        found = axe.run(page).response["violations"]
        grave = [f"{x['id']}: {x['nodes'][0]['html']}" for x in found if x["impact"] in GRAVE]
        assert not grave, path
    context.close()


@pytest.mark.parametrize("width", [390, 1280])
def test_no_page_is_wider_than_the_window(watched: Watched, width: int) -> None:
    watched.page.set_viewport_size({"width": width, "height": 800})
    for path in (f"{DEAL}?as_of=2020-09-14&why=Oracle", "/", "/deadlines", "/parties"):
        page = watched.open(path)
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= width, path

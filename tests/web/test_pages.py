"""What the pages say, and that every part of one obeys the same question."""

from __future__ import annotations

import html
import re

import pytest
from starlette.testclient import TestClient

from tests.cli.commandline import Tracker
from tracker.store.book import Book
from tracker.store.errors import StoreLocked

DEAL = "/deals/tiktok-us"


def said(client: TestClient, path: str, **asked: str) -> str:
    """The page as text, without its marks."""
    answer = client.get(path, params=asked or None)
    assert answer.status_code == 200, answer.text
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", answer.text)).split())


def test_a_deal_says_where_it_stands_in_one_sentence(reader: TestClient) -> None:
    page = said(reader, DEAL, as_of="2020-09-14")
    assert "Oracle is chosen; business ban takes effect in 6 days, on 20 Sep 2020." in page
    assert "As of 14 Sep 2020 (end of day, America/New_York), everything known" in page


@pytest.mark.parametrize(
    ("day", "sentence"),
    [
        ("2020-07-31", "Nobody has come forward."),
        (
            "2020-09-12",
            "Microsoft is bidding; business ban takes effect in 8 days, on 20 Sep 2020.",
        ),
        ("2020-09-19", "Oracle is chosen; business ban takes effect tomorrow, on 20 Sep 2020."),
        (
            "2020-11-12",
            "Oracle is chosen; business ban is in effect; sale is due today, on 12 Nov 2020.",
        ),
        (
            "2020-12-05",
            (
                "Oracle is chosen; business ban is in effect; "
                "sale was due 23 days ago, on 12 Nov 2020: its outcome is not recorded."
            ),
        ),
    ],
)
def test_the_sentence_follows_the_day(reader: TestClient, day: str, sentence: str) -> None:
    assert f" {sentence} " in said(reader, DEAL, as_of=day)


def test_a_page_that_is_not_of_now_says_so(reader: TestClient) -> None:
    assert "This is 12 Sep 2020, not now." in said(reader, DEAL, as_of="2020-09-12")
    assert "which has not come" in said(reader, DEAL, as_of="2020-09-20")
    for now in ({}, {"as_of": "2020-09-14"}):
        assert "Back to now" not in said(reader, DEAL, **now)


def test_who_has_just_moved_says_from_where(reader: TestClient) -> None:
    for day, moved in (
        ("2020-09-13", ["was in talks"] * 3 + ["just came in"] * 2),
        ("2020-09-14", []),
    ):
        page = reader.get(DEAL, params={"as_of": day}).text
        assert sorted(re.findall('<p class="from">(.*?)</p>', page), reverse=True) == moved


def test_what_is_later_is_behind_a_line(reader: TestClient) -> None:
    page = reader.get(DEAL, params={"as_of": "2020-09-12"}).text
    later = page[page.index("32 later") : page.index("</details>", page.index("32 later"))]
    assert "Oracle chosen" in later
    assert "Microsoft bid" in page[page.index("</details>", page.index("32 later")) :]


def test_what_was_not_known_yet_is_told_apart(reader: TestClient) -> None:
    page = said(reader, DEAL, as_of="2020-09-14", known_by="2020-09-13")
    assert "known by 13 Sep 2020" in page
    assert "not yet known" in page


def test_what_was_corrected_and_retracted_is_struck_through(reader: TestClient) -> None:
    page = reader.get("/deals/harbour").text
    assert "<del>Acme bid</del>" in page
    assert 'id="entry-5"' in page
    assert "#2 retracted, because it was another deal" in said(reader, "/deals/harbour")


def test_why_is_part_of_the_page_and_obeys_it(reader: TestClient) -> None:
    there = said(reader, DEAL, as_of="2020-09-14", why="Oracle")
    assert "Why Oracle?" in there
    assert "Oracle chosen since 13 Sep 2020, corroborated" in there
    known = said(reader, DEAL, as_of="2020-09-14", known_by="2020-09-13", why="Oracle")
    assert "Oracle chosen since 13 Sep 2020, single-source" in known
    assert "Nothing of that name stood then" in said(reader, DEAL, as_of="2020-07-01", why="Oracle")
    assert reader.get(DEAL, params={"why": "Nobody"}).status_code == 404


def test_what_changed_is_told_against_any_other_moment(reader: TestClient) -> None:
    page = said(reader, DEAL, as_of="2020-09-14", against="2020-09-12")
    assert "What changed since 12 Sep 2020" in page
    assert re.search(r"Microsoft in talks → rejected", page)
    again = said(reader, DEAL, as_of="2020-09-12", against="2020-09-14")
    assert "What changed until 14 Sep 2020" in again
    assert re.search(r"Microsoft in talks → rejected", again)


def test_a_chain_of_dates_is_shown(reader: TestClient, tracker: Tracker) -> None:
    tracker.says(
        *("record", "tiktok-us", "business ban extended to 2020-09-27", "--on", "2020-09-19"),
        *("--source", "Commerce"),
    )
    page = said(reader, DEAL, as_of="2020-09-19")
    assert "20 Sep 2020 → 27 Sep 2020 extended" in page


def test_the_slider_stops_where_something_happened(reader: TestClient) -> None:
    page = reader.get(DEAL, params={"as_of": "2020-09-12"}).text
    stops = html.unescape(re.findall(r'data-stops="([^"]*)"', page)[0])
    days = re.findall(r"\d{4}-\d\d-\d\d(?=\")", stops)
    assert days == [
        *("2020-08-01", "2020-09-01", "2020-09-12", "2020-09-13", "2020-09-14", "2020-09-20"),
        *("2020-11-12", "2020-11-13"),
    ]
    assert 'max="7" value="2"' in page
    assert 'aria-valuetext="12 Sep 2020: no news"' in page


def test_a_slider_without_a_script_leads_to_its_stop(reader: TestClient) -> None:
    went = reader.get(f"{DEAL}?as_of=2020-09-14&confirmed=true&stop=0", follow_redirects=False)
    assert went.status_code == 303
    assert went.headers["location"] == f"{DEAL}?confirmed=true&as_of=2020-08-01"


def test_every_link_keeps_what_was_chosen(reader: TestClient) -> None:
    page = reader.get(DEAL, params={"then": "2020-09-13", "confirmed": "true", "why": "Oracle"})
    links = map(html.unescape, re.findall(r'href="(/deals/tiktok-us\?[^"]*)"', page.text))
    kept = [link for link in links if "confirmed=true" in link]
    assert len(kept) >= 10
    assert not [link for link in kept if "then=" in link and "as_of=" in link]


def test_a_cited_page_stays_what_it_is(reader: TestClient, tracker: Tracker) -> None:
    page = reader.get(DEAL, params={"as_of": "2020-09-14"}).text
    cited = html.unescape(re.findall(r'class="cite" href="([^"]*)"', page)[0])
    tracker.says("record", "tiktok-us", "Oracle bid rejected", "--on", "2020-09-14")
    assert "Oracle is chosen" in said(reader, cited)
    assert "Oracle is chosen" not in said(reader, DEAL, as_of="2020-09-14")


def test_the_deadlines_come_as_a_calendar(reader: TestClient) -> None:
    answer = reader.get(f"{DEAL}/calendar.ics", params={"as_of": "2020-09-14"})
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    assert answer.text.count("BEGIN:VEVENT") == 2


def test_a_long_feed_is_shown_in_part(reader: TestClient, book: Book, tracker: Tracker) -> None:
    lines = ["deal: harbour", "zone: Europe/London", "entries:"]
    lines += [f"  - {{on: 2020-09-05, what: 'note: n{n}'}}" for n in range(120)]
    (tracker.book.parent / "more.yaml").write_text("\n".join(lines))
    tracker.says("import", str(tracker.book.parent / "more.yaml"))
    short = reader.get("/deals/harbour").text
    assert short.count('<li class="entry') == 50
    assert "Show all 123" in short
    assert reader.get("/deals/harbour?entries=all").text.count('<li class="entry') == 123


def test_a_part_of_the_page_is_what_a_script_asks_for(reader: TestClient) -> None:
    part = reader.get(DEAL, params={"as_of": "2020-09-14", "fragment": "1"}).text
    assert "<html" not in part
    assert "fragment" not in part
    assert part.strip() in reader.get(DEAL, params={"as_of": "2020-09-14"}).text


# The book's pages


def test_every_deal_has_a_line(reader: TestClient) -> None:
    page = said(reader, "/", as_of="2020-09-14")
    assert "TikTok US operations tiktok-us chosen business ban 20 Sep 2020 in 6 days" in page
    assert "Nothing yet empty open" in page
    assert "end of day, in each deal's zone" in page


def test_deals_are_filtered_and_dated(reader: TestClient) -> None:
    assert "TikTok" not in said(reader, "/", as_of="2020-09-14", status="bidding")
    assert "TikTok" in said(reader, "/", as_of="2020-09-12", status="bidding")


def test_the_deadlines_of_all_deals_are_a_board(reader: TestClient) -> None:
    page = said(reader, "/deadlines", as_of="2020-09-14")
    assert re.search("Within a week 2 .*offer.* harbour .*business ban.* tiktok-us", page)
    assert re.search("Later 1 sale", page)
    assert "business ban" not in said(reader, "/deadlines", as_of="2020-09-14", kind="deadline")


def test_a_party_is_followed_across_deals(reader: TestClient) -> None:
    page = said(reader, "/parties", as_of="2020-09-14", name="oracle")
    assert "harbour bidding 1 Sep 2020" in page
    assert "tiktok-us chosen 13 Sep 2020" in page
    assert "tiktok-us chosen" not in said(reader, "/parties", as_of="2020-09-12", name="Oracle")


def test_search_finds_what_was_there_at_the_moment(reader: TestClient) -> None:
    assert "Oracle chosen as technology partner" in said(
        reader, "/search", q="TECHNOLOGY partner", as_of="2020-09-14"
    )
    assert "Nothing at that moment" in said(
        reader, "/search", q="technology partner", as_of="2020-09-12"
    )
    for text in ("Harbour <b>", "Walmart", "business ban", "tiktok"):
        assert "Nothing at that moment" not in said(reader, "/search", q=text, as_of="2020-09-14")
    for odd in ("100%", "_", '"', "\\", "'", "nothing has this"):
        assert reader.get("/search", params={"q": odd}).status_code == 200


@pytest.mark.parametrize(
    ("path", "status", "words"),
    [
        ("/deals/tiktok", 404, "Did you mean|did you mean tiktok-us"),
        ("/deals/tiktok-us?as_of=09/14/2020", 422, "no day|two readings|has two"),
        ("/nowhere", 404, "There is nothing at this address"),
        ("/?status=lost", 422, "never"),
    ],
)
def test_what_goes_wrong_is_a_page_with_the_way_out(
    reader: TestClient, path: str, status: int, words: str
) -> None:
    answer = reader.get(path)
    assert answer.status_code == status
    assert re.search(words, answer.text)
    assert "To the deals" in answer.text


def test_a_book_that_is_locked_is_no_defect(
    reader: TestClient, book: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    def locked(_deal: str) -> None:
        raise StoreLocked("the book was locked for too long", "try again")

    monkeypatch.setattr(book, "history", locked)
    answer = reader.get("/api/deals/harbour/status")
    assert (answer.status_code, answer.json()["error"]["kind"]) == (503, "store-locked")


# Citations, and the way out of them


def link(page: str, name: str) -> str:
    """Where the link of that id leads."""
    return html.unescape(re.findall(f'id="{name}" href="([^"]*)"', page)[0])


def test_a_citation_says_what_it_leaves_out_and_leads_back(
    reader: TestClient, tracker: Tracker
) -> None:
    page = reader.get(DEAL, params={"as_of": "2020-09-14"}).text
    cited = html.unescape(re.findall(r'class="cite" href="([^"]*)"', page)[0])
    assert "recorded since" not in said(reader, DEAL, as_of="2020-09-14")
    tracker.says("record", "tiktok-us", "Oracle bid rejected", "--on", "2020-09-14")
    there = said(reader, cited)
    assert "This is as this book was at" in there
    assert re.search(r"1 recorded since .*, left out here. Show it", there)
    page = reader.get(cited).text
    for name in ("since", "left-out"):
        assert "Oracle bid rejected" in said(reader, link(page, name))
        assert "as_of=2020-09-14" in link(page, name)
    for name in ("now", "today"):
        assert link(page, name) == DEAL


def test_today_keeps_what_was_known_moving_with_it(reader: TestClient) -> None:
    page = reader.get(DEAL, params={"then": "2020-09-12", "confirmed": "true"}).text
    assert link(page, "today") == f"{DEAL}?confirmed=true&then=2020-09-14"
    there = reader.get(link(page, "today")).text
    assert "Back to now" not in there
    assert re.search('id="today" href="[^"]*" aria-current="true"', there)


def test_what_was_known_is_asked_at_the_same_time_of_day(reader: TestClient) -> None:
    asked = "2020-09-13T12:00-04:00"
    known = reader.get(DEAL, params={"as_of": asked}).text
    assert link(known, "known-then") == f"{DEAL}?then=2020-09-13T12%3A00-04%3A00"
    everything = reader.get(DEAL, params={"then": asked}).text
    assert link(everything, "everything") == f"{DEAL}?as_of=2020-09-13T12%3A00-04%3A00"


def test_each_publisher_is_taken_away_alone(reader: TestClient) -> None:
    page = reader.get(
        DEAL,
        params={
            "according_to": ["Reuters-based article", "Bloomberg-based article"],
            "as_of": "2020-09-14",
        },
    ).text
    links = re.findall('href="([^"]*)"[^>]*>according to ([^<]*) ✕', page)
    assert [(html.unescape(there), name) for there, name in links] == [
        (f"{DEAL}?according_to=Bloomberg-based+article&as_of=2020-09-14", "Reuters-based article"),
        (f"{DEAL}?according_to=Reuters-based+article&as_of=2020-09-14", "Bloomberg-based article"),
    ]


@pytest.mark.parametrize("path", ["/", "/deadlines", "/parties", "/search"])
def test_a_filter_keeps_the_question(reader: TestClient, path: str) -> None:
    asked = {"then": "2020-09-13", "confirmed": "true", "recorded_by": "2999-01-01"}
    page = reader.get(path, params={**asked, "according_to": "Reuters-based article"}).text
    form = page[page.index('class="filters"') :]
    form = form[: form.index("</form>")]
    for name, value in {**asked, "according_to": "Reuters-based article"}.items():
        assert len(re.findall(f'name="{name}" value="{value}"', form)) == 1
    assert not re.search('name="(as_of|known_by)"', form)


@pytest.mark.parametrize("path", ["/", "/deadlines"])
def test_a_page_of_the_book_says_when_it_is_not_now(reader: TestClient, path: str) -> None:
    assert "This is 12 Sep 2020, not now." in said(reader, path, as_of="2020-09-12")
    assert "which has not come" in said(reader, path, as_of="2020-09-20")
    assert "as this book was at 1 Jan 2999" in said(reader, path, recorded_by="2999-01-01")
    assert "Back to now" not in said(reader, path, as_of="2020-09-14")


def test_deadlines_that_are_over_are_shown_where_all_are_asked_for(
    reader: TestClient, tracker: Tracker
) -> None:
    tracker.says("record", "harbour", "offer met", "--on", "2020-09-10")
    asked = {"as_of": "2020-09-14", "kind": "deadline"}
    assert "offer" not in said(reader, "/deadlines", **asked)
    page = said(reader, "/deadlines", status="all", **asked)
    assert re.search("Over 1 offer", page)
    assert "sale" in page


@pytest.mark.parametrize("asked", ["as_of=09/14/2020", "according_to=Nobody", "then=1&as_of=2"])
def test_the_links_of_a_page_that_cannot_be_read_can(reader: TestClient, asked: str) -> None:
    page = reader.get(f"{DEAL}?{asked}").text
    there = {html.unescape(each) for each in re.findall(r'href="(/[^"]*)"', page)}
    assert {"/", "/deadlines", "/parties"} <= there
    assert not [each for each in there if each.endswith(asked)]
    assert 'type="hidden"' not in page

"""Who is let in, and what browsers are told to refuse."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from tests.web.conftest import FORM, WRITER
from tracker.store.book import Book
from tracker.web.access import Access
from tracker.web.app import create
from tracker.web.guard import LARGEST
from tracker.web.serving import Place, access_to, links, listening

READER = "the-word-that-opens-the-page"
BASE = "http://localhost:8100"


@pytest.fixture
def stranger(book: Book) -> Iterator[TestClient]:
    """Somebody at another machine, where the page is served to readers and writers by links."""
    access = Access(hosts={"deals.example"}, reading=READER, writing=WRITER, form=FORM)
    with TestClient(create(book, access), base_url="http://deals.example") as client:
        yield client


@pytest.mark.parametrize("host", ["localhost:8100", "127.0.0.1:8100", "[::1]:8100", "LOCALHOST"])
def test_the_page_goes_by_the_names_of_this_machine(reader: TestClient, host: str) -> None:
    assert reader.get("/", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize(
    "host", ["evil.example", "localhost.evil.example", "127.0.0.1.evil.example", "", "[evil"]
)
def test_a_name_that_somebody_else_points_here_is_refused(reader: TestClient, host: str) -> None:
    answer = reader.get("/api/deals", headers={"Host": host})
    assert answer.status_code == 421
    assert "tiktok" not in answer.text


@pytest.mark.parametrize("path", ["/", "/deals/tiktok-us", "/api/deals", "/static/page.css", "/x"])
def test_every_answer_says_what_browsers_should_refuse(reader: TestClient, path: str) -> None:
    headers = reader.get(path).headers
    policy = dict(each.split(" ", 1) for each in headers["content-security-policy"].split("; "))
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == policy["connect-src"] == "'self'"
    assert policy["frame-ancestors"] == policy["base-uri"] == "'none'"
    assert "unsafe" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert headers["cross-origin-opener-policy"] == "same-origin"
    assert "access-control-allow-origin" not in headers


def test_no_page_holds_a_script_or_a_style_of_its_own(reader: TestClient) -> None:
    for path in ("/deals/tiktok-us", "/", "/deadlines", "/search?q=oracle", "/api"):
        page = reader.get(path).text
        assert not re.findall(r"<script(?![^>]* src=)|<style|\sstyle=|\son\w+=", page), path


def test_every_text_is_escaped(reader: TestClient) -> None:
    for path in ("/deals/harbour", "/", "/search?q=<script>alert(1)</script>"):
        page = reader.get(path).text
        assert "<b>Foods" not in page
        assert "<script>alert" not in page
    assert "Harbour &lt;b&gt;Foods&lt;/b&gt;" in reader.get("/deals/harbour").text


@pytest.mark.parametrize("path", ["/", "/deals/tiktok-us", "/api/deals", "/static/page.css"])
def test_without_the_link_nobody_reads_from_elsewhere(stranger: TestClient, path: str) -> None:
    assert stranger.get(path).status_code == 401
    assert stranger.get(path, headers={"Authorization": "Bearer guess"}).status_code == 401
    assert stranger.get(path, params={"token": "guess"}).status_code == 403


def test_a_link_opens_the_page_and_leaves_no_token_in_the_address(stranger: TestClient) -> None:
    came = stranger.get("/deals/tiktok-us", params={"as_of": "2020-09-14", "token": READER})
    assert came.headers["refresh"] == "0; url=/deals/tiktok-us?as_of=2020-09-14"
    cookie = came.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie
    assert "secure" not in cookie
    assert stranger.get("/deals/tiktok-us").status_code == 200


def test_over_https_the_cookie_stays_there(stranger: TestClient) -> None:
    came = stranger.get("https://deals.example/", params={"token": READER})
    assert "secure" in came.headers["set-cookie"].lower()


@pytest.mark.parametrize(
    ("path", "there"),
    [
        ("//evil.example/x", "/evil.example/x"),
        ("/%5Cevil.example", "/%5Cevil.example"),
        ("/%0d%0aX-Evil:%201", "/%0D%0AX-Evil%3A%201"),
        ("/%C3%89?x=%C3%89", "/%C3%89?x=%C3%89"),
    ],
)
def test_a_link_leads_nowhere_else(stranger: TestClient, path: str, there: str) -> None:
    came = stranger.get(f"http://deals.example{path}{'&' if '?' in path else '?'}token={READER}")
    assert came.headers["refresh"] == f"0; url={there}"
    assert "x-evil" not in came.headers


def test_a_program_brings_the_token_in_a_header(stranger: TestClient) -> None:
    headers = {"Authorization": f"Bearer {READER}"}
    assert stranger.get("/api/deals", headers=headers).status_code == 200


def form(**fields: str) -> dict[str, str]:
    return {"token": FORM, "what": "record", "sentence": "note: hm", "on": "2020-09-14", **fields}


def test_a_reader_records_nothing(stranger: TestClient, book: Book) -> None:
    stranger.get("/", params={"token": READER})
    for path in ("record", "preview"):
        assert stranger.post(f"/deals/tiktok-us/{path}", data=form()).status_code == 403
    assert stranger.get("/deals/tiktok-us/record").status_code == 403
    assert book.history("tiktok-us").version == 45


def test_where_nothing_is_recorded_there_are_no_forms(reader: TestClient) -> None:
    assert reader.get("/deals/tiktok-us/record").status_code == 404
    assert reader.post("/deals/tiktok-us/record", data=form()).status_code == 403
    assert "Record an entry" not in reader.get("/deals/tiktok-us").text


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Origin": "https://localhost:8100"},
        {"Origin": "http://localhost:8101"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
    ids=str,
)
def test_a_form_of_another_site_is_refused(
    writer: TestClient, book: Book, headers: dict[str, str]
) -> None:
    sent = writer.post("/deals/tiktok-us/record", data=form(), headers=headers)
    assert sent.status_code == 403
    assert book.history("tiktok-us").version == 45


@pytest.mark.parametrize("token", ["", "guess", WRITER])
def test_a_form_without_the_word_of_this_start_is_refused(writer: TestClient, token: str) -> None:
    sent = writer.post("/deals/tiktok-us/record", data=form(token=token))
    assert sent.status_code == 403


def test_a_form_that_is_too_long_is_refused_unread(writer: TestClient) -> None:
    sent = writer.post("/deals/tiktok-us/record", data=form(quote="x" * LARGEST))
    assert sent.status_code == 413


def test_looking_writes_nothing(writer: TestClient, book: Book) -> None:
    before = book.recorder.max_notification_id()
    for path in ("/", "/deals/tiktok-us", "/deals/tiktok-us/record", "/api/deals/tiktok-us/check"):
        assert writer.get(path).status_code == 200
    writer.post("/deals/tiktok-us/preview", data=form())
    for path in ("/deals/tiktok-us/record", "/deals/tiktok-us/preview"):
        writer.get(path, params=form())
    assert book.recorder.max_notification_id() == before


def test_this_machine_reads_without_a_token_and_others_never_do() -> None:
    assert access_to(Place()).reading is None
    assert access_to(Place(write=True)).reading is None
    for host in ("0.0.0.0", "192.0.2.7", "::", "deals.example"):
        assert len(access_to(Place(host=host)).reading or "") > 20
    assert access_to(Place(host="0.0.0.0", token="mine")).reading == "mine"
    assert access_to(Place()).writing is None


def test_the_links_say_who_may_do_what() -> None:
    access = Access(reading="r", writing="w")
    assert links("::1", 8100, access) == [
        "to read:   http://[::1]:8100/?token=r",
        "to record: http://[::1]:8100/?token=w",
        "  Ctrl-C ends it, and with it these links",
    ]


def test_another_port_is_taken_where_the_first_is() -> None:
    with listening("127.0.0.1", None) as first, listening("127.0.0.1", None) as second:
        assert first.getsockname()[1] < second.getsockname()[1]


def test_a_token_of_another_start_changes_nothing(writer: TestClient) -> None:
    came = writer.get("/", params={"token": "garbage"})
    assert came.status_code == 403
    assert "set-cookie" not in came.headers
    assert writer.get("/deals/tiktok-us/record").status_code == 200


def test_the_link_of_readers_takes_nothing_from_a_writer(stranger: TestClient) -> None:
    stranger.get("/", params={"token": WRITER})
    came = stranger.get("/deals/tiktok-us", params={"token": READER})
    assert came.headers["refresh"] == "0; url=/deals/tiktok-us"
    assert stranger.get("/deals/tiktok-us/record").status_code == 200


@pytest.mark.parametrize(("mode", "status"), [("no-cors", 403), ("cors", 403), ("navigate", 200)])
def test_a_page_of_another_site_asks_nothing_but_a_link_leads_here(
    reader: TestClient, mode: str, status: int
) -> None:
    headers = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": mode}
    assert reader.get("/api/deals", headers=headers).status_code == status


def test_a_link_holds_a_token_of_any_characters() -> None:
    (line, *_) = links("192.0.2.7", 8100, Access(reading="a b&c#d+é"))
    assert line == "to read:   http://192.0.2.7:8100/?token=a%20b%26c%23d%2B%C3%A9"


def test_a_link_to_every_address_is_one_that_opens() -> None:
    nameless = links("0.0.0.0", 8100, access_to(Place(host="0.0.0.0", token="r")))
    assert nameless[:2] == [
        "to read:   http://127.0.0.1:8100/?token=r",
        "  from another machine: with this one's address in place of 127.0.0.1",
    ]
    named = Place(host="0.0.0.0", token="r", names=("deals.example",))
    assert links("0.0.0.0", 8100, access_to(named)) == [
        "to read:   http://deals.example:8100/?token=r",
        "  Ctrl-C ends it, and with it these links",
    ]

"""A page of another site asks for nothing, sends nothing and shows nothing of this one."""

from __future__ import annotations

from itertools import product

import pytest
from starlette.testclient import TestClient

from tests.web.conftest import FORM
from tests.web.routes import TABLE, example
from tracker.store.book import Book

pytestmark = pytest.mark.torture

OWN = "http://localhost:8100"
RECORD = "/deals/harbour/record"
SENT = {"token": FORM, "what": "record", "sentence": "note: hm", "on": "2020-09-14"}
OTHERS = (
    "http://evil.example",
    "null",
    "",
    "https://localhost:8100",
    "http://localhost:8101",
    "http://localhost",
    "http://localhost:8100.evil.example",
    "http://localhost:8100@evil.example",
    "http://evil.example/http://localhost:8100",
    "http://LOCALHOST:8100",
    f"{OWN} http://evil.example",
    f"{OWN}, {OWN}",
)
FETCHED = ("cross-site", "same-site", "none, cross-site", "", "CROSS-SITE")
FROM_HERE: tuple[dict[str, str], ...] = (
    {},
    {"Origin": OWN},
    {"Origin": OWN, "Sec-Fetch-Site": "same-origin", "Sec-Fetch-Mode": "navigate"},
    {"Referer": f"{OWN}/deals/harbour/record"},
    {"Referer": OWN},
    {"Sec-Fetch-Site": "none"},
)


@pytest.mark.parametrize("headers", FROM_HERE, ids=str)
def test_a_form_of_this_page_is_taken(
    writer: TestClient, book: Book, headers: dict[str, str]
) -> None:
    before = book.history("harbour").version
    assert writer.post(RECORD, data=SENT, headers=headers).status_code == 200
    assert book.history("harbour").version == before + 1


@pytest.mark.parametrize(
    "headers",
    [
        *({"Origin": each} for each in OTHERS),
        *({"Referer": each} for each in OTHERS if each),
        *({"Origin": OWN, "Sec-Fetch-Site": each} for each in FETCHED),
        {"Origin": "null", "Referer": f"{OWN}/"},
    ],
    ids=str,
)
def test_a_form_of_another_page_is_refused_though_it_has_every_word(
    writer: TestClient, book: Book, headers: dict[str, str]
) -> None:
    before = book.recorder.max_notification_id()
    for path in (RECORD, "/deals/harbour/preview"):
        assert writer.post(path, data=SENT, headers=headers).status_code == 403
    assert book.recorder.max_notification_id() == before


def test_what_says_twice_where_it_is_from_is_refused(writer: TestClient, book: Book) -> None:
    before = book.recorder.max_notification_id()
    for one, other in product((OWN, "http://evil.example"), repeat=2):
        headers = [("Origin", one), ("Origin", other)]
        request = writer.build_request("POST", RECORD, data=SENT, headers=headers)
        assert writer.send(request).status_code == 403
    assert book.recorder.max_notification_id() == before


@pytest.mark.parametrize(
    "kind",
    [
        "text/plain",
        "text/plain; charset=utf-8",
        "multipart/form-data; boundary=x",
        "application/json",
        "application/xml",
        "application/x-www-form-urlencodedx",
        "x, application/x-www-form-urlencoded",
        "",
    ],
)
def test_a_form_of_another_kind_is_refused(writer: TestClient, kind: str) -> None:
    """Also those kinds that a browser sends for any page without asking first."""
    sent = writer.build_request("POST", RECORD, data=SENT)
    got = writer.post(RECORD, content=sent.read(), headers={"Content-Type": kind})
    assert got.status_code == 415


@pytest.mark.parametrize("path", TABLE)
def test_no_answer_is_shared_with_another_page(writer: TestClient, path: str) -> None:
    writer.app.state.closing.set()  # type: ignore[attr-defined]
    headers = {"Origin": "http://evil.example", "Access-Control-Request-Method": "GET"}
    for method in ("GET", "OPTIONS"):
        got = writer.request(method, example(path), headers=headers)
        assert not [name for name in got.headers if name.startswith("access-control")]
        assert got.headers["cross-origin-resource-policy"] == "same-origin"
        assert got.headers["cross-origin-opener-policy"] == "same-origin"
        assert got.headers["x-frame-options"] == "DENY"
        assert "frame-ancestors 'none'" in got.headers["content-security-policy"]


@pytest.mark.parametrize("dest", ["iframe", "frame", "embed", "object", "image", "script", "empty"])
@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_another_page_embeds_nothing_but_links_here(
    reader: TestClient, site: str, dest: str
) -> None:
    headers = {"Sec-Fetch-Site": site, "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": dest}
    assert reader.get("/deals/harbour", headers=headers).status_code == 403
    link = headers | {"Sec-Fetch-Dest": "document"}
    assert reader.get("/deals/harbour", headers=link).status_code == 200

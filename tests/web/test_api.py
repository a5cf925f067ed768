"""`/api` gives the answers of the commands, for every moment and filter."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from tests.cli.commandline import Tracker
from tracker.store.book import Book
from tracker.web.access import Access
from tracker.web.app import create

MOMENTS: tuple[dict[str, str], ...] = (
    {},
    {"as_of": "2020-09-12"},
    {"as_of": "2020-09-14"},
    {"as_of": "2020-09-20"},
    {"as_of": "2020-09"},
    {"as_of": "2021-Q1"},
    {"as_of": "2020-09-20T00:00"},
    {"as_of": "yesterday"},
    {"then": "2020-09-13"},
    {"as_of": "2020-09-14", "known_by": "2020-09-13"},
    {"as_of": "2020-09-14", "recorded_by": "2020-09-14"},
    {"as_of": "2020-09-14", "confirmed": "true"},
    {"as_of": "2020-09-14", "according_to": "Bloomberg-based article"},
)
OF_A_DEAL: tuple[tuple[str, str, dict[str, str]], ...] = (
    ("status tiktok-us", "/deals/tiktok-us/status", {}),
    ("timeline tiktok-us", "/deals/tiktok-us/timeline", {}),
    (
        "timeline tiktok-us --since 2020-09-13 --until 2020-09-13 --kind BidRejected",
        "/deals/tiktok-us/timeline",
        {"since": "2020-09-13", "until": "2020-09-13", "kind": "BidRejected"},
    ),
    ("deadlines tiktok-us --all", "/deals/tiktok-us/deadlines", {"all": "true"}),
    ("deadlines tiktok-us --within 14d", "/deals/tiktok-us/deadlines", {"within": "14d"}),
    ("why tiktok-us", "/deals/tiktok-us/why", {}),
    ("why tiktok-us Oracle", "/deals/tiktok-us/why", {"name": "Oracle"}),
)
OF_THE_BOOK: tuple[tuple[str, str, dict[str, str]], ...] = (
    ("deals", "/deals", {}),
    ("deals --status chosen", "/deals", {"status": "chosen"}),
    ("deals --zone Europe/London", "/deals", {"zone": "Europe/London"}),
    ("deadlines", "/deadlines", {}),
    ("deadlines --kind order --limit 1", "/deadlines", {"kind": "order", "limit": "1"}),
    ("bidders", "/bidders", {}),
    ("bidders Oracle", "/bidders", {"party": "Oracle"}),
)


def options(asked: dict[str, str]) -> list[str]:
    """The parameters of an address as the options of a command."""
    words = []
    for name, value in asked.items():
        option = f"--{name.replace('_', '-')}"
        words += [option] if value == "true" else [option, value]
    return words


@pytest.mark.parametrize("asked", MOMENTS, ids=lambda asked: "&".join(map("=".join, asked.items())))
def test_an_answer_is_that_of_the_command(
    reader: TestClient, tracker: Tracker, asked: dict[str, str]
) -> None:
    for command, path, more in OF_A_DEAL + OF_THE_BOOK:
        expected = tracker.run(*command.split(), *options(asked), "--json")
        got = reader.get(f"/api{path}", params={**asked, **more})
        if expected.exit_code:
            assert (got.status_code, got.json()) == (404, parsed(expected.stderr)), command
        else:
            assert got.status_code == 200, got.text
            assert got.json() == parsed(expected.stdout), command


def parsed(text: str) -> Any:
    return json.loads(text)


@pytest.mark.parametrize(
    ("command", "path"),
    [
        (
            "diff tiktok-us 2020-09-12 2020-09-14",
            "/deals/tiktok-us/diff?from=2020-09-12&to=2020-09-14",
        ),
        (
            "diff tiktok-us --known-by 2020-09-13..2020-09-14 --as-of 2020-09-14",
            "/deals/tiktok-us/diff?known_by=2020-09-13..2020-09-14&as_of=2020-09-14",
        ),
        ("show tiktok-us 14", "/deals/tiktok-us/entries/14"),
        ("show harbour 2", "/deals/harbour/entries/2"),
        (
            "changes --since 2020-09-12 --as-of 2020-09-14",
            "/changes?since=2020-09-12&as_of=2020-09-14",
        ),
    ],
    ids=lambda text: text.split("?")[0],
)
def test_a_comparison_or_an_entry_is_that_of_the_command(
    reader: TestClient, tracker: Tracker, command: str, path: str
) -> None:
    assert reader.get(f"/api{path}").json() == tracker.json(*command.split())


def test_what_looks_odd_is_what_check_finds(reader: TestClient, tracker: Tracker) -> None:
    found = parsed(tracker.run("check", "tiktok-us", "--strict", "--json").stdout)
    assert len(found) > 1
    assert reader.get("/api/deals/tiktok-us/check", params={"strict": "true"}).json() == found


@pytest.mark.parametrize(
    ("path", "status", "command", "code"),
    [
        ("/deals/nope/status", 404, "status nope", 3),
        ("/deals/tiktok-us/why?name=Nobody", 404, "why tiktok-us Nobody", 3),
        ("/deals/tiktok-us/entries/99", 404, "show tiktok-us 99", 3),
        (
            "/deals/tiktok-us/status?as_of=09/14/2020",
            422,
            "status tiktok-us --as-of 09/14/2020",
            2,
        ),
        (
            "/deals/tiktok-us/status?then=2020&as_of=2021",
            422,
            "status tiktok-us --then 2020 --as-of 2021",
            2,
        ),
        ("/deals?status=lost", 422, "deals --status lost", 2),
        ("/deadlines?within=soon", 422, "deadlines --within soon", 2),
        ("/deals?after=nonsense", 422, "deals --after nonsense", 2),
        (f"/deals?after={'x' * 5000}", 422, f"deals --after {'x' * 5000}", 2),
        ("/bidders?party=Nobody", 404, "bidders Nobody", 3),
        (
            "/deals/tiktok-us/deadlines?according_to=FT",
            404,
            "deadlines tiktok-us --according-to FT",
            3,
        ),
        ("/deadlines?according_to=Nobody", 404, "deadlines --according-to Nobody", 3),
    ],
    ids=lambda text: str(text).split("?")[0][:80],
)
def test_an_error_is_that_of_the_command(
    reader: TestClient, tracker: Tracker, path: str, status: int, command: str, code: int
) -> None:
    answer = reader.get(f"/api{path}")
    assert answer.status_code == status
    assert answer.json()["error"] == tracker.error(code, *command.split())


@pytest.mark.parametrize("path", ["/deals/tiktok-us/entries/nine", "/deals?limit=0"])
def test_what_fits_no_parameter_is_an_error_of_the_same_form(reader: TestClient, path: str) -> None:
    answer = reader.get(f"/api{path}")
    assert (answer.status_code, answer.json()["error"]["code"]) == (422, 2)


def test_a_page_of_a_list_goes_on_behind_its_last_row(reader: TestClient) -> None:
    everything = [row["deal"] for row in reader.get("/api/deals").json()]
    first = reader.get("/api/deals?limit=2").json()
    rest = reader.get("/api/deals", params={"limit": 2, "after": first[-1]["cursor"]}).json()
    assert [row["deal"] for row in first + rest] == everything


def test_a_cursor_is_taken_however_long_it_is(
    reader: TestClient, tracker: Tracker, tmp_path: Path
) -> None:
    names = [f"Bidder {number:03}" for number in range(200)]
    bids = [f"  - {{on: 2020-09-01, what: '\"{name}\" bid'}}" for name in names]
    casebook = tmp_path / "auction.yaml"
    casebook.write_text("\n".join(("deal: auction", "entries:", *bids)), encoding="utf-8")
    tracker.says("import", str(casebook))
    first = reader.get("/api/bidders?limit=198").json()
    assert len(first[-1]["cursor"]) > 2000
    rest = reader.get("/api/bidders", params={"after": first[-1]["cursor"]}).json()
    found = [row["name"] for row in first + rest if row["deal"] == "auction"]
    assert found == names


PATHS = (
    "/api/deals/tiktok-us/status?as_of=2020-09-14",
    "/api/deadlines?as_of=2020-09-14",
    "/deals/tiktok-us?as_of=2020-09-14",
    "/?as_of=2020-09-14",
)


@pytest.mark.parametrize("path", PATHS)
def test_an_answer_that_has_not_changed_is_not_sent_again(reader: TestClient, path: str) -> None:
    tag = reader.get(path).headers["etag"]
    again = reader.get(path, headers={"If-None-Match": f'"another", {tag}'})
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize("path", PATHS)
def test_an_answer_is_sent_again_after_an_entry(
    reader: TestClient, tracker: Tracker, path: str
) -> None:
    tag = reader.get(path).headers["etag"]
    tracker.says("record", "tiktok-us", "note: hm", "--on", "2020-09-14", "--source", "Reuters")
    assert reader.get(path, headers={"If-None-Match": tag}).status_code == 200


def test_an_answer_about_now_is_never_taken_for_a_later_one(book: Book) -> None:
    client = TestClient(create(book, Access()), base_url="http://localhost:8100")
    tags = {client.get("/api/deals/tiktok-us/status").headers["etag"] for _ in range(2)}
    assert len(tags) == 2


@pytest.mark.parametrize(
    "path",
    [
        "/deals/tiktok-us?as_of=2020-09-12",
        "/deals/tiktok-us?as_of=2020-09-12&against=today",
        "/?as_of=2020-09-14",
        "/api/deals/tiktok-us/timeline?as_of=2020-09-14&since=yesterday",
        "/api/deals/tiktok-us/timeline?as_of=2020-09-14&until=today",
    ],
)
def test_a_tag_is_of_its_day(book: Book, path: str) -> None:
    tags = {
        TestClient(create(book, Access(), day), base_url="http://localhost:8100")
        .get(path)
        .headers["etag"]
        for day in ("2020-09-14", "2020-09-15")
    }
    assert len(tags) == 2


@pytest.mark.parametrize(
    "path", ["/", "/deals/tiktok-us", "/api/deals", "/deals/nope", "/static/page.css"]
)
def test_a_head_is_that_of_the_answer(reader: TestClient, path: str) -> None:
    head, answer = reader.head(path), reader.get(path)
    assert (head.status_code, head.content) == (answer.status_code, b"")
    assert head.headers["content-length"] == answer.headers["content-length"]


def test_what_never_ends_has_no_head(reader: TestClient) -> None:
    assert reader.head("/api/live").status_code == 405

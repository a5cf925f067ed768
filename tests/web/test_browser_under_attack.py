"""In a real browser: a book full of markup runs nothing, and other sites get nothing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import quote

import pytest

from tests.torture import times
from tests.web.browsing import CHROMIUM, NO_BROWSER, Watched, browser
from tests.web.conftest import FORM, WRITER
from tests.web.hostile import ADDRESSES, TOGETHER, holding, write
from tests.web.wire import Served, running
from tracker.store.book import Book, open_book
from tracker.web.access import Access

pytestmark = [pytest.mark.torture, pytest.mark.skipif(CHROMIUM is None, reason=NO_BROWSER)]

TODAY = "2020-09-14"
WATCH = "window.hits = 0; window.hit = () => { window.hits += 1 }; parent.hit = window.hit"
EVIL = Path(__file__).with_name("evil.html").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    with browser() as opened:
        yield opened


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Book]:
    """A deal for every markup, and one that other sites are after."""
    with open_book(tmp_path_factory.mktemp("hostile") / "book.db", create=True) as book:
        for number, markup in enumerate(TOGETHER):
            write(book, holding(markup), ADDRESSES[number % len(ADDRESSES)], f"deal-{number}")
        write(book, holding("of a target"), "https://deals.example/x")
        yield book


@pytest.fixture
def page(hostile: Book) -> Iterator[Served]:
    with running(hostile, Access(writing=WRITER, form=FORM), TODAY) as page:
        yield page


@pytest.fixture
def context(chromium: Any, page: Served) -> Iterator[Any]:
    """The browser of somebody who came in by the link that opens the forms."""
    context = chromium.new_context()
    context.set_default_timeout(30_000)
    context.add_init_script(WATCH)
    came = context.new_page()
    came.goto(f"{page.base}/?token={WRITER}")
    came.wait_for_url(f"{page.base}/")
    came.close()
    yield context
    context.close()


def test_no_markup_runs(context: Any, page: Served) -> None:
    watched = Watched(context.new_page(), page.base)
    watched.page.on("dialog", lambda dialog: watched.complaints.append(dialog.message))
    paths = ["/", "/deadlines", "/parties", f"/search?q={quote(TOGETHER[0])}"]
    for number, markup in enumerate(TOGETHER):
        name = quote(holding(markup)("Anna").replace('"', "”"))
        paths += [f"/deals/deal-{number}?why={name}&entries=all&as_of=2020-09-06"]
    for path in (*paths, "/deals/deal-0/record", "/deals/deal-0/entries/2/dispute"):
        opened = watched.open(path)
        assert opened.evaluate("window.hits") == 0, path
    assert watched.complaints == []


def test_no_markup_runs_in_what_a_script_puts_in_place(context: Any, page: Served) -> None:
    """The panels of another moment, and the preview of what is typed."""
    watched = Watched(context.new_page(), page.base)
    for number, markup in list(enumerate(TOGETHER))[: times(2)]:
        opened = watched.open(f"/deals/deal-{number}")
        opened.fill("#date", "2020-09-04")
        opened.wait_for_url("**as_of=2020-09-04**")
        opened.wait_for_selector("#panels[aria-busy=false]")
        assert opened.evaluate("window.hits") == 0, markup
        opened = watched.open(f"/deals/deal-{number}/record")
        opened.fill("#sentence", f"note: typed {markup}")
        opened.wait_for_selector("#preview .sentence")
        assert markup in opened.inner_text("#preview .sentence")
        assert opened.evaluate("window.hits") == 0, markup
    assert watched.complaints == []


class Evil(BaseHTTPRequestHandler):
    """Another site: a port of this machine, which is another site under another name."""

    def do_GET(self) -> None:
        target: str = self.server.target  # type: ignore[attr-defined]
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(EVIL.replace("PAGE", target).replace("FORM", FORM).encode())

    def log_message(self, *_: Any) -> None:
        pass


@contextmanager
def evil(target: str) -> Iterator[int]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Evil) as server:
        server.target = target  # type: ignore[attr-defined]
        thread = Thread(target=server.serve_forever)
        thread.start()
        yield server.server_address[1]
        server.shutdown()
        thread.join()


@pytest.mark.parametrize("name", ["127.0.0.1", "localhost"])
def test_another_site_gets_nothing(context: Any, page: Served, hostile: Book, name: str) -> None:
    """Neither another port of this machine, nor another name, with the cookie of a writer."""
    before = hostile.recorder.max_notification_id()
    with evil(page.base) as port:
        opened = context.new_page()
        opened.goto(f"http://{name}:{port}/")
        got = dict(opened.evaluate("window.all"))
        assert got == dict.fromkeys(got)
        assert len(got) == 8
        opened.click("button")
        opened.wait_for_load_state()
        assert opened.url.startswith(page.base)
        opened.close()
    assert hostile.recorder.max_notification_id() == before


def test_the_link_is_not_among_the_pages_to_go_back_to(context: Any, page: Served) -> None:
    opened = context.new_page()
    opened.goto(f"{page.base}/deadlines?token={WRITER}")
    opened.wait_for_url(f"{page.base}/deadlines")
    assert opened.evaluate("history.length") == 2  # the empty page before, and this
    opened.go_back()
    assert "token" not in opened.url

"""A real browser, and the page served to it on a port of this machine."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from tests.web.wire import running
from tracker.store.book import Book
from tracker.web.access import Access

NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
CHROMIUM = next(filter(None, map(shutil.which, NAMES)), None)
NO_BROWSER = "there is no Chromium here: apt-get install chromium"
ARGUMENTS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()


@contextmanager
def served(book: Book, access: Access, today: str | None) -> Iterator[str]:
    """The address of the page, until the block ends."""
    with running(book, access, today) as page:
        yield page.base


@contextmanager
def browser() -> Iterator[Any]:
    """A Chromium that asks nobody anything by itself."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield opened
        opened.close()


class Watched:
    """A page of a browser, with what it complained of and what it asked of other machines."""

    def __init__(self, page: Any, base: str) -> None:
        self.page, self.base = page, base
        self.complaints: list[str] = []
        page.on("console", self._said)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("request", self._asked)

    def _said(self, message: Any) -> None:
        if message.type in ("error", "warning"):
            self.complaints.append(message.text)

    def _asked(self, request: Any) -> None:
        if not request.url.startswith((self.base, "data:")):
            self.complaints.append(f"asks {request.url}")

    def open(self, path: str) -> Any:
        self.page.goto(self.base + path)
        return self.page

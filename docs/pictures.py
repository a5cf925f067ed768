"""Takes `docs/pictures/`, the demo's page in a browser: `make pictures`, where Chromium is."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from tests.web.browsing import CHROMIUM, NO_BROWSER, browser, served
from tracker.cli.demonstration import load
from tracker.store.book import open_book
from tracker.web.access import Access

PICTURES = Path(__file__).parent / "pictures"
DEAL = "/deals/tiktok-us?as_of=2020-09-14"
DESKTOP, TALL, PHONE = (1280, 1000), (1280, 1570), (390, 844)
TAKEN = {
    "deal": (DEAL, TALL, "light"),
    "deal-dark": (DEAL, TALL, "dark"),
    "deal-phone": (DEAL, PHONE, "light"),
    "deal-phone-dark": (DEAL, PHONE, "dark"),
    "why": ("/deals/tiktok-us?then=2020-09-14&why=Oracle", DESKTOP, "light"),
}
"""By the name of the file: the address, the size of the window, and its colours."""


def main() -> None:
    if CHROMIUM is None:
        raise SystemExit(NO_BROWSER)
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        place = f"{folder}/demo.db"
        load(place)
        with (
            open_book(place) as book,
            served(book, Access(), "2020-09-16") as base,
            browser() as chromium,
        ):
            for name, (path, size, scheme) in TAKEN.items():
                take(chromium, base + path, size, scheme, PICTURES / f"{name}.png")


def take(chromium: Any, url: str, size: tuple[int, int], scheme: str, file: Path) -> None:
    """One picture, when everything in the window is drawn."""
    width, height = size
    context = chromium.new_context(
        viewport={"width": width, "height": height}, color_scheme=scheme, locale="en-GB"
    )
    page = context.new_page()
    page.goto(url, wait_until="load")
    page.screenshot(path=str(file))
    context.close()


if __name__ == "__main__":
    main()

"""The page of the demo's book on 14 September 2020, asked over HTTP without a network."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from tests.cli.commandline import TODAY, Tracker
from tracker.store.book import Book, open_book
from tracker.web.access import Access
from tracker.web.app import create

CASEBOOK = Path("tracker/casebooks/tiktok-us.yaml")
PROJECT = Path(__file__).parents[2]
WRITER = "the-word-that-opens-the-forms"
FORM = "the-word-in-every-form"


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of a book with the demo's deal, and two small ones beside it."""
    file = tmp_path_factory.mktemp("page") / "demo.db"
    tracker = Tracker(file)
    tracker.says("import", str(PROJECT / CASEBOOK))
    for line in (
        ("new", "harbour", "Harbour <b>Foods</b>", "--zone", "Europe/London"),
        ("record", "harbour", "Oracle bid of £2bn", "--on", "2020-09-01", "--source", "FT"),
        ("record", "harbour", "Acme bid", "--on", "2020-09-02"),
        ("record", "harbour", "offer due 2020-09-16", "--on", "2020-09-02", "--source", "FT"),
        ("correct", "harbour", "2", "--on", "2020-09-03", "--because", "a day late"),
        ("retract", "harbour", "2", "--because", "it was another deal"),
        ("new", "empty", "Nothing yet"),
    ):
        ran = tracker.run(*line)
        assert ran.exit_code == 0, ran.output
    return file


@pytest.fixture
def tracker(demo: Path, tmp_path: Path) -> Tracker:
    """The command line on a copy of that book, which a test may write to."""
    shutil.copy(demo, tmp_path / "book.db")
    return Tracker(tmp_path / "book.db")


@pytest.fixture
def book(tracker: Tracker) -> Iterator[Book]:
    with open_book(tracker.book) as book:
        yield book


@pytest.fixture
def reader(book: Book) -> Iterator[TestClient]:
    """Somebody at this machine who only reads."""
    with TestClient(create(book, Access(), TODAY), base_url="http://localhost:8100") as client:
        yield client


@pytest.fixture
def writer(book: Book) -> Iterator[TestClient]:
    """Somebody who came in by the link that opens the forms."""
    app = create(book, Access(writing=WRITER, form=FORM), TODAY)
    with TestClient(app, base_url="http://localhost:8100") as client:
        client.get("/", params={"token": WRITER})
        yield client

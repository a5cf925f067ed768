"""Markup in any text of a book changes no element of any page: it is shown as it was written.

Each page of a book full of markup is laid beside the same page of a book without any: the elements
and their attributes have to be the same, and what they lead to has to be here.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from html.parser import HTMLParser
from itertools import product
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import icalendar
import pytest
from starlette.testclient import TestClient

from tests.web.conftest import FORM, WRITER
from tests.web.hostile import ADDRESSES, DEAL, TOGETHER, Text, holding, plain, write
from tests.web.routes import ENDLESS, TABLE, example
from tracker.store.book import open_book
from tracker.web.access import Access
from tracker.web.app import create

pytestmark = pytest.mark.torture

TODAY = "2020-09-14"
LEADS = ("href", "src", "action", "formaction", "data", "srcset", "poster", "ping")
"""Attributes whose value is an address."""


class Skeleton(HTMLParser):
    """The elements of a page with the names of their attributes, and where they lead."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, tuple[str, ...]]] = []
        self.leads: list[str] = []
        self.text = ""
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, tuple(sorted(name for name, _ in attrs))))
        self.leads += [value or "" for name, value in attrs if name in LEADS]

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_comment(self, data: str) -> None:
        self.elements.append((f"<!-- {data}", ()))

    def handle_decl(self, decl: str) -> None:
        self.elements.append((f"<!{decl}", ()))


@contextmanager
def asking(folder: Path, text: Text, address: str) -> Iterator[TestClient]:
    """Somebody who may record in a book with those texts."""
    with open_book(folder / "book.db", create=True) as book:
        write(book, text, address)
        app = create(book, Access(writing=WRITER, form=FORM), TODAY)
        app.state.closing.set()
        with TestClient(app, base_url="http://localhost:8100", follow_redirects=False) as client:
            client.headers["Authorization"] = f"Bearer {WRITER}"
            yield client


def asked(text: Text) -> Iterator[tuple[str, dict[str, str]]]:
    """Every address, and its parameters that take a text of the book."""
    for path in TABLE:
        for what in ("correct", "retract", "cite", "dispute") if "{what}" in path else ("",):
            yield example(path, deal=DEAL, what=what), {}
    for name in ("Anna", "Berta", "offer"):
        yield f"/deals/{DEAL}", {"why": text(name).replace('"', "”"), "against": "2020-09-01"}
        yield f"/api/deals/{DEAL}/why", {"name": text(name).replace('"', "”")}
    yield f"/deals/{DEAL}", {"as_of": "2020-09-02", "according_to": text("first paper")}
    yield f"/deals/{DEAL}", {"then": "2020-09-04", "entries": "all"}
    yield f"/deals/{DEAL}", {"fragment": "1", "confirmed": "true"}
    yield f"/deals/{DEAL}/complete", {"text": "A"}
    yield "/search", {"q": text("first paper")}
    yield "/search", {"q": text("Anna").replace('"', "”")}
    yield "/parties", {"name": text("Anna").replace('"', "”")}
    # What is said of what there is not.
    yield f"/deals/{text('none')}", {}
    yield f"/deals/{DEAL}", {"why": text("none")}
    yield f"/deals/{DEAL}", {"as_of": text("none")}
    yield "/parties", {"name": text("none")}
    yield "/", {"status": text("none")}
    yield "/search", {"q": text("none")}
    yield f"/{text('none')}", {text("none"): text("none")}
    yield f"/deals/{DEAL}/entries/2/{text('none')}", {}


def sent(text: Text) -> Iterator[tuple[str, dict[str, str]]]:
    """Forms, as they come back with what they would change or what is refused."""
    said = {"because": text("a reason"), "publisher": text("a paper"), "quote": text("a quote")}
    by = {"by": text("Doris").replace('"', "”"), "url": text("an address"), "on": text("a day")}
    sentence = f'"{text("Gustav").replace(chr(34), chr(8221))}" interested'
    for what, each in product(("record", "correct", "cite", "dispute", text("none")), ("", "1")):
        fields = {"token": FORM, "what": what, "entry": "2", "new": "1", **said}
        yield (
            "preview",
            {**fields, "sentence": sentence, "on": "2020-09-05"}
            | ({"fragment": each} if each else {}),
        )
        yield "preview", {**fields, **by, "sentence": text("nonsense"), "published": text("a day")}


def answers(client: TestClient, text: Text) -> Iterator[tuple[str, Any]]:
    for number, (path, params) in enumerate(asked(text)):
        yield f"{number}", client.get(path.replace("%", "%25"), params=params)
    for number, (path, fields) in enumerate(sent(text)):
        yield f"form {number}", client.post(f"/deals/{DEAL}/{path}", data=fields)


def form_of(answer: Any) -> Any:
    """What must not depend on what is written: the status, the kind, and the elements, but for
    the lines of a list, since a slip has as many hints as names are near it.
    """
    kind = answer.headers.get("content-type", "").partition(";")[0]
    made: Any = None
    if kind == "text/html":
        made = [each for each in Skeleton(answer.text).elements if each != ("li", ())]
    elif kind == "image/svg+xml":
        made = {(x.tag, *sorted(x.attrib)) for x in ElementTree.fromstring(answer.text).iter()}
    elif kind == "text/calendar":
        calendar = icalendar.Calendar.from_ical(answer.text)
        made = [(part.name, sorted(part.keys())) for part in calendar.walk()]
    return answer.status_code, kind, made


@pytest.fixture(scope="module")
def without(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """The pages of the book without markup."""
    with asking(tmp_path_factory.mktemp("plain"), plain, "https://deals.example/x") as client:
        return {name: form_of(each) for name, each in answers(client, plain)}


@pytest.mark.parametrize("markup", TOGETHER)
def test_markup_changes_no_element_of_any_page_and_is_shown_as_it_was_written(
    without: dict[str, Any], tmp_path: Path, markup: str
) -> None:
    text = holding(markup)
    with asking(tmp_path, text, "https://deals.example/x") as client:
        for name, each in answers(client, text):
            assert form_of(each) == without[name], each.request.url
            assert each.headers["x-content-type-options"] == "nosniff"
            for lead in Skeleton(each.text).leads if "html" in each.headers["content-type"] else ():
                assert lead.startswith(("/", "#", "https://deals.example/x")), lead
                assert not lead.startswith("//")
        shown = Skeleton(client.get(f"/deals/{DEAL}").text).text
        for word in ("A title", "A seller", "A target", "first paper", "a quote", "a reason"):
            assert text(word) in shown
        assert client.get(f"/api/deals/{DEAL}/status").json()["title"] == text("A title")


@pytest.mark.parametrize("address", ADDRESSES)
def test_an_address_is_a_link_only_where_it_leads_to_a_page(tmp_path: Path, address: str) -> None:
    with asking(tmp_path, plain, address) as client:
        page = Skeleton(client.get(f"/deals/{DEAL}", params={"entries": "all"}).text)
        elsewhere = {each for each in page.leads if not each.startswith(("/", "#"))}
        leads = address.lower().startswith(("http://", "https://"))
        assert elsewhere == ({address} if leads else set())
        assert address in page.text
        links = [names for tag, names in page.elements if tag == "a" and "rel" in names]
        assert bool(links) == leads


def test_every_page_is_among_those_that_are_asked() -> None:
    paths = [path for path, _ in asked(plain)]
    assert {example(path, deal=DEAL) for path in TABLE} <= set(paths)
    assert ENDLESS in paths

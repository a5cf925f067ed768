"""Recording from the page: what is previewed is what is written, and every slip can be mended."""

from __future__ import annotations

import html
import re
from typing import Any

import pytest
from starlette.testclient import TestClient

from tests.web.conftest import FORM
from tracker.store.book import Book

DEAL = "/deals/tiktok-us"


def fields(what: str = "record", **given: str) -> dict[str, str]:
    return {"token": FORM, "what": what, **given}


def text(answer: Any) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", answer.text)).split())


ORACLE = fields(
    sentence="Oracle agreement signed", on="2020-09-14", publisher="Reuters", basis="named"
)


def test_a_preview_says_what_would_change_and_writes_nothing(
    writer: TestClient, book: Book
) -> None:
    said = text(writer.post(f"{DEAL}/preview", data=ORACLE))
    assert "This would be recorded as #46" in said
    assert "Oracle chosen → agreed" in said
    assert book.history("tiktok-us").version == 45


def test_a_preview_keeps_the_fields_so_that_a_step_can_be_taken_back(writer: TestClient) -> None:
    page = writer.post(f"{DEAL}/preview", data=ORACLE).text
    assert 'value="Oracle agreement signed"' in page
    assert 'value="Reuters"' in page
    assert "<option selected>named</option>" in page


def test_a_preview_says_what_the_rules_find(writer: TestClient) -> None:
    odd = fields(sentence="business ban extended to 2020-09-10", on="2020-09-14")
    assert "is not after" in text(writer.post(f"{DEAL}/preview", data=odd)) or "earlier" in text(
        writer.post(f"{DEAL}/preview", data=odd)
    )


def test_what_is_recorded_is_shown(writer: TestClient, book: Book) -> None:
    went = writer.post(f"{DEAL}/record", data=ORACLE, follow_redirects=False)
    assert (went.status_code, went.headers["location"]) == (303, f"{DEAL}#entry-46")
    entry = book.history("tiktok-us").entry(46)
    assert entry is not None
    assert (entry.sentence, entry.on) == ("Oracle agreement signed", "2020-09-14")
    assert [(each.publisher, each.basis) for each in entry.sources] == [("Reuters", "named")]
    assert "Oracle has signed an agreement" in text(writer.get(DEAL))


def test_a_form_that_is_sent_twice_is_one_entry(writer: TestClient, book: Book) -> None:
    for _ in range(2):
        writer.post(f"{DEAL}/record", data=ORACLE)
    assert book.history("tiktok-us").version == 46


@pytest.mark.parametrize(
    ("sentence", "status", "way_out"),
    [
        ("Orcale bid", 409, "did you mean Oracle?"),
        ("Oracle not chosen", 422, "did you mean 'Oracle chosen'?"),
        ("", 422, ""),
    ],
)
def test_a_slip_is_refused_with_the_way_out(
    writer: TestClient, book: Book, sentence: str, status: int, way_out: str
) -> None:
    for path in ("preview", "record"):
        answer = writer.post(f"{DEAL}/{path}", data=fields(sentence=sentence, on="2020-09-14"))
        assert answer.status_code == status
        assert way_out in text(answer)
    assert book.history("tiktok-us").version == 45


def test_a_name_that_is_meant_is_taken(writer: TestClient, book: Book) -> None:
    writer.post(f"{DEAL}/record", data=fields(sentence="Orcale bid", on="2020-09-14", new="1"))
    assert book.history("tiktok-us").version == 46


@pytest.mark.parametrize(
    ("what", "given", "sentence"),
    [
        ("correct", {"on": "2020-09-12", "because": "the day"}, "#14 corrected: on 2020-09-12"),
        ("retract", {"because": "a duplicate"}, "#14 retracted, because a duplicate"),
        ("cite", {"publisher": "WSJ"}, "#14 cited: WSJ"),
        (
            "dispute",
            {"because": "no", "publisher": "CGTN", "claims": "deal abandoned"},
            "#14 disputed by CGTN, because no; claims: deal abandoned",
        ),
    ],
)
def test_an_entry_is_amended(
    writer: TestClient, book: Book, what: str, given: dict[str, str], sentence: str
) -> None:
    assert "Oracle chosen" in text(writer.get(f"{DEAL}/entries/14/{what}"))
    sent = fields(what, entry="14", **given)
    assert sentence in text(writer.post(f"{DEAL}/preview", data=sent))
    writer.post(f"{DEAL}/record", data=sent)
    entry = book.history("tiktok-us").entry(46)
    assert entry is not None
    assert entry.sentence.startswith(sentence)


def test_an_entry_that_is_not_there_cannot_be_amended(writer: TestClient) -> None:
    assert writer.get(f"{DEAL}/entries/99/retract").status_code == 404
    assert writer.get(f"{DEAL}/entries/14/forget").status_code == 404
    gone = fields("retract", entry="99", because="x")
    assert writer.post(f"{DEAL}/record", data=gone).status_code == 404


@pytest.mark.parametrize(
    ("begun", "offered"),
    [
        ("oracle agr", "Oracle agreement signed"),
        ("Oracle bid", "Oracle bid of "),
        ("business", "business ban extended to "),
        ("CFIUS cl", "CFIUS cleared"),
        ("order ", "order "),
    ],
)
def test_a_sentence_is_completed(writer: TestClient, begun: str, offered: str) -> None:
    found = writer.get(f"{DEAL}/complete", params={"text": begun}).json()
    assert any(each["text"].startswith(offered) for each in found), found


def test_a_completion_reads_as_what_it_offers(writer: TestClient) -> None:
    for each in writer.get(f"{DEAL}/complete", params={"text": "Oracle"}).json():
        if not each["text"].endswith(" "):
            sent = fields(sentence=each["text"], on="2020-09-14")
            assert writer.post(f"{DEAL}/preview", data=sent).status_code == 200, each


@pytest.mark.parametrize("number", ["0", "-1"])
def test_no_entry_has_a_number_below_one(writer: TestClient, number: str) -> None:
    assert writer.get(f"{DEAL}/entries/{number}/correct").status_code == 404
    for path in ("preview", "record"):
        sent = fields("correct", entry=number, because="x")
        assert writer.post(f"{DEAL}/{path}", data=sent).status_code == 404


def test_what_is_confirmed_is_what_was_previewed(writer: TestClient, book: Book) -> None:
    page = writer.post(f"{DEAL}/preview", data=ORACLE).text
    form = page[page.index(f'action="{DEAL}/record"') :]
    form = form[: form.index("</form>")]
    assert 'id="confirm"' in form
    sent = {name: html.unescape(x) for name, x in re.findall('name="(.*?)" value="(.*?)"', form)}
    assert sent == ORACLE
    writer.post(f"{DEAL}/record", data=sent)
    entry = book.history("tiktok-us").entry(46)
    assert entry is not None
    assert entry.sentence == "Oracle agreement signed"

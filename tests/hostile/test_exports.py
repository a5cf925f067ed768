"""What is accepted comes out again as it went in, and runs nowhere."""

from __future__ import annotations

import csv
import html
import io
import json
import random
import re
from pathlib import Path
from xml.etree.ElementTree import fromstring

import pytest
from icalendar import Calendar, Component

from tests.hostile.conftest import Victim
from tests.hostile.corpus import ALLOWED, FORMULAS, LINES, MARKUP, NAMES, SENTENCES
from tests.hostile.laws import assert_lawful, obeyed, strict
from tests.torture import times

pytestmark = pytest.mark.torture

TEXTS = ALLOWED | FORMULAS | MARKUP | LINES
TEXTS |= {name: each for name, each in (NAMES | SENTENCES).items() if len(each) < 150}
RUNS = tuple("=+-@\t\r\uff1d\uff0b\uff0d\uff20")
FORMATS = ("yaml", "jsonl", "csv", "md", "spans")
QUESTIONS = ("status", "timeline", "deadlines", "bidders", "deals", "why", "check")


def record(victim: Victim, deal: str, text: str) -> None:
    """A deal that says the text wherever it may stand."""
    made = victim.run("new", deal, "--seller", text, "--target", text, "--", text)
    if made.exit_code:
        assert_lawful(made)
        victim.says("new", deal, "A title")
    said = text.replace('"', "")
    source = ("--source", text, "--via", text, "--url", text, "--title", text, "--quote", text)
    for command, *words in (
        ("record", f'"{said}" bid of $1bn', "--by", text, *source),
        ("record", f'"{said} vote" due 2020-11-12', *source),
        ("record", f'"{said} court" review opened'),
        ("record", f'"{said} fee" set to {text}'),
        ("record", f"note: {text}", *source),
        ("dispute", "1", "--because", text, "--source", text),
        ("retract", "3", "--because", text),
    ):
        assert_lawful(victim.run(command, deal, *words))


@pytest.fixture(scope="module")
def deals() -> dict[str, str]:
    """Some of the texts, each by the name of the deal that says it."""
    chosen = random.sample(list(TEXTS.values()), min(times(12), len(TEXTS)))
    return {f"d{at}": text for at, text in enumerate(chosen)}


@pytest.fixture(scope="module")
def said(pristine: Path, deals: dict[str, str]) -> Path:
    """The book that says them."""
    book = pristine.with_name("said.db")
    book.write_bytes(pristine.read_bytes())
    for deal, text in deals.items():
        record(Victim(book), deal, text)
    return book


@pytest.fixture
def book(victim: Victim, said: Path) -> Victim:
    victim.book.write_bytes(said.read_bytes())
    return victim


@pytest.mark.parametrize("question", QUESTIONS)
def test_every_question_shows_it_harmlessly(
    book: Victim, deals: dict[str, str], question: str
) -> None:
    for deal in deals:
        words = (question,) if question in ("bidders", "deals") else (question, deal)
        assert_lawful(book.run(*words))
        ran = book.run(*words, "--json")
        assert obeyed(ran.stdout) == []
        strict(ran.stdout)
        if question != "why":
            rows = csv.reader(io.StringIO(book.run(*words, "--csv").stdout))
            assert not [cell for row in rows for cell in row if runs(cell)]


def runs(cell: str) -> bool:
    """Whether a spreadsheet would take it for a formula: a number is none."""
    return cell.startswith(RUNS) and re.fullmatch(r"-?\d+", cell) is None


def test_a_log_goes_round_byte_by_byte(book: Victim) -> None:
    log = book.run("export", "--all", "--format", "jsonl").stdout_bytes
    Path("d.jsonl").write_bytes(log)
    book.says("import", "d.jsonl", "--db", "log.db")
    assert book.run("export", "--all", "--format", "jsonl", "--db", "log.db").stdout_bytes == log


def test_a_casebook_goes_round_to_the_same_answers(book: Victim, deals: dict[str, str]) -> None:
    book.run("export", "--all", "--output", "all.yaml")
    ran = book.run("import", "all.yaml", "--db", "case.db")
    assert ran.exit_code == 0, ran.stderr
    for deal in deals:
        for question in ("status", "timeline"):
            there, again = (book.json(question, deal, "--db", at) for at in ("book.db", "case.db"))
            assert without_recorded(again) == without_recorded(there)


def without_recorded(answer: object) -> object:
    return re.sub(r'"(recorded|id)": "[^"]*"', "", json.dumps(answer))


def test_no_export_holds_what_a_terminal_obeys(book: Victim) -> None:
    for each in FORMATS:
        said = book.run("export", "--all", "--format", each).stdout_bytes.decode()
        assert obeyed(said) == []


def test_a_sheet_runs_nothing(book: Victim) -> None:
    for each in ("csv", "spans"):
        said = book.run("export", "--all", "--format", each).stdout_bytes.decode()
        header, *rows = csv.reader(io.StringIO(said, newline=""))
        assert {len(row) for row in rows} <= {len(header)}
        assert not [cell for row in rows for cell in row if runs(cell)]


def test_markdown_is_a_table_and_no_markup(book: Victim) -> None:
    said = book.run("export", "--all", "--format", "md").stdout_bytes.decode()
    lines = said.splitlines()
    rows = [line for line in lines if line.startswith("|")]
    assert {len(re.findall(r"(?<!\\)\|", row)) for row in rows} == {7}
    for line in lines:
        assert not re.search(r"(?<!\\)<|(?<![\\\]])\((?=javascript)|(?<!\\)`", line), line
        for address in re.findall(r"(?<!\\)\]\(([^)]*)\)", line):
            assert address.startswith(("http://", "https://"))


def test_a_calendar_says_it_and_nothing_else(book: Victim) -> None:
    book.run("calendar", "--output", "d.ics")
    raw = Path("d.ics").read_bytes()
    found = Calendar.from_ical(raw)
    events = [each for each in found.subcomponents if each.name == "VEVENT"]
    allowed = {"BEGIN", "END", "VERSION", "PRODID", "NAME", "X-WR-CALNAME"} | {
        name for event in events for part in event.walk() for name in part
    }
    unfolded = raw.replace(b"\r\n ", b"").decode().split("\r\n")
    assert {re.split("[:;]", line)[0] for line in unfolded if line} <= allowed
    assert sum(line == "BEGIN:VEVENT" for line in unfolded) == len(events)
    assert sum(line == "BEGIN:VALARM" for line in unfolded) == 2 * len(events) - called_off(events)
    assert obeyed("\n".join(unfolded)) == []


def called_off(events: list[Component]) -> int:
    return sum(2 for each in events if each["STATUS"] == "CANCELLED")


def test_a_chart_is_well_formed_and_runs_nothing(book: Victim, deals: dict[str, str]) -> None:
    for deal in list(deals)[: times(5)]:
        drawn = book.run("chart", deal, "--as-of", "2020-10-01").stdout_bytes.decode()
        elements = list(fromstring(drawn).iter())
        names = {each.tag.rpartition("}")[2] for each in elements}
        assert names.isdisjoint({"script", "foreignObject", "iframe", "image", "a", "img"})
        assert not [name for each in elements for name in each.attrib if name.startswith("on")]


def test_a_page_of_a_chart_has_no_script_but_its_own(book: Victim, deals: dict[str, str]) -> None:
    for deal in list(deals)[: times(5)]:
        page = book.run("chart", deal, "--format", "html").stdout_bytes.decode()
        head, _, rest = page.partition('<script type="application/json" id="specification">')
        specification, _, own = rest.partition("</script>")
        title = re.search("<title>(.*)</title>", head, re.DOTALL)
        assert title
        assert not re.search("[<>]", title[1])
        assert "<" not in specification
        assert strict(specification)["description"] == html.unescape(title[1])
        assert own.count("</script>") == 1

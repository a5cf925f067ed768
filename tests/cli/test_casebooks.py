"""Casebooks in and out."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

import tracker as package
from tests.cli.commandline import Tracker

CASE = Path(package.__file__).with_name("casebooks") / "tiktok-us.yaml"


def test_a_casebook_is_imported_and_exported_to_the_same_answers(tracker: Tracker) -> None:
    tracker.says("import", str(CASE))
    tracker.says("dispute", "tiktok-us", "#3", "--source", "CGTN", "--because", "says otherwise")
    Path("copy.yaml").write_text(tracker.says("export", "tiktok-us"), encoding="utf-8")
    tracker.says("import", "copy.yaml", "--db", "copy.db")
    for question in ("status", "timeline", "why"):
        assert answers(tracker, question, tracker.place) == answers(tracker, question, "copy.db")


def answers(tracker: Tracker, question: str, book: str) -> object:
    def timeless(said: object) -> object:
        if isinstance(said, dict):
            return {name: timeless(each) for name, each in said.items() if name != "recorded"}
        return [timeless(each) for each in said] if isinstance(said, list) else said

    return timeless(tracker.json(question, "tiktok-us", "--db", book))


def test_the_answer_to_an_import_for_scripts(tracker: Tracker) -> None:
    said = tracker.json("import", str(CASE))
    assert said["dry_run"] is False
    (deal,) = said["deals"]
    assert (deal["deal"], deal["new"], deal["unchanged"]) == ("tiktok-us", True, 0)
    assert deal["zone"] == "America/New_York"
    again = tracker.json("import", str(CASE))["deals"][0]
    assert (again["new"], again["recorded"], again["unchanged"]) == (False, 0, deal["recorded"])


def test_several_deals_are_several_documents(tiktok: Tracker) -> None:
    tiktok.says("new", "other", "Another deal", "--zone", "Asia/Tokyo")
    exported = tiktok.says("export", "--all")
    said = tiktok.run("import", "-", typed=exported, TRACKER_DB="copy.db")
    assert said.exit_code == 0, said.stderr
    assert [row["deal"] for row in tiktok.json("deals", "--db", "copy.db")] == ["other", "tiktok"]


def test_a_deal_that_names_no_zone_gets_the_one_that_was_set(tracker: Tracker) -> None:
    text = "deal: d\ntitle: D\nentries:\n  - {on: 2020-09-13, what: Oracle chosen}\n"
    tracker.says("import", "-", typed=text, TRACKER_ZONE="Asia/Tokyo")
    assert tracker.json("status", "d")["zone"] == "Asia/Tokyo"


def test_a_thousand_entries_with_one_bad_line_record_nothing(tiktok: Tracker) -> None:
    before = tiktok.json("timeline", "tiktok")
    lines = [f"  - {{on: 2020-09-13, what: Bidder {at} bid}}" for at in range(1000)]
    lines[500] = "  - {on: 2020-09-13, what: Bidder 500 bidded}"
    head = ["deal: tiktok", "title: TikTok US operations", "zone: America/New_York", "entries:"]
    Path("many.yaml").write_text("\n".join([*head, *lines]), encoding="utf-8")
    assert "many.yaml:505: " in tiktok.fails(2, "import", "many.yaml")
    assert tiktok.json("timeline", "tiktok") == before


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"deal: [", "bad.yaml:1: broken YAML"),
        (b"deal: d\ntitle: \xff\n", "bad.yaml is not UTF-8 in line 2"),
        (b"", "bad.yaml:1: there is no deal in it"),
        (b'{"deal": "d"}\n', "bad.yaml:1: this is no entry of a log"),
    ],
)
def test_a_broken_file_is_wrong_use(tiktok: Tracker, content: bytes, message: str) -> None:
    Path("bad.yaml").write_bytes(content)
    assert message in tiktok.fails(2, "import", "bad.yaml")


@pytest.mark.parametrize("file", ["nowhere.yaml", "."])
def test_a_file_that_cannot_be_read_is_wrong_use(tiktok: Tracker, file: str) -> None:
    assert tiktok.error(2, "import", file)["kind"] == "broken-file"


@pytest.mark.parametrize(
    "words",
    [("tiktok", "--format", "json"), (), ("tiktok", "--all"), ("tiktok", "--json")],
    ids=" ".join,
)
def test_an_export_that_is_none(tiktok: Tracker, words: tuple[str, ...]) -> None:
    tiktok.fails(2, "export", *words)


def test_an_export_of_an_unknown_deal_names_those_there_are(tiktok: Tracker) -> None:
    assert "did you mean tiktok?" in tiktok.fails(3, "export", "tiktock")


@pytest.fixture
def casebook(tracker: Tracker) -> Path:
    file = Path("d.yaml")
    file.write_text("deal: d\nentries:\n- {on: 2020-09-13, what: Oracle chosen}\n")
    return file


def test_to_try_an_import_makes_no_book(tracker: Tracker, casebook: Path) -> None:
    tracker.says("import", str(casebook), "--dry-run")
    assert list(Path().iterdir()) == [casebook]


@pytest.mark.parametrize("where", ["book.db", "sqlite:///book.db", "new/book.db"])
def test_a_refused_import_makes_no_book(tracker: Tracker, casebook: Path, where: str) -> None:
    casebook.write_text(casebook.read_text().replace("chosen", "not chosen"))
    tracker.fails(2, "import", str(casebook), "--db", where)
    assert list(Path().iterdir()) == [casebook]


@pytest.mark.parametrize(
    "deal", [("Not a name", "A title"), ("d", " "), ("d", "D", "--zone", "Oz")]
)
def test_a_deal_that_cannot_be_begun_makes_no_book(tracker: Tracker, deal: tuple[str, ...]) -> None:
    tracker.fails(2, "new", *deal)
    assert not tracker.book.exists()


def test_an_import_begins_a_book(tracker: Tracker, casebook: Path) -> None:
    tracker.says("import", str(casebook), "--db", "new/book.db")
    assert set(Path().iterdir()) == {casebook, Path("new")}
    assert list(Path("new").iterdir()) == [Path("new/book.db")]
    assert stat.S_IMODE(Path("new/book.db").stat().st_mode) == 0o600
    assert tracker.json("status", "d", "--db", "new/book.db")["status"] == "chosen"


@pytest.mark.parametrize(
    ("address", "file"),
    [("sqlite:///my%20book.db", "my book.db"), ("sqlite:///q.db?mode=ro", "q.db")],
)
def test_an_import_begins_the_book_that_an_address_leads_to(
    tracker: Tracker, casebook: Path, address: str, file: str
) -> None:
    tracker.says("import", str(casebook), "--db", address)
    assert set(Path().iterdir()) == {casebook, Path(file)}
    assert tracker.json("status", "d", "--db", address)["status"] == "chosen"


def test_an_import_begins_a_book_where_a_link_leads(tracker: Tracker, casebook: Path) -> None:
    Path("link.db").symlink_to("there.db")
    tracker.says("import", str(casebook), "--db", "link.db")
    assert Path("link.db").is_symlink()
    assert tracker.json("status", "d", "--db", "there.db")["status"] == "chosen"


def test_an_empty_file_is_a_book_once_something_is_recorded(
    tracker: Tracker, casebook: Path
) -> None:
    there = Path("empty.db")
    there.touch()
    tracker.says("import", str(casebook), "--dry-run", "--db", "empty.db")
    Path("bad.yaml").write_text("deal: d\nentries: [{on: 2020-09-13, what: Oracle not chosen}]")
    tracker.fails(2, "import", "bad.yaml", "--db", "empty.db")
    assert there.stat().st_size == 0
    tracker.says("import", str(casebook), "--db", "empty.db")
    assert tracker.json("status", "d", "--db", "empty.db")["status"] == "chosen"


LONG_ID = "deal: d\nentries: [{id: %s, on: 2020-09-13, what: Oracle chosen}]"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (LONG_ID % ("x" * 201), "an id of 201 characters is too long"),
        (f"deal: {'d' * 101}", "a deal's name of 101 characters is too long"),
    ],
)
def test_what_no_index_takes_is_too_long(tracker: Tracker, text: str, said: str) -> None:
    Path("d.yaml").write_text(text)
    assert said in tracker.fails(2, "import", "d.yaml")
    Path("d.yaml").write_text(text.replace("x" * 201, "x" * 200).replace("d" * 101, "d" * 100))
    tracker.says("import", "d.yaml")


def test_an_import_spares_the_book_that_somebody_makes_meanwhile(
    tracker: Tracker, casebook: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def linked(_: object, to: Path) -> None:
        to.write_text("theirs")
        raise FileExistsError

    monkeypatch.setattr("os.link", linked)
    said = tracker.fails(5, "import", str(casebook), "--db", "begun.db")
    assert f"another process made a book at {Path('begun.db').absolute()} meanwhile" in said
    assert Path("begun.db").read_text() == "theirs"

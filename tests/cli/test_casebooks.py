"""Casebooks in and out."""

from __future__ import annotations

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
        assert answers(tracker, question, "book.db") == answers(tracker, question, "copy.db")


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


def test_to_try_an_import_makes_no_book(tracker: Tracker, tmp_path: Path) -> None:
    casebook = tmp_path / "d.yaml"
    casebook.write_text("deal: d\nentries:\n- {on: 2020-09-13, what: Oracle chosen}\n")
    nowhere = tmp_path / "nowhere.db"
    tracker.says("import", str(casebook), "--dry-run", "--db", str(nowhere))
    assert not nowhere.exists()

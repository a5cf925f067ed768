"""The calendar as a command: which deals, which moment, into which file."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest
from ical.calendar_stream import IcsCalendarStream
from ical.event import Event

from tests.cli.commandline import Tracker


def events(text: str) -> list[Event]:
    return list(IcsCalendarStream.calendar_from_ics(text).events)


def summaries(text: str) -> list[str | None]:
    return [each.summary for each in events(text)]


def test_a_deal_is_a_calendar_on_stdout(tiktok: Tracker) -> None:
    assert summaries(tiktok.says("calendar", "tiktok")) == [
        "TikTok US operations: EO 13942 takes effect",
        "TikTok US operations: sale due",
    ]


def test_every_line_of_it_ends_as_the_standard_has_it(tiktok: Tracker) -> None:
    raw = tiktok.run("calendar", "tiktok").stdout_bytes
    assert raw.endswith(b"END:VCALENDAR\r\n")
    assert raw.count(b"\n") == raw.count(b"\r\n")


def test_without_a_deal_it_is_every_deal(tiktok: Tracker) -> None:
    tiktok.says("new", "other", "Another deal")
    tiktok.says("record", "other", "vote due 2020-10-01", "--on", "2020-09-01")
    assert "Another deal: vote due" in summaries(tiktok.says("calendar"))
    assert len(events(tiktok.says("calendar"))) == 3


def test_it_is_called_as_the_deal_is(tiktok: Tracker) -> None:
    assert "\nX-WR-CALNAME:TikTok US operations\n" in tiktok.says("calendar", "tiktok")
    assert "\nX-WR-CALNAME:Deadlines\n" in tiktok.says("calendar")


def test_it_takes_the_options_of_a_question(tiktok: Tracker) -> None:
    tiktok.says("record", "tiktok", "sale extended to 2020-11-27", "--on", "2020-09-10")
    before, after = (
        events(tiktok.says("calendar", "tiktok", "--as-of", day))[1]
        for day in ("2020-09-09", "2020-09-10")
    )
    assert (before.uid, before.sequence) == (after.uid, 0)
    assert str(before.dtstart) == "2020-11-12"
    assert str(after.dtstart) == "2020-11-27"
    assert after.sequence == 1
    said = tiktok.says("calendar", "--according-to", "Federal Register")
    assert summaries(said) == ["TikTok US operations: EO 13942 takes effect"]


def test_the_same_book_is_the_same_bytes_on_another_day(tiktok: Tracker) -> None:
    today = tiktok.says("calendar")
    assert tiktok.says("calendar", TRACKER_TODAY="2031-01-01") == today


def test_a_deadline_without_a_date_is_left_out_and_said_on_stderr(tiktok: Tracker) -> None:
    tiktok.says("record", "tiktok", "hearing due date unknown", "--on", "2020-09-01")
    ran = tiktok.run("calendar")
    assert (ran.exit_code, len(events(ran.stdout))) == (0, 2)
    assert ran.stderr == "tiktok: hearing is left out, because its date is not known\n"


def test_output_is_a_file_and_nothing_is_said(tiktok: Tracker, tmp_path: Path) -> None:
    assert tiktok.says("calendar", "--output", "deals.ics") == ""
    written = (tmp_path / "deals.ics").read_bytes()
    assert written == tiktok.run("calendar").stdout_bytes
    assert {each.name for each in tmp_path.iterdir()} >= {"deals.ics"}
    assert not list(tmp_path.glob(".deals*"))


def test_output_replaces_a_file_and_keeps_its_rights(tiktok: Tracker, tmp_path: Path) -> None:
    there = tmp_path / "deals.ics"
    there.write_text("an older one")
    there.chmod(0o640)
    tiktok.says("calendar", "--output", str(there))
    assert there.read_bytes().startswith(b"BEGIN:VCALENDAR")
    assert stat.S_IMODE(there.stat().st_mode) == 0o640


def test_output_through_a_link_replaces_what_it_leads_to(tiktok: Tracker, tmp_path: Path) -> None:
    (tmp_path / "shared.ics").write_text("an older one")
    (tmp_path / "link.ics").symlink_to(tmp_path / "shared.ics")
    tiktok.says("calendar", "--output", "link.ics")
    assert (tmp_path / "link.ics").is_symlink()
    assert (tmp_path / "shared.ics").read_bytes().startswith(b"BEGIN:VCALENDAR")


def test_a_dash_is_stdout(tiktok: Tracker) -> None:
    assert tiktok.says("calendar", "--output", "-") == tiktok.says("calendar")


def test_a_file_that_cannot_be_written_is_an_error(tiktok: Tracker) -> None:
    said = tiktok.fails(2, "calendar", "--output", "nowhere/deals.ics")
    assert said == "tracker: nowhere/deals.ics cannot be written: No such file or directory\n"


def test_a_failed_write_leaves_the_file_that_was_there(
    tiktok: Tracker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    (tmp_path / "deals.ics").write_text("an older one")
    monkeypatch.setattr("os.fsync", full)
    assert "No space left" in tiktok.fails(5, "calendar", "--output", "deals.ics")
    assert (tmp_path / "deals.ics").read_text() == "an older one"
    assert not list(tmp_path.glob(".deals*"))


def test_a_script_is_told_what_was_written(tiktok: Tracker) -> None:
    tiktok.says("record", "tiktok", "hearing due date unknown", "--on", "2020-09-01")
    ran = tiktok.run("calendar", "--json", "--output", "deals.ics")
    assert '"output": "deals.ics"' in ran.stdout
    assert '"events": 2' in ran.stdout
    assert '"calendar": null' in ran.stdout


def test_a_calendar_is_no_table(tiktok: Tracker) -> None:
    assert "tracker deadlines --csv" in tiktok.fails(2, "calendar", "--csv")


@pytest.mark.parametrize(
    ("typed", "kind"),
    [(["tiktik"], "unknown-deal"), (["--according-to", "Pravda"], "unknown-publisher")],
)
def test_what_is_not_there_is_said(tiktok: Tracker, typed: list[str], kind: str) -> None:
    assert tiktok.error(3, "calendar", *typed)["kind"] == kind


def test_a_book_without_deals_is_an_empty_calendar(tiktok: Tracker) -> None:
    assert events(tiktok.says("calendar", "--as-of", "2019")) == []

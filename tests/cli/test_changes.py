"""What became different in every deal, between two moments or as it is recorded."""

from __future__ import annotations

import csv
import io
import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import pytest

from tests.cli.commandline import HEEDFUL, Tracker

HERE = "from tracker.cli.app import main; main()"


def statuses(rows: Sequence[dict[str, Any]]) -> set[tuple[object, ...]]:
    return {
        (row["deal"], row["name"], row["before"], row["after"])
        for row in rows
        if row["field"] == "status"
    }


CHOICE = {("tiktok", "deal", "bidding", "chosen"), ("tiktok", "Oracle", None, "chosen")}
REJECTION = {
    ("tiktok", "Microsoft", "bidding", "rejected"),
    ("tiktok", "Walmart", "bidding", "rejected"),
}


class TestBetweenTwoMoments:
    def test_how_it_looked_then_and_how_it_looks_now(self, tiktok: Tracker) -> None:
        rows = tiktok.json("changes", "--since", "2020-09-12", "--as-of", "2020-09-14")
        assert statuses(rows) == CHOICE | REJECTION
        assert rows[0]["from"]["as_of"] == "2020-09-12T23:59:59.999999-04:00"
        assert rows[0]["to"]["known_by"] == "2020-09-14T23:59:59.999999-04:00"

    def test_without_a_moment_it_is_today_and_the_day_before(self, tiktok: Tracker) -> None:
        assert tiktok.json("changes") == []
        assert statuses(tiktok.json("changes", "--today", "2020-09-13")) == CHOICE | REJECTION

    def test_before_an_instant_it_is_a_day_too(self, tiktok: Tracker) -> None:
        rows = tiktok.json("changes", "--as-of", "2020-09-14T09:00")
        assert rows[0]["from"]["as_of"] == "2020-09-13T09:00:00-04:00"
        assert statuses(rows) == CHOICE | REJECTION

    def test_what_came_out_late_is_news_on_the_day_it_comes_out(self, tiktok: Tracker) -> None:
        late = ("--on", "2020-09-01", "--reported", "2020-09-14")
        tiktok.says("record", "tiktok", "Acme bid", *late)
        assert ("tiktok", "Acme", None, "bidding") in statuses(tiktok.json("changes"))
        known = ("--known-by", "2020-09-30")
        assert tiktok.json("changes", *known) == []
        rows = tiktok.json("changes", *known, "--since", "2020-08-31", "--as-of", "2020-09-01")
        assert statuses(rows) == {
            ("tiktok", "Acme", None, "bidding"),
            ("tiktok", "deal", "bidding", "contested"),
        }

    def test_one_day_after_the_other_nothing_is_lost_or_told_twice(self, tiktok: Tracker) -> None:
        days = [f"2020-09-{day}" for day in range(10, 16)]
        told = [statuses(tiktok.json("changes", "--as-of", day)) for day in days]
        whole = statuses(tiktok.json("changes", "--since", "2020-09-09", "--as-of", days[-1]))
        assert sum(map(len, told)) == len(whole)
        assert set().union(*told) == whole

    def test_the_clock_changes_things_too(self, tiktok: Tracker) -> None:
        rows = tiktok.json("changes", "--as-of", "2020-09-20")
        assert statuses(rows) == {("tiktok", "EO 13942", "pending", "in effect")}

    def test_a_row_is_that_of_diff_with_its_deal(self, tiktok: Tracker) -> None:
        then = ("--then", "2020-09-12..2020-09-14")
        said = tiktok.json("diff", "tiktok", *then)
        rows = tiktok.json("changes", "--since", "2020-09-12", "--as-of", "2020-09-14")
        bare = [{name: row[name] for name in said["changes"][0]} for row in rows]
        assert sorted(map(str, bare)) == sorted(map(str, said["changes"]))
        assert {row["deal"] for row in rows} == {"tiktok"}

    def test_what_the_tables_do_not_hold_is_folded(self, tiktok: Tracker) -> None:
        moments = ("--since", "2020-09-12", "--as-of", "2020-09-14")
        rows = tiktok.json("changes", *moments)
        folded = tiktok.json("changes", *moments, "--recorded-by", "2999")
        assert statuses(folded) == statuses(rows)
        confirmed = tiktok.json("changes", *moments, "--confirmed")
        assert statuses(confirmed) == {
            ("tiktok", "Microsoft", None, "rejected"),
            ("tiktok", "deal", "open", "ended"),
        }

    def test_for_a_person(self, tiktok: Tracker) -> None:
        said = tiktok.says("changes", "--as-of", "2020-09-13").splitlines()
        day = "(end of day, America/New_York)"
        assert said[:2] == [
            f"From 12 Sep 2020 {day}, known by 12 Sep 2020",
            f"to 13 Sep 2020 {day}, known by 13 Sep 2020: 4 changes in 1 deal",
        ]
        assert said[4].split() == "tiktok deal bidding -> chosen".split()
        assert tiktok.says("changes").endswith("known by 14 Sep 2020: nothing changed\n")

    def test_as_a_sheet(self, tiktok: Tracker) -> None:
        tiktok.says("record", "tiktok", "Acme stake of 20% taken", "--on", "2020-09-14")
        rows = list(csv.DictReader(io.StringIO(tiktok.says("changes", "--csv"))))
        stake = next(row for row in rows if row["field"] == "stake")
        assert stake["after"] == "terms: 20%; taken: true"
        assert stake["to_as_of"] == "2020-09-14T23:59:59.999999-04:00"

    def test_deals_of_several_zones_each_have_their_own_midnight(self, tiktok: Tracker) -> None:
        tiktok.says("new", "east", "A deal in Tokyo", "--zone", "Asia/Tokyo")
        tiktok.says("record", "east", "Acme bid", "--on", "2020-09-14")
        rows = tiktok.json("changes")
        assert {row["deal"] for row in rows} == {"east"}
        assert rows[0]["to"]["as_of"] == "2020-09-14T23:59:59.999999+09:00"
        assert "in each deal's zone" in tiktok.says("changes")
        assert tiktok.json("changes", "--zone", "America/New_York") == []

    def test_with_exit_code_a_difference_is_1(self, tiktok: Tracker) -> None:
        assert tiktok.run("changes", "--as-of", "2020-09-13", "--exit-code").exit_code == 1
        assert tiktok.run("changes", "--as-of", "2020-09-13").exit_code == 0
        assert tiktok.run("changes", "--exit-code").exit_code == 0

    @pytest.mark.parametrize("since", ["2020-09-15", "soon"])
    def test_a_moment_that_is_none_or_comes_after_is_refused(
        self, tiktok: Tracker, since: str
    ) -> None:
        tiktok.fails(2, "changes", "--since", since)

    def test_in_a_book_without_deals_nothing_changed(self, tracker: Tracker) -> None:
        tracker.says("new", "deal", "A deal")
        assert tracker.json("changes") == []
        tracker.fails(2, "changes", "--as-of", "soon")


@contextmanager
def following(tracker: Tracker, *options: str) -> Iterator[subprocess.Popen[str]]:
    """`tracker changes --follow --json` in a process of its own, which has begun to look."""
    env = {**os.environ, **{name: value for name, value in tracker.env.items() if value}}
    words = ("changes", "--follow", "--json", "--interval", "0.02", *options)
    with subprocess.Popen(
        [sys.executable, "-c", f"{HEEDFUL}; {HERE}", *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=env,
        text=True,
    ) as process:
        try:
            assert process.stderr
            assert process.stderr.readline().startswith("following from position ")
            yield process
        finally:
            process.kill()


def line(process: subprocess.Popen[str]) -> dict[str, Any]:
    assert process.stdout
    said: dict[str, Any] = json.loads(process.stdout.readline())
    return said


class TestAsItIsRecorded:
    @pytest.mark.parametrize("interval", ["nan", "inf", "1e10", "0"])
    def test_how_often_is_a_number_that_one_can_wait(self, tiktok: Tracker, interval: str) -> None:
        said = tiktok.error(2, "changes", "--follow", "--interval", interval)
        assert "--interval" in said["message"]

    def test_an_entry_with_what_it_changes(self, tiktok: Tracker) -> None:
        with following(tiktok) as process:
            tiktok.says("record", "tiktok", "Oracle agreement signed", "--on", "2020-09-14")
            said = line(process)
        assert (said["deal"], said["entry"], said["sentence"]) == (
            "tiktok",
            7,
            "Oracle agreement signed",
        )
        changed = {(each["name"], each["field"]): each["after"] for each in said["changes"]}
        assert changed["Oracle", "status"] == changed["deal", "status"] == "agreed"

    def test_what_changes_nothing_is_told_too(self, tiktok: Tracker) -> None:
        with following(tiktok) as process:
            tiktok.says("new", "other", "Another deal")
            tiktok.says("record", "tiktok", "note: hm", "--on", "2020-09-14")
            opened, noted = line(process), line(process)
        assert (opened["deal"], opened["entry"], opened["event"]) == ("other", 0, "DealOpened")
        assert (noted["sentence"], noted["changes"]) == ("note: hm", [])
        assert noted["position"] > opened["position"]

    def test_from_a_position_on_every_entry_is_told_once(self, tiktok: Tracker) -> None:
        said = tiktok.says("changes", "--from", "0", "--json").splitlines()
        told = [json.loads(each) for each in said]
        assert [each["entry"] for each in told] == [0, 1, 2, 3, 4, 5, 6]
        rest = tiktok.says("changes", "--from", str(told[4]["position"]), "--json").splitlines()
        assert rest == said[5:]
        assert tiktok.run("changes", "--from", str(told[-1]["position"])).stdout == ""

    def test_for_a_person(self, tiktok: Tracker) -> None:
        told = map(json.loads, tiktok.says("changes", "--from", "0", "--json").splitlines())
        *_, before, last = (each["position"] for each in told)
        said = tiktok.says("changes", "--from", str(before))
        assert said.splitlines() == [
            f"{last}  tiktok #6  Oracle chosen as technology partner",
            "  deal: ended -> chosen",
            "  Oracle: new -> chosen, role technology partner, grade single-source",
        ]

    @pytest.mark.parametrize(
        "options",
        [
            ("--as-of", "2020-09-14"),
            ("--then", "2020-09"),
            ("--confirmed",),
            ("--csv",),
            ("--since", "2020-09-01"),
            ("--zone", "UTC"),
            ("--exit-code",),
        ],
        ids=" ".join,
    )
    def test_it_is_no_question(self, tiktok: Tracker, options: tuple[str, ...]) -> None:
        tiktok.fails(2, "changes", "--from", "0", *options)

    def test_interrupted_it_ends_with_130(self, tiktok: Tracker) -> None:
        with following(tiktok) as process:
            tiktok.says("record", "tiktok", "note: hm", "--on", "2020-09-14")
            line(process)
            process.send_signal(signal.SIGINT)
            assert process.wait(timeout=20) == 130
            assert process.stdout
            assert process.stdout.read() == ""

    def test_when_nobody_reads_any_more_it_ends(self, tiktok: Tracker) -> None:
        with following(tiktok) as process:
            assert process.stdout
            process.stdout.close()
            tiktok.says("record", "tiktok", "note: hm", "--on", "2020-09-14")
            assert process.wait(timeout=20) == 0
            assert process.stderr
            assert process.stderr.read() == ""

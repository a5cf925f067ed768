"""What only a terminal gets: tables, and being asked step by step."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pexpect
import pytest

from tests.cli.commandline import HEEDFUL, Tracker

COMMAND = (
    f"{HEEDFUL}; import sys; sys.argv[0] = 'tracker'; from tracker.cli.app import main; main()"
)
STYLE = re.compile(r"\x1b\[[0-9;?]*[a-zA-Z]")


class Terminal:
    """A terminal in which `tracker` runs on a book."""

    def __init__(self, tracker: Tracker) -> None:
        self.tracker = tracker

    def start(self, *words: str, **env: str) -> pexpect.spawn[str]:
        typed = {name: value for name, value in self.tracker.env.items() if value is not None}
        rest = {name: value for name, value in os.environ.items() if name not in self.tracker.env}
        return pexpect.spawn(
            sys.executable,
            ["-c", COMMAND, *words],
            env={**rest, **typed, "TERM": "xterm", "INPUTRC": os.devnull, **env},
            encoding="utf-8",
            timeout=20,
            dimensions=(50, 120),
        )

    def shows(self, *words: str, **env: str) -> str:
        process = self.start(*words, **env)
        process.expect(pexpect.EOF)
        process.close()
        assert process.exitstatus == 0
        return process.before or ""


@pytest.fixture
def terminal(tiktok: Tracker) -> Terminal:
    return Terminal(tiktok)


def test_a_terminal_gets_tables(terminal: Terminal) -> None:
    shown = terminal.shows("status", "tiktok")
    lines = STYLE.sub("", shown).splitlines()
    assert lines[1] == "As of 14 Sep 2020 (end of day, America/New_York), everything known: chosen"
    assert any(re.fullmatch("─+", line) for line in lines)
    assert any(line.startswith("Oracle ") and "chosen" in line for line in lines)
    assert "\x1b[1m" in shown


@pytest.mark.parametrize("setting", [{"NO_COLOR": "1"}, {"TERM": "dumb"}], ids=str)
def test_without_colour_there_is_no_style_at_all(
    terminal: Terminal, setting: dict[str, str]
) -> None:
    assert "\x1b" not in terminal.shows("status", "tiktok", **setting)


def test_words_of_the_deal_are_no_markup(terminal: Terminal) -> None:
    terminal.tracker.says("record", "tiktok", "fee set to [red]5%[/red] :smile:")
    assert "[red]5%[/red] :smile:" in terminal.shows("status", "tiktok")


def test_a_pipe_gets_neither_lines_nor_styles(tiktok: Tracker) -> None:
    said = tiktok.says("status", "tiktok")
    assert "─" not in said
    assert "\x1b" not in said


@pytest.fixture
def entry(terminal: Terminal) -> Iterator[pexpect.spawn[str]]:
    """A guided entry that has just begun."""
    process = terminal.start("record", "tiktok")
    process.expect("What happened")
    yield process
    process.close(force=True)


def answer(process: pexpect.spawn[str], text: str, then: str) -> None:
    process.sendline(text)
    process.expect(then)


def ends(process: pexpect.spawn[str], code: int) -> str:
    process.expect(pexpect.EOF)
    process.close()
    assert process.exitstatus == code
    return STYLE.sub("", process.before or "")


def recorded(terminal: Terminal) -> list[str]:
    rows = terminal.tracker.json("timeline", "tiktok", "--recorded-by", "2999")
    return [row["sentence"] for row in rows if row["entry"] > 6]


def test_a_phrase_is_found_by_a_word_and_filled_in(
    terminal: Terminal, entry: pexpect.spawn[str]
) -> None:
    answer(entry, "stalled", "Bidder")
    answer(entry, "Walmart", r"On which day \[2020-09-14\]")
    answer(entry, "2020-09-10", r"Who says so \[nobody\]")
    answer(entry, "Walmart", r"On what basis \[report\]")
    answer(entry, "statement", "would be recorded: Walmart stalled")
    entry.expect("Record it")
    answer(entry, "", "tiktok #7 recorded: Walmart stalled")
    ends(entry, 0)
    (row,) = terminal.tracker.json("timeline", "tiktok", "--kind", "BidderStalled")
    assert (row["on"], row["sources"][0]["basis"]) == ("2020-09-10", "statement")


def test_a_whole_sentence_can_be_typed(terminal: Terminal, entry: pexpect.spawn[str]) -> None:
    answer(entry, "Oracle agreement signed", "On which day")
    answer(entry, "", "Who says so")
    answer(entry, "", "Record it")
    entry.sendline("y")
    ends(entry, 0)
    assert recorded(terminal) == ["Oracle agreement signed"]


def test_of_several_phrases_one_is_chosen_by_number(
    terminal: Terminal, entry: pexpect.spawn[str]
) -> None:
    answer(entry, "stake", "phrases say 'stake'")
    entry.expect("What happened")
    answer(entry, "1", "Bidder")
    entry.sendline("Oracle")
    answer(entry, "", "Who says so")
    answer(entry, "", "would be recorded: Oracle stake proposed")


def test_names_are_completed(entry: pexpect.spawn[str]) -> None:
    answer(entry, "stalled", "Bidder")
    entry.send("Mic\t")
    entry.expect("Microsoft")


def test_one_can_go_back_a_step(terminal: Terminal, entry: pexpect.spawn[str]) -> None:
    answer(entry, "stalled", "Bidder")
    answer(entry, "Walmart", "On which day")
    answer(entry, "<", r"Bidder \[Walmart\]")
    answer(entry, "Oracle", "On which day")
    answer(entry, "", "Who says so")
    answer(entry, "", "would be recorded: Oracle stalled")
    entry.expect("Record it")
    answer(entry, "<", "Who says so")


def test_what_cannot_be_is_asked_again(terminal: Terminal, entry: pexpect.spawn[str]) -> None:
    answer(entry, "Oracle not chosen", "fits no phrase")
    entry.expect("What happened")
    answer(entry, "due date", "What happened")
    answer(entry, "{name} due {date}", "Name")
    answer(entry, "", "that is needed")
    answer(entry, "vote", "Date")
    answer(entry, "09/14/2020", "two readings")
    entry.expect("Date")
    answer(entry, "2020-11-01", "On which day")
    answer(entry, "yesterday", "Who says so")
    answer(entry, "Reuters", "On what basis")
    answer(entry, "gossip", "is no basis")


def test_a_slip_is_told_before_anything_is_recorded(
    terminal: Terminal, entry: pexpect.spawn[str]
) -> None:
    answer(entry, "stalled", "Bidder")
    answer(entry, "Orcale", "On which day")
    answer(entry, "", "Who says so")
    answer(entry, "", "did you mean Oracle")
    entry.expect(r"What happened.*\[\{bidder\} stalled\]")
    answer(entry, "", r"Bidder \[Orcale\]")
    answer(entry, "Oracle", "On which day")


@pytest.mark.parametrize("leave", ["\x03", "\x04"], ids=["Ctrl-C", "Ctrl-D"])
def test_whoever_leaves_has_recorded_nothing(
    terminal: Terminal, entry: pexpect.spawn[str], leave: str
) -> None:
    answer(entry, "Oracle agreement signed", "On which day")
    entry.send(leave)
    assert "Nothing was recorded." in ends(entry, 130)
    assert recorded(terminal) == []


def test_a_no_to_the_preview_records_nothing(terminal: Terminal, entry: pexpect.spawn[str]) -> None:
    answer(entry, "Oracle agreement signed", "On which day")
    answer(entry, "", "Who says so")
    answer(entry, "", "Record it")
    entry.sendline("no")
    assert "Nothing was recorded." in ends(entry, 0)
    assert recorded(terminal) == []


def test_what_was_typed_as_options_is_the_default(terminal: Terminal) -> None:
    process = terminal.start("record", "tiktok", "--on", "2020-09-01", "--source", "WSJ")
    process.expect("What happened")
    answer(process, "Oracle bid", r"On which day \[2020-09-01\]")
    answer(process, "", r"Who says so \[WSJ\]")
    answer(process, "nobody", "would be recorded: Oracle bid")
    process.close(force=True)


def test_a_script_on_a_terminal_is_not_asked(terminal: Terminal) -> None:
    process = terminal.start("record", "tiktok", "--json")
    assert "the sentence is missing" in ends(process, 2)


def test_a_deal_that_is_not_there_is_told_at_once(terminal: Terminal) -> None:
    process = terminal.start("record", "tiktock")
    assert "did you mean tiktok?" in ends(process, 3)


def test_progress_is_shown_on_a_terminal_only(terminal: Terminal, tmp_path: Path) -> None:
    assert "rebuilding deals: 1 of 1" in terminal.shows("rebuild")
    assert "checking deals: 1 of 1" in ends(terminal.start("check"), 1)
    assert "reading deals: 1 of 1" in terminal.shows("deadlines", "--confirmed")
    assert terminal.tracker.says("rebuild").startswith("1 deal rebuilt")


def test_rows_that_come_one_by_one_are_no_place_for_progress(terminal: Terminal) -> None:
    shown = terminal.shows("deadlines", "--confirmed", "--json")
    assert "reading deals" not in shown
    assert shown.startswith("[]")

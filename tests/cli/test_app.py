"""The program as a whole: its commands, its help, and how a run ends."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib import import_module
from pathlib import Path

import pytest

import tracker as tracker_package
from tests.cli.commandline import Tracker
from tracker.cli import app as program
from tracker.store import book

COMMANDS = [
    (name, summary) for group in program.COMMANDS.values() for name, summary in group.items()
]
HERE = [sys.executable, "-c", "from tracker.cli.app import main; main()"]


@pytest.mark.parametrize(("name", "summary"), COMMANDS)
def test_a_command_explains_itself_in_its_first_line(name: str, summary: str) -> None:
    command = program.command(name)
    assert command.name == name
    assert command.help.splitlines()[0] == summary


@pytest.mark.parametrize(("name", "summary"), COMMANDS)
def test_a_command_has_help_for_all_it_takes(name: str, summary: str, tracker: Tracker) -> None:
    said = tracker.says(name, "-h")
    assert said == tracker.says(name, "--help")
    assert summary in said
    for option in ("--db", "--json", "-h"):
        assert option in said
    assert all(getattr(each, "help", True) for each in program.command(name).params)


def test_every_module_of_a_command_is_listed() -> None:
    folder = Path(program.__file__).with_name("commands")
    modules = {path.stem.rstrip("_") for path in folder.glob("[a-z]*.py")}
    assert modules == {name for name, _ in COMMANDS}


def test_the_help_lists_every_command(tracker: Tracker) -> None:
    said = tracker.says("-h")
    assert all(re.search(rf"^  {name} ", said, re.MULTILINE) for name, _ in COMMANDS)


def test_no_command_at_all_is_wrong_use_and_helped(tracker: Tracker) -> None:
    assert tracker.fails(2) == tracker.says("-h")


def test_it_tells_its_version(tracker: Tracker) -> None:
    assert tracker.says("--version") == f"tracker {tracker_package.__version__}\n"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        (["status", "d"], ["status", "d"]),
        (["--db", "b", "status", "d"], ["status", "--db", "b", "d"]),
        (["--db=b", "--json", "status", "d"], ["status", "--db=b", "--json", "d"]),
        (["--today", "2020-09-14"], ["--today", "2020-09-14"]),
        (["--version"], ["--version"]),
        ([], []),
    ],
)
def test_options_before_the_command_are_those_of_the_command(
    typed: list[str], meant: list[str]
) -> None:
    assert program.command_first(typed) == meant


def broken(*_: object, **__: object) -> None:
    raise ZeroDivisionError("division\nby zero")


def test_a_defect_is_one_line_and_how_to_report_it(
    tracker: Tracker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(import_module("tracker.cli.question"), "open_book", broken)
    monkeypatch.setattr(book, "open_book", broken)
    said = tracker.fails(70, "deals")
    assert said.count("\n") == 1
    assert "ZeroDivisionError: division by zero" in said
    assert "TRACKER_DEBUG=1" in said
    assert tracker.error(70, "deals")["kind"] == "defect"
    assert "Traceback" in tracker.fails(70, "deals", TRACKER_DEBUG="1")
    assert "Traceback" not in tracker.fails(70, "deals", TRACKER_DEBUG="0")


def test_an_interruption_is_130(tracker: Tracker, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(import_module("tracker.cli.question"), "open_book", interrupted)
    assert tracker.fails(130, "deals") == ""
    said = tracker.error(130, "deals")
    assert said == {"code": 130, "kind": "interrupted", "message": "interrupted", "hints": []}


def test_what_a_driver_makes_of_an_interrupt_is_one(
    tiktok: Tracker, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object, **__: object) -> None:
        try:
            raise KeyboardInterrupt
        finally:
            raise LookupError("a connection that cannot be used now")

    monkeypatch.setattr(import_module("tracker.cli.question"), "open_book", interrupted)
    assert tiktok.error(130, "status", "tiktok")["kind"] == "interrupted"


def test_a_process_that_is_interrupted_ends_with_130(tiktok: Tracker) -> None:
    env = {**os.environ, **{name: value for name, value in tiktok.env.items() if value}}
    with importing(env, "SIGINT", "default_int_handler") as process:
        send_until_it_ends(process, signal.SIGINT)
        assert process.poll() == 130
        assert process.stderr
        assert process.stderr.read() == ""


@contextmanager
def importing(env: dict[str, str], name: str, heeded_by: str) -> Iterator[subprocess.Popen[str]]:
    """A process in the middle of an import, whose end its reader has yet to see."""
    # Who runs the tests may have it ignore the signal, and a child inherits that.
    heedful = f"import signal; signal.signal(signal.{name}, signal.{heeded_by})"
    command = [sys.executable, "-c", f"{heedful}; {HERE[-1]}", "import", "-"]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stderr=subprocess.PIPE, env=env, text=True
    ) as process:
        assert process.stdin
        # More than a pipe holds: once it is written, it is being read.
        process.stdin.write("#" * 1_000_000)
        process.stdin.flush()
        yield process


def send_until_it_ends(process: subprocess.Popen[str], number: int) -> None:
    """A signal that comes just before a read begins is seen only after it: so once more, but late
    enough not to meet the interpreter on its way out."""
    for _ in range(5):
        process.send_signal(number)
        with suppress(subprocess.TimeoutExpired):
            process.wait(timeout=10)
            break


@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 143), (signal.SIGHUP, 129)])
def test_a_process_that_is_ended_leaves_nothing_half_done(
    tracker: Tracker, tmp_path: Path, number: int, code: int
) -> None:
    env = {**os.environ, "TRACKER_DB": str(tracker.book)}
    with importing(env, signal.Signals(number).name, "SIG_DFL") as process:
        assert list(tmp_path.iterdir())  # the book is begun
        send_until_it_ends(process, number)
        assert process.poll() == code
        assert process.stderr
        assert process.stderr.read() == ""
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("command", ["status", "bidders", "record", "import", "nothing"])
def test_what_is_not_utf_8_is_refused_by_every_command(tiktok: Tracker, command: str) -> None:
    word = os.fsdecode(b"\xff")
    said = tiktok.fails(2, command, word)
    assert said.startswith("tracker: '\\udcff' is not UTF-8\n")


def test_a_reader_that_has_enough_is_no_error(tiktok: Tracker) -> None:
    env = {**os.environ, **{name: value for name, value in tiktok.env.items() if value}}
    with subprocess.Popen(
        [*HERE, "words"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=env
    ) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait() == 0


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no full device here")
def test_an_answer_that_cannot_be_written_is_an_error(tiktok: Tracker) -> None:
    env = {**os.environ, **{name: value for name, value in tiktok.env.items() if value}}
    with Path("/dev/full").open("w") as full:
        ran = subprocess.run(
            [*HERE, "deals"], stdout=full, stderr=subprocess.PIPE, env=env, text=True, check=False
        )
    assert ran.returncode == 5
    assert ran.stderr == "tracker: the answer could not be written: No space left on device\n"


def test_an_answer_is_written_to_whatever_encoding_there_is(tracker: Tracker) -> None:
    tracker.says("new", "gas", "São Paulo Gás")
    env = {**os.environ, "TRACKER_DB": tracker.place, "PYTHONIOENCODING": "ascii"}
    ran = subprocess.run([*HERE, "deals"], capture_output=True, env=env, text=True, check=True)
    assert "S\\u00e3o Paulo G\\u00e1s" in ran.stdout
    ran = subprocess.run(
        [*HERE, "status", "gas", "--json"], capture_output=True, env=env, text=True, check=True
    )
    assert json.loads(ran.stdout.replace("\\x", "\\u00"))["title"] == "São Paulo Gás"


def test_a_cold_answer_imports_neither_tables_nor_tools(tiktok: Tracker) -> None:
    env = {**os.environ, **{name: value for name, value in tiktok.env.items() if value}}
    ran = subprocess.run(
        [sys.executable, "-X", "importtime", *HERE[1:], "status", "tiktok"],
        capture_output=True,
        env=env,
        text=True,
        check=True,
    )
    imported = {line.rpartition("|")[2].strip() for line in ran.stderr.splitlines()}
    assert "tracker.store.book" in imported
    tops = {name.partition(".")[0] for name in imported}
    assert not tops & {"rich", "pydantic", "ruamel", "holidays", "alembic", "readline"}

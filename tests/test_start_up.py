"""What a start costs is what it imports. So no clock here, see bench/start_up.py for one."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

COMMAND = "from tracker.cli.app import main; main()"

THE_STORE = ("sqlalchemy", "eventsourcing", "alembic", "tracker.store")
THE_DEAL = ("msgspec", "holidays", "ruamel", "tracker.domain", "tracker.views", "tracker.formats")
A_TABLE = ("rich",)
THE_PAGE = ("fastapi", "starlette", "jinja2", "uvicorn", "vl_convert", "tracker.web")
A_TEST = ("pytest", "pytest_bdd", "hypothesis", "tracker.bdd")


class Book:
    """A book on disk that is asked by cold commands, each in a process of its own."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def run(self, *arguments: str) -> str:
        return imports_of("-c", COMMAND, *arguments, "--db", str(self.path))


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Book:
    book = Book(tmp_path_factory.mktemp("start_up") / "book.db")
    book.run("new", "tiktok-us", "TikTok US operations", "--zone", "America/New_York")
    book.run("record", "tiktok-us", "order effective 2020-09-20", "--on", "2020-08-06")
    return book


def imports_of(*arguments: str) -> str:
    """Run Python with `arguments` and return what `-X importtime` lists, one module a line."""
    ran = subprocess.run(
        [sys.executable, "-X", "importtime", *arguments],
        capture_output=True,
        check=False,
        encoding="utf-8",
        env=os.environ | {"PYTHONUTF8": "1", "COLUMNS": "100"},
    )
    assert ran.returncode == 0, ran.stderr[-2000:]
    listed = (line for line in ran.stderr.splitlines() if line.startswith("import time:"))
    return "\n".join(line.rpartition("|")[2].strip() for line in listed)


def found(imported: str, unwanted: tuple[str, ...]) -> set[str]:
    """The unwanted packages that were imported, whole or in part."""
    modules = imported.splitlines()
    return {name for name in unwanted if any(f"{m}.".startswith(f"{name}.") for m in modules)}


@pytest.mark.parametrize(
    "arguments", [("-h",), ("status", "-h"), ("record", "-h"), ("serve", "-h")], ids=" ".join
)
def test_help_imports_nothing_that_an_answer_needs(arguments: tuple[str, ...]) -> None:
    imported = imports_of("-c", COMMAND, *arguments)
    assert "tracker.cli.app" in imported
    assert not found(imported, THE_STORE + THE_DEAL + A_TABLE + A_TEST + THE_PAGE)


def test_the_command_line_alone_is_light() -> None:
    imported = imports_of("-c", "import tracker.cli.app")
    assert not found(imported, THE_STORE + THE_DEAL + A_TABLE + A_TEST)


@pytest.mark.parametrize("question", ["status", "deadlines", "timeline"])
def test_a_question_to_a_current_book_imports_no_tool_it_does_not_use(
    book: Book, question: str
) -> None:
    imported = book.run(question, "tiktok-us", "--as-of", "2020-09-14")
    assert "sqlalchemy" in imported
    assert not found(imported, ("alembic", "holidays", "ruamel", "icalendar", *A_TEST, *THE_PAGE))


def test_an_answer_in_json_draws_no_table(book: Book) -> None:
    assert not found(book.run("status", "tiktok-us", "--json"), A_TABLE)

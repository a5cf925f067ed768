"""The server is killed with everything it is doing, and started again.

What it had acknowledged is there, and nothing else; whoever was in the middle of something says so,
and who follows the log, or serves the page, goes on with the server.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import count, islice
from pathlib import Path
from typing import Any

import httpx2
import psycopg
import pytest

from tests.faults.books import CASE, Schemas, rows_in
from tests.faults.killing import Commands, chosen
from tests.postgresql import Server
from tests.torture import times

pytestmark = pytest.mark.torture

COMMANDS = {
    "record": "record widgets Oracle chosen --on 2020-09-13 --source Reuters",
    "import": "import {folder}/more.yaml",
}
MORE = """\
deal: widgets
entries: [{on: 2020-09-13, what: Oracle chosen}, {on: 2020-09-14, what: 'note: so it was said'}]
---
deal: things
entries: [{on: 2020-09-01, what: Toshiba bid of $1bn}]
"""
RUN = "from tracker.cli.app import main; main()"


@pytest.fixture(scope="module")
def server() -> Server:
    """One that no other test uses."""
    return Server()


@pytest.fixture
def fresh(server: Server, tmp_path: Path, commands: Commands) -> Iterator[str]:
    """The places of books with the entries of `CASE`, each in a schema of its own."""
    (tmp_path / "case.yaml").write_text(CASE)
    (tmp_path / "more.yaml").write_text(MORE)

    def begin(number: int) -> str:
        name = f"{tmp_path.name}_{number}"
        with psycopg.connect(server.url.replace("+psycopg", ""), autocommit=True) as connection:
            connection.execute(f"CREATE SCHEMA {name}")
        place = f"{server.url}&options=-csearch_path%3D{name}&application_name={name}"
        assert commands.run("import", tmp_path / "case.yaml", "--db", place).code == 0
        return place

    return map(begin, count())


def rows(server: Server, place: str) -> object:
    with psycopg.connect(server.url.replace("+psycopg", ""), autocommit=True) as connection:
        return rows_in(connection, Schemas.schema(place))


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_whose_server_is_killed(
    server: Server, fresh: Iterator[str], name: str, tmp_path: Path, commands: Commands
) -> None:
    words = COMMANDS[name].format(folder=tmp_path).split()
    place = next(fresh)
    before = rows(server, place)
    steps = commands.run(*words, "--db", place).steps
    after = rows(server, place)
    for at in chosen(steps, 1 + times(2)):
        place = next(fresh)
        pid = commands.start(*words, "--db", place, at=at, by=signal.SIGSTOP)
        assert commands.wait(pid).stopped
        server.kill()
        os.kill(pid, signal.SIGCONT)
        ran = commands.wait(pid)
        server.start_again()
        found = rows(server, place)
        if ran.code == 0:
            assert found == after
        else:
            assert (ran.code, ran.out) == (5, "")
            assert found == before or "whether it was recorded is not known" in ran.err
        again = commands.run(*words, "--db", place)
        assert (again.code, again.err) == (0, "")
        assert rows(server, place) == after
        assert commands.run("verify", "--db", place).code == 0


@contextmanager
def running(*words: object) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-c", RUN, *map(str, words)]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def test_who_follows_goes_on_with_the_server(
    server: Server, fresh: Iterator[str], commands: Commands
) -> None:
    place, told = next(fresh), list[dict[str, Any]]()
    follow = ["changes", "--follow", "--from", 0, "--json", "--interval", 0.1, "--db", place]
    with running(*follow) as follower:
        assert follower.stdout
        assert follower.stderr
        for number in range(times(1) + 1):
            words = ["record", "gadgets", f"note: {number}", "--on", "2020-09-01"]
            assert commands.run(*words, "--db", place).code == 0
            fresh_lines = islice(follower.stdout, 1 if number else 8)
            told.extend(map(json.loads, fresh_lines))
            server.kill()
            assert "waiting for it from position" in follower.stderr.readline()
            server.start_again()
            assert "it is back" in follower.stderr.readline()
    positions = [each["position"] for each in told]
    assert positions == sorted(set(positions))
    notes = [each["sentence"] for each in told if each["sentence"].startswith("note")]
    assert notes == [f"note: {number}" for number in range(times(1) + 1)]


def get(url: str) -> httpx2.Response:
    return httpx2.get(url, timeout=100)


def test_the_page_goes_on_with_the_server(server: Server, fresh: Iterator[str]) -> None:
    with running("serve", "--port", 0, "--db", next(fresh)) as process:
        assert process.stdout
        url = f"{process.stdout.readline().split()[-1]}api/deals/widgets/status"
        assert get(url).status_code == 200
        server.kill()
        server.start_again()
        assert get(url).status_code == 200, "who did not ask meanwhile notices nothing"
        server.kill()
        gone = get(url)
        assert (gone.status_code, gone.json()["error"]["kind"]) == (503, "store-unreached")
        server.start_again()
        assert get(url).status_code == 200


def test_who_listens_to_the_page_comes_back_and_misses_nothing(
    server: Server, fresh: Iterator[str], commands: Commands
) -> None:
    place, heard = next(fresh), list[int]()
    with running("serve", "--port", 0, "--db", place) as process:
        assert process.stdout
        url = f"{process.stdout.readline().split()[-1]}api/live"
        for number in range(2):
            words = ["record", "gadgets", f"note: {number}", "--on", "2020-09-01"]
            assert commands.run(*words, "--db", place).code == 0
            after = {"Last-Event-ID": str(heard[-1] if heard else 0)}
            with httpx2.stream("GET", url, headers=after, timeout=100) as listening:
                ids = (each for each in listening.iter_lines() if each.startswith("id:"))
                heard.extend(int(each[3:]) for each in islice(ids, 1 if number else 8))
                server.kill()
                with suppress(httpx2.HTTPError):
                    assert not list(ids), "nothing new, and then the end"
            server.start_again()
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=100)
    assert heard == sorted(set(heard))
    assert said == ""

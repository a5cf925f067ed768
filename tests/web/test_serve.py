"""`tracker serve`, in a process of its own: its links, its answers and its end."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx2
import pytest

from tracker.domain.errors import Refusal
from tracker.web.serving import listening

COMMAND = "from tracker.cli.app import main; main()"


@contextmanager
def serving(file: Path, *options: str, **env: str) -> Iterator[subprocess.Popen[str]]:
    words = ["serve", "--db", str(file), "--port", "0", *options]
    with subprocess.Popen(
        [sys.executable, "-c", COMMAND, *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        env={**os.environ, "TRACKER_TODAY": "2020-09-14", **env},
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def link(process: subprocess.Popen[str]) -> str:
    assert process.stdout
    return process.stdout.readline().split()[-1]


def test_it_says_where_it_is_answers_and_ends_in_peace(demo: Path) -> None:
    with serving(demo) as process:
        url = link(process)
        assert re.fullmatch(r"http://127\.0\.0\.1:\d+/", url)
        status = httpx2.get(f"{url}api/deals/tiktok-us/status").json()
        assert status["status"] == "chosen"
        with httpx2.stream("GET", f"{url}api/live?after=0") as listening:
            heard = next(each for each in listening.iter_lines() if each.startswith("data:"))
            assert "deal opened" in heard
            process.send_signal(signal.SIGINT)
            _, said = process.communicate(timeout=30)
        assert (process.returncode, said) == (0, "")


def test_two_links_tell_readers_from_writers(demo: Path) -> None:
    with serving(demo, "--write", TRACKER_TOKEN="mine") as process:
        reading, writing = link(process), link(process)
        assert reading.endswith("?token=mine")
        base, _, token = writing.partition("?token=")
        for word, may in (("mine", 403), (token, 200)):
            headers = {"Authorization": f"Bearer {word}"}
            assert httpx2.get(f"{base}deals/tiktok-us/record", headers=headers).status_code == may
        assert httpx2.get(base).status_code == 401


@pytest.mark.parametrize("host", ["0.0.0.0", "localhost"])
def test_only_this_machine_reads_without_a_token(demo: Path, host: str) -> None:
    with serving(demo, "--host", host) as process:
        assert ("?token=" in link(process)) == (host == "0.0.0.0")


def test_a_missing_book_is_no_page(tmp_path: Path) -> None:
    with serving(tmp_path / "none.db") as process:
        _, said = process.communicate(timeout=30)
    assert process.returncode == 5
    assert "there is no book" in said


@pytest.mark.parametrize("host", ["ü..x", "ü" * 70, "deals..example", "two words", "[::1]", "::z"])
def test_what_is_no_address_is_refused_with_the_way_out(host: str) -> None:
    with pytest.raises(Refusal, match="no address goes by") as refused:
        listening(host, 0)
    assert refused.value.kind == "no-address"
    assert "--host takes 127.0.0.1" in refused.value.hints[0]

"""No file brings the program down, and of what is refused nothing is recorded."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from tests.hostile.conftest import Victim
from tests.hostile.corpus import REFUSED
from tests.hostile.files import CASEBOOKS, ENTRY, FEATURES, HEAD, HEADS, LOGS, READ_AS_TEXT
from tests.hostile.laws import assert_lawful, obeyed, strict
from tests.torture import times

pytestmark = pytest.mark.torture


@pytest.mark.parametrize("name", CASEBOOKS)
def test_a_casebook_is_refused_and_nothing_is_recorded(victim: Victim, name: str) -> None:
    Path("bad.yaml").write_bytes(CASEBOOKS[name])
    with victim.unchanged():
        ran = victim.run("import", "bad.yaml")
        assert_lawful(ran)
        assert ran.exit_code in (2, 4)
    assert not Path("owned").exists()


@pytest.mark.parametrize("name", LOGS)
def test_a_log_is_refused_and_nothing_is_restored(victim: Victim, name: str) -> None:
    Path("bad.jsonl").write_bytes(LOGS[name])
    with victim.unchanged():
        for file in ("bad.jsonl", "-"):
            ran = victim.run("import", file, typed="" if file != "-" else _text(LOGS[name]))
            assert_lawful(ran)
            assert ran.exit_code in (2, 4)


def _text(raw: bytes) -> str:
    return raw.decode(errors="replace")


@pytest.mark.parametrize("name", FEATURES)
def test_scenarios_end_in_order(victim: Victim, name: str) -> None:
    Path("bad.feature").write_bytes(FEATURES[name])
    with victim.unchanged():
        assert_lawful(victim.run("spec", "bad.feature"))


@pytest.mark.parametrize("name", HEADS)
def test_heads_are_refused_or_found_to_differ(victim: Victim, name: str) -> None:
    Path("heads").write_bytes(HEADS[name])
    ran = victim.run("verify", "--against", "heads")
    assert_lawful(ran)
    assert ran.exit_code in (1, 2)


@pytest.mark.parametrize("name", [*CASEBOOKS, *LOGS])
def test_findings_are_told_in_json(victim: Victim, name: str) -> None:
    if name in random.sample([*CASEBOOKS, *LOGS], min(times(15), len(CASEBOOKS))):
        Path("bad").write_bytes((CASEBOOKS | LOGS)[name])
        ran = victim.run("import", "bad", "--json")
        assert ran.stdout == ""
        assert strict(ran.stderr)["error"]["code"] == ran.exit_code
        assert obeyed(ran.stderr) == []


@pytest.mark.parametrize("name", READ_AS_TEXT)
def test_every_scalar_is_text(victim: Victim, name: str) -> None:
    said = READ_AS_TEXT[name]
    text = said.split(" ", 1)[-1].strip('"')
    Path("text.yaml").write_text(f"deal: d\ntitle: {said}\nseller: {said}\nentries:\n{ENTRY}")
    victim.says("import", "text.yaml")
    answer = victim.json("status", "d")
    assert (answer["title"], answer["seller"]) == (text, text)


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r", "\n\r\n"], ids=repr)
def test_lines_may_end_in_any_way(victim: Victim, ends: str) -> None:
    text = (HEAD + ENTRY).replace("\n", ends).removesuffix(ends)
    Path("lines.yaml").write_bytes(b"\xef\xbb\xbf" + text.encode())
    assert "1 entry recorded" in victim.says("import", "lines.yaml")


def test_a_log_may_end_its_lines_as_windows_does(victim: Victim) -> None:
    log = victim.run("export", "tiktok", "--format", "jsonl").stdout_bytes
    Path("log.jsonl").write_bytes(b"\xef\xbb\xbf" + log.replace(b"\n", b"\r\n").rstrip())
    assert "5 entries recorded" in victim.says("import", "log.jsonl", "--db", "copy.db")


@pytest.mark.parametrize("cut", [0.1, 0.5, 0.9, 0.999])
def test_half_a_log_is_no_log(victim: Victim, cut: float) -> None:
    log = victim.run("export", "tiktok", "--format", "jsonl").stdout_bytes
    Path("log.jsonl").write_bytes(log[: int(len(log) * cut)])
    victim.fails(2, "import", "log.jsonl", "--db", "copy.db")
    assert not Path("copy.db").exists()


FIELDS = {
    "title": "deal: d\ntitle: {}\nentries: []\n",
    "seller": "deal: d\nseller: {}\nentries: []\n",
    "what": HEAD + "  - {{on: 2020-09-13, what: {}}}\n",
    "by": HEAD + "  - {{on: 2020-09-13, what: Oracle bid, by: {}}}\n",
    "id": HEAD + "  - {{on: 2020-09-13, what: Oracle bid, id: {}}}\n",
    **{
        name: f"{HEAD}  - {{{{on: 2020-09-13, what: x bid, source: {{{{publisher: R, {name}: "
        "{}}}}}\n"
        for name in ("title", "url", "quote", "via")
    },
    "publisher": HEAD + "  - {{on: 2020-09-13, what: Oracle bid, source: {{publisher: {}}}}}\n",
    "because": HEAD
    + "  - {{on: 2020-09-13, what: Oracle bid, id: a}}\n  - {{retract: a, because: {}}}\n",
}


@pytest.mark.parametrize("field", FIELDS)
def test_what_is_no_text_is_refused_in_every_field(victim: Victim, field: str) -> None:
    for name, text in REFUSED.items():
        if name in ("overprinted", "a form feed", "information separators"):
            continue  # white space of a kind, which becomes a space
        quoted = '"' + "".join(f"\\U{ord(each):08x}" for each in text) + '"'
        Path("bad.yaml").write_text(FIELDS[field].format(quoted))
        with victim.unchanged():
            ran = victim.run("import", "bad.yaml")
            assert_lawful(ran)
            assert "character U+" in ran.stderr, (name, ran.stdout)

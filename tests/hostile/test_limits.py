"""Megabytes of anything, and devices without an end, are answered within bounds.

The bounds are the kernel's (`RLIMIT_CPU`, `RLIMIT_AS`): no clock is looked at.
"""

from __future__ import annotations

import shutil
from itertools import pairwise, product
from pathlib import Path

import pytest

from tests.hostile import bounded
from tests.hostile.conftest import Victim
from tests.hostile.laws import CODES, LONGEST_LINE, obeyed
from tests.torture import TIMES
from tracker.formats.casebook import nodes

pytestmark = pytest.mark.torture

MEGABYTE = 1_000_000 if TIMES > 1 else 200_000
"""Of which ten are much: in `make test`, two megabytes are enough to show what grows."""
NAMES = ["".join(3 * each for each in word) for word in product("abcdefghij", repeat=3)]
HEAD = "deal: d\ntitle: A title\nentries:\n"
ENTRY = "  - {on: 2020-09-13, what: %s}\n"
SOURCES = "[" + ", ".join(f"{{publisher: P{n}, via: Q}}" for n in range(2_000)) + "]"
TEXTS: dict[str, str | bytes] = {
    "a sentence": HEAD + ENTRY % ("a" * 10 * MEGABYTE),
    "a title": f'deal: d\ntitle: "{"a" * 10 * MEGABYTE}"\n',
    "a comment": "#" * 10 * MEGABYTE,
    "empty lines": "\n" * MEGABYTE,
    "one line": b"x" * 17_000_000,
    "nothing but NUL": b"\0" * 10 * MEGABYTE,
    "a log of one line": b'{"deal":"' + b"d" * 10 * MEGABYTE + b'"}',
    "a log that never begins": b'{"' + b" " * 17_000_000,
    "a sentence of letters": HEAD + ENTRY % ("a " * 9_990 + "joined b"),
    "connectors": HEAD + ENTRY % ("order " + "effective of to by " * 1_000 + "effective 2020"),
    "quotes": HEAD + ENTRY % ('"' + "'a " * 6_000 + '"'),
    "quotes that close": HEAD + ENTRY % ('"' + "'a' " * 4_900 + '"'),
    "a colon at the end": HEAD + ENTRY % ('"' + "note " * 3_900 + ':"'),
    "many sources": f"{HEAD}  - {{on: 2020-09-13, what: Oracle bid, sources: {SOURCES}}}\n",
    "many names": HEAD + "".join(ENTRY % f"{name} bid" for name in NAMES),
    "many names that begin alike": HEAD
    + "".join(ENTRY % f"Oraclecorporation{name} bid" for name in NAMES),
    "many groups": HEAD + "".join(ENTRY % f"{name} and {name[::-1]}x bid" for name in NAMES),
    "many deadlines": HEAD + "".join(ENTRY % f"{name} due 2020-11-12" for name in NAMES),
    "a name of many names": HEAD
    + "".join(ENTRY % f"{one} also known as {other}" for one, other in pairwise(NAMES[::-1]))
    + ENTRY % f"{NAMES[0]} bid",
    "names near each other": HEAD
    + "".join(
        ENTRY % f"Oraclecorporation{chr(97 + n % 26)}{chr(97 + n // 26)} bid" for n in range(300)
    ),
    "many findings": HEAD + ENTRY % "whatever it is" * 1_000,
    "many names with a slip beside": HEAD
    + "".join(ENTRY % f"{name} {said}" for name in NAMES[::2] for said in ("bid", "bid rejcted")),
}
MANY = ["many sources", "many names", "many names that begin alike", "many groups"]
MANY += ["many deadlines", "a name of many names"]
LARGE = {name: text if isinstance(text, bytes) else text.encode() for name, text in TEXTS.items()}


@pytest.fixture(scope="module")
def ended(pristine: Path) -> dict[str, bounded.Ended]:
    """How the import of each ended, the export of what is many, and devices that have no end."""
    folder = pristine.parent / "large"
    folder.mkdir()
    shutil.copy(pristine, folder / "book.db")
    jobs = {"a device": ["import", "/dev/zero"], "a heads device": ["verify", "--against"]}
    jobs["a heads device"] += ["/dev/zero"]
    jobs["a feature device"] = ["spec", "/dev/zero"]
    for at, (name, raw) in enumerate(LARGE.items()):
        (folder / f"{at}.yaml").write_bytes(raw)
        jobs[name] = ["import", f"{at}.yaml", "--db", f"{at}.db"]
        if name in MANY:
            jobs[f"{name}, exported"] = ["export", "d", "--db", f"{at}.db"]
    done = bounded.run(list(jobs.values()), seconds=30, folder=folder)
    return dict(zip(jobs, done, strict=True))


@pytest.mark.parametrize("name", ["a device", "a heads device", "a feature device", *LARGE])
def test_it_ends_by_itself_and_says_so_shortly(ended: dict[str, bounded.Ended], name: str) -> None:
    code, said, complained = ended[name]
    assert code in CODES, complained
    assert max(map(len, complained.split("\n"))) <= LONGEST_LINE
    assert obeyed(said + complained) == []
    assert code == 0 or complained


def test_a_casebook_has_so_many_parts_and_no_more(
    victim: Victim, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(nodes, "MOST_NODES", 1_000)
    Path("list.yaml").write_text(f"deal: d\nentries:\n  [{'a,' * 1_000}]\n")
    said = victim.fails(2, "import", "list.yaml")
    assert "list.yaml:3: broken YAML: more than 1,000 texts and lists are too many" in said


@pytest.mark.parametrize("name", MANY)
def test_what_is_only_much_is_recorded(ended: dict[str, bounded.Ended], name: str) -> None:
    for job in (name, f"{name}, exported"):
        assert ended[job].code == 0, ended[job].stderr

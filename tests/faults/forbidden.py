"""A book that its user may not write, not read, or not come to; as JSON what should not have been.

    setpriv --bounding-set=-all --inh-caps=-all python -m tests.faults.forbidden FOLDER MOST

File modes bind nobody who has the rights of root: with `setpriv` it has them no more.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.faults.asking import COMMANDS, READING, Desk, a_book, in_turn, right
from tests.faults.test_left_behind import left_behind

Modes = tuple[int, int]

SITUATIONS: dict[str, Modes] = {
    "a file that may only be read": (0o400, 0o700),
    "a file that may not be read": (0o000, 0o700),
    "a folder that may not be written": (0o600, 0o500),
    "a folder and a file that may only be read": (0o400, 0o500),
    "a folder that may not be entered": (0o600, 0o000),
    "a folder that may not be searched": (0o600, 0o600),
}
INTO = (("backup", "{here}/copy.db"), ("export", "--all", "--output", "{here}/out"))
"""Commands that write another file there; an answer that cannot be written is wrong use."""

READ = {"a file that may only be read", "a folder and a file that may only be read"}
"""Where a command that only reads answers."""


def lay(desk: Desk, modes: Modes, beside: dict[str, bytes]) -> None:
    desk.put(beside.get("", a_book()))
    for name, content in beside.items():
        desk.book.with_name(f"book.db{name}").write_bytes(content)
    for each in desk.folder.iterdir():
        each.chmod(modes[0])
    desk.folder.chmod(modes[1])


def complaints(desk: Desk, name: str, most: int, turn: int) -> Iterator[str]:
    for journal, beside in (
        ("", {}),
        (", journal", left_behind("delete", a_book())),
        (", log", left_behind("wal", a_book())),
    ):
        for words in in_turn((*COMMANDS, *INTO), turn, most):
            lay(desk, SITUATIONS[name], beside)
            asked = desk.ask(words)
            desk.folder.chmod(0o700)
            for each in desk.folder.iterdir():
                each.chmod(0o600)
            said = f"{name}{journal}, {words}: {asked}"
            if (
                asked.code not in ({0, 1, 5} if words not in INTO else {0, 2, 5})
                or "Traceback" in asked.err
            ):
                yield said
            if asked.code != 5 and asked != right().get(words, asked):
                yield f"another answer: {said}"
            if words in READING and asked.code == 5 and name in READ and not journal:
                yield f"not answered: {said}"
            there = {file: content for file, content in desk.there().items() if content}
            files = {f"book.db{end}": content for end, content in ({"": a_book()} | beside).items()}
            if asked.code == 5 and there != files and not desk.verifies():
                yield f"changed: {said}"


def main(folder: Path, most: int) -> None:
    desk = Desk(folder)
    desk.files["here"] = desk.folder
    found = [
        said for turn, name in enumerate(SITUATIONS) for said in complaints(desk, name, most, turn)
    ]
    print(json.dumps(found))


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))

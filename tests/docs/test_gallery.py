"""Every message that the tracker can print when it does not go on is shown, and shown as it is.

After a wanted change of words, `UPDATE_DOCS=1 pytest tests/docs/test_gallery.py` writes the files
anew.
"""

from __future__ import annotations

import ast
import os
from pathlib import Path

import pytest

from tests.docs.gallery import files, session
from tests.docs.sites import Site, reached, sites
from tracker.cli.trouble import EXIT_CODES
from tracker.domain.errors import Refusal
from tracker.formats.casebook import reading
from tracker.store.errors import StoreError

SERVER = "needs a PostgreSQL server: tests/store"
PROGRAM = "said to programs alone: the command line refuses it earlier, or has no such option"
ELSEWHERE = {
    "_unwritable(file, error)": PROGRAM,  # a NUL, which no command line holds
    "_unreadable(file, error)": PROGRAM,
    "BrokenYaml('nested too deep'": "so deep that nothing can watch: tests/hostile",
    "Mismatch('begin with: Given the deal \"TITLE\" in ZONE')": "said by pytest alone",
    "Refusal('--db is empty'": PROGRAM,
    "Refusal('a source needs a publisher'": PROGRAM,
    "Refusal('a deal needs a title'": PROGRAM,
    "RefusedByRule(f'the id {entry.id!r} is that of": PROGRAM,
    'Refusal("a book on a server is copied with': SERVER,
    "StoreOvertaken(f'others wrote {deal}": SERVER,
    "Refusal('a terminal shows no PNG'": "needs a terminal: tests/cli",
    "StoreDamaged(f'the log has entry #": "needs a damaged index: tests/faults",
    "StoreError(f'{place(engine)} keeps texts as": SERVER,
    "StoreFull('this is more than one transaction can hold": SERVER,
}
"""Places that no file comes to, by how their text begins, and why."""
OVER_HTTP = "tracker/web/"
"""What is said there is said to a browser, and told in the tests of that package."""


@pytest.mark.parametrize("path", files(), ids=lambda path: path.stem)
def test_it_ends_as_the_gallery_shows(path: Path, tmp_path: Path) -> None:
    shown = path.read_text(encoding="utf-8")
    said = session(shown, tmp_path)
    if os.environ.get("UPDATE_DOCS"):
        path.write_text(said, encoding="utf-8")
    assert said == shown
    assert said.rstrip().endswith("]"), "it does not end with an error"


def test_no_place_that_says_so_is_missing(tmp_path: Path) -> None:
    wanted = sites()
    with reached(wanted) as there:
        for path in files():
            folder = tmp_path / path.stem
            folder.mkdir()
            session(path.read_text(encoding="utf-8"), folder)
    missing = wanted - there
    unshown = sorted(str(each) for each in missing if not is_elsewhere(each))
    assert not unshown, "no file of docs/errors/ comes to:\n" + "\n".join(unshown)
    shown = [said for said in ELSEWHERE if not any(each.text.startswith(said) for each in missing)]
    assert not shown, f"a file does come to: {shown}"
    # The list above is for what cannot be typed, and is not to grow into a second gallery.
    assert len(ELSEWHERE) < len(wanted) / 20


def is_elsewhere(site: Site) -> bool:
    return site.file.startswith(OVER_HTTP) or site.text.startswith(tuple(ELSEWHERE))


def test_a_place_that_no_file_comes_to_is_found(tmp_path: Path) -> None:
    with reached(sites()) as there:
        session("A name.\n\n$ tracker record tiktok 'Orcale bid'\n", tmp_path)
    came_to = {each.text.partition("(")[0] for each in there}
    assert {"RefusedByRule", "Trouble"} <= came_to
    assert "StoreNewer" not in came_to


def test_whatever_a_casebook_can_lack_is_shown() -> None:
    """The one method that is called whether or not anything is wrong: its words are looked for."""
    shown = [path.read_text(encoding="utf-8") for path in files()]
    tree = ast.parse(Path(reading.__file__).read_text(encoding="utf-8"))
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    needs = [each for each in calls if ast.unparse(each.func) == "self._needs"]
    assert len(needs) > 5
    for call in needs:
        said = [word for word in map(text_in, call.args[3:]) if word]
        assert any(all(word in text for word in said) for text in shown), said


def text_in(node: ast.expr) -> str:
    """The longest text that stands in an expression."""
    texts = [str(e.value) for e in ast.walk(node) if isinstance(e, ast.Constant)]
    return max(texts, key=len, default="")


def test_every_exit_code_and_kind_is_shown() -> None:
    endings = {path.read_text(encoding="utf-8").rstrip().rpartition("\n")[2] for path in files()}
    words = [ending.strip("[]").split() for ending in endings]
    assert {int(word[0]) for word in words} == EXIT_CODES.keys() - {0}
    kinds = {str(getattr(each, "kind")) for each in _all(Refusal) + _all(StoreError)}  # noqa: B009
    assert kinds - {"not-there", "refused"} <= {word[1] for word in words if len(word) > 1}


def _all(parent: type) -> list[type]:
    children: list[type] = parent.__subclasses__()
    return [parent, *(each for child in children for each in _all(child))]

"""Where the tracker makes what it says when it cannot go on, found in its text.

A site is a call that makes an error or a finding, or that hands a message to something which does.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import CodeType, FrameType
from typing import Any, NamedTuple

import tracker

PACKAGE = Path(tracker.__file__).parent

ERRORS = {
    *("Refusal", "StoreError", "Mismatch", "Misfit", "Finding", "Flaw", "Trouble"),
    *("BrokenYaml", "BrokenFeature"),
}
"""The classes of what is said; those that inherit from them are found."""

OF_THE_READER = {"wrong", "_needs", "_wrong"}
"""Methods that note a finding and return nothing."""


class Site(NamedTuple):
    """A place in the tracker, by its file and line; `text` is how a person finds it."""

    file: str
    line: int
    text: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.text}"


def sites() -> set[Site]:
    """Every place that makes something to be said."""
    trees = {path: ast.parse(path.read_text(encoding="utf-8")) for path in PACKAGE.rglob("*.py")}
    errors = set(_errors(trees.values()))
    makers = {path: set(_makers(tree, errors)) for path, tree in trees.items()}
    public = {name for names in makers.values() for name in names if not name.startswith("_")}
    return {
        site
        for path, tree in trees.items()
        for site in _sites(path, tree, errors | OF_THE_READER | public | makers[path])
    }


def _errors(trees: Any) -> set[str]:
    """The classes, and all that inherit from them."""
    found, before = set(ERRORS), 0
    while len(found) > before:
        before = len(found)
        for tree in trees:
            classes = (node for node in ast.walk(tree) if isinstance(node, ast.ClassDef))
            found |= {each.name for each in classes if {_name(base) for base in each.bases} & found}
    return found


def _makers(tree: ast.Module, errors: set[str]) -> Iterator[str]:
    """Functions that say by their annotation that they return an error, or only raise."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef) and _name(node.returns) in errors | {"NoReturn"}:
            yield node.name


def _sites(path: Path, tree: ast.Module, makers: set[str]) -> Iterator[Site]:
    file = f"tracker/{path.relative_to(PACKAGE).as_posix()}"
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and _name(node.func) in makers and _says(node):
            yield Site(file, node.lineno, ast.unparse(node)[:90])


def _says(call: ast.Call) -> bool:
    """Not the empty call of a constructor inherited, `super().__init__(...)`, nor a forward."""
    return bool(call.args or call.keywords)


def _name(node: ast.expr | None) -> str:
    match node:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
        case ast.Constant(value=str() as name):
            return name
    return ""


@contextmanager
def reached(watched: set[Site]) -> Iterator[set[Site]]:
    """Collects those of the sites whose lines are run."""
    lines: dict[str, dict[int, list[Site]]] = {}
    for site in watched:
        file = str(PACKAGE.parent / site.file)
        lines.setdefault(file, {}).setdefault(site.line, []).append(site)
    there: set[Site] = set()
    hit: dict[CodeType, bool] = {}

    def follow(frame: FrameType, event: str, _: Any) -> Any:
        code = frame.f_code
        if code not in hit:
            of_code = {line for *_, line in code.co_lines() if line}
            hit[code] = not of_code.isdisjoint(lines.get(code.co_filename, ()))
        if not hit[code]:
            return None
        if event == "line":
            there.update(lines[code.co_filename].get(frame.f_lineno, ()))
        return follow

    before = sys.gettrace()
    sys.settrace(follow)
    try:
        yield there
    finally:
        sys.settrace(before)

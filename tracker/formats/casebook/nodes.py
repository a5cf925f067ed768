"""The nodes of a YAML file: composed and never constructed, so that nothing in it is resolved."""

from __future__ import annotations

from functools import cache
from typing import Any

MOST_NODES = 1_000_000
QUOTE_IT = 'quote the sentence: what: "Trump said: ..."'


class BrokenYaml(Exception):
    """What keeps a whole file from being read."""

    def __init__(self, message: str, line: int, hint: str) -> None:
        super().__init__(message)
        self.line, self.hint = line, hint


def documents(text: str) -> list[Any]:
    """The documents that hold anything, each as a node. Raises BrokenYaml."""
    from ruamel.yaml import YAML
    from ruamel.yaml.error import MarkedYAMLError
    from ruamel.yaml.reader import ReaderError

    yaml = YAML(typ="safe", pure=True)
    yaml.Composer = _composer()
    try:
        return [node for node in yaml.compose_all(text) if not is_nothing(node)]
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        problem = error.problem or error.context or "unreadable"
        hint = QUOTE_IT if "mapping values" in problem else "check the indentation and the quotes"
        raise BrokenYaml(problem, mark.line + 1 if mark else 1, hint) from None
    except ReaderError as error:
        said = f"there is a control character U+{_code(error.character):04X} in it"
        raise BrokenYaml(said, 1 + text.count("\n", 0, error.position), "leave it out") from None
    except RecursionError:
        raise BrokenYaml("nested too deep", 1, "entries are texts and lists of texts") from None
    except (ValueError, OverflowError):
        said = "there is an escape in it that is no character"
        raise BrokenYaml(said, 1, "write the character itself") from None


def _code(character: str | int) -> int:
    return character if isinstance(character, int) else ord(character)


@cache
def _composer() -> Any:
    """What makes nodes of a file: so many at most, since each takes a thousand bytes."""
    from ruamel.yaml.composer import Composer

    class Sparing(Composer):
        def __init__(self, loader: Any = None) -> None:
            super().__init__(loader)
            self.warn_double_anchors = False  # every anchor is refused
            self.left = MOST_NODES

        def compose_node(self, parent: Any, index: Any) -> Any:
            self.left -= 1
            if self.left < 0:
                line = self.parser.peek_event().start_mark.line + 1
                said = f"more than {MOST_NODES:,} texts and lists are too many"
                raise BrokenYaml(said, line, "make two casebooks of it")
            return super().compose_node(parent, index)

    return Sparing


def line_of(node: Any) -> int:
    """Where it begins, counted from 1."""
    return int(node.start_mark.line) + 1


def is_nothing(node: Any) -> bool:
    """Whether it is an empty document, or nothing after a colon."""
    return node is None or (node.id == "scalar" and node.value == "" and node.style is None)

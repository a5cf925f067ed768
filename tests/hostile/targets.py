"""Every place of every command that takes a text, found in the commands themselves."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from tracker.cli.app import COMMANDS, command

FITTING = {
    "DEAL": "tiktok",
    "N": "1",
    "SENTENCE": "Oracle bid of $20bn",
    "TITLE": "A title",
    "FILE": "case.yaml",
    "FILE.feature": "case.feature",
}
"""What stands in the places of the others, by how help calls them; elsewhere an x."""

NEEDED = {
    "correct": {"because": ("--because", "why"), "by": ("--by", "Somebody")},
    "retract": {"because": ("--because", "why")},
    "dispute": {"because": ("--because", "why"), "source": ("--source", "Reuters")},
    "cite": {"source": ("--source", "Reuters")},
    "record": {"source": ("--source", "Reuters")},
}
"""Options without which a command would not look at the others, by their parameter."""


class Target(NamedTuple):
    """A parameter of a command."""

    command: str
    parameter: str

    def words(self, text: str) -> list[str]:
        """What to type to have the text stand there, and everywhere else what fits."""
        options, arguments = list[str](), list[str]()
        for each in command(self.command).params:
            if each.param_type_name == "argument":
                fitting = FITTING.get(each.metavar, "x")
                if each.metavar == "FILE" and self.command == "backup":
                    fitting = "copy.db"
                arguments.append(text if each.name == self.parameter else fitting)
            elif each.name == self.parameter:
                options += [each.opts[-1], text]
            elif needed := NEEDED.get(self.command, {}).get(each.name):
                options += needed
        return [self.command, *options, "--", *arguments]


def targets() -> Iterator[Target]:
    for group in COMMANDS.values():
        for name in group:
            yield from (Target(name, each.name) for each in command(name).params if _takes(each))


def _takes(parameter: Any) -> bool:
    return not getattr(parameter, "is_flag", False) and parameter.name != "help"

"""The commands of the reference: their usage, arguments and options, as the program has them."""

from __future__ import annotations

import dataclasses
import inspect
from collections.abc import Iterable, Iterator
from importlib import import_module
from typing import Any

import typer

from docs.markdown import code, prose, table
from tracker.cli import options
from tracker.cli.app import COMMANDS, command


def commands() -> Iterator[str]:
    yield "## Commands"
    for title, group in COMMANDS.items():
        yield f"### {title}"
        for name in group:
            yield from one_command(name)


def one_command(name: str) -> Iterator[str]:
    """A command's usage, what it says of itself, and what it alone takes."""
    made, module = command(name), import_module(f"tracker.cli.commands.{python_name(name)}")
    groups = groups_of(getattr(module, python_name(name)))
    common = {field.name for group in groups for field in dataclasses.fields(group)}
    own = [each for each in made.params if each.name not in common]
    yield f"#### {name}"
    yield f"`tracker {name} {usage(made.params)}`"
    yield prose(made.help or "")
    if own:
        yield table(("", "", "meaning"), map(parameter, own))
    if named := [anchor(each) for group in groups for each in made_of(group)]:
        yield f"Also the [shared options](#shared-options) {', '.join(named)}."
    if header := getattr(module, "HEADER", None):
        yield f"Columns with `--csv`: {', '.join(map(code, header))}."


def python_name(name: str) -> str:
    return "import_" if name == "import" else name


def groups_of(function: Any) -> list[type]:
    annotations = inspect.signature(function, eval_str=True).parameters.values()
    return [each.annotation for each in annotations if dataclasses.is_dataclass(each.annotation)]


def made_of(group: type) -> list[type]:
    """A group of options, and the groups that it contains."""
    return [each for each in group.__mro__ if dataclasses.is_dataclass(each)]


def anchor(group: type) -> str:
    return group.__name__.lower()


def usage(parameters: Iterable[Any]) -> str:
    arguments = [each for each in parameters if each.param_type_name == "argument"]
    words = [each.metavar or each.name.upper() for each in arguments]
    shown = [
        word if each.required else f"[{word}]" for word, each in zip(words, arguments, strict=True)
    ]
    return " ".join([*shown, "[OPTIONS]"])


def parameter(each: Any) -> tuple[str, str, str]:
    """How it is typed, whether it must be or can be repeated, and what it is for."""
    metavar = each.metavar or ("" if getattr(each, "is_flag", False) else each.name.upper())
    names = [metavar] if each.param_type_name == "argument" else [*each.opts, metavar]
    often = "required" if each.required else "repeatable" if getattr(each, "multiple", 0) else ""
    return code(" ".join(filter(None, names))), often, each.help or ""


def shared() -> Iterator[str]:
    yield "## Shared options"
    for group in all_groups():
        yield f"**{anchor(group)}**: {' '.join((group.__doc__ or '').split())}"
        yield table(("", "", "meaning"), map(parameter, own_options(group)))


def all_groups() -> list[type]:
    """Every group that some command takes, in the order in which they come."""
    names = [name for group in COMMANDS.values() for name in group]
    modules = ((import_module(f"tracker.cli.commands.{python_name(n)}"), n) for n in names)
    taken = (group for module, n in modules for group in groups_of(getattr(module, python_name(n))))
    return list(dict.fromkeys(each for group in taken for each in made_of(group)))


def own_options(group: type) -> Iterator[Any]:
    """The options of a group, without those of the groups it is made of."""

    def taker(**_: Any) -> None: ...

    parameters = options._options(group)  # noqa: SLF001 (the one place that knows their order)
    own = [each for each in parameters if each.name in group.__annotations__]
    taker.__signature__ = inspect.Signature(own)  # type: ignore[attr-defined]
    alone = typer.Typer(add_completion=False, rich_markup_mode=None)
    alone.command("taker")(taker)
    yield from typer.main.get_command(alone).params

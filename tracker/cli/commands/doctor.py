"""`tracker doctor`: what this installation and this book are made of."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from tracker.cli.options import Everywhere

if TYPE_CHECKING:
    from tracker.cli.checkup import Checkup
    from tracker.cli.page import Page


def doctor(common: Everywhere) -> None:
    """Paths, versions and settings, and what to do about what is wrong.

    Nothing is mended; a book of an older version is brought up to date first, as by every command.
    Exits with 5 where the book cannot be used; a book that is yet to be begun is nothing wrong.
    """
    from tracker.cli.checkup import checkup
    from tracker.cli.output import answer
    from tracker.cli.place import place

    found = checkup(place(common.db))
    answer(common, found, lambda: page(found))
    if not found.usable:
        raise typer.Exit(5)


def page(found: Checkup) -> Page:
    """The findings as a person reads them, what to do at the end."""
    facts = [
        ("book", f"{found.book} (from {found.setting})"),
        *((name.replace("_", " "), said(name, value)) for name, value in found.facts.items()),
        *found.versions.items(),
        ("zone of new deals", f"{found.zone} (from {found.zone_setting})"),
        ("today", found.today or "by the clock"),
    ]
    widest = max(len(name) for name, _ in facts)
    lines = [f"{name:<{widest}}  {value}" for name, value in facts]
    advice = found.advice or ("Nothing is wrong.",)
    return ["\n".join(map(_brief, lines)), "\n".join(map(_brief, advice))]


def _brief(line: str) -> str:
    from tracker.domain.characters import on_one_line, shortened

    return shortened(on_one_line(line), 1_000)


UNITS = {"free_space": (1e6, "MB"), "lock_timeout": (1, "s")}


def said(name: str, value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if name in UNITS and isinstance(value, int | float):
        size, unit = UNITS[name]
        return f"{value / size:.0f} {unit}"
    return str(value)

"""`tracker spec`: somebody's own scenarios, with the same steps."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

from typer import Argument, Exit, Option

from tracker.cli import completion
from tracker.cli.options import Everywhere, Present

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tracker.cli.page import Page
    from tracker.cli.verdict import StepForm
    from tracker.domain.history import History


def spec(
    common: Everywhere,
    present: Present,
    file: Annotated[
        str | None, Argument(metavar="FILE.feature", help="The scenarios; `-` is stdin.")
    ] = None,
    deal: Annotated[
        str | None,
        Option(
            "--deal",
            metavar="DEAL",
            help="Where scenarios begin that name no deal.",
            autocompletion=completion.deals,
        ),
    ] = None,
    steps: Annotated[bool, Option("--steps", help="List the steps that can be written.")] = False,
) -> None:
    """Somebody's own scenarios, with the same steps.

    Each is passed or failed, with the sentence that failed and what is the case. A scenario begins
    with a deal that it makes up, or with one of the book, which stays as it is.

    Exit code 1: a scenario failed. 2: the file or a step of it cannot be read.

    \b
    Scenario: The order is not in force yet
      Given the deal tiktok-us of the book
      Then as of 2020-09-14 the order is pending
    """
    from tracker.cli.output import answer
    from tracker.cli.verdict import told
    from tracker.domain.characters import on_one_line
    from tracker.domain.errors import Refusal

    runner = with_pytest()
    if steps:
        found = runner.forms()
        answer(common, found, lambda: reference(found))
        return
    if file is None:
        raise Refusal("which scenarios?", "tracker spec FILE.feature", "tracker spec --steps")
    feature = runner.Spec(*read(file))
    verdict = feature.run(logs(feature.deals(), deal, common), deal, present.day())
    answer(common, verdict, lambda: ["\n".join(map(on_one_line, told(verdict)))])
    if verdict.failed:
        raise Exit(1)


def with_pytest() -> Any:
    """What runs scenarios: the one part of the tracker that needs pytest. Raises Refusal.

    By name, because nothing of the tracker stands on the steps.
    """
    from importlib import import_module

    from tracker.domain.errors import Refusal

    try:
        return import_module("tracker.bdd.spec")
    except ModuleNotFoundError as missing:
        if (missing.name or "").partition(".")[0] not in ("pytest", "pytest_bdd"):
            raise
        raise Refusal(
            f"scenarios need {missing.name}, which is not installed",
            "pip install 'deal-tracker[specs]'",
            kind="missing-package",
        ) from None


def read(file: str) -> tuple[str, str]:
    """The text of a feature file, or of stdin, and its name. Raises Refusal."""
    from tracker.cli.files import name_of, read_text

    return read_text(file), name_of(file)


def logs(named: Sequence[str], deal: str | None, common: Everywhere) -> dict[str, History]:
    """The logs of the deals that are asked for; without any, no book is needed. Raises NotThere."""
    from tracker.cli.place import place
    from tracker.store.book import open_book

    wanted = [*named, *([deal] if deal else [])]
    if not wanted:
        return {}
    with open_book(place(common.db).where) as book:
        return {name: book.history(name) for name in wanted}


def reference(forms: Sequence[StepForm]) -> Page:
    """The steps as somebody writes them, and below each what it means."""
    lines = ["In [...] stands what may be left out, in {...} what is filled in.", ""]
    for each in forms:
        lines.append(f"{each.keyword} {each.form}")
        lines.extend([f"    {each.meaning}"] if each.meaning else [])
    return ["\n".join(lines)]

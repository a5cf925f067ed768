"""`tracker chart`: the picture of a deal."""

from __future__ import annotations

import sys
from pathlib import PurePath
from typing import Annotated

from typer import Option

from tracker.cli import completion
from tracker.cli.options import Asking, DealName

FORMATS = ("svg", "png", "html")
THEMES = ("light", "dark")


def chart(
    deal: DealName,
    asking: Asking,
    output: Annotated[
        str | None,
        Option("--output", metavar="FILE", help="Into this file instead; `-` is stdout."),
    ] = None,
    format: Annotated[
        str | None,
        Option(
            "--format",
            metavar="FORMAT",
            help="svg, png or html; else as the name of the file ends, else svg.",
            autocompletion=completion.one_of(*FORMATS),
        ),
    ] = None,
    theme: Annotated[
        str,
        Option(
            "--theme",
            metavar="THEME",
            help="light (else) or dark; light prints well.",
            autocompletion=completion.one_of(*THEMES),
        ),
    ] = "light",
    width: Annotated[
        int, Option("--width", metavar="PIXELS", help="How wide it is.", min=320, max=4000)
    ] = 960,
) -> None:
    """The picture: what stood from when to when.

    A lane for the deal and for each bidder, deadline and review: their statuses as bars until the
    moment asked, and what is due beyond it. Dates that were moved go down in steps, what is stayed
    is hatched. What lasts long without an entry is drawn narrower, and pale.

    With --json it is the specification, in Vega-Lite; tools that draw Vega-Lite draw it too.

    \b
    tracker chart tiktok-us --as-of 2020-09-14 --output tiktok-us.svg
    tracker chart tiktok-us --as-of 2020-09-14 --theme dark --output tiktok-us.html
    """
    from tracker.cli.output import json_text, write, write_bytes
    from tracker.cli.question import ask
    from tracker.cli.saving import STDOUT, save
    from tracker.domain.errors import Refusal
    from tracker.formats.chart import chart as chart_of
    from tracker.formats.rendering import RENDERERS
    from tracker.views.words import one_of

    if asking.csv:
        raise Refusal("a chart is no table", "tracker export DEAL --format spans is one")
    file = None if output == STDOUT else output
    (form,) = one_of([format or ending(file)], RENDERERS, "the format of a chart")
    (colours,) = one_of([theme], THEMES, "the theme of a chart")
    to_stdout = not (file or asking.json)
    if to_stdout and form == "png" and to_a_terminal():
        raise Refusal("a terminal shows no PNG", "--output FILE.png writes a file")
    history, question = ask(deal, asking)
    picture = chart_of(history, question, theme=colours, width=width)
    if file:
        save(file, [RENDERERS[form](picture)])
    if asking.json:
        write(json_text(picture))
    if to_stdout:
        write_bytes([RENDERERS[form](picture)])


def to_a_terminal() -> bool:
    return sys.stdout is not None and sys.stdout.isatty()


def ending(file: str | None) -> str:
    """What the name of a file ends on, without its dot; svg where there is none."""
    return PurePath(file or "").suffix.removeprefix(".") or "svg"

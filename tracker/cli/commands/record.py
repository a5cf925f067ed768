"""`tracker record`: write down what happened."""

from __future__ import annotations

from typing import Annotated

from typer import Argument, Option

from tracker.cli import completion
from tracker.cli.options import DealName, New, Sourcing, Writing


def record(
    deal: DealName,
    writing: Writing,
    sourcing: Sourcing,
    sentence: Annotated[
        list[str] | None,
        Argument(
            metavar="SENTENCE",
            help="What happened, in single quotes or as several words.",
            autocompletion=completion.sentence,
        ),
    ] = None,
    on: Annotated[
        str | None, Option("--on", metavar="WHEN", help="When it happened; else today.")
    ] = None,
    reported: Annotated[
        str | None,
        Option(
            "--reported",
            metavar="WHEN",
            help="When the world could know it; else when its source was published, else --on.",
        ),
    ] = None,
    by: Annotated[
        str | None,
        Option("--by", metavar="PARTY", help="Who did it.", autocompletion=completion.names),
    ] = None,
    new: New = False,
) -> None:
    """Write down what happened: a sentence, its dates and its source.

    \b
    tracker record tiktok-us 'Microsoft bid rejected' --on 2020-09-13 --source Microsoft
    tracker record tiktok-us Oracle chosen --on 2020-09-13 --source Reuters --basis unnamed

    `tracker words` lists the phrases. Single quotes keep a shell from eating the $20 of $20bn.
    Without a sentence, on a terminal, it asks for one step by step.
    """
    from tracker.cli.recorded import write_down
    from tracker.cli.sentence import sentence_of
    from tracker.domain.drafts import Draft

    source = sourcing.named()
    draft = Draft(
        sentence=sentence_of(sentence or []),
        on=on,
        reported=reported,
        by=by,
        sources=(source,) if source else (),
        new=new,
    )
    if sentence:
        write_down(deal, draft, writing)
    else:
        from tracker.cli.guide import guide

        guide(deal, draft, writing)

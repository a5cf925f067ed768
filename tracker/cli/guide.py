"""Guided entry: one question after the other, a preview, and nothing recorded before a yes."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import typer

from tracker.cli import recorded
from tracker.cli.aside import say
from tracker.cli.form import Form, Step
from tracker.cli.line import ask, is_a_terminal
from tracker.cli.output import write
from tracker.cli.place import place
from tracker.domain.characters import on_one_line
from tracker.domain.errors import Refusal
from tracker.domain.times import Clock
from tracker.store.book import open_book

if TYPE_CHECKING:
    from tracker.cli.options import Writing
    from tracker.domain.drafts import Draft

BACK = "<"


def guide(deal: str, draft: Draft, writing: Writing) -> None:
    """Ask somebody at a terminal for what `record` was not given, and record it.

    Raises Refusal where nobody is there to be asked.
    """
    if writing.json or not is_a_terminal():
        raise Refusal(
            "the sentence is missing: record what?",
            f"tracker record {deal} 'Microsoft bid rejected' --on 2020-09-13",
            "`tracker words` lists the phrases",
        )
    with open_book(place(writing.db).where) as book:
        history = book.history(deal)
    clock = Clock(history.zone, time.time_ns() // 1000, writing.day())
    form = Form(history, draft, clock)
    print(f"{deal}: Tab completes, {BACK} goes back, Ctrl-D leaves and nothing is recorded.")
    try:
        fill(form, deal, writing)
    except (EOFError, KeyboardInterrupt):
        say("\nNothing was recorded.")
        raise typer.Exit(130) from None
    recorded.write_down(deal, form.finished(), writing)


def fill(form: Form, deal: str, writing: Writing) -> None:
    """Ask step by step until a preview is agreed to. Raises typer.Exit where it is not."""
    at = 0
    while True:
        steps = form.steps()
        if at < len(steps):
            at = max(0, at + take(form, steps[at]))
        else:
            at += agree(form, deal, writing)
            if at > len(steps):
                return


def take(form: Form, step: Step) -> int:
    """Ask one thing; by how many steps to go on."""
    said = ask(step.prompt, step.default, step.offers)
    if said == BACK:
        return -1
    try:
        form.answers[step.name] = step.read(said)
    except Refusal as error:
        return explain(error)
    return 1


def agree(form: Form, deal: str, writing: Writing) -> int:
    """Show what would be recorded, and ask for a yes; by how many steps to go on."""
    try:
        preview(form.finished(), deal, writing)
    except Refusal as error:
        return explain(error) - len(form.steps())
    said = ask(f"Record it? yes, no, or {BACK} to go back", "yes").lower()
    if said in ("n", "no"):
        say("Nothing was recorded.")
        raise typer.Exit
    return {"y": 1, "yes": 1, BACK: -1}.get(said, 0)


def preview(draft: Draft, deal: str, writing: Writing) -> None:
    book_place = place(writing.db)
    with open_book(book_place.where) as book:
        tried = book.record(deal, draft, today=writing.day(), dry_run=True)
        zone = book.history(deal).zone
    write("\n".join(recorded.lines(tried, zone, book_place, dry_run=True)))


def explain(error: Refusal) -> int:
    """Say what is wrong and how to go on; that is no step."""
    say("\n".join(map(on_one_line, (error.message, *(f"  {hint}" for hint in error.hints)))))
    return 0

"""`tracker calendar`: the deadlines, for a calendar program."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from typer import Option

from tracker.cli.options import AnyDealName, Asking

if TYPE_CHECKING:
    from tracker.domain.history import History, Question
    from tracker.formats.calendar import Calendared


def calendar(
    asking: Asking,
    deal: AnyDealName = None,
    output: Annotated[
        str | None,
        Option("--output", metavar="FILE", help="Into this file instead; `-` is stdout."),
    ] = None,
) -> None:
    """The deadlines, for a calendar program.

    One event a deadline, of one deal or of every one; what was revoked, void or waived is called
    off there. A later export updates what an earlier one brought in.

    \b
    tracker calendar tiktok-us --output tiktok-us.ics
    """
    from tracker.cli.output import json_text, write, write_bytes
    from tracker.cli.saving import STDOUT, save
    from tracker.domain.errors import Refusal
    from tracker.formats.calendar import calendar as calendar_of

    if asking.csv:
        raise Refusal("a calendar is no table", "tracker deadlines --csv is one")
    asked = logs(deal, asking)
    made = calendar_of(asked, asked[0][0].opened.title) if deal else calendar_of(asked)
    file = None if output == STDOUT else output
    if file:
        save(file, [made.text.encode()])
    tell(made)
    if asking.json:
        write(json_text(as_json(made, file)))
    elif not file:
        write_bytes([made.text.encode()])


def logs(deal: str | None, asking: Asking) -> list[tuple[History, Question]]:
    """The log of the deal, or of every one, with the question in its zone. Raises NotThere."""
    from tracker.cli.place import place
    from tracker.cli.question import ask
    from tracker.store.book import open_book
    from tracker.store.publishers import check_publishers, publishers_of

    if deal is not None:
        return [ask(deal, asking)]
    asked = asking.asked()
    asked.question("UTC")  # so that a time that cannot be read is refused by an empty book too
    with open_book(place(asking.db).where) as book:
        histories = [book.history(row.deal) for row in book.deals()]
    known = (publisher for each in histories for publisher in publishers_of(each))
    check_publishers(asked, known, "in this book")
    return [(each, asked.question(each.zone)) for each in histories]


def tell(made: Calendared) -> None:
    """Say on stderr what a calendar cannot show."""
    from tracker.cli.aside import say
    from tracker.domain.characters import on_one_line

    for deal, name in made.left_out:
        say(on_one_line(f"{deal}: {name} is left out, because its date is not known"))


def as_json(made: Calendared, file: str | None) -> dict[str, object]:
    """The answer to a script: where the calendar is, or the calendar itself."""
    left_out = [{"deal": deal, "name": name} for deal, name in made.left_out]
    text = None if file else made.text
    return {"output": file, "events": made.events, "left_out": left_out, "calendar": text}

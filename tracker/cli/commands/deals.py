"""`tracker deals`: every deal, one line each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Annotated, Any

from typer import Option

from tracker.cli import completion
from tracker.cli.options import Asking, KeptIn
from tracker.cli.paging import Paging

if TYPE_CHECKING:
    from tracker.cli.page import Page
    from tracker.store.boards import Boards
    from tracker.views.boards import DealLine
    from tracker.views.paging import Cursor

HEADER = (
    "deal title seller target zone as_of known_by recorded_by status contested next_deadline "
    "next_due days_left"
).split()


def deals(
    asking: Asking,
    paging: Paging,
    status: Annotated[
        list[str] | None,
        Option(
            "--status",
            metavar="STATUS",
            help="Only deals that stood so, such as contested or agreed; repeatable.",
            autocompletion=completion.deal_words,
        ),
    ] = None,
    zone: KeptIn = None,
) -> None:
    """Every deal, one line each.

    How it stood at the moment asked, and the deadline that was to come next. With --json, each is
    what `tracker status --json` says of it.
    """
    from tracker.cli.output import answer_rows
    from tracker.cli.paging import pages
    from tracker.cli.question import ask_everywhere
    from tracker.domain.words import OF_DEALS
    from tracker.views.boards import DEAL_PLACE, Wanted
    from tracker.views.words import one_of

    wanted = Wanted(statuses=one_of(status, OF_DEALS, "a deal"))
    place = paging.place(DEAL_PLACE)
    with ask_everywhere(asking, zone=zone, most=paging.most) as boards:
        found = pages(boards.deals(wanted, place), paging, place)
        rows = as_rows(found, boards, whole=asking.json)
        answer_rows(asking, paging.header(HEADER), rows, lambda: page(found, boards, zone))


def as_rows(
    found: Iterable[tuple[DealLine, Cursor]], boards: Boards, *, whole: bool
) -> Iterator[dict[str, Any]]:
    """The scalar fields of `status --json`, or the whole of it, and the next deadline."""
    from tracker.views import answers

    for line, cursor in found:
        question = boards.questions[line.deal.zone]
        if whole:
            # What the tables do not hold, terms and the count of entries, is in the deal's log.
            said = answers.deal(line, question, boards.history(line.deal.deal))
        else:
            said = answers.deal_in_short(line, question)
        yield {**said, **cursor}


def page(found: Iterable[tuple[DealLine, Cursor]], boards: Boards, zone: str | None) -> Page:
    """The answer as a person reads it."""
    from tracker.cli.page import Table
    from tracker.cli.prose import count
    from tracker.cli.question import columns
    from tracker.views.moments import head

    lines = [each for each, _ in found]
    line = f"{head(boards.questions, zone)}: {count(len(lines), 'deal')}"
    if not lines:
        return [line]
    table = Table("", ("title", "status", "next", "due", "days left"), list(map(_cells, lines)))
    named = ((each.deal.deal, each.deal.zone) for each in lines)
    return [line, table.after(**columns(named, boards.questions))]


def _cells(line: DealLine) -> tuple[str, ...]:
    from tracker.cli import things

    following = line.following
    contested = ", contested" if line.contested and line.status != "contested" else ""
    due = (following.name, things.due(following), things.days_left(following)) if following else ()
    return (line.deal.title, line.status + contested, *(due or ("", "", "")))

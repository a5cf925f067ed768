"""The options that commands share, in groups: a command takes a whole group as one parameter.

Here nothing is imported that an answer needs: this is read for `-h` too.
"""

import dataclasses
import functools
import inspect
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any

from typer import Argument, Option

from tracker.cli import completion

if TYPE_CHECKING:
    from tracker.domain.sources import Source
    from tracker.views.asking import Asked

DealName = Annotated[
    str, Argument(metavar="DEAL", help="The deal's name.", autocompletion=completion.deals)
]
AnyDealName = Annotated[
    str | None,
    Argument(metavar="DEAL", help="Only this deal.", autocompletion=completion.deals),
]
Number = Annotated[
    str,
    Argument(metavar="N", help="The entry's number: 5 or '#5'.", autocompletion=completion.numbers),
]
Because = Annotated[str, Option("--because", metavar="TEXT", help="Why; kept in the log.")]
Announced = Annotated[
    str | None,
    Option(
        "--announced",
        metavar="WHEN",
        help="When the world changed its account. Without it, our book was wrong all along.",
    ),
]
New = Annotated[bool, Option("--new", help="Insist on a name that looks like a slip.")]
Zone = Annotated[
    str | None,
    Option("--zone", metavar="ZONE", help="Such as America/New_York; else TRACKER_ZONE, else UTC."),
]
KeptIn = Annotated[
    str | None,
    Option(
        "--zone",
        metavar="ZONE",
        help="Only deals that are kept in that zone.",
        autocompletion=completion.zones,
    ),
]


@dataclass(frozen=True, kw_only=True)
class Everywhere:
    """What every command takes."""

    db: Annotated[
        str | None,
        Option(
            "--db",
            metavar="PATH|URL",
            help="The book; else TRACKER_DB, else the user's data folder.",
        ),
    ] = None
    json: Annotated[bool, Option("--json", help="Answers, and errors, as JSON.")] = False


@dataclass(frozen=True, kw_only=True)
class Present:
    """Which day it is."""

    today: Annotated[
        str | None,
        Option("--today", metavar="DATE", help="The day taken for today; else TRACKER_TODAY."),
    ] = None

    def day(self) -> str | None:
        """The day that was set, as a canonical date. Raises Refusal where it is none."""
        from tracker.cli.settings import day

        return day(self.today)


@dataclass(frozen=True, kw_only=True)
class Writing(Everywhere, Present):
    """What every command takes that writes entries."""

    dry_run: Annotated[
        bool, Option("--dry-run", help="Only say what would be recorded and what it would change.")
    ] = False


@dataclass(frozen=True, kw_only=True)
class Asking(Everywhere, Present):
    """What every question takes."""

    as_of: Annotated[
        str | None,
        Option("--as-of", metavar="WHEN", help="At that moment; a date is its whole day."),
    ] = None
    known_by: Annotated[
        str | None,
        Option("--known-by", metavar="WHEN", help="Using only what was reported by then."),
    ] = None
    then: Annotated[
        str | None,
        Option(
            "--then", metavar="WHEN", help="How it looked then: --as-of and --known-by at once."
        ),
    ] = None
    recorded_by: Annotated[
        str | None,
        Option("--recorded-by", metavar="WHEN", help="Using only what this book held by then."),
    ] = None
    confirmed: Annotated[
        bool, Option("--confirmed", help="Using only entries with a record or a statement.")
    ] = False
    according_to: Annotated[
        list[str] | None,
        Option(
            "--according-to",
            metavar="PUBLISHER",
            help="Using only entries with a source of that publisher; repeatable.",
            autocompletion=completion.publishers,
        ),
    ] = None
    csv: Annotated[bool, Option("--csv", help="The answer as CSV, with one header row.")] = False

    def asked(self) -> "Asked":
        """The question, its times unread. Raises Refusal where today is no date."""
        from tracker.views.asking import Asked

        return Asked(
            now=time.time_ns() // 1000,
            today=self.day(),
            as_of=self.as_of,
            known_by=self.known_by,
            then=self.then,
            recorded_by=self.recorded_by,
            confirmed=self.confirmed,
            according_to=tuple(self.according_to or ()),
        )


@dataclass(frozen=True, kw_only=True)
class Sourcing:
    """Who says so."""

    source: Annotated[
        str | None,
        Option(
            "--source",
            metavar="PUBLISHER",
            help="Who published it.",
            autocompletion=completion.publishers,
        ),
    ] = None
    url: Annotated[str | None, Option("--url", metavar="URL", help="Where.")] = None
    title: Annotated[str | None, Option("--title", metavar="TEXT", help="Under what title.")] = None
    published: Annotated[
        str | None, Option("--published", metavar="WHEN", help="When it was published.")
    ] = None
    quote: Annotated[str | None, Option("--quote", metavar="TEXT", help="In what words.")] = None
    basis: Annotated[
        str | None,
        Option(
            "--basis",
            metavar="BASIS",
            help="record, statement, named, unnamed, report (else) or rumour.",
            autocompletion=completion.bases,
        ),
    ] = None
    via: Annotated[
        str | None,
        Option("--via", metavar="PUBLISHER", help="Whose report it passes on."),
    ] = None

    def named(self) -> "Source | None":
        """The source that was named. Raises Refusal for details of one that was not."""
        from tracker.domain.errors import Refusal
        from tracker.domain.sources import Source

        details = {name: value for name, value in vars(self).items() if value is not None}
        publisher = details.pop("source", None)
        if publisher is None and details:
            raise Refusal(
                f"--{min(details)} speaks of a source, and none is named", "--source Reuters"
            )
        return Source(publisher, **details) if publisher else None


def spread(function: Callable[..., None]) -> Callable[..., None]:
    """The function with the options of its groups as parameters of its own, as typer wants them."""
    taken = inspect.signature(function, eval_str=True).parameters.values()
    groups = {each.name: each.annotation for each in taken if _is_group(each)}

    @functools.wraps(function)
    def spread_out(**values: Any) -> None:
        _refuse_empty(values)
        made = {
            name: group(
                **{field.name: values.pop(field.name) for field in dataclasses.fields(group)}
            )
            for name, group in groups.items()
        }
        function(**made, **values)

    vars(spread_out)["__signature__"] = inspect.Signature(
        [
            option.replace(kind=inspect.Parameter.KEYWORD_ONLY)
            for each in taken
            for option in (_options(each.annotation) if _is_group(each) else [each])
        ]
    )
    return spread_out


def _is_group(parameter: inspect.Parameter) -> bool:
    return dataclasses.is_dataclass(parameter.annotation)


def _options(group: Any) -> list[inspect.Parameter]:
    """A group's own options before those it shares with others."""
    options = inspect.signature(group, eval_str=True).parameters.values()
    return sorted(options, key=lambda each: each.name not in group.__annotations__)


def _refuse_empty(values: dict[str, Any]) -> None:
    """An empty value is a shell variable that was not set, and no wish for the default."""
    for name, value in values.items():
        words = value if isinstance(value, list) else [value]
        if any(isinstance(word, str) and not word.strip() for word in words):
            from tracker.domain.errors import Refusal

            raise Refusal(f"{name.replace('_', '-')} is empty", "give it a value, or leave it out")

"""What the shell offers on Tab: deals, names, publishers, numbers, the next words of a sentence.

A completer answers in an instant and never fails: it looks into the book's file with the standard
library alone, and where it finds nothing it offers nothing.
"""

from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from typer import Context

if TYPE_CHECKING:
    pass

Offers = list[tuple[str, str]]
Completer = Callable[[Context, str], Offers]


def completer(look: Callable[[Context], Iterable[tuple[str, str]]]) -> Completer:
    """What `look` finds and the word typed so far begins, in any case; nothing where it fails.

    What was typed stays as it was typed: shells drop an offer that does not begin with it.
    """

    def offers(ctx: Context, incomplete: str) -> Offers:
        typed = incomplete.lower()
        try:
            found = dict(look(ctx))
        except Exception:  # noqa: BLE001 (a shell has no use for a traceback)
            return []
        begun = (each for each in found.items() if each[0].lower().startswith(typed))
        return [(incomplete + each[len(typed) :], said) for each, said in begun]

    offers.__doc__ = look.__doc__
    return offers


def rows(ctx: Context, query: str, *values: object) -> list[Any]:
    """What the query finds in the book, read and not locked."""
    import sqlite3
    from contextlib import closing
    from pathlib import Path
    from urllib.parse import quote

    from tracker.cli.place import place

    where = place(ctx.params.get("db")).where.removeprefix("sqlite:///")
    path = quote(str(Path(where).expanduser().absolute()))
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True, timeout=0.2)) as book:
        return book.execute(query, values).fetchall()


@completer
def deals(ctx: Context) -> Iterable[tuple[str, str]]:
    """The deals of the book, with their titles."""
    yield from rows(ctx, "SELECT deal, title FROM deals ORDER BY deal")


@completer
def numbers(ctx: Context) -> Iterable[tuple[str, str]]:
    """The entries of the deal, the latest first, with the names of their events."""
    query = "SELECT entry, event FROM entries WHERE deal = ? AND entry > 0 ORDER BY entry DESC"
    for number, event in rows(ctx, query, ctx.params.get("deal")):
        yield str(number), event


@completer
def names(ctx: Context) -> Iterable[tuple[str, str]]:
    """Everybody and everything that has a standing in the deal, or in any deal."""
    yield from _names(ctx, ctx.params.get("deal"))


def _names(ctx: Context, deal: str | None) -> Iterator[tuple[str, str]]:
    for kind in ("bidder", "deadline", "review"):
        query = f"SELECT name FROM {kind}s WHERE ?1 IS NULL OR deal = ?1 ORDER BY name"  # noqa: S608
        yield from ((name, kind) for (name,) in rows(ctx, query, deal))


@completer
def publishers(ctx: Context) -> Iterable[tuple[str, str]]:
    """Who has published something that the deal, or any deal, rests on."""
    query = (
        "SELECT DISTINCT json_extract(source.value, '$.publisher')"
        " FROM entries, json_each(CAST(state AS TEXT), '$.sources') AS source"
        " WHERE ?1 IS NULL OR deal = ?1 ORDER BY 1"
    )
    yield from ((name, "") for (name,) in rows(ctx, query, ctx.params.get("deal")))


@completer
def bases(ctx: Context) -> Iterable[tuple[str, str]]:
    """On what a report can rest."""
    from tracker.domain.sources import BASES

    yield from ((basis, "") for basis in BASES)


@completer
def kinds(ctx: Context) -> Iterable[tuple[str, str]]:
    """The stored names of event types."""
    from tracker.domain.events import EVENTS

    yield from ((event.__name__, event.__doc__ or "") for event in EVENTS)


@completer
def rules(ctx: Context) -> Iterable[tuple[str, str]]:
    """The rules of `check`, with what each finds."""
    from tracker.domain.rules import RULES

    yield from ((rule.name, rule.finding) for rule in RULES)


@completer
def keywords(ctx: Context) -> Iterable[tuple[str, str]]:
    """The fixed words of phrases."""
    from tracker.domain.events import VOCABULARY

    yield from ((word, "") for phrase, _ in VOCABULARY.phrases for word in phrase.words)


@completer
def sentence(ctx: Context) -> Iterable[tuple[str, str]]:
    """The words that may come next: names, and what phrases say after the word before."""
    from tracker.domain.events import VOCABULARY

    parts = [[_word(part) for part in phrase.parts] for phrase, _ in VOCABULARY.phrases]
    said = [word.lower() for word in ctx.params.get("sentence") or ()]
    following = {each[0] for each in parts}
    if said:
        last = said[-1] if said[-1] in VOCABULARY.words else A_NAME
        following = {after for each in parts for word, after in pairwise(each) if word == last}
    if A_NAME in following:
        yield from _names(ctx, ctx.params.get("deal"))
    yield from ((word, "") for word in sorted(following - {A_NAME}))


A_NAME = ""
"""Stands in a phrase for what is no fixed word of it: a name, a date, terms."""


def _word(part: str) -> str:
    return A_NAME if part.startswith("{") else part.lower()

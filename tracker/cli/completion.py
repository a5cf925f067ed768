"""What the shell offers on Tab: deals, names, publishers, numbers, the next words of a sentence.

A completer answers in an instant and never fails: it glances into the book past the libraries,
and where it finds nothing it offers nothing.
"""

from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

from typer import Context

if TYPE_CHECKING:
    from tracker.store.glance import Glance

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


def _book(ctx: Context) -> "Glance":
    from tracker.cli.place import place
    from tracker.store.glance import Glance

    return Glance(place(ctx.params.get("db")).where)


@completer
def deals(ctx: Context) -> Iterable[tuple[str, str]]:
    """The deals of the book, with their titles."""
    yield from _book(ctx).deals()


@completer
def numbers(ctx: Context) -> Iterable[tuple[str, str]]:
    """The entries of the deal, the latest first, with the names of their events."""
    for number, event in _book(ctx).numbers(ctx.params.get("deal")):
        yield str(number), event


@completer
def names(ctx: Context) -> Iterable[tuple[str, str]]:
    """Everybody and everything that has a standing in the deal, or in any deal."""
    yield from _book(ctx).names(ctx.params.get("deal"))


@completer
def zones(ctx: Context) -> Iterable[tuple[str, str]]:
    """The zones that deals are kept in."""
    for zone, count in _book(ctx).zones():
        yield zone, f"{count} deal" + "s" * (count > 1)


def _words(name: str) -> Completer:
    """The words of that list, by which things of one kind go."""

    @completer
    def words(_: Context) -> Iterable[tuple[str, str]]:
        from tracker.domain import words

        yield from ((word, "") for word in getattr(words, name))

    return words


deal_words, bidder_words, deadline_words, deadline_kinds = map(
    _words, ("OF_DEALS", "OF_BIDDERS", "OF_DEADLINES", "KINDS")
)


@completer
def publishers(ctx: Context) -> Iterable[tuple[str, str]]:
    """Who has published something that the deal, or any deal, rests on."""
    yield from ((name, "") for name in _book(ctx).publishers(ctx.params.get("deal")))


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


def one_of(*words: str) -> Completer:
    """These words, and no others."""
    return completer(lambda _: ((word, "") for word in words))


def sentence(ctx: Context, incomplete: str) -> Offers:
    """The words that may come next: names, and what phrases say after the word before.

    Within quotes what was typed is several words, and an offer is all of them with one more.
    """
    said = list(ctx.params.get("sentence") or ())
    if not incomplete and said and said[-1].endswith(" "):
        incomplete = said.pop()  # zsh and fish take a space for an end, in an open quote too

    def going_on(ctx: Context) -> Iterator[tuple[str, str]]:
        words = incomplete.split(" ")
        for at in range(len(words)):
            begun = "".join(f"{word} " for word in words[:at])
            for word, kind in _following(ctx, [*said, *words[:at]]):
                yield begun + word, kind

    return completer(going_on)(ctx, incomplete)


def _following(ctx: Context, said: list[str]) -> Iterator[tuple[str, str]]:
    from tracker.domain.events import VOCABULARY

    parts = [[_word(part) for part in phrase.parts] for phrase, _ in VOCABULARY.phrases]
    following = {each[0] for each in parts}
    if said:
        last = said[-1].lower() if said[-1].lower() in VOCABULARY.words else A_NAME
        following = {after for each in parts for word, after in pairwise(each) if word == last}
    if A_NAME in following:
        yield from _book(ctx).names(ctx.params.get("deal"))
    yield from ((word, "") for word in sorted(following - {A_NAME}))


A_NAME = ""
"""Stands in a phrase for what is no fixed word of it: a name, a date, terms."""


def _word(part: str) -> str:
    return A_NAME if part.startswith("{") else part.lower()

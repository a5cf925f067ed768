"""New names: let in, or refused where they are probably a slip, with the way on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tracker.domain.deal import Deal
from tracker.domain.errors import RefusedByRule
from tracker.domain.event import Event
from tracker.domain.events.statements import NameJoined
from tracker.domain.names import ANY, DEADLINE, PARTY, Known, key, names_nobody
from tracker.domain.reading import Mention


def check_names(event: Event, mentions: Sequence[Mention], known: Known, *, insisted: bool) -> None:
    """Raises RefusedByRule where a new name is probably a slip."""
    if isinstance(event, NameJoined):
        _check_joined(event, known)
        return
    for mention in mentions:
        if not (insisted or mention.insisted or key(mention.name) in known.of(mention.kind)):
            _check_new_name(mention, known, asks=event.asks)


def _check_joined(event: NameJoined, known: Known) -> None:
    kinds = {known.kind_of(name) for name in (event.name, event.alias)} - {None}
    if not kinds:
        raise RefusedByRule(
            f"neither {event.name!r} nor {event.alias!r} is known here",
            *_known_names(known, ANY),
            kind="unknown-name",
        )
    if len(kinds) > 1:
        raise RefusedByRule(
            f"{event.name!r} and {event.alias!r} are of two kinds: a party, a deadline or term",
            "only names of one kind can be one",
            kind="other-kind",
        )


def _check_new_name(mention: Mention, known: Known, *, asks: bool) -> None:
    name, insist = mention.name, f'put quotes round it, "{mention.name}", or add --new'
    if near := known.near(name):
        raise RefusedByRule(
            f"{name!r} is not known here, and very near to {near!r}",
            f"did you mean {near}?",
            f"if it is somebody else, {insist}",
            kind="unknown-name",
        )
    if (other := known.kind_of(name)) is not None and mention.kind != ANY:
        what = "a deadline or a term" if other == DEADLINE else "a party"
        others = ", ".join(sorted(known.of(mention.kind).values())[:12])
        raise RefusedByRule(
            f"{name!r} is known here as {what}",
            *((f"known in that place are {others}",) if others else ()),
            f"if something else has that name too, {insist}",
            kind="other-kind",
        )
    if wrapped := known.wrapped(name, mention.kind):
        raise says_something_about(name, wrapped, f"if it is a name, {insist}")
    if mention.kind == PARTY and names_nobody(name):
        raise is_nobody(name, f"if it is a name, {insist}")
    if asks:
        raise _nobody_set(name, known)


def says_something_about(name: str, known: str, insist: str) -> RefusedByRule:
    return RefusedByRule(
        f"{name!r} says something about {known!r} and is not a name",
        f"did you mean {known}?",
        f"a group is recorded with: MEMBER joined {known}",
        insist,
        kind="unknown-name",
    )


def is_nobody(name: str, insist: str) -> RefusedByRule:
    return RefusedByRule(
        f"{name!r} is a word of the language and names nobody",
        "say who it is: CFIUS blocked Oracle",
        insist,
        kind="unknown-name",
    )


def refuse_asking_of_a_term(mentions: Sequence[Mention], deal: Deal, known: Known) -> None:
    """Raises RefusedByRule where what is known under that name is a term, and has no date."""
    for mention in mentions:
        name = deal.key(mention.name)
        if name in deal.terms and name not in deal.deadlines and not mention.insisted:
            raise _nobody_set(mention.name, known)


def _nobody_set(name: str, known: Known) -> RefusedByRule:
    return RefusedByRule(
        f"nobody has set {name!r}",
        *_known_names(known, DEADLINE),
        f"set it first: '{name} due 2020-11-12', or 'order {name} effective 2020-09-20'",
        "or add --new",
        kind="unknown-deadline",
    )


def _known_names(known: Known, kind: str) -> Iterator[str]:
    names = sorted(known.of(kind).values())
    if names:
        yield f"known are {', '.join(names[:12])}"

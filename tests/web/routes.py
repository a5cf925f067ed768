"""Every address of the page, and who may ask it by which method: the one table of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from fastapi.routing import iter_route_contexts

READS, WRITES = "who reads", "who writes"
"""Whom a method is for. Nobody else may use it, and nobody any other method."""

TABLE: dict[str, dict[str, str]] = {
    "/": {"GET": READS},
    "/deadlines": {"GET": READS},
    "/parties": {"GET": READS},
    "/search": {"GET": READS},
    "/deals/{deal}": {"GET": READS},
    "/deals/{deal}/chart.svg": {"GET": READS},
    "/deals/{deal}/calendar.ics": {"GET": READS},
    "/deals/{deal}/record": {"GET": WRITES, "POST": WRITES},
    "/deals/{deal}/preview": {"POST": WRITES},
    "/deals/{deal}/complete": {"GET": WRITES},
    "/deals/{deal}/entries/{number}/{what}": {"GET": WRITES},
    "/api": {"GET": READS},
    "/api/openapi.json": {"GET": READS},
    "/api/deals": {"GET": READS},
    "/api/deals/{deal}/status": {"GET": READS},
    "/api/deals/{deal}/timeline": {"GET": READS},
    "/api/deals/{deal}/deadlines": {"GET": READS},
    "/api/deals/{deal}/why": {"GET": READS},
    "/api/deals/{deal}/diff": {"GET": READS},
    "/api/deals/{deal}/entries/{number}": {"GET": READS},
    "/api/deals/{deal}/check": {"GET": READS},
    "/api/deadlines": {"GET": READS},
    "/api/bidders": {"GET": READS},
    "/api/changes": {"GET": READS},
    "/api/live": {"GET": READS},
    "/favicon.ico": {"GET": READS},
    "/static": {"GET": READS},
}
EXAMPLES = {
    "{deal}": "harbour",
    "{number}": "2",
    "{what}": "correct",
    "/static": "/static/page.css",
    "/diff": "/diff?from=2020-09-01&to=2020-09-14",
}
ENDLESS = "/api/live"


class Route(NamedTuple):
    """An address as the application has it."""

    path: str
    methods: frozenset[str]
    parameters: tuple[str, ...]
    """The names of those in its query."""


def routes_of(app: Any) -> Iterator[Route]:
    """What the application answers; a folder of files by GET. HEAD goes with GET."""
    for each in iter_route_contexts(app.routes):
        methods = frozenset(each.methods or {"GET"}) - {"HEAD"}
        yield Route(str(each.path), methods, tuple(_query(getattr(each, "dependant", None))))


def ways_of(app: Any) -> dict[str, set[str]]:
    """Every address with its methods."""
    ways: dict[str, set[str]] = {}
    for each in routes_of(app):
        ways.setdefault(each.path, set()).update(each.methods)
    return ways


def _query(dependant: Any) -> Iterator[str]:
    if dependant:
        yield from (each.alias for each in dependant.query_params)
        for each in dependant.dependencies:
            yield from _query(each)


def example(path: str, **given: str) -> str:
    """An address of that form; `given` are other words for its places."""
    for place, word in EXAMPLES.items():
        path = path.replace(place, given.get(place.strip("{}"), word))
    return path

"""The address of a book on a server, as it may be shown."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import unquote

if TYPE_CHECKING:
    from sqlalchemy import URL

ALMOST = r"(?:sqlite|postgres\w*)(?:\+\w+)?:"
"""How addresses begin that people write with a slash too few."""

_ADDRESS = re.compile(
    rf"(?P<scheme>\w[\w+.-]*://|{ALMOST}/*)(?P<base>.*?)(?:\?(?P<query>[\w%]+=.*))?", re.DOTALL
)
_SECRET = re.compile(r"pass(?!file)|pw|secret|token", re.IGNORECASE)


def masked(place: str) -> str:
    """What somebody typed for a book, without passwords, also where it is no sound address.

    Everything up to the last @ may be of a password, in which few write an @ as %40.
    """
    if not (found := _ADDRESS.fullmatch(place)):
        return place
    who, at, where = found["base"].rpartition("@")
    user, colon, _ = who.partition(":")
    base = f"{found['scheme']}{user}{':***' if colon else ''}{at}{where}"
    if found["query"] is None:
        return base
    return f"{base}?{'&'.join(map(_masked_option, found['query'].split('&')))}"


def shown(url: URL) -> str:
    """Without passwords, wherever they stand in it."""
    return unquote(masked(url.render_as_string(hide_password=False)))


def for_libpq(url: URL) -> str:
    """As the server's own tools take it, without passwords."""
    bare = url.difference_update_query(filter(_SECRET.search, url.query))
    # `set` takes None for "leave it as it is".
    plain = url.create("postgresql", url.username, None, url.host, url.port, url.database)
    return plain.set(query=bare.query).render_as_string()


def _masked_option(said: str) -> str:
    name, equals, _ = said.partition("=")
    if not equals:
        return "***"
    return f"{name}=***" if _SECRET.search(unquote(name)) else said

"""A glance into a book, for the shell on Tab: past SQLAlchemy and the check of the tables."""

from __future__ import annotations

import re
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, quote, unquote, urlencode

PUBLISHERS = {
    "sqlite": """
        SELECT DISTINCT json_extract(source.value, '$.publisher')
        FROM entries, json_each(CAST(state AS TEXT), '$.sources') AS source
        WHERE CAST(:deal AS TEXT) IS NULL OR deal = :deal ORDER BY 1""",
    "postgresql": """
        SELECT DISTINCT source ->> 'publisher'
        FROM entries,
            jsonb_array_elements(convert_from(state, 'UTF8')::jsonb -> 'sources') AS source
        WHERE CAST(:deal AS TEXT) IS NULL OR deal = :deal ORDER BY 1""",
}
"""Who has published something that a deal, or any deal, rests on."""


def kind(place: str) -> str:
    """The kind of database that a path or an address leads to."""
    return "postgresql" if place.startswith("postgresql") else "sqlite"


def rows(place: str, query: str, **values: str | None) -> list[Any]:
    """What the query finds, read and not locked; `:name` in it stands for a value.

    Raises OSError where there is no file, and what the driver does of one that is no book, or busy.
    """
    if kind(place) == "postgresql":
        return _on_server(place, query, values)
    import sqlite3

    file = _file(place).expanduser().absolute()
    if not file.is_file():  # a pipe would be waited for
        raise FileNotFoundError(file)
    path = quote(str(file))
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True, timeout=0.2)) as book:
        return book.execute(query, values).fetchall()


def _file(place: str) -> Path:
    found = re.fullmatch(r"sqlite(?:\+\w+)?:///([^?]*)(?:\?.*)?", place)
    return Path(unquote(found[1]) if found else place)


def _on_server(place: str, query: str, values: dict[str, str | None]) -> list[Any]:
    import psycopg

    where, _, options = re.sub(r"^postgresql\+psycopg:", "postgresql:", place).partition("?")
    # libpq wants = and the like escaped, where SQLAlchemy does not mind.
    address = f"{where}?{urlencode(parse_qsl(options), quote_via=quote)}"
    named: Any = re.sub(r"(?<!:):([a-z]+)", r"%(\1)s", query)
    with psycopg.connect(address, connect_timeout=1) as connection:
        return connection.execute(named, values).fetchall()

"""A glance into a book, for the shell on Tab: past SQLAlchemy and the check of the tables."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import parse_qsl, quote, unquote, urlencode

PUBLISHERS = {
    "sqlite": """
        SELECT DISTINCT said.value
        FROM entries, json_tree(CAST(state AS TEXT)) AS said
        WHERE said.key = 'publisher' AND (CAST(:deal AS TEXT) IS NULL OR deal = :deal)
        ORDER BY 1""",
    "postgresql": """
        SELECT DISTINCT said #>> '{}'
        FROM entries, jsonb_path_query(convert_from(state, 'UTF8')::jsonb, '$.**.publisher') AS said
        WHERE CAST(:deal AS TEXT) IS NULL OR deal = :deal ORDER BY 1""",
}
NAMES = """
    SELECT name, 'bidder' FROM bidders WHERE CAST(:deal AS TEXT) IS NULL OR deal = :deal
    UNION SELECT name, 'deadline' FROM deadlines WHERE CAST(:deal AS TEXT) IS NULL OR deal = :deal
    UNION SELECT name, 'review' FROM reviews WHERE CAST(:deal AS TEXT) IS NULL OR deal = :deal
    ORDER BY 2, 1"""
NUMBERS = "SELECT entry, event FROM entries WHERE deal = :deal AND entry > 0 ORDER BY entry DESC"


class Glance(NamedTuple):
    """What there is in the book at a path or an address, read and not locked.

    Where a deal is asked for, None is any deal. Everything raises OSError where there is no file,
    and what the driver does of one that is no book, or busy.
    """

    place: str

    def deals(self) -> Iterator[tuple[str, str]]:
        """The deals, with their titles."""
        yield from self._rows("SELECT deal, title FROM deals ORDER BY deal")

    def zones(self) -> Iterator[tuple[str, int]]:
        """The zones that deals are kept in, with how many there are."""
        yield from self._rows("SELECT zone, count(*) FROM deals GROUP BY zone ORDER BY zone")

    def numbers(self, deal: str | None) -> Iterator[tuple[int, str]]:
        """The entries of the deal, the latest first, with the names of their events."""
        yield from self._rows(NUMBERS, deal)

    def names(self, deal: str | None) -> Iterator[tuple[str, str]]:
        """Everybody and everything that has a standing in the deal, with its kind."""
        yield from self._rows(NAMES, deal)

    def publishers(self, deal: str | None) -> Iterator[str]:
        """Who has published something that an entry of the deal rests on."""
        query = PUBLISHERS["postgresql" if self._is_on_server else "sqlite"]
        yield from (name for (name,) in self._rows(query, deal))

    @property
    def _is_on_server(self) -> bool:
        return re.match(r"postgresql(\+\w+)?://", self.place) is not None

    def _rows(self, query: str, deal: str | None = None) -> list[Any]:
        """What the query finds; `:deal` in it stands for the deal."""
        if self._is_on_server:
            return _on_server(self.place, query, deal)
        return _in_file(self.place, query, deal)


def _in_file(place: str, query: str, deal: str | None) -> list[Any]:
    import sqlite3

    found = re.fullmatch(r"sqlite(?:\+\w+)?:///([^?]*)(?:\?.*)?", place)
    file = Path(unquote(found[1]) if found else place).expanduser().absolute()
    if not file.is_file():  # a pipe would be waited for
        raise FileNotFoundError(file)
    address = f"file:{quote(str(file))}?mode=ro"
    with closing(sqlite3.connect(address, uri=True, timeout=0.2)) as book:
        return book.execute(query, {"deal": deal}).fetchall()


def _on_server(place: str, query: str, deal: str | None) -> list[Any]:
    import psycopg

    where, _, options = re.sub(r"^postgresql\+psycopg:", "postgresql:", place).partition("?")
    # libpq wants = and the like escaped, where SQLAlchemy does not mind.
    address = f"{where}?{urlencode(parse_qsl(options), quote_via=quote)}"
    named: Any = query.replace(":deal", "%(deal)s")
    with psycopg.connect(address, connect_timeout=1) as connection:
        return connection.execute(named, {"deal": deal}).fetchall()

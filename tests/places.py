"""Where tests make their books: in files, or each in a schema of a PostgreSQL database.

    pytest                                          in files
    TRACKER_TEST_STORE=postgresql pytest ...        on a server of the tests' own
    TRACKER_TEST_URL=postgresql+psycopg://... pytest ...    in that database

What cannot be the same there is marked `sqlite`, and is skipped by name.
"""

from __future__ import annotations

import os
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from hashlib import sha256
from io import StringIO
from pathlib import Path
from typing import Any

GIVEN = os.environ.get("TRACKER_TEST_URL", "")
ON_POSTGRESQL = bool(GIVEN) or os.environ.get("TRACKER_TEST_STORE") == "postgresql"

made: dict[str, Path] = {}
"""The schemas of books that are there, and the files that they stand for."""


def at(file: Path) -> str:
    """The place of an empty book that stands for that file: the same one for the same file."""
    return in_schema(file) if ON_POSTGRESQL else str(file)


def in_schema(file: Path) -> str:
    """The address of a schema of its own, with the tables of a book."""
    schema = f"book_{sha256(str(file).encode()).hexdigest()[:24]}"
    if schema not in made:
        with administering() as connection, connection.transaction():
            connection.execute(f"CREATE SCHEMA {schema}")
            connection.execute(f"SET LOCAL search_path = {schema}, public")
            connection.execute(_statements())
        made[schema] = file
    url = _url()
    return f"{url}{'&' if '?' in url else '?'}options=-csearch_path%3D{schema},public"


def forget(folder: Path) -> None:
    """Drop the books that stand for files below a folder."""
    gone = [schema for schema, file in made.items() if file.is_relative_to(folder)]
    if gone:
        with administering() as connection:
            for schema in gone:  # all at once would hold more locks than a server has
                connection.execute(f"DROP SCHEMA {schema} CASCADE")
                del made[schema]


@contextmanager
def administering() -> Iterator[Any]:
    """A connection of psycopg that commits each statement."""
    import psycopg

    with psycopg.connect(_url().replace("+psycopg", ""), autocommit=True) as connection:
        yield connection


def _url() -> str:
    from tests.postgresql import server

    return GIVEN or server().url


@cache
def _statements() -> str:
    """What the migrations do, as SQL; and on a cluster of Citus what spreads the tables."""
    from alembic.command import upgrade
    from alembic.config import Config

    from tracker.store.schema import migrations

    out = StringIO()
    config = Config(output_buffer=out, cmd_opts=Namespace(x=["db=postgresql+psycopg://"]))
    config.set_main_option("script_location", str(migrations()))
    upgrade(config, "head", sql=True)
    inner = out.getvalue().replace("BEGIN;", "", 1).rpartition("COMMIT;")[0]
    return inner + (_spreading() if _is_citus() else "")


def _is_citus() -> bool:
    with administering() as connection:
        query = "SELECT 1 FROM pg_extension WHERE extname = 'citus'"
        return connection.execute(query).fetchone() is not None


def _spreading() -> str:
    from tracker.store.schema import migrations

    return statements(migrations() / "citus.sql")


def statements(file: Path) -> str:
    """What a file does, to be done in a transaction that is open already."""
    return file.read_text(encoding="utf-8").replace("BEGIN;", "").replace("COMMIT;", "")

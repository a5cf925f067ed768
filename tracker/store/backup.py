"""A copy of a book, made while others use it."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Engine

from tracker.domain.errors import Refusal
from tracker.store import sqlite
from tracker.store.address import for_libpq


def back_up(engine: Engine, target: Path, *, replace: bool = False) -> int:
    """Write the book as last committed to `target`, whole or not at all; how many bytes it has.

    Raises Refusal where something is there already and `replace` does not allow it, or where it is
    the book itself; StoreError where it cannot be written, or is damaged.
    """
    if engine.dialect.name != "sqlite":
        raise Refusal(
            "a book on a server is copied with the server's own tools",
            f"pg_dump --format=custom --file={target} '{for_libpq(engine.url)}'",
            "tracker export --all --format jsonl is a copy of the log that any book can import",
        )
    book = sqlite.path(engine)
    if target.exists() and target.samefile(book):
        raise Refusal(f"{target} is the book itself", "name another file")
    if target.is_dir():
        raise Refusal(f"{target} is a folder", f"name a file: {target / book.name}")
    if target.exists() and not target.is_file():
        raise Refusal(f"{target} is no file", "name another")
    if target.exists() and not replace:
        raise Refusal(f"{target} is there already", "--force replaces it", kind="file-exists")
    sqlite.copy(engine, target)
    return target.stat().st_size

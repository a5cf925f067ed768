"""A book that begins with an import: it is there once something is in it, and not before."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from tracker.store.book import Book, open_book
from tracker.store.errors import StoreError, StoreOvertaken


@contextmanager
def begin_book(path: Path) -> Iterator[Book]:
    """A new book, made beside `path` and put there at the end; without a deal in it, nothing is.

    Raises StoreError where none can be made there, StoreOvertaken where somebody else made one
    meanwhile: theirs stays as it is.
    """
    with _beside(path) as folder:
        made = folder / path.name
        with open_book(made, create=True) as book:
            yield book
            is_begun = bool(book.deals())
        if is_begun:
            _put(made, path)


@contextmanager
def _beside(path: Path) -> Iterator[Path]:
    """A folder on the same disk, private to its owner, that goes away again."""
    try:
        there = next(each for each in path.absolute().parents if each.exists())
        folder = TemporaryDirectory(prefix=f".{path.name}.", dir=there)
    except OSError as error:
        raise _cannot_be_made(path, error) from error
    with folder as name:
        yield Path(name)


def _put(made: Path, path: Path) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        # Unlike a renaming, a link never replaces what is there.
        os.link(made, path)
    except FileExistsError:
        raise StoreOvertaken(
            f"another process made a book at {path} meanwhile; nothing was recorded", "import again"
        ) from None
    except OSError as error:
        raise _cannot_be_made(path, error) from error


def _cannot_be_made(path: Path, error: OSError) -> StoreError:
    return StoreError(
        f"a book cannot be made at {path}: {error.strerror}", "--db names another place"
    )

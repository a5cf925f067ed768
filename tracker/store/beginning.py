"""A book that begins with an import: it is there once something is in it, and not before."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from pathlib import Path
from tempfile import gettempdir

from tracker.formats.jsonl import write_line
from tracker.store import database, sqlite
from tracker.store.book import Book, open_book
from tracker.store.engine import connect
from tracker.store.errors import StoreError, StoreOvertaken
from tracker.store.log import links
from tracker.store.restoring import restore
from tracker.store.schema import version
from tracker.store.scratch import clear, scratch


def beginning(place: str) -> AbstractContextManager[Book] | None:
    """A new book for a place where there is none, or only an empty file or database; else None.

    Nothing is changed there unless there is a deal in the book at the end. Raises StoreError.
    """
    engine = connect(place)
    try:
        if database.of(engine) is sqlite:
            # A link that leads nowhere yet: the book is made where it leads.
            path = Path(os.path.realpath(sqlite.path(engine)))
            # Whoever was killed once the book was in its place has left the folder it came from.
            clear(path.parent)
            if not sqlite.is_there(sqlite.path(engine)):
                return begin_book(path)
        return fill_book(place) if version(engine) is None else None
    finally:
        engine.dispose()


@contextmanager
def begin_book(path: Path) -> Iterator[Book]:
    """A new book, made beside `path` and put there at the end; without a deal in it, nothing is.

    Raises StoreError where none can be made there, StoreOvertaken where somebody else made one
    meanwhile: theirs stays as it is.
    """
    sqlite.refuse_another_journal(path)
    with _beside(path) as folder:
        made = folder / path.name
        with open_book(made, create=True) as book:
            yield book
            is_begun = bool(book.deals())
        if is_begun:
            _put(made, path)


@contextmanager
def fill_book(place: str) -> Iterator[Book]:
    """A new book in a file of its own, whose log goes at the end into the book at that place.

    Raises StoreError, and ImportRefused where others recorded something else there meanwhile.
    """
    with (
        scratch(Path(gettempdir()), "import") as folder,
        open_book(folder / "book.db", create=True) as book,
    ):
        yield book
        if book.deals():
            with open_book(place, create=True) as there:
                restore(there, _log(book), file=database.of(there.engine).place(there.engine))


def _log(book: Book) -> Iterator[bytes]:
    for row in book.deals():
        yield from map(write_line, links(book.recorder, row.deal))


@contextmanager
def _beside(path: Path) -> Iterator[Path]:
    """A folder on the same disk, private to its owner, that goes away again."""
    with ExitStack() as until_then:
        try:
            there = next(each for each in path.absolute().parents if each.exists())
            folder = until_then.enter_context(scratch(there, path.name))
        except OSError as error:
            raise _cannot_be_made(path, error) from error
        yield folder


def _put(made: Path, path: Path) -> None:
    try:
        sqlite.make_folder(path.parent)
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

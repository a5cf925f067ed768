"""What can be wrong with a book itself, apart from what is written in it."""

from typing import ClassVar


class StoreError(Exception):
    """The store is missing, locked too long, unreadable, damaged or of another version.

    `message` is one sentence for the user, `hints` say how to go on, `kind` is for programs.
    """

    kind: ClassVar[str] = "store-unusable"

    def __init__(self, message: str, *hints: str) -> None:
        super().__init__(message)
        self.message = message
        self.hints: tuple[str, ...] = hints


class StoreMissing(StoreError):
    """There is no book at that place, or nothing in it yet."""

    kind = "store-missing"


class StoreLocked(StoreError):
    """Another process kept the book locked for longer than we wait."""

    kind = "store-locked"


class StoreOvertaken(StoreLocked):
    """Others wrote the same deals, and this writer has to begin again."""

    kind = "store-overtaken"


class StoreUnreached(StoreError):
    """The server does not answer, or has broken off."""

    kind = "store-unreached"


class StoreUnanswered(StoreUnreached):
    """The server broke off when it was to keep what was written: it may have, or may not."""

    kind = "store-unanswered"


class StoreReadOnly(StoreError):
    """The book can be read and not written."""

    kind = "store-read-only"


class StoreFull(StoreError):
    """There is no room left for what was to be written; nothing of it was."""

    kind = "store-full"


class StoreDamaged(StoreError):
    """Pages, tables or logs do not make sense any more, or are not what was recorded."""

    kind = "store-damaged"


class StoreForeign(StoreError):
    """The file is not a book: no database at all, or a database of something else."""

    kind = "store-foreign"


class StoreNewer(StoreError):
    """A later version of the tracker wrote the book."""

    kind = "store-newer"

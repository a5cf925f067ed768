"""Where the book is: what was typed, else TRACKER_DB, else the user's data folder."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import NamedTuple

from tracker.domain.errors import Refusal


class Place(NamedTuple):
    """A path or database URL, and the setting that it comes from."""

    where: str
    setting: str

    def without_password(self) -> str:
        """The place as it may be shown to others."""
        from tracker.store.address import masked

        return masked(self.where)

    def option(self) -> str:
        """What a command needs to be typed with to find this book again."""
        import shlex

        return f" --db {shlex.quote(self.without_password())}" if self.setting == "--db" else ""


def place(db: str | None) -> Place:
    """The place of the book. Raises Refusal for an empty `--db`."""
    if db is not None:
        if not db.strip():
            raise Refusal("--db is empty", "--db book.db, or leave it out")
        return Place(db, "--db")
    if where := os.environ.get("TRACKER_DB", "").strip():
        return Place(where, "TRACKER_DB")
    return Place(str(data_folder() / "book.db"), "the user's data folder")


def data_folder() -> Path:
    """Where the platform keeps what a program keeps for its user."""
    if sys.platform == "darwin":
        return Path.home() / "Library/Application Support/tracker"
    # The XDG specification has a relative path ignored.
    set_to = Path(os.environ.get("XDG_DATA_HOME", ""))
    return (set_to if set_to.is_absolute() else Path.home() / ".local/share") / "tracker"

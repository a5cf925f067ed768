"""What is known of this installation and of one book, and what to do about it."""

from __future__ import annotations

import os
import platform
import shutil
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Any

from msgspec import Struct

import tracker
from tracker.cli.place import Place
from tracker.cli.settings import day, zone
from tracker.domain.errors import Refusal
from tracker.domain.times import zone_info
from tracker.store.book import open_book
from tracker.store.errors import StoreError, StoreMissing

LIBRARIES = ("eventsourcing", "sqlalchemy", "msgspec", "typer", "tzdata")
LITTLE_SPACE = 100_000_000
"""So few bytes are soon written."""


class Checkup(Struct, frozen=True):
    """Where the book is and by which setting, its facts, the versions, and advice in sentences."""

    book: str
    setting: str
    usable: bool
    facts: dict[str, Any]
    versions: dict[str, str]
    zone: str
    zone_setting: str
    today: str | None
    advice: tuple[str, ...]


def checkup(place: Place) -> Checkup:
    """Look at everything and mend nothing."""
    usable, facts, advice = _book(place)
    return Checkup(
        place.without_password(),
        place.setting,
        usable,
        facts,
        {
            "tracker": tracker.__version__,
            "python": platform.python_version(),
            **{name: version(name) for name in LIBRARIES},
        },
        zone(None),
        "TRACKER_ZONE" if os.environ.get("TRACKER_ZONE", "").strip() else "the default",
        os.environ.get("TRACKER_TODAY"),
        (*advice, *_settings()),
    )


def _book(place: Place) -> tuple[bool, dict[str, Any], list[str]]:
    try:
        with open_book(place.where) as book:
            facts = book.facts()
    except StoreMissing as error:
        return True, {}, [error.message, *error.hints]
    except StoreError as error:
        return False, {}, [error.message, *error.hints]
    if "path" in facts:
        facts["free_space"] = shutil.disk_usage(Path(facts["path"]).parent).free
    return facts["integrity"] == "ok", facts, list(warnings(facts))


def warnings(facts: dict[str, Any]) -> Iterator[str]:
    """What is odd about a book that can be read, each with what to do."""
    if facts["integrity"] != "ok":
        yield (
            f"The book is damaged ({facts['integrity']}): `tracker verify` says more; go back to "
            "a backup, or import an export of it into a new book."
        )
    if not facts.get("durable", True):
        yield (
            "The server acknowledges entries before they are on its disk, and may lose the last of "
            "them: its fsync and synchronous_commit should be on."
        )
    if not facts.get("wal_is_safe", True):
        yield _old_sqlite(facts) if facts["journal_mode"] != "wal" else _unsafe(facts)
    if facts.get("free_space", LITTLE_SPACE) < LITTLE_SPACE:
        yield (
            f"Only {facts['free_space'] / 1e6:.0f} MB are free where the book is: make room before "
            "the next entries find none."
        )


def _unsafe(facts: dict[str, Any]) -> str:
    return (
        f"The book keeps a write-ahead log, which SQLite {facts['sqlite']} may damage where "
        "several programs write it: end the others, and the next command changes that."
    )


def _old_sqlite(facts: dict[str, Any]) -> str:
    return (
        f"SQLite {facts['sqlite']} may damage a write-ahead log that several programs write, so "
        "the book keeps a rollback journal: safe, and slower to write. A Python with SQLite 3.51.3 "
        "or later ends that."
    )


def _settings() -> list[str]:
    """What is wrong with the settings."""
    wrong = []
    for read in (lambda: zone_info(zone(None)), lambda: day(None)):
        try:
            read()
        except Refusal as error:
            wrong += [error.message, *error.hints]
    return wrong

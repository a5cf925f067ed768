"""Logs from a JSONL file into a book: all that is new in it, or nothing.

A file has the deals one after the other, each from its entry 0. A line is read, checked and
appended, and forgotten with its deal: what is too much for the memory is left to the database,
which keeps nothing of it where something is found.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from eventsourcing.persistence import StoredEvent
from msgspec import Struct, to_builtins
from sqlalchemy import Connection, select

from tracker.domain.casebook import Finding, ImportRefused, finding_of
from tracker.domain.chain import Chain, Link, Misfit
from tracker.domain.characters import BLANK, is_text, refuse_control_characters
from tracker.domain.drafts import TEXTS
from tracker.domain.entry import DealOpened, Entry
from tracker.domain.errors import Refusal
from tracker.domain.history import History
from tracker.domain.times import zone_info
from tracker.formats.casebook import SLUG, SLUG_HINT
from tracker.formats.jsonl import read_line
from tracker.store import projections
from tracker.store.book import Book, Imported, ImportedDeal
from tracker.store.log import not_whole
from tracker.store.tables import entries

AGAIN = "export the deal again; a log is not edited"
LIKE_EXPORT = "a deal's entries stand together, as tracker export --format jsonl writes them"
ANOTHER_BOOK = "import it into a new book: --db another.db"
MOST_FINDINGS = 100


class _OnlyTried(Exception):
    """Rolls back a dry run."""


def restore(book: Book, lines: Iterable[bytes], *, file: str, dry_run: bool = False) -> Imported:
    """Append what the lines have and the book has not.

    Raises ImportRefused with the lines that are wrong; then, and in a dry run, nothing is changed.
    """
    restorer = _Restorer(book, file)
    try:
        with book.recorder.transaction() as connection:
            for number, line in enumerate(lines, 1):
                if line.strip():
                    restorer.take(connection, number, line)
                if len(restorer.findings) == MOST_FINDINGS:
                    break
            restorer.finish(connection)
            if restorer.findings:
                raise ImportRefused(file, restorer.findings)
            if dry_run:
                raise _OnlyTried
    except _OnlyTried:
        pass
    return Imported(tuple(restorer.done))


class _Deal(Struct):
    """The deal whose lines are being read: what the book has of it, and what it has not."""

    name: str
    line: int
    there: list[str]
    chain: Chain
    entries: list[Entry]
    fresh: list[Link]
    sound: bool = True


class _Restorer:
    """Takes lines one by one, and writes a deal when its last line was taken."""

    def __init__(self, book: Book, file: str) -> None:
        self.book, self.file = book, file
        self.findings: list[Finding] = []
        self.done: list[ImportedDeal] = []
        self.seen: set[str] = set()
        self.deal: _Deal | None = None

    def take(self, connection: Connection, number: int, line: bytes) -> None:
        try:
            link = read_line(line)
        except Refusal as error:
            self.findings.append(finding_of(self.file, number, error))
            if self.deal:
                self.deal.sound = False
            return
        if self.deal is None or self.deal.name != link.deal:
            self.finish(connection)
            self.deal = self._begun(connection, number, link.deal)
        self.deal.line = number
        if self.deal.sound:
            self._follow(self.deal, link)

    def finish(self, connection: Connection) -> None:
        """The lines of the deal have come to their end."""
        deal, self.deal = self.deal, None
        if deal is None or not deal.sound:
            return
        lacking = len(deal.there) - len(deal.entries)
        if lacking > 0:
            said = (
                f"the book has {deal.name} up to #{len(deal.there) - 1}, and the file ends before"
            )
            self._wrong(deal, said, "the book has all of it, and more", 4)
        elif not self.findings:
            # With a finding nothing is kept: then it is enough to look at the rest.
            self._write(connection, deal)

    def _begun(self, connection: Connection, number: int, name: str) -> _Deal:
        deal = _Deal(name, number, self._hashes(connection, name), Chain(), [], [])
        if name in self.seen:
            self._wrong(
                deal, f"the entries of {name} go on here, after those of others", LIKE_EXPORT
            )
        elif not SLUG.fullmatch(name):
            self._wrong(deal, f"{name!r} is no name of a deal", SLUG_HINT)
        self.seen.add(name)
        return deal

    def _hashes(self, connection: Connection, deal: str) -> list[str]:
        """The hashes of the entries that the book has of a deal, whose head is locked."""
        head = self.book.recorder.lock_head(deal)
        query = select(entries.c.hash).where(entries.c.deal == deal).order_by(entries.c.entry)
        hashes = list(connection.scalars(query))
        end = (head.version, head.hash) if head else None
        if end != ((len(hashes) - 1, hashes[-1]) if hashes else None):
            raise not_whole(deal)
        return hashes

    def _follow(self, deal: _Deal, link: Link) -> None:
        try:
            entry = deal.chain.follow(link)
            _refuse_what_a_terminal_obeys(link, entry)
        except (Misfit, Refusal) as error:
            self._wrong(deal, error.message, AGAIN)
            return
        if entry.number >= len(deal.there):
            deal.fresh.append(link)
        elif link.hash != deal.there[entry.number]:
            self.book.history(deal.name)  # which says so where the book is damaged there
            said = f"entry #{entry.number} of {deal.name} is another one in the book"
            self._wrong(deal, said, ANOTHER_BOOK, 4)
            return
        deal.entries.append(entry)

    def _wrong(self, deal: _Deal, message: str, hint: str, code: int = 2) -> None:
        """What comes after it in the deal hangs on it, and is not looked at."""
        deal.sound = False
        self.findings.append(Finding(self.file, deal.line, message, hint, code))

    def _write(self, connection: Connection, deal: _Deal) -> None:
        opened, *following = deal.entries
        assert isinstance(opened.event, DealOpened)
        fresh = deal.entries[len(deal.there) :]
        if fresh:
            try:
                zone_info(opened.event.zone)
                self._append(deal.fresh, fresh)
                projections.follow(connection, History(deal.name, opened.event, following), fresh)
            except Refusal as error:
                self._wrong(deal, f"the log of {deal.name} cannot be read: {error.message}", AGAIN)
                return
        self.done.append(_said(deal))

    def _append(self, links: list[Link], fresh: list[Entry]) -> None:
        stored = [StoredEvent(each.deal, each.number, each.event, each.state) for each in links]
        ids, recorded = ([getattr(e, name) for e in fresh] for name in ("id", "recorded"))
        self.book.recorder.insert_events(stored, ids=ids, recorded=recorded)


def _refuse_what_a_terminal_obeys(link: Link, entry: Entry) -> None:
    """As of everything that is recorded: hashes keep nobody from writing a line of their own."""
    if b"\\" not in link.state and is_text(link.state.decode()):
        return  # what is not escaped in the JSON stands there as it is
    for text in _texts(to_builtins(entry)):
        refuse_control_characters(text)


def _texts(value: Any, name: str = "") -> Iterator[str]:
    """Every text, those of sources without their line ends."""
    match value:
        case str():
            yield BLANK.sub(" ", value) if name in TEXTS else value
        case dict():
            yield from (text for name, each in value.items() for text in _texts(each, name))
        case list() | tuple():
            yield from (text for each in value for text in _texts(each, name))


def _said(deal: _Deal) -> ImportedDeal:
    """Entry 0 is in no count."""
    there = max(len(deal.there) - 1, 0)
    recorded = len(deal.entries) - 1 - there
    return ImportedDeal(deal.name, not deal.there, recorded, there, 0, 0, ())

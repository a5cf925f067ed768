"""The book: an event-sourced application whose aggregates are the logs of deals.

Recording is one transaction: lock the deal's head, read its log, fold, check, append with the hash
chain, bring the projections up, commit. `recorded` is taken under that lock and never goes back.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from difflib import get_close_matches
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from eventsourcing.application import Application
from eventsourcing.persistence import Mapper
from eventsourcing.utils import Environment
from msgspec import Struct
from msgspec.structs import replace
from sqlalchemy import Connection, Engine, func, select

from tracker.domain.casebook import Casebook, Finding, ImportRefused
from tracker.domain.characters import LONGEST_NAME, LONGEST_TEXT, line_of
from tracker.domain.drafts import AnyDraft
from tracker.domain.entry import DealOpened, Entry
from tracker.domain.errors import NotThere, Refusal, RefusedByRule
from tracker.domain.history import History, Question
from tracker.domain.standing import standing
from tracker.domain.times import Clock, instant, micros_of, moment, zone_info
from tracker.store import database, log
from tracker.store.engine import connect
from tracker.store.errors import StoreDamaged, StoreOvertaken
from tracker.store.factory import Factory
from tracker.store.kinds import mixed
from tracker.store.mapper import EntryMapper, Logged
from tracker.store.patience import lock_timeout
from tracker.store.recent import Recent
from tracker.store.recorder import Recorder
from tracker.store.remedies import REBUILD
from tracker.store.schema import prepare, version
from tracker.store.tables import deals, entries
from tracker.store.transactions import Head
from tracker.views.boards import DealRow
from tracker.views.changes import Change, changes

if TYPE_CHECKING:
    from tracker.domain.importing import Plan
    from tracker.domain.writing import Written


AT_ONCE = 20
"""Deals that are rebuilt in one transaction: few enough that nobody waits long for it."""

ATTEMPTS = 10
"""How often an import of several deals begins again where others write the same deals meanwhile."""


class Recorded(Struct, frozen=True):
    """What was written down, and what it changed at the present moment."""

    deal: str
    written: Written
    changes: tuple[Change, ...] = ()


class ImportedDeal(Struct, frozen=True):
    """What an import did to one deal, in entries."""

    deal: str
    new: bool
    recorded: int
    unchanged: int
    cited: int
    corrected: int
    notes: tuple[str, ...]


class Imported(Struct, frozen=True):
    """What an import did, deal by deal in the order of the file."""

    deals: tuple[ImportedDeal, ...]


@contextmanager
def open_book(where: str | Path, *, create: bool = False) -> Iterator[Book]:
    """The book at a path or database URL, made where it is missing and `create` allows it.

    Raises StoreError where it is missing, locked, unreadable, damaged or of a later version.
    """
    engine = connect(where)
    try:
        prepare(engine, create=create)
        with Book(engine) as book:
            try:
                yield book
            except TypeError as error:
                with book.recorder.reading() as connection:
                    raise next(mixed(connection), error) from None
    finally:
        engine.dispose()


class Book(Application[str]):
    """All deals of one store. Writing methods are one transaction each."""

    recorder: Recorder

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self._recent = Recent()
        super().__init__()

    def construct_factory(self, env: Environment) -> Factory:
        return Factory(env, self.engine)

    def construct_mapper(self) -> Mapper[str]:
        return EntryMapper()

    def __enter__(self) -> Self:
        return self

    # Asking

    def deals(self) -> list[DealRow]:
        """Every deal, by name. Raises StoreDamaged where the zone of one is none."""
        query = select(deals).order_by(deals.c.deal)
        with self.recorder.reading() as connection:
            found = [DealRow(*row) for row in connection.execute(query)]
        _check_zones({row.zone for row in found})
        return found

    def zones(self) -> list[str]:
        """The zones that there are deals in, by name. Raises StoreDamaged where one is none."""
        query = select(deals.c.zone).distinct().order_by(deals.c.zone)
        with self.recorder.reading() as connection:
            found = list(connection.scalars(query))
        _check_zones(found)
        return found

    def history(self, deal: str) -> History:
        """The whole log of a deal. Raises NotThere with the nearest and all names."""
        with self.recorder.reading():
            head = self.recorder.head(deal)
            found = self._recent.get(deal, head) or self._history(deal)
        if found is None:
            raise self._no_such_deal(deal)
        if head is not None:
            self._recent.keep(head, found)
        return found

    def _history(self, deal: str) -> History | None:
        """Read in one transaction. Raises StoreDamaged where it is not what was recorded."""
        head, found = self.recorder.head(deal), [*log.read(self.recorder, deal)]
        if (head.version if head else -1) != len(found) - 1:
            raise log.not_whole(deal)
        if not found:
            return None
        opened = found[0].event
        assert isinstance(opened, DealOpened)
        return History(deal, opened, found[1:])

    def _no_such_deal(self, deal: str) -> NotThere:
        known = [row.deal for row in self.deals()]
        if deal in known:
            raise StoreDamaged(f"the table of deals has {deal}, which has no log", REBUILD)
        return NotThere(
            f"there is no deal {deal!r} in this book",
            *(f"did you mean {near}?" for near in get_close_matches(deal, known, 2, 0.5)),
            f"there are {', '.join(known[:20])}" if known else "there are no deals yet",
            f"tracker new {deal} 'TITLE' begins one",
            kind="unknown-deal",
        )

    # Writing

    def new(
        self,
        deal: str,
        title: str,
        *,
        zone: str,
        seller: str | None = None,
        target: str | None = None,
    ) -> bool:
        """Begin to follow a deal; False where it is followed already, with the same words.

        Raises Refusal for a name, title or zone that cannot be, RefusedByRule where the deal is
        there with other words.
        """
        opened = opening(deal, title, zone, seller, target)
        with self.recorder.transaction() as connection:
            self.recorder.lock_head(deal)
            there = self._history(deal)
            if there is None:
                self._open(connection, deal, opened)
                return True
        if there.opened != opened:
            raise RefusedByRule(
                f"{deal} is there already: {there.opened.title}, in {there.opened.zone}",
                "choose another name for the new one",
                kind="deal-exists",
            )
        return False

    def _open(self, connection: Connection, deal: str, opened: DealOpened) -> History:
        now = instant(micros_of(time.time_ns()), "UTC").text
        first = Entry(number=0, id="", event=opened, recorded=now)
        history = History(deal, opened, ())
        self._append(connection, history, [first])
        return history

    def _append(self, connection: Connection, history: History, fresh: list[Entry]) -> None:
        """`fresh` are the last entries of `history`."""
        self.events.put(
            [Logged(history.deal, entry.number, entry) for entry in fresh],
            ids=[entry.id for entry in fresh],
            recorded=[entry.recorded for entry in fresh],
        )
        from tracker.store import projections

        projections.follow(connection, history, fresh)

    def record(
        self, deal: str, draft: AnyDraft, *, today: str | None = None, dry_run: bool = False
    ) -> Recorded:
        """Write down what happened, or an amendment. With `dry_run` only say what would be.

        What the entry makes odd is among its notes. Raises NotThere for an unknown deal or entry,
        and whatever `write` refuses.
        """
        from tracker.domain.writing import write

        with self._reading_or_writing(dry_run=dry_run) as connection:
            head = None if dry_run else self.recorder.lock_head(deal)
            history = self._recent.get(deal, head) or self.history(deal)
            clock = self._clock(history, head or self.recorder.head(deal), today)
            written = write(history, draft, clock)
            if written.already:
                return Recorded(deal, written)
            longer = history.having(written.entry)
            written = replace(written, notes=(*written.notes, *_made_odd(history, longer)))
            if not dry_run:
                self._append(connection, longer, [written.entry])
                head = self.recorder.lock_head(deal)
        if head is not None:
            self._recent.keep(head, longer)
        return Recorded(deal, written, tuple(_changed(history, longer, clock)))

    @contextmanager
    def _reading_or_writing(self, *, dry_run: bool) -> Iterator[Connection]:
        mode = self.recorder.reading if dry_run else self.recorder.transaction
        with mode() as connection:
            yield connection

    def _clock(self, history: History, head: Head | None, today: str | None) -> Clock:
        """The present, for the entry that comes next; `head` knows when the deal was begun."""
        last = history.entries[-1].recorded if history.entries else head and head.recorded
        at = moment(last, "UTC").start if last else None
        return Clock(history.zone, micros_of(time.time_ns()), today, at)

    def import_casebook(
        self,
        text: str,
        *,
        file: str,
        zone: str,
        today: str | None = None,
        dry_run: bool = False,
        correct: bool = False,
    ) -> Imported:
        """Record what a casebook file says and the book does not: all of it, or nothing.

        `zone` is that of deals that name none and are new. Raises ImportRefused with everything
        that is wrong with the file.
        """
        from tracker.formats.casebook import read_casebooks

        casebooks, findings = read_casebooks(text, file)
        attempt = partial(
            self._import, casebooks, findings, file, zone, today, dry_run=dry_run, correct=correct
        )
        for _ in range(ATTEMPTS):
            with suppress(StoreOvertaken):
                return attempt()
        return attempt()

    def _import(
        self,
        casebooks: Sequence[Casebook],
        unreadable: Sequence[Finding],
        file: str,
        zone: str,
        today: str | None,
        *,
        dry_run: bool,
        correct: bool,
    ) -> Imported:
        from tracker.domain.importing import plan

        findings = list(unreadable)
        histories: dict[str, History] = {}
        fresh: dict[str, list[Entry]] = {}
        done: list[ImportedDeal] = []
        with self._reading_or_writing(dry_run=dry_run) as connection:
            begin = partial(History, entries=()) if dry_run else partial(self._open, connection)
            if not dry_run:
                self._lock_all({each.deal for each in casebooks})
            for casebook in casebooks:
                deal = casebook.deal
                there = histories.get(deal) or self._history(deal)
                history = there or begin(deal, _opened_by(casebook, zone))
                clock = self._clock(history, self.recorder.head(deal), today)
                planned = plan(history, casebook, file, clock, correct=correct)
                findings.extend(planned.findings)
                histories[deal] = planned.history
                fresh.setdefault(deal, []).extend(each.entry for each in planned.written)
                done.append(_imported(deal, planned, is_new=there is None))
            if findings:
                raise ImportRefused(file, findings)
            if not dry_run:
                for deal, written in fresh.items():
                    if written:
                        self._append(connection, histories[deal], written)
        return Imported(tuple(done))

    def _lock_all(self, names: Iterable[str]) -> None:
        """In one order everywhere, so that imports of the same deals do not deadlock."""
        for deal in sorted(names):
            self.recorder.lock_head(deal)

    def rebuild(self, progress: Callable[[int, int], None] | None = None) -> int:
        """Make the projections anew from the log; how many rows they have now."""
        from tracker.store import projections

        names = log.deals(self.recorder)
        count = 0
        for done in range(0, max(len(names), 1), AT_ONCE):
            with self.recorder.transaction() as connection:
                for deal in names[done : done + AT_ONCE]:
                    self.recorder.lock_head(deal)
                    count += projections.rebuild(connection, self.history(deal))
                if done + AT_ONCE >= len(names):
                    projections.forget_strays(connection)
            if progress:
                progress(min(done + AT_ONCE, len(names)), len(names))
        return count

    def facts(self) -> dict[str, Any]:
        """What the store is made of, for `doctor`."""
        with self.recorder.reading() as connection:
            return {
                **database.of(self.engine).facts(self.engine, connection),
                "schema": version(self.engine),
                "lock_timeout": lock_timeout(),
                "deals": connection.scalar(select(func.count()).select_from(deals)),
                "entries": connection.scalar(
                    select(func.count()).select_from(entries).where(entries.c.entry > 0)
                ),
            }


def _check_zones(zones: Iterable[str]) -> None:
    try:
        for zone in zones:
            zone_info(zone)
    except (Refusal, TypeError) as error:
        raise StoreDamaged(
            f"the table of deals is damaged, or the zones of this machine are: {error}",
            REBUILD,
            "pip install --upgrade tzdata brings every zone that there is",
        ) from None


def opening(
    deal: str, title: str, zone: str, seller: str | None = None, target: str | None = None
) -> DealOpened:
    """The first entry of a deal. Raises Refusal."""
    from tracker.formats.casebook import refuse_deal_name

    refuse_deal_name(deal)
    if not title.strip():
        raise Refusal("a deal needs a title", f"tracker new {deal} 'TikTok US operations'")
    parties = [line_of(each or "", "a name", LONGEST_NAME) or None for each in (seller, target)]
    called = " ".join(line_of(title, "a title", LONGEST_TEXT).split())
    zone_info(zone)
    return DealOpened(called, zone, *parties)


def _opened_by(casebook: Casebook, zone: str) -> DealOpened:
    title, zone = casebook.title or casebook.deal, casebook.zone or zone
    return opening(casebook.deal, title, zone, casebook.seller, casebook.target)


def _imported(deal: str, planned: Plan, *, is_new: bool) -> ImportedDeal:
    return ImportedDeal(
        deal,
        is_new,
        len(planned.written),
        planned.unchanged,
        planned.cited,
        planned.corrected,
        (
            *planned.notes,
            *(f"#{w.entry.number}: {note}" for w in planned.written for note in _odd(w)),
        ),
    )


def _odd(written: Written) -> Iterable[str]:
    return (note for note in written.notes if not note.endswith("is new here"))


def _made_odd(before: History, after: History) -> Iterator[str]:
    """What `check` would find that it does not find without the last entry."""
    from tracker.domain.rules import added

    return (each.note for each in added(before, after))


def _changed(before: History, after: History, clock: Clock) -> list[Change]:
    question = Question(as_of=clock.present())
    return changes(standing(before.as_of(question)), standing(after.as_of(question)))

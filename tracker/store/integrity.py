"""Whether a book is what was recorded: the log's hash chain, and everything that follows from it.

Each deal is looked at in one state of the book, and others may write between two of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from msgspec import Struct
from sqlalchemy import Connection, func, select

from tracker.domain.chain import Chain, Misfit
from tracker.domain.entry import DealOpened, Entry
from tracker.domain.errors import Refusal
from tracker.domain.history import History
from tracker.formats.heads import KeptHead
from tracker.store import database, log, projections
from tracker.store.kinds import wanted
from tracker.store.recorder import Recorder
from tracker.store.remedies import REBUILD, RESTORE
from tracker.store.tables import deals, entries, heads
from tracker.store.transactions import Head

_COUNT = select(func.count()).select_from(entries).where(entries.c.entry > 0)


class Flaw(Struct, frozen=True):
    """What is wrong, in which deal and with which entry where it is one's, and what to do."""

    deal: str | None
    entry: int | None
    message: str
    hint: str


class Verified(Struct, frozen=True):
    """What was looked at, and what was found."""

    deals: int
    entries: int
    rows: int
    findings: tuple[Flaw, ...]


def heads_of(recorder: Recorder) -> list[KeptHead]:
    """The end of every deal's log, to be kept where nobody can change book and copy together."""
    query = select(heads).order_by(heads.c.deal)
    with recorder.reading() as connection:
        return [KeptHead(*row) for row in connection.execute(query)]


def verify(
    recorder: Recorder,
    kept: Sequence[KeptHead] = (),
    progress: Callable[[int, int], None] | None = None,
) -> Verified:
    """Look at everything and mend nothing; `kept` are heads that the log must still contain."""
    verifier = _Verifier(recorder, progress)
    return verifier.run(kept)


class _Verifier:
    """Goes through a book and collects what is wrong with it."""

    def __init__(self, recorder: Recorder, progress: Callable[[int, int], None] | None) -> None:
        self.recorder, self.progress = recorder, progress
        self.flaws: list[Flaw] = []
        self.entries = self.rows = self.of = 0

    def run(self, kept: Sequence[KeptHead]) -> Verified:
        with self.recorder.reading() as connection:
            self.of = connection.scalar(_COUNT) or 0
            self.flaws.extend(_of_the_database(connection))
            odd = list(_of_other_types(connection))
            self.flaws.extend(odd)
            names = _names(connection)
        unreadable = {flaw.deal for flaw in odd}
        for deal in names:
            with self.recorder.reading() as connection:
                if deal not in unreadable:
                    self._look_at(connection, deal)
                self.flaws.extend(_lost(connection, [each for each in kept if each.deal == deal]))
        with self.recorder.reading() as connection:
            self.flaws.extend(_lost(connection, [each for each in kept if each.deal not in names]))
        return Verified(len(names), self.entries, self.rows, tuple(self.flaws))

    def _look_at(self, connection: Connection, deal: str) -> None:
        chain, found = Chain(), list[Entry]()
        try:
            for link in log.links(self.recorder, deal):
                found.append(chain.follow(link))
                self._count(link.number)
        except Misfit as misfit:
            # What comes after it hangs on it, and so does what is read from the log.
            self.flaws.append(Flaw(deal, misfit.number, misfit.message, RESTORE))
            return
        self.flaws.extend(_of_the_end(connection, deal, chain))
        opened = found[0].event if found else None
        if isinstance(opened, DealOpened):
            self._compare(connection, History(deal, opened, found[1:]))
        else:
            stray = projections.amiss(connection, deal, None)
            self.flaws.extend(Flaw(deal, None, each, REBUILD) for each in stray.messages)

    def _compare(self, connection: Connection, history: History) -> None:
        try:
            compared = projections.amiss(connection, history.deal, history)
        except Refusal as error:
            message = f"the log cannot be replayed: {error.message}"
            self.flaws.append(Flaw(history.deal, None, message, RESTORE))
            return
        self.rows += compared.rows
        self.flaws.extend(Flaw(history.deal, None, each, REBUILD) for each in compared.messages)

    def _count(self, number: int) -> None:
        # Entry 0 opens the deal, and is in no count.
        self.entries += number > 0
        if self.progress and number > 0 and (self.entries % 100 == 0 or self.entries == self.of):
            self.progress(self.entries, self.of)


def _names(connection: Connection) -> list[str]:
    """Every deal that any table speaks of, in the order of code points."""
    tables = (entries, heads, deals, *projections.TABLES.values())
    found = {name for table in tables for name in connection.scalars(select(table.c.deal))}
    return sorted(name for name in found if isinstance(name, str))


def _of_the_end(connection: Connection, deal: str, chain: Chain) -> Iterator[Flaw]:
    """Where the table of heads says otherwise than the log does."""
    row = connection.execute(select(heads).where(heads.c.deal == deal)).first()
    if row is None:
        if chain.version >= 0:
            yield Flaw(deal, chain.version, "the table of heads does not know the deal", RESTORE)
        return
    head = Head(*row[1:])
    if head == (chain.version, chain.hash, chain.recorded):
        return
    end = f"ends with #{chain.version}" if chain.version >= 0 else "has no entry"
    if head.version != chain.version:
        message = f"the log {end}, and #{head.version} was recorded"
    else:
        message = f"the log {end}, of which the table of heads says otherwise"
    yield Flaw(deal, head.version, message, RESTORE)


def _lost(connection: Connection, kept: Iterable[KeptHead]) -> Iterator[Flaw]:
    """The heads that the log does not contain."""
    columns = entries.c
    for head in kept:
        query = select(columns.hash).where(columns.deal == head.deal, columns.entry == head.entry)
        found = connection.scalar(query)
        if found != head.hash:
            says = "is not in the log any more" if found is None else "has another hash in the log"
            message = f"entry #{head.entry}, which was kept elsewhere, {says}"
            yield Flaw(head.deal, head.entry, message, RESTORE)


# The database itself


def _of_the_database(connection: Connection) -> Iterator[Flaw]:
    for message, hint in database.of(connection.engine).faults(connection):
        yield Flaw(None, None, message, hint)
    yield from _of_positions(connection)


def _of_other_types(connection: Connection) -> Iterator[Flaw]:
    """SQLite keeps any value in any column; one of another type cannot be read at all."""
    if connection.dialect.name != "sqlite":
        return
    for column in entries.c:
        kind = wanted(column)
        odd = select(entries.c.deal, entries.c.entry).where(func.typeof(column) != kind)
        for deal, entry in connection.execute(odd):
            message = f"entry #{entry} has a {column.name} that is no {kind}"
            yield Flaw(str(deal), entry if isinstance(entry, int) else None, message, RESTORE)


def _of_positions(connection: Connection) -> Iterator[Flaw]:
    """The order of recording over the whole book, which must be that of each deal's numbers too."""
    columns = entries.c
    twice = select(columns.position).group_by(columns.position).having(func.count() > 1)
    for position in connection.scalars(twice):
        yield Flaw(None, None, f"two entries have the position {position}", RESTORE)
    before = func.lag(columns.position).over(partition_by=columns.deal, order_by=columns.entry)
    lined_up = select(columns.deal, columns.entry, columns.position, before.label("before"))
    ordered = lined_up.subquery()
    wrong = select(ordered.c.deal, ordered.c.entry).where(ordered.c.position < ordered.c.before)
    for deal, entry in connection.execute(wrong):
        message = f"entry #{entry} has a position before that of the entry before it"
        yield Flaw(deal, entry, message, RESTORE)

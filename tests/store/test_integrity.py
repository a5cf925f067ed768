"""Whatever is changed in a book from outside is found, and nothing else is."""

from __future__ import annotations

import json
import random
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, nullcontext
from pathlib import Path
from typing import Any

import pytest

from tracker.domain.chain import entry_hash
from tracker.domain.drafts import Correction, Dispute, Draft, Retraction
from tracker.domain.sources import Source
from tracker.formats.heads import KeptHead
from tracker.formats.jsonl import write_line
from tracker.store import log
from tracker.store.book import open_book
from tracker.store.errors import StoreDamaged
from tracker.store.following import Following
from tracker.store.integrity import Verified, heads_of, verify
from tracker.store.restoring import restore
from tracker.store.tables import metadata

pytestmark = pytest.mark.sqlite

STORY = (
    "Microsoft bid of $30bn",
    "order EO 13942 effective 2020-09-20",
    "sale due in 90 days",
    "Walmart joined Microsoft",
    "CFIUS review of Microsoft opened",
    "Microsoft bid rejected",
    "Oracle chosen as technology partner",
    "sale extended by 15 days",
)


@pytest.fixture(scope="module")
def untouched(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A book of three deals, made once."""
    file = tmp_path_factory.mktemp("untouched") / "book.db"
    with open_book(file, create=True) as book:
        for deal in ("alpha", "beta", "gamma"):
            book.new(deal, f"Deal {deal}", zone="America/New_York", seller="ByteDance")
            for day, sentence in enumerate(STORY, 1):
                by = Source("Reuters", published=f"2020-09-{day + 1:02}")
                book.record(deal, Draft(sentence=sentence, on=f"2020-09-{day:02}", sources=(by,)))
            book.record(deal, Correction(entry=1, on="2020-08-30", because="a slip"))
            book.record(deal, Dispute(entry=7, source=Source("CGTN"), because="says neither"))
            book.record(deal, Retraction(entry=4, because="another deal"))
    return file


@pytest.fixture
def file(untouched: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(untouched, tmp_path / "book.db"))


def found(file: Path, *kept: KeptHead) -> Verified:
    with open_book(file) as book:
        return verify(book.recorder, kept)


def messages(file: Path, *kept: KeptHead) -> list[str]:
    return [f"{each.deal}: {each.message}" for each in found(file, *kept).findings]


@contextmanager
def tampering(file: Path) -> Iterator[sqlite3.Connection]:
    """Whoever does it takes the triggers away, and puts them back."""
    with closing(sqlite3.connect(file)) as connection, connection:
        query = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
        triggers = connection.execute(query).fetchall()
        for name, _ in triggers:
            connection.execute(f"DROP TRIGGER {name}")
        yield connection
        for _, sql in triggers:
            connection.execute(sql)


def run(file: Path, statement: str, *values: Any) -> None:
    with tampering(file) as connection:
        assert connection.execute(statement, values).rowcount > 0


def test_an_untouched_book_is_as_it_was_recorded(untouched: Path) -> None:
    said = found(untouched)
    assert (said.deals, said.entries, said.findings) == (3, 33, ())
    assert said.rows > 30


def test_a_file_was_on_no_server(file: Path) -> None:
    run(file, "INSERT INTO origins VALUES (7)")
    assert messages(file) == ["None: the table origins has a row, which only a server gives"]


def test_an_empty_book_is_as_it_was_recorded(tmp_path: Path) -> None:
    with open_book(tmp_path / "book.db", create=True) as book:
        assert verify(book.recorder) == Verified(0, 0, 0, ())


def test_long_books_tell_how_far_it_has_come(untouched: Path) -> None:
    told: list[tuple[int, int]] = []
    with open_book(untouched) as book:
        verify(book.recorder, (), lambda done, of: told.append((done, of)))
    assert told == [(33, 33)]


def test_a_log_that_cannot_be_replayed_is_found(file: Path) -> None:
    with open_book(file) as book:
        state = book.recorder.select_events("beta")[8].state
    rehashed(file, "beta", 8, "state", state.replace(b"2020-09-08", b"2020-13-08"))
    assert any("beta: the log cannot be replayed: there is no day" in e for e in messages(file))


def test_an_index_that_does_not_fit_its_table_is_found(file: Path) -> None:
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("PRAGMA writable_schema = ON")
        index = "CREATE INDEX entries_by_position ON entries (entry)"
        connection.execute(
            "UPDATE sqlite_master SET sql = ? WHERE name = 'entries_by_position'", (index,)
        )
    assert any("the database is damaged" in each for each in messages(file))


@pytest.mark.parametrize(
    ("statement", "message"),
    [
        (
            "UPDATE entries SET state = upper(state) WHERE deal = 'beta' AND entry = 7",
            "beta: entry #7 has a state that is no blob",
        ),
        (
            "UPDATE entries SET state = CAST('{}' AS BLOB) WHERE deal = 'beta' AND entry = 7",
            "beta: entry #7 is not what was recorded: its hash is another",
        ),
        (
            "UPDATE entries SET id = 'x' WHERE deal = 'beta' AND entry = 2",
            "beta: entry #2 is not what was recorded: its hash is another",
        ),
        (
            "DELETE FROM entries WHERE deal = 'beta' AND entry = 3",
            "beta: entry #3 is missing: #4 stands in its place",
        ),
        (
            "DELETE FROM entries WHERE deal = 'beta' AND entry > 9",
            "beta: the log ends with #9, and #11 was recorded",
        ),
        ("DELETE FROM entries WHERE deal = 'beta'", "beta: the log has no entry, and #11 was"),
        (
            "UPDATE entries SET previous = hash WHERE deal = 'beta' AND entry = 0",
            "beta: entry #0 was not written after the one that stands before it",
        ),
        (
            "UPDATE entries SET position = 99 WHERE deal = 'gamma' AND entry = 11",
            "None: the book has 36 entries in the positions 1 to 99",
        ),
        ("UPDATE entries SET position = 1 WHERE position = 2", "two entries have the position 1"),
        ("DELETE FROM heads WHERE deal = 'beta'", "beta: the table of heads does not know"),
        (
            "UPDATE heads SET recorded = '2020' WHERE deal = 'beta'",
            "beta: the log ends with #11, of which the table of heads says otherwise",
        ),
        (
            "UPDATE bidders SET status = 'closed' WHERE deal = 'beta' AND name = 'Oracle'",
            "beta: the table bidders has a row of Oracle with the status 'closed'; the log gives",
        ),
        (
            "UPDATE deadlines SET due_to = due_to + 1 WHERE deal = 'beta' AND name = 'sale'",
            "beta: the table deadlines has a row of sale with the due_to",
        ),
        (
            "DELETE FROM reviews WHERE deal = 'beta'",
            "beta: the table reviews lacks a row of CFIUS that the log gives",
        ),
        (
            "UPDATE deals SET title = 'Another' WHERE deal = 'beta'",
            "beta: the table deals has a row with the title 'Another'; the log gives 'Deal beta'",
        ),
        (
            "INSERT INTO deals VALUES ('delta', 'D', NULL, NULL, 'UTC', 0)",
            "delta: the table deals has a row that the log does not give",
        ),
        (
            "UPDATE standings SET contested = 2 WHERE deal = 'beta'",
            "beta: the table standings has a row with the contested 2; the log gives",
        ),
    ],
)
def test_what_was_done_is_named(file: Path, statement: str, message: str) -> None:
    run(file, statement)
    assert any(message in each for each in messages(file)), messages(file)


@pytest.mark.parametrize(
    ("table", "column", "which"),
    [
        ("bidders", "name", "name = 'Oracle'"),
        ("deadlines", "due", "due IS NOT NULL"),
        ("entries", "position", "deal = 'gamma' AND entry = 9"),
    ],
)
def test_a_table_with_a_value_of_another_kind_is_no_defect(
    file: Path, table: str, column: str, which: str
) -> None:
    run(file, f"UPDATE {table} SET {column} = x'00ff' WHERE {which}")
    message = f"the table {table} has a {column} that is no "
    with pytest.raises(StoreDamaged, match=message), open_book(file) as book:
        book.record("beta", Draft(sentence="Oracle bid", on="2020-09-20"))


def test_a_table_without_one_of_its_columns_is_damage(file: Path) -> None:
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("ALTER TABLE deadlines RENAME COLUMN known_to TO known_tp")
    text = "deal: new\ntitle: New\nentries:\n  - {on: 2020-09-01, what: sale due 2020-10}\n"
    with pytest.raises(StoreDamaged), open_book(file) as book:
        book.import_casebook(text, file="case.yaml", zone="UTC")


def test_another_error_of_type_stays_one(file: Path) -> None:
    with pytest.raises(TypeError, match="ours"), open_book(file):
        raise TypeError("ours")


def test_rows_whose_keys_cannot_be_compared_are_found(file: Path) -> None:
    run(file, "UPDATE bidders SET held_from = 'x' WHERE name = 'Oracle'")
    said = messages(file)
    assert [each for each in said if "has a row of Oracle that the log does not give" in each]
    assert [each for each in said if "lacks a row of Oracle that the log gives" in each]


def test_only_the_first_entry_that_does_not_fit_is_named(file: Path) -> None:
    run(file, "UPDATE entries SET hash = 'x' WHERE deal = 'beta' AND entry IN (2, 5)")
    assert [(each.deal, each.entry) for each in found(file).findings] == [("beta", 2)]


def test_two_entries_in_each_others_place_are_found(file: Path) -> None:
    with tampering(file) as connection:
        for now, then in ((-1, 2), (2, 3), (3, -1)):
            connection.execute(
                "UPDATE entries SET entry = ? WHERE deal = 'beta' AND entry = ?", (now, then)
            )
    assert any("beta: entry #2 was not written after" in each for each in messages(file))


def test_the_order_of_recording_is_that_of_the_numbers(file: Path) -> None:
    with tampering(file) as connection:
        for now, then in ((-1, 2), (2, 3), (3, -1)):
            connection.execute("UPDATE entries SET position = ? WHERE position = ?", (now, then))
    assert messages(file) == ["alpha: entry #2 has a position before that of the entry before it"]


def test_a_log_that_can_be_changed_is_found(file: Path) -> None:
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("DROP TRIGGER entries_are_not_changed")
    assert messages(file) == [
        "None: the log can be changed: the trigger entries_are_not_changed is gone"
    ]


def rehashed(file: Path, deal: str, number: int, column: str, value: Any) -> None:
    """Whoever changes an entry, and then makes every hash from there on anew."""
    with tampering(file) as connection:
        where = (deal, number)
        connection.execute(
            f"UPDATE entries SET {column} = ? WHERE deal = ? AND entry = ?", (value, *where)
        )
        query = "SELECT entry, id, event, state FROM entries WHERE deal = ? ORDER BY entry"
        previous = ""
        for entry, *said in connection.execute(query, (deal,)).fetchall():
            fresh = entry_hash(previous, deal, entry, *said)
            connection.execute(
                "UPDATE entries SET previous = ?, hash = ? WHERE deal = ? AND entry = ?",
                (previous, fresh, deal, entry),
            )
            previous = fresh
        connection.execute("UPDATE heads SET hash = ? WHERE deal = ?", (previous, deal))


@pytest.mark.parametrize(
    ("number", "column", "value", "message"),
    [
        (7, "id", "other", "entry #7 contradicts itself: id 'other' beside it"),
        (7, "event", "BidRejected", "entry #7 contradicts itself: event 'BidRejected' beside it"),
        (7, "state", b"{}", "entry #7 cannot be read"),
        (7, "state", b'{"event": "\xff', "entry #7 cannot be read"),
    ],
)
def test_an_entry_that_contradicts_what_stands_beside_it_is_found(
    file: Path, number: int, column: str, value: Any, message: str
) -> None:
    rehashed(file, "beta", number, column, value)
    assert any(each.startswith(f"beta: {message}") for each in messages(file)), messages(file)


@pytest.mark.parametrize(
    ("number", "event", "said", "message"),
    [
        (0, "NoteTaken", {"text": "x"}, "entry #0 is NoteTaken: entry #0 opens the deal"),
        (2, "DealOpened", {"title": "x", "zone": "UTC"}, "entry #2 is DealOpened"),
        (9, "EntryCited", {"entry": 77, "source": {"publisher": "x"}}, "entry #9 speaks of #77"),
        (2, "BidExpected", {"party": "x"}, "entry #2 cannot be read"),
    ],
)
def test_an_entry_that_makes_no_sense_is_told_of_and_nothing_is_answered(
    file: Path, number: int, event: str, said: dict[str, Any], message: str
) -> None:
    with open_book(file) as book:
        state = json.loads(list(log.links(book.recorder, "beta"))[number].state)
    forged = json.dumps({**state, "event": {"event": event, **said}}).encode()
    rehashed(file, "beta", number, "event", event)
    rehashed(file, "beta", number, "state", forged)
    assert any(each.startswith(f"beta: {message}") for each in messages(file))
    with open_book(file) as book:
        for ask in (book.history, lambda deal: book.record(deal, Draft(sentence="Oracle bid"))):
            with pytest.raises(StoreDamaged, match=message):
                ask("beta")
        with pytest.raises(StoreDamaged, match=message.removesuffix(" cannot be read")):
            list(Following(book, 0).fresh())


@pytest.mark.parametrize(
    ("column", "value"), [("state", 7), ("state", "x"), ("id", b"\0\xff"), ("hash", b"7")]
)
def test_a_value_of_another_kind_is_damage_to_whoever_asks(
    file: Path, column: str, value: Any
) -> None:
    run(file, f"UPDATE entries SET {column} = ? WHERE deal = 'beta' AND entry = 3", value)
    with open_book(file) as book:
        with pytest.raises(StoreDamaged, match="beta: entry #3 holds another kind of value"):
            book.history("beta")
        with pytest.raises(StoreDamaged) if column == "state" else nullcontext():
            list(Following(book, 0).fresh())


def test_a_log_that_was_written_anew_is_found_by_its_heads_alone(file: Path) -> None:
    with open_book(file) as book:
        kept = heads_of(book.recorder)
        state = book.recorder.select_events("beta")[7].state
    rehashed(file, "beta", 7, "state", state.replace(b"technology", b"financial"))
    with open_book(file) as book:
        book.rebuild()
    assert messages(file) == []
    assert messages(file, *kept) == [
        "beta: entry #11, which was kept elsewhere, has another hash in the log"
    ]


def test_a_log_that_was_cut_off_without_a_trace_is_found_by_its_heads_alone(
    file: Path, tmp_path: Path
) -> None:
    with open_book(file) as book:
        kept = heads_of(book.recorder)
        lines = [write_line(link) for link in log.links(book.recorder, "alpha")]
    short = tmp_path / "short.db"
    with open_book(short, create=True) as book:
        restore(book, lines[:-2], file="alpha.jsonl")
    assert messages(short) == []
    assert messages(short, *kept) == [
        f"{deal}: entry #11, which was kept elsewhere, is not in the log any more"
        for deal in ("alpha", "beta", "gamma")
    ]
    assert messages(file, *kept) == []


def test_a_kept_head_may_be_an_older_one(file: Path) -> None:
    with open_book(file) as book:
        kept = heads_of(book.recorder)
        book.record("beta", Draft(sentence="Oracle bid", on="2020-10-01"))
    assert messages(file, *kept) == []


def test_a_deal_that_has_only_begun_stays_with_a_rebuild(file: Path) -> None:
    with open_book(file) as book:
        book.new("begun", "Only begun", zone="UTC")
        book.rebuild()
        assert "begun" in {row.deal for row in book.deals()}


def test_rows_of_a_deal_without_a_log_go_with_a_rebuild(file: Path) -> None:
    run(file, "INSERT INTO standings VALUES ('delta', 0, 1, 0, 1, 'open', 0)")
    assert len(messages(file)) == 1
    with open_book(file) as book:
        book.rebuild()
    assert messages(file) == []


# A hundred at random

TABLES = [each for each in metadata.tables if each != "origins"]  # empty in every file


class Tamperer:
    """Changes one thing in a book, somewhere."""

    def __init__(self, connection: sqlite3.Connection, seed: int) -> None:
        self.connection = connection
        self.random = random.Random(seed)
        self.table = self.random.choice(TABLES + ["entries"] * len(TABLES))
        info = connection.execute(f"PRAGMA table_info({self.table})").fetchall()
        self.columns = [column[1] for column in info]
        self.keys = [column[1] for column in info if column[5]]

    def row(self) -> dict[str, Any]:
        rows = self.connection.execute(f"SELECT * FROM {self.table}").fetchall()
        return dict(zip(self.columns, self.random.choice(rows), strict=True))

    def put(self, row: dict[str, Any], changed: dict[str, Any]) -> None:
        to = ", ".join(f'"{name}" = ?' for name in changed)
        self.connection.execute(
            f"UPDATE {self.table} SET {to} WHERE {self.where()}",
            (*changed.values(), *(row[key] for key in self.keys)),
        )

    def where(self) -> str:
        return " AND ".join(f'"{key}" = ?' for key in self.keys)

    def change(self) -> None:
        row = self.row()
        name = self.random.choice(self.columns)
        self.put(row, {name: self.other(row[name])})

    def other(self, value: Any) -> Any:
        match value:
            case int():
                return value + self.random.choice((-7, -1, 1, 1000))
            case bytes():
                at = self.random.randrange(len(value))
                return (
                    value[:at]
                    + bytes([value[at] ^ (1 << self.random.randrange(7))])
                    + value[at + 1 :]
                )
            case str() if value:
                return self.random.choice((value[:-1], value + "x", value.swapcase(), ""))
        return "x"

    def remove(self) -> None:
        row = self.row()
        self.connection.execute(
            f"DELETE FROM {self.table} WHERE {self.where()}", [row[key] for key in self.keys]
        )

    def insert(self) -> None:
        row = self.row()
        row |= {key: self.other(row[key]) for key in self.random.sample(self.keys, 1)}
        row |= {"id": "forged"} if "id" in row else {}
        holes = ", ".join("?" for _ in row)
        self.connection.execute(f"INSERT INTO {self.table} VALUES ({holes})", list(row.values()))

    def exchange(self) -> None:
        """What two rows say, but for the order of recording of two deals, which is in no hash."""
        one, other = self.row(), self.row()
        names = [name for name in self.columns if name not in (*self.keys, "position", "id")]
        self.put(one, {name: other[name] for name in names})
        self.put(other, {name: one[name] for name in names})

    def cut_off(self) -> None:
        row = self.row()
        last = f'"{self.keys[-1]}" >= ?'
        values = (row["deal"], row[self.keys[-1]])
        self.connection.execute(f"DELETE FROM {self.table} WHERE deal = ? AND {last}", values)


DEEDS: tuple[Callable[[Tamperer], None], ...] = (
    Tamperer.change,
    Tamperer.change,
    Tamperer.remove,
    Tamperer.insert,
    Tamperer.exchange,
    Tamperer.cut_off,
)


def everything(connection: sqlite3.Connection) -> list[list[Any]]:
    return [connection.execute(f"SELECT * FROM {table}").fetchall() for table in TABLES]


def tamper(file: Path, seed: int) -> bool:
    """Whether the deed could be done at all, and changed anything."""
    with tampering(file) as connection:
        before = everything(connection)
        try:
            random.Random(seed).choice(DEEDS)(Tamperer(connection, seed))
        except sqlite3.IntegrityError:
            connection.rollback()
            return False
        return everything(connection) != before


def test_a_hundred_random_tamperings_are_all_found(untouched: Path, tmp_path: Path) -> None:
    done, missed = 0, list[int]()
    for seed in range(1000):
        file = Path(shutil.copy(untouched, tmp_path / f"{seed}.db"))
        if tamper(file, seed):
            done += 1
            missed += [] if found(file).findings else [seed]
        file.unlink(missing_ok=True)
        if done == 100:
            break
    assert (done, missed) == (100, [])

"""The tables of a book: the log, and what is read from it.

Every key begins with the deal, so that a distributed database can keep a deal in one place. The
log (`heads`, `entries`) is the truth. The other tables are projections of it: they answer questions
over every deal, can be rebuilt from the log at any time, and are meant to be read by people too,
best through the views `bidder_history`, `deadline_history`, `review_history` and
`standing_history`, which write out the times.
"""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
)

OPEN_START = -(2**62)
"""The start of an interval that has no start."""

OPEN_END = 2**62
"""The end of an interval that has no end."""

metadata = MetaData(
    naming_convention={
        "ix": "%(table_name)s_by_%(column_0_N_name)s",
        "pk": "%(table_name)s_key",
        "uq": "%(table_name)s_once_%(column_0_N_name)s",
    }
)

# A row a deal: the end of its log. Whoever appends to the deal holds the lock of this row.
heads = Table(
    "heads",
    metadata,
    Column("deal", Text, primary_key=True),
    Column("version", Integer, nullable=False),  # the number of the last entry
    Column("hash", Text, nullable=False),  # its hash
    Column("recorded", Text, nullable=False),  # when it was recorded
    sqlite_with_rowid=False,
)

# The log. Rows are added, and never changed or removed: triggers see to it.
entries = Table(
    "entries",
    metadata,
    Column("deal", Text, primary_key=True),
    Column("entry", Integer, primary_key=True, autoincrement=False),  # entry 0 opens the deal
    Column("id", Text, nullable=False),  # the writer's own name for it
    Column("event", Text, nullable=False),  # the stored name of the event type
    Column("state", LargeBinary, nullable=False),  # canonical JSON
    Column("previous", Text, nullable=False),  # the hash of the entry before, '' for the first
    Column("hash", Text, nullable=False),
    Column("position", BigInteger, nullable=False),  # the order of recording over the whole book
    UniqueConstraint("deal", "id"),
    Index(None, "position"),
)

# A row a deal: what is said of it as a whole.
deals = Table(
    "deals",
    metadata,
    Column("deal", Text, primary_key=True),
    Column("title", Text, nullable=False),
    Column("seller", Text),
    Column("target", Text),
    Column("zone", Text, nullable=False),
    Column("version", Integer, nullable=False),  # the last entry that the projections show
    sqlite_with_rowid=False,
)


def _history(name: str, *columns: Column[object], key: tuple[str, ...]) -> Table:
    """A table of what held when, and when that was known.

    The bounds are microseconds since 1970 in UTC. Both intervals are half-open; no two rows of
    one key overlap in both.
    """
    return Table(
        name,
        metadata,
        *(Column(part, Text, primary_key=True) for part in key),
        Column("held_from", BigInteger, primary_key=True, autoincrement=False),
        Column("held_to", BigInteger, nullable=False),
        Column("known_from", BigInteger, primary_key=True, autoincrement=False),
        Column("known_to", BigInteger, nullable=False),
        *columns,
        sqlite_with_rowid=False,
    )


def _mention() -> Column[object]:
    return Column("position", Integer, nullable=False)  # the order of first mention


def _grounds() -> tuple[Column[object], ...]:
    return (
        Column("since", Text),
        Column("grade", Text),
        Column("disputed", Boolean, nullable=False),
        Column("because", Text, nullable=False),  # entry numbers: a JSON list
    )


bidders = _history(
    "bidders",
    _mention(),
    Column("status", Text),
    Column("bid_live", Boolean, nullable=False),
    Column("role", Text),
    Column("terms", Text),
    Column("stake_terms", Text),
    Column("stake_taken", Boolean, nullable=False),
    Column("stake_status", Text, comment="proposed or taken"),
    Column("lead", Text),  # the bidder that this one bids with
    Column("members", Text, nullable=False),  # names: a JSON list
    Column("blocked_by", Text, nullable=False),  # names: a JSON list
    *_grounds(),
    key=("deal", "name"),
)

deadlines = _history(
    "deadlines",
    _mention(),
    Column("kind", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("due", Text),
    Column("original_due", Text),
    Column("dates", Text, nullable=False),  # every due date it has had: a JSON list
    Column("extensions", Integer, nullable=False),
    Column("until", Text),  # the end of the stay or non-enforcement in force
    Column("due_from", BigInteger),  # the due period in microseconds since 1970 in UTC, half-open
    Column("due_to", BigInteger),
    *_grounds(),
    key=("deal", "name"),
)

reviews = _history(
    "reviews",
    _mention(),
    Column("status", Text, nullable=False),
    *_grounds(),
    key=("deal", "name", "of"),  # of: the party under review, '' for the deal itself
)

standings = _history(
    "standings",
    Column("status", Text, nullable=False),
    Column("contested", Boolean, nullable=False),
    key=("deal",),
)

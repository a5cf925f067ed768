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

TEXT = Text().with_variant(Text(collation="C"), "postgresql")
"""Text in the order of code points, on every database."""

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
    Column("deal", TEXT, primary_key=True),
    Column("version", Integer, nullable=False),  # the number of the last entry
    Column("hash", TEXT, nullable=False),  # its hash
    Column("recorded", TEXT, nullable=False),  # when it was recorded
    sqlite_with_rowid=False,
)

# The log. Rows are added, and never changed or removed: triggers see to it.
entries = Table(
    "entries",
    metadata,
    Column("deal", TEXT, primary_key=True),
    Column("entry", Integer, primary_key=True, autoincrement=False),  # entry 0 opens the deal
    Column("id", TEXT, nullable=False),  # the writer's own name for it
    Column("event", TEXT, nullable=False),  # the stored name of the event type
    Column("state", LargeBinary, nullable=False),  # canonical JSON
    Column("previous", TEXT, nullable=False),  # the hash of the entry before, '' for the first
    Column("hash", TEXT, nullable=False),
    Column("position", BigInteger, nullable=False),  # the order of recording over the whole book
    UniqueConstraint("deal", "id"),
    Index(None, "position"),
)

# A row a server that the book was moved to, PostgreSQL only: what its positions begin behind.
origins = Table(
    "origins",
    metadata,
    Column("base", BigInteger, primary_key=True, autoincrement=False),
)

# A row a deal: what is said of it as a whole.
deals = Table(
    "deals",
    metadata,
    Column("deal", TEXT, primary_key=True),
    Column("title", TEXT, nullable=False),
    Column("seller", TEXT),
    Column("target", TEXT),
    Column("zone", TEXT, nullable=False),
    Column("version", Integer, nullable=False),  # the last entry that the projections show
    Index(None, "zone"),
    sqlite_with_rowid=False,
)


def _history(name: str, *columns: Column[object], key: tuple[str, ...]) -> Table:
    """A table of what held when, and when that was known.

    The bounds are microseconds since 1970 in UTC, ALWAYS or NEVER of the domain where one is open.
    Both intervals are half-open; no two rows of one key overlap in both.
    """
    return Table(
        name,
        metadata,
        *(Column(part, TEXT, primary_key=True) for part in key),
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
        Column("since", TEXT),
        Column("grade", TEXT),
        Column("disputed", Boolean, nullable=False),
        Column("because", TEXT, nullable=False),  # entry numbers: a JSON list
    )


bidders = _history(
    "bidders",
    Column("folded", TEXT, nullable=False),  # the name as names are compared, without its case
    _mention(),
    Column("status", TEXT),
    Column("bid_live", Boolean, nullable=False),
    Column("role", TEXT),
    Column("terms", TEXT),
    Column("stake_terms", TEXT),
    Column("stake_taken", Boolean, nullable=False),
    Column("stake_status", TEXT, doc="proposed or taken"),
    Column("lead", TEXT),  # the bidder that this one bids with
    Column("members", TEXT, nullable=False),  # names: a JSON list
    Column("blocked_by", TEXT, nullable=False),  # names: a JSON list
    *_grounds(),
    key=("deal", "name"),
)
Index(None, bidders.c.folded, bidders.c.deal)

deadlines = _history(
    "deadlines",
    _mention(),
    Column("kind", TEXT, nullable=False),
    Column("status", TEXT, nullable=False),
    Column("due", TEXT),
    Column("original_due", TEXT),
    Column("dates", TEXT, nullable=False),  # every due date it has had: a JSON list
    Column("extensions", Integer, nullable=False),
    Column("until", TEXT),  # the end of the stay or non-enforcement in force
    Column("due_from", BigInteger),  # the due period in microseconds since 1970 in UTC, half-open
    Column("due_to", BigInteger),
    # The microsecond at which it falls due: an order at the start, all else at the end of the
    # period, and what is due nobody knows when after everything.
    Column("due_at", BigInteger, nullable=False),
    *_grounds(),
    key=("deal", "name"),
)
Index(None, deadlines.c.due_at, deadlines.c.deal, deadlines.c.name)

reviews = _history(
    "reviews",
    _mention(),
    Column("status", TEXT, nullable=False),
    *_grounds(),
    key=("deal", "name", "of"),  # of: the party under review, '' for the deal itself
)

standings = _history(
    "standings",
    Column("status", TEXT, nullable=False),
    Column("contested", Boolean, nullable=False),
    key=("deal",),
)

MEANINGS = {
    "deal": "The name of the deal.",
    "version": "The number of the deal's last entry.",
    "hash": "The SHA-256 of the entry and of the one before it, in hexadecimal digits.",
    "heads.hash": "The hash of that entry.",
    "recorded": "When it was recorded: an instant in UTC, as ISO 8601.",
    "entry": "The number of the entry in its deal; 0 opens the deal.",
    "id": "What a repeated recording is recognised by.",
    "event": "The stored name of the event type.",
    "state": "What the entry says, as canonical JSON.",
    "previous": "The hash of the entry before, empty for the first.",
    "entries.position": "The order of recording over the whole book.",
    "position": "The order of first mention in the deal.",
    "title": "What is for sale.",
    "seller": "Who sells.",
    "target": "What is bought, where that is a company.",
    "zone": "The deal's time zone, by its name in the IANA database.",
    "name": "The name, as first mentioned.",
    "reviews.name": "The authority.",
    "base": "What is added to the positions that are given on this server.",
    "folded": "The name as names are compared: without regard to case.",
    "of": "The bidder under review, empty for the deal as a whole.",
    "held_from": "From when it stood so: microseconds since 1970 in UTC.",
    "held_to": "Until when, that moment not included.",
    "known_from": "From when that was known: microseconds since 1970 in UTC.",
    "known_to": "Until when, that moment not included.",
    "status": "The word for how it stands.",
    "contested": "Whether a rival has a live bid.",
    "bid_live": "Whether its bid still stands, whatever was said since.",
    "role": "As what it takes part.",
    "terms": "The terms of its latest bid or agreement.",
    "stake_terms": "The size of its stake, where it is known.",
    "stake_taken": "Whether the stake has been taken.",
    "stake_status": "proposed or taken, where there is a stake.",
    "lead": "The lead of the group that it bids in.",
    "members": "Who bids in its group: a JSON list of names.",
    "blocked_by": "The authorities that block it: a JSON list of names.",
    "kind": "order, deadline, forecast or period.",
    "due": "The date that holds, as precise as it was given; none where nobody knows it.",
    "original_due": "The first date that it had.",
    "dates": "Every date that it had: a JSON list.",
    "extensions": "How often it was extended.",
    "until": "The end of the stay or non-enforcement in force.",
    "due_from": "The start of the due period: microseconds since 1970 in UTC.",
    "due_to": "Its end, not included.",
    "due_at": "When it falls due: an order at that start, all else at that end; unknown is last.",
    "since": "Since when it stands so: the `on` of an entry, or a date that went by.",
    "grade": "How well it is supported: confirmed, corroborated, single-source, rumour, unsourced.",
    "disputed": "Whether somebody contradicts an entry that it rests on.",
    "because": "The entries that it rests on: a JSON list of numbers.",
    "spans.kind": "bidder, deadline, review or deal.",
    "spans.of": "Of a review, the bidder that it is about.",
    "spans.name": "The name, as first mentioned; of a review, the authority.",
    "spans.held_from": "From when it stood so: an instant in UTC; empty where that has no start.",
    "spans.held_to": "Until when, not included; empty where that has no end.",
    "spans.known_from": "From when that was known: an instant in UTC; empty where it always was.",
    "spans.known_to": "Until when, not included; empty where it still is.",
    "spans.deadline_kind": "Of a deadline: order, deadline, forecast or period.",
    "spans.members": "Who bids in its group, with semicolons between.",
    "spans.blocked_by": "The authorities that block it, with semicolons between.",
    "spans.dates": "Every date that it had, with semicolons between.",
    "spans.because": "The numbers of the entries that it rests on, with semicolons between.",
}
"""What the columns hold, for the reference: by name, and by `table.name` where a table differs.

`spans` are the columns of `export --format spans`.
"""

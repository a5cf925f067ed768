"""The log, what keeps it append-only, and the tables and views that are read from it.

There is no way down: a migration that drops the log would be a way to lose it.
"""

from alembic import op
from sqlalchemy import BigInteger, Boolean, Column, Integer, LargeBinary, Text
from sqlalchemy import PrimaryKeyConstraint as Key
from sqlalchemy import UniqueConstraint as Once

revision = "tracker_0001"
down_revision = None


def upgrade() -> None:
    create_log()
    create_projections()
    for statement in STATEMENTS[op.get_context().dialect.name]:
        op.execute(statement)


def create_log() -> None:
    op.create_table(
        "heads",
        text("deal"),
        Column("version", Integer, nullable=False),
        text("hash"),
        text("recorded"),
        Key("deal", name="heads_key"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "entries",
        text("deal"),
        Column("entry", Integer, nullable=False),
        text("id"),
        text("event"),
        Column("state", LargeBinary, nullable=False),
        text("previous"),
        text("hash"),
        Column("position", BigInteger, nullable=False),
        Key("deal", "entry", name="entries_key"),
        Once("deal", "id", name="entries_once_deal_id"),
    )
    op.create_index("entries_by_position", "entries", ["position"])


def create_projections() -> None:
    op.create_table(
        "deals",
        text("deal"),
        text("title"),
        text("seller", null=True),
        text("target", null=True),
        text("zone"),
        Column("version", Integer, nullable=False),
        Key("deal", name="deals_key"),
        sqlite_with_rowid=False,
    )
    create_history(
        "bidders",
        ("deal", "name"),
        Column("position", Integer, nullable=False),
        text("status", null=True),
        Column("bid_live", Boolean, nullable=False),
        text("role", null=True),
        text("terms", null=True),
        text("stake_terms", null=True),
        Column("stake_taken", Boolean, nullable=False),
        text("stake_status", null=True),
        text("lead", null=True),
        text("members"),
        text("blocked_by"),
        *grounds(),
    )
    create_history(
        "deadlines",
        ("deal", "name"),
        Column("position", Integer, nullable=False),
        text("kind"),
        text("status"),
        text("due", null=True),
        text("original_due", null=True),
        text("dates"),
        Column("extensions", Integer, nullable=False),
        text("until", null=True),
        Column("due_from", BigInteger),
        Column("due_to", BigInteger),
        *grounds(),
    )
    create_history(
        "reviews",
        ("deal", "name", "of"),
        Column("position", Integer, nullable=False),
        text("status"),
        *grounds(),
    )
    create_history(
        "standings", ("deal",), text("status"), Column("contested", Boolean, nullable=False)
    )


def create_history(name: str, key: tuple[str, ...], *columns: Column[object]) -> None:
    op.create_table(
        name,
        *map(text, key),
        Column("held_from", BigInteger, nullable=False),
        Column("held_to", BigInteger, nullable=False),
        Column("known_from", BigInteger, nullable=False),
        Column("known_to", BigInteger, nullable=False),
        *columns,
        Key(*key, "held_from", "known_from", name=f"{name}_key"),
        sqlite_with_rowid=False,
    )


def text(name: str, *, null: bool = False) -> Column[object]:
    return Column(name, Text, nullable=null)


def grounds() -> tuple[Column[object], ...]:
    return (
        text("since", null=True),
        text("grade", null=True),
        Column("disputed", Boolean, nullable=False),
        text("because"),
    )


# SQLite's INSERT OR REPLACE removes rows without asking the trigger of DELETE, hence the third.
SQLITE_TRIGGERS = (
    """
    CREATE TRIGGER entries_are_not_changed BEFORE UPDATE ON entries BEGIN
        SELECT RAISE(ABORT, 'the log only grows: record a correction of the entry instead');
    END
    """,
    """
    CREATE TRIGGER entries_are_not_removed BEFORE DELETE ON entries BEGIN
        SELECT RAISE(ABORT, 'the log only grows: record a retraction of the entry instead');
    END
    """,
    """
    CREATE TRIGGER entries_are_not_replaced BEFORE INSERT ON entries WHEN EXISTS (
        SELECT 1 FROM entries WHERE deal = NEW.deal AND (entry = NEW.entry OR id = NEW.id)
    ) BEGIN
        SELECT RAISE(ABORT, 'the log only grows: the deal has an entry of that number or id');
    END
    """,
)


def sqlite_history(name: str, table: str, columns: str) -> str:
    bounds = ("held_from", "held_to", "known_from", "known_to")
    moments = ",\n    ".join(map(sqlite_moment, bounds))
    return f"""
CREATE VIEW {name} AS
-- What held from when to when, and from when to when that was known: UTC, the end not included;
-- an empty bound is open.
SELECT {columns},
    {moments}
FROM {table}"""  # noqa: S608  (the names are written below)


def sqlite_moment(column: str) -> str:
    """SQL for microseconds since 1970 as ISO text; % of a negative number is negative there."""
    micros = f"(({column} % 1000000 + 1000000) % 1000000)"
    seconds = f"strftime('%Y-%m-%dT%H:%M:%S', ({column} - {micros}) / 1000000, 'unixepoch')"
    return (
        f"CASE WHEN abs({column}) < {2**62}"
        f" THEN {seconds} || printf('.%06dZ', {micros}) END AS {column}"
    )


SQLITE_VIEWS = (
    sqlite_history(
        "bidder_history",
        "bidders",
        "deal, name, status, bid_live, role, terms, stake_terms, stake_taken, stake_status, lead,"
        " members, blocked_by, since, grade, disputed, because",
    ),
    sqlite_history(
        "deadline_history",
        "deadlines",
        "deal, name, kind, status, due, original_due, dates, extensions, until, since, grade,"
        " disputed, because",
    ),
    sqlite_history(
        "review_history",
        "reviews",
        'deal, name, "of", status, since, grade, disputed, because',
    ),
    sqlite_history("standing_history", "standings", "deal, status, contested"),
)

STATEMENTS = {"sqlite": SQLITE_TRIGGERS + SQLITE_VIEWS}

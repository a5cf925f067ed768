"""The log, what keeps it append-only, and the tables and views that are read from it.

There is no way down: a migration that drops the log would be a way to lose it.
"""

from collections.abc import Callable

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
    op.create_table(
        "origins", Column("base", BigInteger, nullable=False), Key("base", name="origins_key")
    )


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
    op.create_index("deals_by_zone", "deals", ["zone"])
    create_history(
        "bidders",
        ("deal", "name"),
        text("folded"),
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
    op.create_index("bidders_by_folded_deal", "bidders", ["folded", "deal"])
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
        Column("due_at", BigInteger, nullable=False),
        *grounds(),
    )
    op.create_index("deadlines_by_due_at_deal_name", "deadlines", ["due_at", "deal", "name"])
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
    # In the order of code points, whatever the locale of a server.
    kind = Text().with_variant(Text(collation="C"), "postgresql")
    return Column(name, kind, nullable=null)


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


def view(name: str, table: str, columns: str, moment: Callable[[str], str]) -> str:
    bounds = ("held_from", "held_to", "known_from", "known_to")
    moments = ",\n    ".join(map(moment, bounds))
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


def postgresql_moment(column: str) -> str:
    """SQL for microseconds since 1970 as ISO text."""
    # Whole seconds and the rest apart: one number of both is rounded. A % would be printed twice.
    return (
        f"CASE WHEN abs({column}) < {2**62} THEN to_char((timestamp '1970-01-01'"
        f" + {column} / 1000000 * interval '1 second'"
        f" + mod({column}, 1000000) * interval '1 microsecond'),"
        f""" 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') END AS {column}"""
    )


def views(moment: Callable[[str], str]) -> tuple[str, ...]:
    return tuple(view(*each, moment) for each in HISTORIES)


STAKE = "stake_terms, stake_taken, stake_status"
GROUNDS = "since, grade, disputed, because"

HISTORIES = (
    (
        "bidder_history",
        "bidders",
        f"deal, name, status, bid_live, role, terms, {STAKE}, lead, members, blocked_by, {GROUNDS}",
    ),
    (
        "deadline_history",
        "deadlines",
        f"deal, name, kind, status, due, original_due, dates, extensions, until, {GROUNDS}",
    ),
    (
        "review_history",
        "reviews",
        f'deal, name, "of", status, {GROUNDS}',
    ),
    ("standing_history", "standings", "deal, status, contested"),
)

POSTGRESQL_TRIGGERS = (
    """
    CREATE FUNCTION the_log_only_grows() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        RAISE integrity_constraint_violation USING MESSAGE = 'the log only grows: '
            || CASE TG_OP WHEN 'UPDATE' THEN 'record a correction of the entry instead'
                          ELSE 'record a retraction of the entry instead' END;
    END $$
    """,
    """
    CREATE TRIGGER entries_are_not_changed BEFORE UPDATE OR DELETE ON entries
        FOR EACH ROW EXECUTE FUNCTION the_log_only_grows()
    """,
    """
    CREATE TRIGGER entries_are_not_emptied BEFORE TRUNCATE ON entries
        FOR EACH STATEMENT EXECUTE FUNCTION the_log_only_grows()
    """,
)


def disjoint(table: str, key: tuple[str, ...]) -> str:
    """SQL for: no two rows of one key overlap in both times.

    A text is a range of one text, so that no extension is needed to index it beside the others.
    """
    same = ", ".join(f"""text_range("{name}", "{name}", '[]') WITH =""" for name in key)
    return (
        f"ALTER TABLE {table} ADD CONSTRAINT {table}_are_disjoint EXCLUDE USING gist ({same},"
        " int8range(held_from, held_to) WITH &&, int8range(known_from, known_to) WITH &&)"
    )


POSTGRESQL_RANGES = (
    'CREATE TYPE text_range AS RANGE (subtype = text, collation = "C")',
    disjoint("bidders", ("deal", "name")),
    disjoint("deadlines", ("deal", "name")),
    disjoint("reviews", ("deal", "name", "of")),
    disjoint("standings", ("deal",)),
)

STATEMENTS = {
    "sqlite": SQLITE_TRIGGERS + views(sqlite_moment),
    "postgresql": POSTGRESQL_TRIGGERS + POSTGRESQL_RANGES + views(postgresql_moment),
}

"""What Alembic runs: on the connection it is given, else on the book of `-x db=` or TRACKER_DB.

    alembic -x db=BOOK upgrade head
    alembic upgrade head --sql                                  # for SQLite
    alembic -x db=postgresql+psycopg:// upgrade head --sql      # for PostgreSQL
    alembic -x db=BOOK revision --autogenerate --rev-id tracker_0002 -m "what it adds"

The first brings a book up to date, the second prints the statements for it, the third drafts the
next migration, whose revision is then the SCHEMA of tracker/store/schema.py.
"""

import os

from alembic import context
from sqlalchemy import Connection

from tracker.store.tables import metadata


def given_book() -> str:
    return context.get_x_argument(as_dictionary=True).get("db", os.environ.get("TRACKER_DB", ""))


def migrate(connection: Connection) -> None:
    context.configure(connection=connection, target_metadata=metadata, render_as_batch=True)
    with context.begin_transaction():
        context.run_migrations()


def migrate_on_paper() -> None:
    dialect = "postgresql" if given_book().startswith("postgresql") else "sqlite"
    context.configure(dialect_name=dialect, target_metadata=metadata, literal_binds=True)
    with context.begin_transaction():
        context.run_migrations()


def migrate_given_book() -> None:
    from tracker.store import engine

    with engine.connect(given_book()).begin() as connection:
        migrate(connection)


if context.is_offline_mode():
    migrate_on_paper()
elif "connection" in context.config.attributes:
    migrate(context.config.attributes["connection"])
else:
    migrate_given_book()

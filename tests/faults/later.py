"""The tracker of a later version, whose tables are not those of the present one."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tracker.store import schema
from tracker.store.schema import SCHEMA, migrations

NEXT = f"{SCHEMA}_and_more"

MIGRATION = f"""
from alembic import op
revision = {NEXT!r}
down_revision = {SCHEMA!r}
STATEMENTS = (
    "CREATE TABLE lines (deal TEXT, entry INTEGER, state BLOB, PRIMARY KEY (deal, entry))",
    "INSERT INTO lines SELECT deal, entry, state FROM entries",
    "CREATE INDEX lines_by_entry ON lines (entry)",
    "ALTER TABLE deals ADD COLUMN entries INTEGER",
    "UPDATE deals SET entries = (SELECT count(*) FROM lines WHERE lines.deal = deals.deal)",
    "DELETE FROM standings",
    "DROP VIEW standing_history",
)
def upgrade():
    for statement in STATEMENTS:
        op.execute(statement)
"""


class Later:
    """A copy of the migrations, with one more."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        shutil.copytree(migrations(), folder)
        (folder / "versions" / "9999_later.py").write_text(MIGRATION)

    @contextmanager
    def installed(self) -> Iterator[None]:
        """As if that version were the one that runs."""
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(schema, "SCHEMA", NEXT)
            patch.setattr(schema, "migrations", lambda: self.folder)
            yield

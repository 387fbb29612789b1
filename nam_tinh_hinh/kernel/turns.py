"""Who may write, and when: one transaction at a time on a commune's data, whichever database keeps it.

What is decided by what was read stays true until it is written: the next number of a register, the last row of the
history, the step a registration stands at. SQLite knows no other way; on PostgreSQL a writer takes an advisory lock as
its transaction begins, and the database lets it in when the one before has ended. Readers wait for nobody.
"""

import sqlite3
from collections.abc import Callable
from threading import Lock
from typing import Any, Protocol

from sqlalchemy import Engine, event
from sqlalchemy.engine import Connection
from sqlalchemy.pool import ConnectionPoolEntry

# Before 3.51.3 a write-ahead log could be reset while still needed and corrupt the file.
SAFE_WAL = (3, 51, 3)
# Longer than that nobody waits for a turn.
TURN_SECONDS = 20
# What was erased is overwritten with zeros, so that nothing of it stays in the free pages of the file.
PRAGMAS = ("synchronous=FULL", "foreign_keys=ON", f"busy_timeout={TURN_SECONDS * 1000}", "secure_delete=ON")
# A line of a list stands beside nine tables: with fewer than that in view, PostgreSQL would join them before it looks
# for the rows. To compile a statement takes longer than any of a page may.
SETTINGS = (
    f"lock_timeout = '{TURN_SECONDS}s'", "TIME ZONE 'UTC'", "join_collapse_limit = 12", "from_collapse_limit = 12",
    "jit = off",
)  # fmt: skip

# Whose turn it is to write is noted on the connection.
TURN = "turn"
# Any number will do, as long as all the program's processes say the same ("nth" in letters).
WRITERS = 0x6E7468
# How the transactions of a writer and of a reader begin on PostgreSQL. Communes of one database wait for their own.
TAKE_TURN = f"SELECT pg_advisory_xact_lock({WRITERS}, hashtext(coalesce(current_schema(), '')))"
READ_ONLY = "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY"


def is_beginning(statement: str) -> bool:
    """Tell whether ``statement`` only begins a transaction, for who counts what a page asks of the database."""
    return statement in {TAKE_TURN, READ_ONLY} or statement.startswith(("PRAGMA", "BEGIN"))


def journal_mode() -> str:
    """Return the journal mode this SQLite can be trusted with."""
    return "WAL" if sqlite3.sqlite_version_info >= SAFE_WAL else "TRUNCATE"


class Way(Protocol):
    """How a database is made to take turns: what happens on its connections."""

    def __init__(self, may_write: Callable[[], bool]) -> None: ...
    def connected(self, connection: Any, record: Any, /) -> None: ...
    def begun(self, connection: Connection, /) -> None: ...
    def given_back(self, connection: Any, record: ConnectionPoolEntry, /) -> None: ...


class _Sqlite:
    """Lets the writers of this process in one after the other.

    SQLite itself lets them knock, ever more seldom, until their time is over; on a busy Thursday somebody would find
    the door closed each time. Writers of another process still wait in SQLite's way.
    """

    def __init__(self, may_write: Callable[[], bool]) -> None:
        self._may_write = may_write
        self._turn = Lock()

    def connected(self, connection: Any, _record: Any) -> None:
        connection.isolation_level = None  # SQLAlchemy's "begin" event says BEGIN, not the driver
        for pragma in (f"journal_mode={journal_mode()}", *PRAGMAS):
            connection.execute(f"PRAGMA {pragma}")

    def begun(self, connection: Connection) -> None:
        """Begin a transaction on ``connection``, when it is its turn."""
        writes = self._may_write()
        if writes and not connection.info.get(TURN):
            connection.info[TURN] = self._turn.acquire(timeout=TURN_SECONDS)
        connection.exec_driver_sql(f"PRAGMA query_only={'OFF' if writes else 'ON'}")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    def given_back(self, _connection: Any, record: ConnectionPoolEntry) -> None:
        """Let the next one in: a connection comes back when its transaction is over, however that ended."""
        if record.info.pop(TURN, False):
            self._turn.release()


class _Postgresql:
    """Lets writers in one after the other, those of other processes too; a reader sees one moment of the data."""

    def __init__(self, may_write: Callable[[], bool]) -> None:
        self._may_write = may_write

    def connected(self, connection: Any, _record: Any) -> None:
        for setting in SETTINGS:
            connection.execute(f"SET {setting}")
        connection.commit()

    def begun(self, connection: Connection) -> None:
        """Begin a transaction on ``connection``, when it is its turn."""
        if self._may_write():
            connection.exec_driver_sql(TAKE_TURN)
        else:
            connection.exec_driver_sql(READ_ONLY)

    def given_back(self, _connection: Any, _record: ConnectionPoolEntry) -> None:
        """Do nothing: the lock went with its transaction."""


WAYS: dict[str, type[Way]] = {"sqlite": _Sqlite, "postgresql": _Postgresql}


def watch(engine: Engine, may_write: Callable[[], bool]) -> None:
    """Make ``engine`` begin its transactions as the module's heading says; ``may_write`` tells of the one that begins.

    Raises ``ValueError`` for a database that is neither SQLite nor PostgreSQL.
    """
    if engine.dialect.name not in WAYS:
        raise ValueError(f"no way to take turns on {engine.dialect.name}")
    way = WAYS[engine.dialect.name](may_write)
    event.listen(engine, "connect", way.connected)
    event.listen(engine, "begin", way.begun)
    event.listen(engine, "checkin", way.given_back)

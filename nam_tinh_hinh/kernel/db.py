"""The database: naming convention, column types, and transactions that cannot lose a write.

A request that may write (POST) begins IMMEDIATE on SQLite, so it waits its turn instead of failing half-way; a request
that only reads (GET) gets a connection on which the database itself refuses to write. One commit ends a good request.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from enum import StrEnum
from threading import Lock
from typing import Any

from flask import Flask, Response, g, has_request_context, request
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import DateTime, Engine, Enum, MetaData, event
from sqlalchemy.engine import Connection, Dialect
from sqlalchemy.orm import DeclarativeBase
from sqlalchemy.pool import ConnectionPoolEntry
from sqlalchemy.types import TypeDecorator

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
# Before 3.51.3 a write-ahead log could be reset while still needed and corrupt the file.
SAFE_WAL = (3, 51, 3)
# What was erased is overwritten with zeros, so that nothing of it stays in the free pages of the file.
PRAGMAS = ("synchronous=FULL", "foreign_keys=ON", "busy_timeout=20000", "secure_delete=ON")

# Whose turn it is to write is noted on the connection; longer than that nobody waits in line.
TURN, TURN_SECONDS = "turn", 20.0


class Base(DeclarativeBase):
    metadata = MetaData(naming_convention=NAMING)


db = SQLAlchemy(model_class=Base)
Record: Any = db.Model


class UtcDateTime(TypeDecorator[datetime]):
    """An aware moment, kept in UTC."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        return None if value is None else value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        return None if value is None else value.replace(tzinfo=UTC)


def enum_column(kind: type[StrEnum]) -> Enum:
    """Return a text column type that holds the values of ``kind``; which go together is said by the table's CHECKs."""
    return Enum(
        kind, native_enum=False, create_constraint=False, length=40, values_callable=lambda e: [m.value for m in e]
    )


def journal_mode() -> str:
    """Return the journal mode this SQLite can be trusted with."""
    return "WAL" if sqlite3.sqlite_version_info >= SAFE_WAL else "TRUNCATE"


def may_write() -> bool:
    """Tell whether the transaction about to begin may write: always, except in a request that only asks."""
    return not has_request_context() or bool(g.get("writing", request.method not in SAFE_METHODS))


@contextmanager
def writing() -> Iterator[None]:
    """Do one short write and commit it, even in a request that only asks (a sign-in's last use, an export's trace).

    Whatever the session was reading is ended first: a read lock of our own would keep the write waiting for ever.
    """
    db.session.rollback()
    with _set(True):
        try:
            yield
            db.session.commit()
        except BaseException:
            db.session.rollback()
            raise


@contextmanager
def reading() -> Iterator[None]:
    """Read something in a request that writes, and hold nothing afterwards: what comes next is slow, and others write.

    What this request changed so far is taken back. Outside a request it is one with the transaction around it.
    """
    if not has_request_context():
        yield
        return
    db.session.rollback()
    try:
        with _set(False):
            yield
    finally:
        db.session.rollback()


@contextmanager
def _set(writes: bool) -> Iterator[None]:
    if not has_request_context():
        yield
        return
    before, g.writing = g.get("writing", request.method not in SAFE_METHODS), writes
    try:
        yield
    finally:
        g.writing = before


def kept() -> dict[str, Any]:
    """Return what may be kept in mind until this transaction ends, or a savepoint within it begins or ends."""
    session = db.session()
    running = session.get_nested_transaction() or session.get_transaction()
    if running is None:
        return {}
    whose, memory = session.info.get("kept", (None, None))
    if whose is not running:
        memory = {}
        session.info["kept"] = running, memory
    return memory  # type: ignore[no-any-return]


def keep_refusal() -> None:
    """Commit this request's changes although its answer is a refusal (a failed sign-in leaves a trace)."""
    g.keep = True


def finish(response: Response) -> Response:
    """End the request's one transaction: commit what succeeded, take back what was refused."""
    if response.status_code < 400 or g.get("keep", False):
        db.session.commit()
    else:
        db.session.rollback()
    return response


def _connected(connection: Any, _record: Any) -> None:
    if not isinstance(connection, sqlite3.Connection):
        return
    connection.isolation_level = None  # SQLAlchemy's "begin" event says BEGIN, not the driver
    for pragma in (f"journal_mode={journal_mode()}", *PRAGMAS):
        connection.execute(f"PRAGMA {pragma}")


class _Turns:
    """Lets the writers of this process in one after the other.

    SQLite itself lets them knock, ever more seldom, until their time is over; on a busy Thursday somebody would find
    the door closed each time. Writers of another process still wait in SQLite's way.
    """

    def __init__(self) -> None:
        self._turn = Lock()

    def begun(self, connection: Connection) -> None:
        """Begin a transaction on ``connection``, when it is its turn."""
        if connection.dialect.name != "sqlite":
            return
        writes = may_write()
        if writes and not connection.info.get(TURN):
            connection.info[TURN] = self._turn.acquire(timeout=TURN_SECONDS)
        connection.exec_driver_sql(f"PRAGMA query_only={'OFF' if writes else 'ON'}")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    def given_back(self, _connection: Any, record: ConnectionPoolEntry) -> None:
        """Let the next one in: a connection comes back when its transaction is over, however that ended."""
        if record.info.pop(TURN, False):
            self._turn.release()


def watch(engine: Engine) -> None:
    """Make ``engine`` begin its transactions as the module's heading says."""
    turns = _Turns()
    event.listen(engine, "connect", _connected)
    event.listen(engine, "begin", turns.begun)
    event.listen(engine, "checkin", turns.given_back)


def init_app(app: Flask) -> None:
    db.init_app(app)
    with app.app_context():
        watch(db.engine)
    app.after_request(finish)

"""The database: naming convention, column types, and transactions that cannot lose a write.

A request that may write (POST) waits its turn as its transaction begins (``kernel.turns``) instead of failing half-way;
a request that only reads (GET) gets a transaction in which the database itself refuses to write. One commit ends a good
request.
"""

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, TypeVar

from flask import Flask, Response, g, has_request_context, request
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import DateTime, Enum, MetaData
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import DeclarativeBase
from sqlalchemy.types import TypeDecorator

from nam_tinh_hinh.kernel import turns

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}
Answer = TypeVar("Answer")
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


class Base(DeclarativeBase):
    metadata = MetaData(naming_convention=NAMING)


db = SQLAlchemy(model_class=Base)
Record: Any = db.Model


class UtcDateTime(TypeDecorator[datetime]):
    """An aware moment, kept in UTC."""

    impl = DateTime
    cache_ok = True

    @property
    def python_type(self) -> type[datetime]:
        return datetime

    def process_bind_param(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        return None if value is None else value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        return None if value is None else value.replace(tzinfo=UTC)


def enum_column(kind: type[StrEnum]) -> Enum:
    """Return a text column type that holds the values of ``kind``; which go together is said by the table's CHECKs."""
    return Enum(
        kind, native_enum=False, create_constraint=False, length=40, values_callable=lambda e: [m.value for m in e]
    )


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


def kept() -> dict[Any, Any]:
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


def asked_once(name: Hashable, ask: Callable[[], Answer]) -> Answer:
    """Return what ``ask`` answers, asked once in a transaction that only reads: nothing changes meanwhile."""
    memory: dict[Any, Answer] = {} if may_write() else kept()
    if name not in memory:
        memory[name] = ask()
    return memory[name]


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


def init_app(app: Flask) -> None:
    db.init_app(app)
    with app.app_context():
        turns.watch(db.engine, may_write)
    app.after_request(finish)

"""All rows of a SQLite database into an empty PostgreSQL one, compared row by row before anything stays."""

import hashlib
import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Table, func, insert, select, text

BATCH = 1000
"""Rows read and written at one time."""

_FOREIGN_KEYS = text(
    "SELECT conrelid::regclass::text AS place, quote_ident(conname) AS name, pg_get_constraintdef(oid) AS says"
    " FROM pg_constraint WHERE contype = 'f' AND connamespace = current_schema()::regnamespace"
)


class CopyRefused(Exception):
    """Nothing was copied; the sentence says why and the way out."""


@dataclass(frozen=True)
class Copied:
    """A table that says the same on both sides."""

    table: str
    rows: int


def copy(source: Connection, target: Connection, tables: Sequence[Table]) -> Iterator[Copied]:
    """Copy ``tables`` from ``source`` to ``target`` and yield each when both sides were read again and agree.

    ``target`` has their schema and no rows; it is one transaction, which the caller commits when all were yielded.
    Raises ``CopyRefused`` when a row is there already, or a table does not come out as it went in.
    """
    for table in tables:
        if target.scalar(select(func.count()).select_from(table)):
            raise CopyRefused(f"Cơ sở dữ liệu đích đã có dữ liệu (bảng {table.name}). Hãy tạo một cơ sở dữ liệu mới.")
    with _without_foreign_keys(target):
        for table in tables:
            yield _copied(source, target, table)
    for table in tables:
        count_on(target, table)
        # The first pages are planned by what is there, not by what an empty table would have.
        target.exec_driver_sql(f"ANALYZE {target.dialect.identifier_preparer.format_table(table)}")


def _copied(source: Connection, target: Connection, table: Table) -> Copied:
    rows = 0
    for batch in _batches(source, table):
        target.execute(insert(table), [dict(row._mapping) for row in batch])
        rows += len(batch)
    if digest(source, table) != digest(target, table):
        raise CopyRefused(f"Bảng {table.name} chép sang không giống bảng gốc; đã bỏ bản chép, dữ liệu gốc còn nguyên.")
    return Copied(table.name, rows)


def digest(connection: Connection, table: Table) -> str:
    """Return the SHA-256, in hex, of all rows of ``table`` in the order of its key, as Python reads them."""
    said = hashlib.sha256()
    for batch in _batches(connection, table):
        for row in batch:
            said.update(json.dumps(list(row), ensure_ascii=False, sort_keys=True, default=_said).encode())
    return said.hexdigest()


def _batches(connection: Connection, table: Table) -> Iterator[Sequence[Any]]:
    query = select(table).order_by(*table.primary_key.columns)
    yield from connection.execute(query, execution_options={"yield_per": BATCH}).partitions()


def _said(value: Any) -> str:
    return value.hex() if isinstance(value, bytes) else str(value)


@contextmanager
def _without_foreign_keys(target: Connection) -> Iterator[None]:
    """Let rows come before those they point to, and check all of them at the end."""
    keys = target.execute(_FOREIGN_KEYS).all()
    for key in keys:
        target.exec_driver_sql(f"ALTER TABLE {key.place} DROP CONSTRAINT {key.name}")
    yield
    for key in keys:
        target.exec_driver_sql(f"ALTER TABLE {key.place} ADD CONSTRAINT {key.name} {key.says}")


def count_on(target: Connection, table: Table) -> None:
    """Let the next row made on PostgreSQL get the number after the last one that was written with its own."""
    key = table.autoincrement_column
    last = None if key is None else target.scalar(select(func.max(key)))
    if key is not None and last:
        name = target.dialect.identifier_preparer.format_table(table)
        target.execute(select(func.setval(func.pg_get_serial_sequence(name, key.name), last)))

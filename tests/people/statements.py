"""Counts the SQL statements of a request."""

from collections.abc import Iterator
from contextlib import contextmanager

from flask import Flask
from sqlalchemy import event

from nam_tinh_hinh.kernel.db import db

# How a transaction begins on PostgreSQL.
TURN = "pg_advisory_xact_lock"


@contextmanager
def counted(app: Flask) -> Iterator[list[str]]:
    """Collect the SELECTs that run inside the block."""
    with app.app_context():
        engine, seen = db.engine, []

        def note(_connection, _cursor, statement, *_more):
            if statement.lstrip().upper().startswith(("SELECT", "WITH")) and TURN not in statement:
                seen.append(statement)

        event.listen(engine, "before_cursor_execute", note)
    try:
        yield seen
    finally:
        event.remove(engine, "before_cursor_execute", note)

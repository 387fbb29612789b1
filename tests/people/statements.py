"""Counts the SQL statements of a request."""

from collections.abc import Iterator
from contextlib import contextmanager

from flask import Flask
from sqlalchemy import event

from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.turns import is_beginning


@contextmanager
def counted(app: Flask) -> Iterator[list[str]]:
    """Collect the SELECTs that run inside the block."""
    with app.app_context():
        engine, seen = db.engine, []

        def note(_connection, _cursor, statement, *_more):
            if statement.lstrip().upper().startswith(("SELECT", "WITH")) and not is_beginning(statement):
                seen.append(statement)

        event.listen(engine, "before_cursor_execute", note)
    try:
        yield seen
    finally:
        event.remove(engine, "before_cursor_execute", note)

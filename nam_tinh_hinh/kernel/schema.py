"""Bringing a database to the present schema, with a copy kept of what it was."""

import sqlite3
from pathlib import Path

from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import current_app
from flask_migrate import upgrade

from nam_tinh_hinh.kernel import clock
from nam_tinh_hinh.kernel.db import db


def head() -> str | None:
    """Return the newest revision this program knows."""
    config = current_app.extensions["migrate"].migrate.get_config()
    return ScriptDirectory.from_config(config).get_current_head()


def revision() -> str | None:
    """Return the revision the database is at, None for an empty one."""
    with db.engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def migrate(keep_in: Path) -> Path | None:
    """Bring the database to ``head()``; a SQLite file with data is copied into ``keep_in`` first.

    Returns the copy's path, or None when nothing was copied. Nothing happens when the schema is present-day already.
    """
    before = revision()
    if before == head():
        return None
    copy = _copy(keep_in, before) if before and db.engine.dialect.name == "sqlite" else None
    db.session.remove()
    upgrade()
    return copy


def _copy(folder: Path, before: str) -> Path:
    # VACUUM INTO reads one consistent state; copying the file of a live database does not.
    target = folder / f"truoc-{before}-{clock.local(clock.now()):%Y%m%d-%H%M%S}.db"
    source = sqlite3.connect(str(db.engine.url.database))
    try:
        source.execute("VACUUM INTO ?", (str(target),))
    finally:
        source.close()
    return target

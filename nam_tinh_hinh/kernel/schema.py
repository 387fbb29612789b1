"""Bringing a database to the present schema, with a backup made of what it was."""

from pathlib import Path

from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import current_app
from flask_migrate import upgrade

from nam_tinh_hinh.kernel import backup
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.shipped import shipped


def head() -> str | None:
    """Return the newest revision this program knows."""
    config = current_app.extensions["migrate"].migrate.get_config()
    return ScriptDirectory.from_config(config).get_current_head()


def revision() -> str | None:
    """Return the revision the database is at, None for an empty one."""
    with db.engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def known() -> frozenset[str]:
    """Return every revision this program knows; a database at another one is of a newer program."""
    return frozenset(one.revision for one in ScriptDirectory(str(shipped("migrations"))).walk_revisions())


def migrate(keep_in: Path | None) -> backup.Kept | None:
    """Bring the database to ``head()``; of a SQLite one with data a backup is made in ``keep_in`` first.

    Returns the backup, or None when none was made. Nothing happens when the schema is present-day already.
    Raises ``BackupRefused``, and migrates nothing, when no backup could be made.
    """
    before = revision()
    if before == head():
        return None
    made = _backup(keep_in) if keep_in and before and db.engine.dialect.name == "sqlite" else None
    db.session.remove()
    upgrade()
    return made


def _backup(keep_in: Path) -> backup.Kept:
    recipients = current_app.config["BACKUP_RECIPIENTS"]
    return backup.make(backup.here(), keep_in, recipients=recipients, reason=backup.Kind.UPGRADE)

"""Bringing a database to the present schema, with a backup made of what it was."""

from pathlib import Path

from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import current_app
from flask_migrate import upgrade
from sqlalchemy import text
from sqlalchemy.schema import CreateSchema

from nam_tinh_hinh.kernel import backup
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.shipped import shipped

_ORDER = text("SELECT string_agg(one, '' ORDER BY one) FROM (VALUES ('a'), ('B'), ('!'), ('ă')) AS letters(one)")


class Unfit(Exception):
    """The database cannot keep our data as it is set up; the sentence says what to do."""


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
    Raises ``BackupRefused``, and migrates nothing, when no backup could be made; ``Unfit`` for a database that is
    set up in a way we cannot use.
    """
    before = revision()
    if before == head():
        return None
    if not before:
        refuse_unfit()
        _make_room()
    made = _backup(keep_in) if keep_in and before and db.engine.dialect.name == "sqlite" else None
    db.session.remove()
    upgrade()
    return made


def refuse_unfit() -> None:
    """Raise ``Unfit`` for a PostgreSQL database whose letters or their order are not those of ``kernel.text``."""
    if db.engine.dialect.name != "postgresql":
        return
    with db.engine.connect() as connection:
        letters, order = connection.scalar(text("SHOW server_encoding")), connection.scalar(_ORDER)
    if (letters, order) != ("UTF8", "!Baă"):
        raise Unfit(
            "Cơ sở dữ liệu PostgreSQL này không giữ đúng thứ tự chữ. Hãy tạo lại bằng lệnh: "
            "createdb --template=template0 --encoding=UTF8 --locale=C.UTF-8 TÊN"
        )


def _make_room() -> None:
    """Make the commune's own part of a PostgreSQL database, unless whoever keeps the database has made it."""
    commune = current_app.config["COMMUNE"]
    if not commune:
        return
    with db.engine.begin() as connection:
        if connection.scalar(text("SELECT current_schema()")) is None:
            connection.execute(CreateSchema(commune))


def _backup(keep_in: Path) -> backup.Kept:
    recipients = current_app.config["BACKUP_RECIPIENTS"]
    return backup.make(backup.here(), keep_in, recipients=recipients, reason=backup.Kind.UPGRADE)

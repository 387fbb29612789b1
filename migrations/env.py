"""Run migrations on the application's own engine."""

from alembic import context
from flask import current_app

target = current_app.extensions["migrate"].db


def set_foreign_keys(connection, switch):
    """Switch SQLite's foreign keys, which is possible outside a transaction only."""
    if connection.dialect.name == "sqlite":
        connection.connection.dbapi_connection.execute(f"PRAGMA foreign_keys={switch}")


def refuse_orphans(connection):
    """Let no row point into nothing after tables were copied with foreign keys off."""
    if connection.dialect.name == "sqlite":
        orphans = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
        assert not orphans, f"rows without their parents: {orphans[:5]}"


def run() -> None:
    """Migrate inside one transaction; SQLite alters tables by copying them, which foreign keys would not let pass."""
    with target.engine.connect() as connection:
        set_foreign_keys(connection, "OFF")
        context.configure(
            connection=connection,
            target_metadata=target.metadata,
            render_as_batch=True,
            compare_type=True,
            # SQLite can, and Alembic does not believe it: killed between two steps, nothing of either is there.
            transactional_ddl=True,
        )
        with context.begin_transaction():
            context.run_migrations()
            refuse_orphans(connection)
        connection.commit()
        set_foreign_keys(connection, "ON")


run()

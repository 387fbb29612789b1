"""The migrations make exactly the tables, can be taken back, and lose nothing."""

import json
import shutil
import sqlite3
from collections.abc import Iterator
from dataclasses import replace

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from flask import Flask
from flask_migrate import downgrade, upgrade
from sqlalchemy import inspect, text
from sqlalchemy.exc import IntegrityError

from nam_tinh_hinh import create_app
from nam_tinh_hinh.config import Settings
from nam_tinh_hinh.kernel import backup, history, schema
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.paper import LAYOUTS, STATE, Layout
from nam_tinh_hinh.kernel.searching.tables import is_of_the_index
from nam_tinh_hinh.kernel.shipped import shipped
from nam_tinh_hinh.people.tables import PaperLayout

TOMORROW = """
from alembic import op
import sqlalchemy as sa
revision, down_revision, branch_labels, depends_on = "tomorrow", "{}", None, None
def upgrade(): op.create_table("of_tomorrow", sa.Column("id", sa.Integer(), primary_key=True))
def downgrade(): op.drop_table("of_tomorrow")
"""
# A name and what it is, in the words of the database.
MADE_OF = {
    "sqlite": "SELECT name, sql FROM sqlite_master WHERE tbl_name <> 'alembic_version'",
    "postgresql": """
        SELECT conrelid::regclass || '.' || conname AS name, pg_get_constraintdef(oid) AS sql
          FROM pg_constraint WHERE connamespace = 'public'::regnamespace
        UNION ALL SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'
        UNION ALL SELECT tgrelid::regclass || '.' || tgname, pg_get_triggerdef(oid)
          FROM pg_trigger WHERE NOT tgisinternal
        UNION ALL SELECT proname, prosrc FROM pg_proc WHERE pronamespace = 'public'::regnamespace
        UNION ALL SELECT table_name || '.' || column_name, concat(data_type, is_nullable, column_default)
          FROM information_schema.columns WHERE table_schema = 'public'""",
}


@pytest.fixture
def empty(tmp_path, database) -> Iterator[Flask]:
    """An application of its own, with nothing in its database yet."""
    app = create_app(Settings(folder=tmp_path, database_url=database.another(), secret_key="t" * 48, testing=True))
    with app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()


def schema_of() -> dict[str, list[str]]:
    """What the database is made of; the constraints of a table that was copied come in no particular order."""
    db.session.remove()
    with db.engine.connect() as connection:
        rows = connection.execute(text(MADE_OF[db.engine.dialect.name])).all()
    return {row.name: sorted(line.strip(" \t,") for line in (row.sql or "").splitlines()) for row in rows}


def test_the_migrations_make_exactly_the_tables(empty):
    upgrade()
    with db.engine.connect() as connection:
        opts = {"include_name": lambda name, kind, of: not is_of_the_index(name, kind, of.get("table_name"))}
        assert compare_metadata(MigrationContext.configure(connection, opts=opts), db.metadata) == []


def test_the_checks_of_the_tables_are_in_the_database(empty):
    upgrade()
    found = inspect(db.engine)
    for table in db.metadata.sorted_tables:
        wanted = {str(c.name): str(c.sqltext) for c in table.constraints if hasattr(c, "sqltext")}
        there = {c["name"]: c["sqltext"] for c in found.get_check_constraints(table.name)}
        # PostgreSQL keeps what a check means and says it in its own words.
        assert there == wanted if db.engine.dialect.name == "sqlite" else there.keys() == wanted.keys()


def test_every_step_can_be_taken_back_and_made_again(empty):
    upgrade()
    there = schema_of()
    downgrade(revision="base")
    assert {name for name in schema_of() if "alembic_version" not in name} == set()
    upgrade()
    assert schema_of() == there


@pytest.mark.parametrize("change", ["UPDATE event SET reason = 'khác'", "DELETE FROM event"])
def test_history_cannot_be_changed_even_by_hand(world, change):
    history.record(actor=history.Machine(), action="draft", subject="exemplar")
    with pytest.raises(IntegrityError, match="append-only"):
        db.session.execute(text(change))


def test_layouts_of_before_learn_what_written_papers_ask(empty):
    upgrade(revision="0003")
    written = {"part_mark", "basis_mark", "basis_italic", "decider_first", "address_word", "end_mark"}
    for code, layout in (*LAYOUTS.items(), ("rieng", STATE)):
        numbers = {name: value for name, value in layout.as_row().items() if name not in written} | {"code": code}
        row = {"code": code, "label": code, "numbers": json.dumps(numbers)}
        db.session.execute(
            text("INSERT INTO paper_layout (code, label, numbers) VALUES (:code, :label, :numbers)"), row
        )
    db.session.commit()
    upgrade()
    rows = {row.code: Layout.from_row(row.numbers) for row in db.session.scalars(db.select(PaperLayout))}
    assert rows == {**LAYOUTS, "rieng": replace(STATE, code="rieng")}


@pytest.mark.sqlite
def test_a_filled_database_is_copied_before_it_changes(empty, tmp_path, tmp_path_factory):
    assert schema.migrate(tmp_path) is None
    history.record(actor=history.Machine("Người đầu tiên"), action="draft", subject="exemplar")
    db.session.commit()
    of_today = tomorrow(empty, tmp_path)

    copy = schema.migrate(tmp_path)

    assert copy is not None
    assert copy.kind is backup.Kind.UPGRADE
    assert (schema.revision(), "of_tomorrow" in schema_of()) == ("tomorrow", True)
    into = tmp_path_factory.mktemp("ban-sao")
    with backup.opened(copy.path) as archive:
        archive.unpack(into)
    kept = sqlite3.connect(into / "nam-tinh-hinh.db")
    assert kept.execute("SELECT version_num FROM alembic_version").fetchall() == [(of_today,)]
    assert kept.execute("SELECT actor_name FROM event").fetchall() == [("Người đầu tiên",)]
    kept.close()


def tomorrow(app: Flask, folder) -> str | None:
    """Give ``app`` one migration more than the program has; return the newest one of today."""
    head = schema.head()
    shutil.copytree(shipped("migrations"), folder / "migrations")
    (folder / "migrations/versions/tomorrow.py").write_text(TOMORROW.format(head))
    app.extensions["migrate"].migrate.directory = app.extensions["migrate"].directory = str(folder / "migrations")
    return head


def test_a_database_of_today_is_left_alone(empty, tmp_path):
    schema.migrate(tmp_path)
    before = sorted(tmp_path.iterdir())
    assert schema.migrate(tmp_path) is None
    assert sorted(tmp_path.iterdir()) == before

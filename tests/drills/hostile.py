"""Markup in every free text of a demonstration, put there past the program, as if some door had been left open."""

from contextlib import closing
from pathlib import Path
from sqlite3 import Connection, connect

import pytest
from sqlalchemy import Enum, MetaData, String, Text

from nam_tinh_hinh import create_app
from nam_tinh_hinh.cli.demonstrate import demo_settings
from nam_tinh_hinh.cli.demonstrate import fill as fill_demo
from nam_tinh_hinh.kernel.db import db
from tests.browser import PASSWORD

MARKUP = """'"></title></textarea></script><script>alert(1)</script><img src=x onerror=alert(2)><svg onload=alert(3)>"""
# Words that only the program writes or compares by.
OURS = {
    "username", "password_hash", "code", "slug", "symbol", "subject", "kind", "source", "value", "measure", "slot",
    "fingerprint", "outline_code", "layout_code", "period", "begins", "ends", "outcome", "audience", "given", "email",
}  # fmt: skip
# What is issued or recorded is sealed: the database itself refuses to change it.
SEALED = {"event", "issued_paper", "moved"}


def fill(folder: Path) -> None:
    """Fill the folder with the demonstration and put markup behind every free text."""
    app = create_app(demo_settings(folder, "127.0.0.1"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("NTH_DEMO_PASSWORD", PASSWORD)
        fill_demo(app, folder)
    with app.app_context():
        db.engine.dispose()
    with closing(connect(folder / "nam-tinh-hinh.db")) as database:
        for table, column in _texts(db.metadata):
            _spoil(database, table, column)
        database.commit()
        assert database.execute("SELECT count(*) FROM exemplar WHERE name LIKE '%<script>%'").fetchone() > (20,)


def _spoil(database: Connection, table: str, column: str) -> None:
    # What is a list or a document of ours is left in one piece, what is empty stays empty.
    wanted = f"""{column} <> '' AND substr({column}, 1, 1) NOT IN ('{{', '[')"""
    database.execute(f'UPDATE OR IGNORE "{table}" SET {column} = {column} || ? WHERE {wanted}', [MARKUP])


def _texts(known: MetaData) -> list[tuple[str, str]]:
    return [
        (table.name, column.name)
        for table in known.sorted_tables if table.name not in SEALED
        for column in table.columns
        if isinstance(column.type, String | Text) and not isinstance(column.type, Enum)
        and column.name not in OURS and not column.foreign_keys and not column.primary_key
    ]  # fmt: skip

"""Harm done to an installation behind the program's back, as a disk, a thief or a careless hand would do it."""

import os
import sqlite3
from pathlib import Path

from click.testing import CliRunner, Result

from nam_tinh_hinh import create_app
from nam_tinh_hinh.cli import group
from nam_tinh_hinh.config import Settings
from nam_tinh_hinh.kernel import backup, history, uploads
from nam_tinh_hinh.kernel.db import db
from tests.kernel.uploads import given as files

NO_TRIGGERS = ("DROP TRIGGER event_no_update", "DROP TRIGGER event_no_delete")


def doctor(folder: Path, *words: str) -> Result:
    return CliRunner().invoke(group, ["doctor", *words, "--dir", str(folder)])


def execute(folder: Path, *statements: str) -> None:
    database = sqlite3.connect(folder / "nam-tinh-hinh.db", isolation_level=None)
    for statement in statements:
        database.execute(statement)
    database.close()


def asked(folder: Path, query: str) -> list[tuple]:
    database = sqlite3.connect(folder / "nam-tinh-hinh.db")
    try:
        return database.execute(query).fetchall()
    finally:
        database.close()


def tamper(folder: Path, *statements: str) -> None:
    """Change the history as one with the database file in hand can."""
    execute(folder, *NO_TRIGGERS, *statements)


def rewrite(folder: Path, event_id: int) -> None:
    """Change a row and give it the hash that its new words should have."""
    tamper(folder, f"UPDATE event SET actor_name = 'Ai đó' WHERE id = {event_id}")
    app = create_app(Settings.read(folder, {}))
    with app.app_context():
        digest = db.session.get_one(history.Event, event_id).digest()
        db.engine.dispose()
    execute(folder, f"UPDATE event SET hash = '{digest}' WHERE id = {event_id}")


def flip_a_page(folder: Path, table: str) -> None:
    """Overwrite the first page of a table in the database file, as a dying disk does."""
    size = asked(folder, "PRAGMA page_size")[0][0]
    root = asked(folder, f"SELECT rootpage FROM sqlite_master WHERE name = '{table}'")[0][0]
    with (folder / "nam-tinh-hinh.db").open("r+b") as file:
        file.seek((root - 1) * size)
        file.write(os.urandom(size))


def live(folder: Path, events: int = 6) -> None:
    """Let some things be done, so that the history has rows to harm."""
    app = create_app(Settings.read(folder, {}))
    with app.app_context():
        for _turn in range(events):
            history.record(actor=history.Machine(), action="export_history", subject="history")
        db.session.commit()
        db.engine.dispose()


def hang(folder: Path) -> list[Path]:
    """Hang a document on a registration of an installation, and leave another one without a row."""
    app = create_app(Settings.read(folder, {}))
    with app.app_context():
        row = uploads.attach(
            actor=history.Machine(), subject="exemplar", subject_id=1, content=files.pdf(), name="Biên bản.pdf"
        )
        orphan = uploads.take(files.docx(), "a.docx")
        found = [uploads.store.path_of(digest) for digest in (row.sha256, orphan.sha256)]
        db.session.commit()
        db.engine.dispose()
    return found


def back_up(folder: Path, recipients: tuple[str, ...] = ()) -> backup.Kept:
    settings = Settings.read(folder, {})
    return backup.make(settings, settings.backups, recipients=recipients)

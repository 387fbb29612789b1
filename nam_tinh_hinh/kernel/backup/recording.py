"""A backup of the running installation, and its row in the history: name, size, kind; never a place on the machine."""

from dataclasses import dataclass
from pathlib import Path

from flask import current_app

from nam_tinh_hinh.kernel import history
from nam_tinh_hinh.kernel.db import db

from .names import Kept, Kind
from .packing import make
from .refusing import BackupRefused

SUBJECT = "backup"


@dataclass(frozen=True)
class Here:
    """The installation of an application."""

    folder: Path
    database: str


def here() -> Here:
    """Return the installation of the current application."""
    return Here(Path(current_app.config["FOLDER"]), current_app.config["SQLALCHEMY_DATABASE_URI"])


def make_recorded(
    *, actor: history.Doer, reason: str = Kind.HAND, key: str | None = None, into: Path | None = None
) -> Kept:
    """Make a backup of the current application as its settings say (see ``make``) and record it; flush, never commit.

    ``key`` is the one-time key of a form; ``into`` a folder other than that of the settings, from which nothing is
    thrown away. The running transaction is ended first: a page's own write lock would keep everybody waiting.
    A failure is recorded, and that committed, before ``BackupRefused`` goes on.
    """
    db.session.rollback()
    said = current_app.config
    keep = None if into else said["BACKUP_KEEP"]
    try:
        made = make(here(), into or said["BACKUPS"], recipients=said["BACKUP_RECIPIENTS"], keep=keep, reason=reason)
    except BackupRefused as refused:
        history.record(actor=actor, action="backup_failed", subject=SUBJECT, reason=str(refused))
        db.session.commit()
        raise
    record(made, actor=actor, key=key)
    return made


def record(made: Kept, *, actor: history.Doer, key: str | None = None) -> history.Event:
    """Append that ``made`` was made."""
    said = {"name": made.name, "size": made.size, "kind": made.kind.value, "sealed": made.sealed}
    return history.record(actor=actor, action="backup", subject=SUBJECT, key=key, details=said)

"""A backup, and its row in the history: the name, the size, the kind; never a place on the machine."""

from collections.abc import Sequence
from pathlib import Path

from nam_tinh_hinh.kernel import history
from nam_tinh_hinh.kernel.db import db

from .names import Kept, Kind
from .packing import Source, make
from .refusing import BackupRefused

SUBJECT = "backup"


def make_recorded(
    source: Source,
    into: Path,
    *,
    actor: history.Doer,
    recipients: Sequence[str] = (),
    keep: int | None = None,
    reason: str = Kind.HAND,
    key: str | None = None,
) -> Kept:
    """Make a backup (see ``make``) and record it; flush, never commit. ``key`` is the one-time key of a form.

    The running transaction is ended first: a page's own write lock would keep everybody waiting as long as it takes.
    A backup that fails is recorded and committed as such, and ``BackupRefused`` goes on.
    """
    db.session.rollback()
    try:
        made = make(source, into, recipients=recipients, keep=keep, reason=reason)
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

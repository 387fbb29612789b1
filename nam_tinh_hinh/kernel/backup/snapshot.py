"""One consistent state of a database that others go on writing to, and what is in it."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from .manifest import Manifest
from .refusing import BROKEN, DAMAGED, BackupRefused

WAIT = 60.0  # seconds: a long write of somebody else ends before


@dataclass(frozen=True)
class Facts:
    """``counts``: rows per table; ``head``: hash of the newest event; ``uploads``: SHA-256 of all attachments."""

    schema: str
    counts: dict[str, int]
    head: str
    uploads: tuple[str, ...]


def take(database: Path, into: Path) -> Facts:
    """Write the state of ``database`` at this moment to the new file ``into`` and return what is in it.

    VACUUM INTO reads one consistent state, leaves out what was erased, and lets others read and begin to write
    meanwhile; copying the file of a live database does none of this. Raises ``BackupRefused`` for a broken database.
    """
    with _connected(database) as source:
        source.execute("VACUUM INTO ?", (str(into),))
    facts = facts_of(into)
    if not is_sound(into):
        raise BackupRefused(BROKEN)
    return facts


def facts_of(database: Path) -> Facts:
    """Return what is in ``database``."""
    with _connected(database) as asked:
        names = asked.execute(
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite~_%' ESCAPE '~'"
        )
        tables = sorted(name for (name,) in names)
        # The names come from the database's own schema, and are quoted.
        counts = {name: asked.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in tables}  # noqa: S608
        return Facts(
            schema=_first(asked, counts, "alembic_version", "SELECT version_num FROM alembic_version"),
            counts=counts,
            head=_first(asked, counts, "event", "SELECT hash FROM event ORDER BY id DESC LIMIT 1"),
            uploads=_uploads(asked) if "attachment" in counts else (),
        )


def is_sound(database: Path) -> bool:
    """Tell whether SQLite finds nothing wrong in the pages and indexes of ``database``."""
    with _connected(database) as asked:
        return asked.execute("PRAGMA integrity_check(1)").fetchall() == [("ok",)]


def refuse_other(database: Path, manifest: Manifest) -> None:
    """Raise ``BackupRefused`` unless the unpacked ``database`` is sound and holds what ``manifest`` says."""
    try:
        found = facts_of(database)
        if is_sound(database) and (found.schema, found.counts, found.head) == (
            manifest.schema, manifest.counts, manifest.head,
        ):  # fmt: skip
            return
    except sqlite3.Error as error:
        raise BackupRefused(DAMAGED) from error
    raise BackupRefused(DAMAGED)


def _first(asked: sqlite3.Connection, counts: dict[str, int], table: str, query: str) -> str:
    row = asked.execute(query).fetchone() if table in counts else None
    return str(row[0]) if row else ""


def _uploads(asked: sqlite3.Connection) -> tuple[str, ...]:
    return tuple(digest for (digest,) in asked.execute("SELECT DISTINCT sha256 FROM attachment ORDER BY sha256"))


@contextmanager
def _connected(database: Path) -> Iterator[sqlite3.Connection]:
    # Not read-only: the first to open a database after a power cut has to roll its journal back. Never created here.
    connection = sqlite3.connect(
        f"{database.absolute().as_uri()}?mode=rw", uri=True, timeout=WAIT, isolation_level=None
    )
    try:
        yield connection
    finally:
        connection.close()

"""A small installation for the tests of backups, and archives that are not as they should be."""

import hashlib
import json
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

TABLES = (
    "CREATE TABLE alembic_version (version_num)", "INSERT INTO alembic_version VALUES ('0018')",
    "CREATE TABLE event (id INTEGER PRIMARY KEY, hash TEXT)",
    "INSERT INTO event VALUES (1, 'aaa'), (2, 'bbb')",
    "CREATE TABLE attachment (id INTEGER PRIMARY KEY, sha256 TEXT)",
    "CREATE TABLE opinion (id INTEGER PRIMARY KEY, text TEXT)",
)  # fmt: skip
PICTURES = (b"a picture", b"a paper" * 1000)


@dataclass(frozen=True)
class Installation:
    folder: Path

    @property
    def database(self) -> str:
        return f"sqlite:///{self.folder / 'nam-tinh-hinh.db'}"

    @property
    def into(self) -> Path:
        return self.folder / "sao-luu"

    def files(self) -> set[str]:
        return {path.relative_to(self.folder).as_posix() for path in self.folder.rglob("*") if path.is_file()}

    def upload(self, content: bytes) -> Path:
        digest = hashlib.sha256(content).hexdigest()
        return self.folder / "uploads" / digest[:2] / digest


def installation(folder: Path) -> Installation:
    """Return an installation with a database, two attachments, one file without a row, and both keys."""
    made = Installation(folder)
    folder.mkdir()
    with sqlite3.connect(folder / "nam-tinh-hinh.db") as database:
        for statement in TABLES:
            database.execute(statement)
        database.executemany("INSERT INTO opinion (text) VALUES (?)", [(f"ý kiến {n}",) for n in range(500)])
        hashes = [(hashlib.sha256(one).hexdigest(),) for one in (*PICTURES, PICTURES[0])]
        database.executemany("INSERT INTO attachment (sha256) VALUES (?)", hashes)
    database.close()
    for content in (*PICTURES, b"no row speaks of this"):
        made.upload(content).parent.mkdir(parents=True, exist_ok=True)
        made.upload(content).write_bytes(content)
    for name in ("secret_key", "contact_key", "settings.toml"):
        (folder / name).write_text(f"{name} = 'x'\n")
    return made


def signed(archive: Path) -> None:
    """Make the hash at the end of ``archive`` right again."""
    content = archive.read_bytes()[:-64]
    archive.write_bytes(content + hashlib.sha256(content).hexdigest().encode())


def written(archive: Path, into: Path, change: Callable[[dict[str, Any], dict[str, bytes]], Any]) -> Path:
    """Write a rightly signed copy of ``archive`` to ``into`` after ``change`` of its manifest and its members."""
    with ZipFile(archive) as old:
        members = {name: old.read(name) for name in old.namelist()}
    said = json.loads(members.pop("manifest.json"))
    change(said, members)
    with ZipFile(into, "w", ZIP_DEFLATED) as new:
        for name, content in members.items():
            new.writestr(name, content)
        new.writestr("manifest.json", json.dumps(said))
        new.comment = b"0" * 64
    signed(into)
    return into

"""Where the bytes lie: under their own hash, so that the same content is kept once and damage shows.

A file is written whole under a temporary name and then renamed: nobody ever reads half of one. It comes before its row;
what a failed request leaves behind is a file without a row, which harms nothing.
"""

import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from hashlib import file_digest, sha256
from pathlib import Path
from secrets import token_hex

from flask import current_app
from sqlalchemy import select

from ..db import db
from .refusing import UploadRefused
from .tables import Attachment

UNFINISHED = ".tam"
NO_ROOM = "Máy chủ không ghi được tệp (có thể đã hết chỗ). Chưa lưu gì; hãy báo quản trị."


def folder() -> Path:
    """Return the folder of all files."""
    return Path(current_app.config["FOLDER"]) / "uploads"


def path_of(digest: str) -> Path:
    """Return where the content with this SHA-256 (hex) lies."""
    return folder() / digest[:2] / digest


def keep(content: bytes) -> str:
    """Keep ``content`` and return its SHA-256; content that is there already is not written again.

    Raises ``UploadRefused`` when the disk does not take it; no part of it is left then.
    """
    digest = sha256(content).hexdigest()
    target = path_of(digest)
    if target.is_file() and target.stat().st_size == len(content):
        return digest
    unfinished = target.with_name(f"{digest}-{token_hex(8)}{UNFINISHED}")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        _write(unfinished, content)
        unfinished.replace(target)
        _settle(target.parent)
    except OSError as error:
        with suppress(OSError):
            unfinished.unlink(missing_ok=True)
        raise UploadRefused(NO_ROOM) from error
    return digest


def _write(path: Path, content: bytes) -> None:
    with path.open("xb") as file:
        path.chmod(0o600)
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _settle(parent: Path) -> None:
    """Make the new name itself survive a power cut, where the system lets a folder be opened."""
    with suppress(OSError):
        handle = os.open(parent, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


@dataclass(frozen=True)
class Damage:
    """A file that a row speaks of and that is missing (``is_missing``) or not what it was."""

    name: str
    sha256: str
    is_missing: bool


def damages() -> Iterator[Damage]:
    """Yield every file that a row speaks of and that is missing or not what it was; reads each of them whole."""
    names = select(Attachment.sha256, Attachment.name).order_by(Attachment.id)
    for digest, name in {row.sha256: row.name for row in db.session.execute(names)}.items():
        path = path_of(digest)
        if not path.is_file():
            yield Damage(name, digest, is_missing=True)
        elif _digest_of(path) != digest:
            yield Damage(name, digest, is_missing=False)


def problems() -> Iterator[str]:
    """Yield a sentence for every file that a row speaks of and that is missing or not what it was."""
    for one in damages():
        if one.is_missing:
            yield f"Mất tệp đính kèm “{one.name}” ({one.sha256[:12]}): lấy lại từ bản sao lưu."
        else:
            yield f"Tệp đính kèm “{one.name}” ({one.sha256[:12]}) đã bị đổi hoặc hỏng: lấy lại từ bản sao lưu."


def orphans() -> list[Path]:
    """Return the files that no row speaks of, unfinished ones too: left by a request that failed, and harmless."""
    known = set(db.session.scalars(select(Attachment.sha256).distinct()))
    return sorted(path for path in folder().glob("*/*") if path.name not in known)


def _digest_of(path: Path) -> str:
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()

"""Making an archive: whole under its name, or not at all.

It is a zip: members can be read one by one (the manifest first, before anything is unpacked), every system can open it
in need, and Python brings it. The last 64 bytes, the zip's comment, are the SHA-256 of all bytes before them, so that a
single bit changed or lost anywhere shows, even where a zip does not look.
"""

import hashlib
import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta
from pathlib import Path
from typing import Protocol
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from sqlalchemy.engine import make_url

from nam_tinh_hinh.kernel import clock, running
from nam_tinh_hinh.version import __version__

from . import names, sealed, snapshot
from .manifest import DATABASE, FILES, MANIFEST, Manifest, Member
from .names import Kept, Kind
from .opening import BLOCK, SUM, opened
from .refusing import BUSY, NO_FOLDER, NO_ROOM, NOT_SQLITE, BackupRefused, in_words

WORKSHOP = "dang-sao-luu"


class Source(Protocol):
    """An installation: its data folder, and the address of its database."""

    @property
    def folder(self) -> Path: ...
    @property
    def database(self) -> str: ...


def make(
    source: Source, into: Path, *, recipients: Sequence[str] = (), keep: int | None = None, reason: str = ""
) -> Kept:
    """Make a backup of ``source`` in the folder ``into`` while the program runs, read it back, and return it.

    ``recipients`` are age public keys: with any, only the owner of one of the private keys can open the archive.
    ``keep`` is how many of each kind stay (None: all). ``reason`` is a ``Kind``; by hand when empty.
    ``into`` has to be there, unless it lies in the data folder: a disk that is not plugged in must not go unnoticed.
    Raises ``BackupRefused``; nothing is left behind then.
    """
    kind = Kind(reason or Kind.HAND)
    with in_words(), _alone(source, into):
        work = source.folder / WORKSHOP
        facts = snapshot.take(_file_of(source), work / DATABASE)
        moment = _free_moment(into, facts.schema, kind, sealed=bool(recipients))
        made = into / names.name_for(moment, facts.schema, kind, sealed=bool(recipients))
        unfinished = into / f"{made.name}{names.UNFINISHED}"
        plain = work / MANIFEST.replace("json", "zip") if recipients else unfinished
        missing = _pack(source.folder, work, plain, facts, moment, kind)
        with opened(plain):
            pass
        if recipients:
            sealed.seal(plain, unfinished, recipients)
        _settle(unfinished, made)
        # While an attachment is missing, an older backup may be the only one that has it.
        if keep is not None and not missing:
            names.throw_away(into, keep)
    return next(one for one in names.kept(into) if one.path == made)


@contextmanager
def _alone(source: Source, into: Path) -> Iterator[None]:
    """Work on one backup at a time; what this one, or an earlier one that was killed, leaves is removed."""
    _make_folder(source, into)
    try:
        with running.hold(source.folder, running.BACKUP):
            _sweep(source, into)
            (source.folder / WORKSHOP).mkdir(mode=0o700)
            try:
                yield
            finally:
                _sweep(source, into)
    except running.Taken as taken:
        raise BackupRefused(BUSY) from taken


def _make_folder(source: Source, into: Path) -> None:
    if into.is_relative_to(source.folder) and source.folder.is_dir():
        into.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not into.is_dir():
        raise BackupRefused(NO_FOLDER)


def _sweep(source: Source, into: Path) -> None:
    shutil.rmtree(source.folder / WORKSHOP, ignore_errors=True)
    for path in into.glob(f"nam-tinh-hinh-*{names.UNFINISHED}"):
        with suppress(OSError):
            path.unlink()


def _file_of(source: Source) -> Path:
    url = make_url(source.database)
    if url.get_backend_name() != "sqlite" or not url.database:
        raise BackupRefused(NOT_SQLITE)
    return Path(url.database)


def _free_moment(into: Path, schema: str, kind: Kind, *, sealed: bool) -> datetime:
    """Return now, or the first second after whose name is not taken: no backup is ever written over another."""
    moment = clock.now().replace(microsecond=0)
    while (into / names.name_for(moment, schema, kind, sealed=sealed)).exists():
        moment += timedelta(seconds=1)
    return moment


def _pack(
    folder: Path, work: Path, target: Path, facts: snapshot.Facts, moment: datetime, kind: Kind
) -> tuple[str, ...]:
    """Write the archive ``target`` and return the attachments that could not go into it."""
    uploads = {f"uploads/{one[:2]}/{one}": folder / "uploads" / one[:2] / one for one in facts.uploads}
    members: dict[str, Member] = {}
    _refuse_without_room(target.parent, [work / DATABASE, *uploads.values()])
    with target.open("xb") as file, ZipFile(file, "w") as archive:
        target.chmod(0o600)
        members[DATABASE] = _add(archive, work / DATABASE, DATABASE, moment, ZIP_DEFLATED)
        for name in FILES:
            if (folder / name).is_file():
                members[name] = _add(archive, folder / name, name, moment, ZIP_DEFLATED)
        missing = tuple(name[-64:] for name, path in uploads.items() if not _is_whole(path))
        for name, path in uploads.items():
            if name[-64:] not in missing:
                members[name] = _add(archive, path, name, moment, ZIP_STORED)  # pictures and papers are packed already
        manifest = Manifest(__version__, facts.schema, moment, kind, facts.counts, facts.head, members, missing)
        archive.writestr(_info(MANIFEST, moment, ZIP_DEFLATED), manifest.written())
        archive.comment = b"0" * SUM
    _sign(target)
    return missing


def _refuse_without_room(folder: Path, paths: list[Path]) -> None:
    needed = sum(path.stat().st_size for path in paths if path.is_file())
    if shutil.disk_usage(folder).free < needed:
        raise BackupRefused(NO_ROOM)


def _is_whole(path: Path) -> bool:
    """Tell whether an attachment is there and is still what its name, its own hash, says."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest() == path.name
    except OSError:
        return False


def _info(name: str, moment: datetime, packing: int) -> ZipInfo:
    info = ZipInfo(name, clock.local(moment).timetuple()[:6])
    info.compress_type, info.external_attr = packing, 0o600 << 16
    return info


def _add(archive: ZipFile, path: Path, name: str, moment: datetime, packing: int) -> Member:
    size, digest = 0, hashlib.sha256()
    info = _info(name, moment, packing)
    info.file_size = path.stat().st_size  # so that zipfile knows whether 2 GB are enough
    with path.open("rb") as source, archive.open(info, "w") as target:
        while block := source.read(BLOCK):
            target.write(block)
            digest.update(block)
            size += len(block)
    return Member(size, digest.hexdigest())


def _sign(archive: Path) -> None:
    """Put the hash of everything before it into the comment at the end."""
    with archive.open("r+b") as file:
        digest, left = hashlib.sha256(), archive.stat().st_size - SUM
        while left:
            block = file.read(min(BLOCK, left))
            digest.update(block)
            left -= len(block)
        file.write(digest.hexdigest().encode("ascii"))


def _settle(unfinished: Path, made: Path) -> None:
    """Make the bytes survive a power cut, and then the name."""
    with unfinished.open("r+b") as file:
        unfinished.chmod(0o600)
        os.fsync(file.fileno())
    unfinished.rename(made)
    with suppress(OSError):  # Windows opens no folder
        handle = os.open(made.parent, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)

"""Reading an archive. Nothing in it is trusted: not its names, not its sizes, not its hashes of itself."""

import hashlib
import os
import shutil
import tempfile
import zlib
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO
from zipfile import BadZipFile, LargeZipFile, ZipFile

from . import manifest, sealed
from .manifest import MANIFEST, Manifest
from .refusing import DAMAGED, NO_ROOM, NOT_OURS, BackupRefused, in_words

BLOCK = 1024 * 1024
SUM = 64  # bytes at the end: the SHA-256, in hex, of all before
LARGEST_MANIFEST = 64 * BLOCK
# What is packed can be this many times larger unpacked, and a little more; a database packs to a fifth.
MOST_TIMES, MOST_BESIDE = 100, 64 * BLOCK
MAGIC = b"PK\x03\x04"


@dataclass(frozen=True)
class Archive:
    """A verified archive: every byte is as it was written."""

    manifest: Manifest
    zip: ZipFile

    def unpack(self, into: Path) -> None:
        """Write all members into the empty folder ``into``. Raises ``BackupRefused`` when the disk does not take it."""
        with in_words():
            if shutil.disk_usage(into).free < self.manifest.size:
                raise BackupRefused(NO_ROOM)
            for name in self.manifest.members:
                self._write(name, into.joinpath(*name.split("/")))

    def _write(self, name: str, target: Path) -> None:
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with target.open("xb") as file:
            target.chmod(0o600)
            for block in _blocks(self.zip, name, self.manifest):
                file.write(block)
            file.flush()
            os.fsync(file.fileno())


@contextmanager
def opened(path: Path, identity: Path | None = None) -> Iterator[Archive]:
    """Open the archive ``path``, for the time of the block, when every byte of it is as it was written.

    ``identity`` is a file with the private key for one that is sealed. Raises ``BackupRefused`` for one that is
    damaged, cut short, of a newer program, sealed to another key, or no archive of ours.
    """
    with ExitStack() as stack:
        with in_words():
            file = stack.enter_context(path.open("rb"))
            archive = _verified(stack, _plain(stack, file, identity))
        yield archive


def _plain(stack: ExitStack, file: IO[bytes], identity: Path | None) -> IO[bytes]:
    start = file.read(len(sealed.MAGIC))
    file.seek(0)
    if start.startswith(MAGIC):
        return file
    if start != sealed.MAGIC:
        raise BackupRefused(NOT_OURS)
    key = sealed.identity_in(identity)
    unsealed = stack.enter_context(tempfile.TemporaryFile())  # noqa: SIM115 - closed with the stack, gone with it
    sealed.unseal(file, unsealed, key)
    unsealed.seek(0)
    return unsealed


def _verified(stack: ExitStack, file: IO[bytes]) -> Archive:
    size = _refuse_changed(file)
    try:
        archive = stack.enter_context(ZipFile(file))
        said = manifest.read(_manifest_in(archive))
        _refuse_other_members(archive, said, size)
        for name in said.members:
            for _block in _blocks(archive, name, said):
                pass
    except (BadZipFile, LargeZipFile, NotImplementedError, EOFError, KeyError, ValueError, zlib.error) as error:
        raise BackupRefused(DAMAGED) from error
    except RuntimeError as error:  # a member that asks for a password
        raise BackupRefused(DAMAGED) from error
    return Archive(said, archive)


def _refuse_changed(file: IO[bytes]) -> int:
    """Raise ``BackupRefused`` unless the last bytes are the hash of all before them; return the size of the file."""
    size = file.seek(0, 2)
    file.seek(0)
    digest, left = hashlib.sha256(), size - SUM
    while left > 0:
        block = file.read(min(BLOCK, left))
        digest.update(block)
        left -= len(block)
    if size <= SUM or file.read(SUM) != digest.hexdigest().encode("ascii"):
        raise BackupRefused(DAMAGED)
    file.seek(0)
    return size


def _manifest_in(archive: ZipFile) -> bytes:
    if archive.getinfo(MANIFEST).file_size > LARGEST_MANIFEST:
        raise BackupRefused(DAMAGED)
    with archive.open(MANIFEST) as file:
        return file.read(LARGEST_MANIFEST + 1)


def _refuse_other_members(archive: ZipFile, said: Manifest, size: int) -> None:
    """Let exactly the members pass that the manifest names, each once, in the size it says."""
    found = sorted((one.filename, one.file_size) for one in archive.infolist() if one.filename != MANIFEST)
    meant = sorted((name, one.size) for name, one in said.members.items())
    once = len(archive.namelist()) == len(said.members) + 1
    if found != meant or not once or said.size > MOST_TIMES * size + MOST_BESIDE:
        raise BackupRefused(DAMAGED)


def _blocks(archive: ZipFile, name: str, said: Manifest) -> Iterator[bytes]:
    """Yield the content of a member; raise ``BackupRefused`` as soon as it is more, or in the end other, than said."""
    meant, digest, left = said.members[name], hashlib.sha256(), said.members[name].size
    with archive.open(name) as file:
        while block := file.read(BLOCK):
            digest.update(block)
            left -= len(block)
            if left < 0:
                break
            yield block
    if left or digest.hexdigest() != meant.sha256:
        raise BackupRefused(DAMAGED)

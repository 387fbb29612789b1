"""Backups that only the owner of a private key opens: age (age-encryption.org), by pyrage.

The server knows public keys alone: whoever takes the server, or the disk that the backups lie on, reads none of them.
"""

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import IO

import pyrage
from pyrage.x25519 import Identity, Recipient

from .refusing import DAMAGED, NOT_WRITTEN, BackupRefused

MAGIC = b"age-encryption.org/v1\n"
NO_KEY = "Bản sao lưu này đã mã hóa. Hãy đưa tệp khóa riêng bằng --identity TỆP (khóa bắt đầu bằng AGE-SECRET-KEY-1)."
WRONG_KEY = "Khóa riêng này không mở được bản sao lưu. Hãy dùng khóa đi cùng khóa công khai đã đặt khi sao lưu."
NOT_A_KEY = "Tệp khóa không có khóa riêng nào (một dòng bắt đầu bằng AGE-SECRET-KEY-1)."
NOT_A_RECIPIENT = "Khóa công khai đặt ở backup_recipients chưa đúng: phải bắt đầu bằng age1 và đủ 62 ký tự."
START = "AGE-SECRET-KEY-1"


class _Sum:
    """A file that keeps only the hash of what is written into it."""

    def __init__(self) -> None:
        self.hash = hashlib.sha256()

    def write(self, content: bytes) -> int:
        self.hash.update(content)
        return len(content)

    def flush(self) -> None: ...


def new_key() -> tuple[str, str]:
    """Return a new key pair: the public key for the settings, the private one for whoever restores."""
    identity = Identity.generate()
    return str(identity.to_public()), str(identity)


def seal(plain: Path, into: Path, recipients: Sequence[str]) -> None:
    """Write ``plain`` encrypted for all ``recipients`` to the new file ``into``, and read it back.

    The server cannot open what it seals. So each is also sealed to a key made for this one time, which is used to
    compare what was written with what was meant and is then forgotten.
    """
    check = Identity.generate()
    with plain.open("rb") as source, into.open("xb") as target:
        try:
            pyrage.encrypt_io(source, target, [*_recipients(recipients), check.to_public()])
        except pyrage.EncryptError as error:
            raise OSError(NOT_WRITTEN) from error
    found = _Sum()
    with into.open("rb") as written, plain.open("rb") as meant:
        unseal(written, found, check)
        if found.hash.digest() != hashlib.file_digest(meant, "sha256").digest():
            raise BackupRefused(DAMAGED)


def unseal(sealed: IO[bytes], into: "IO[bytes] | _Sum", identity: Identity) -> None:
    """Write what is in ``sealed`` to ``into``. Raises ``BackupRefused`` for another key or a damaged file."""
    try:
        pyrage.decrypt_io(sealed, into, [identity])
    except pyrage.DecryptError as error:
        raise BackupRefused(WRONG_KEY if "No matching keys" in str(error) else DAMAGED) from error
    except OSError as error:
        if error.errno is None:  # age's own: a piece that is not what was sealed
            raise BackupRefused(DAMAGED) from error
        raise


def identity_in(path: Path | None) -> Identity:
    """Return the private key in the file ``path``, as ``backup-key`` or age's own tools write it."""
    if path is None:
        raise BackupRefused(NO_KEY)
    try:
        lines = [line.strip() for line in path.read_text("utf-8-sig").splitlines()]
        return Identity.from_str(next(line for line in lines if line.startswith(START)))
    except (OSError, ValueError, StopIteration, pyrage.IdentityError) as error:
        raise BackupRefused(NOT_A_KEY) from error


def _recipients(written: Sequence[str]) -> list[Recipient]:
    try:
        return [Recipient.from_str(one.strip()) for one in written]
    except pyrage.RecipientError as error:
        raise BackupRefused(NOT_A_RECIPIENT) from error

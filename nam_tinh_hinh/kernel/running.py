"""One at a time: locks of the operating system on a data folder, let go by it even when the holder is killed."""

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

SERVER, BACKUP = "may-chu.lock", "sao-luu.lock"
BUSY = frozenset({errno.EACCES, errno.EAGAIN, errno.EDEADLK})


class Taken(Exception):
    """Another process (or thread) holds the lock."""


@contextmanager
def hold(folder: Path, name: str = SERVER) -> Iterator[None]:
    """Hold the lock ``name`` of the data ``folder`` inside the block; the file stays, only its lock counts.

    Raises ``Taken`` at once when somebody holds it, ``OSError`` when the folder cannot be written.
    A file system that knows no locks (some network drives) keeps nobody out.
    """
    handle = os.open(folder / name, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        _lock(handle)
        yield
    finally:
        os.close(handle)  # which lets go of the lock as well


def is_held(folder: Path, name: str = SERVER) -> bool:
    """Tell whether somebody holds the lock ``name`` of ``folder``; nobody can where it was never taken."""
    if not (folder / name).is_file():
        return False
    try:
        with hold(folder, name):
            return False
    except Taken:
        return True


def _lock(handle: int) -> None:
    try:
        _try(handle)
    except OSError as error:
        if error.errno in BUSY:
            raise Taken from error


if sys.platform == "win32":
    import msvcrt

    def _try(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _try(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)

"""One server at a time on one data folder: whoever runs holds a lock that ends with the process, however it ends.

Rate limits, places for drawing PDFs and the server's own work are counted in one process; two would count apart.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

LOCK_FILE = "running.lock"
# On Windows a locked byte cannot be read: it lies far behind the number that people may want to read.
_LOCKED_BYTE = 1 << 20


class AlreadyRunning(Exception):
    """Another process runs on this folder; the sentence says what to do."""

    def __init__(self, folder: Path, process: str) -> None:
        which = f" (tiến trình {process})" if process else ""
        super().__init__(
            f"Máy chủ đang chạy ở thư mục {folder}{which}. Dừng máy chủ đó trước, hoặc chọn thư mục khác bằng --dir."
        )


@contextmanager
def held(folder: Path) -> Iterator[None]:
    """Be the one that runs on ``folder`` inside the block. Raises ``AlreadyRunning`` when another does."""
    folder.mkdir(parents=True, exist_ok=True)
    with _opened(folder / LOCK_FILE) as file:
        if not _locked(file):
            raise AlreadyRunning(folder, _written(file))
        file.seek(0)
        file.truncate()
        file.write(f"{os.getpid()}\n")
        file.flush()
        yield  # the lock goes with the file: closed here, or by the system when the process is killed


def is_held(folder: Path) -> bool:
    """Tell whether a server runs on ``folder`` now."""
    if not (folder / LOCK_FILE).is_file():
        return False
    with _opened(folder / LOCK_FILE) as file:
        return not _locked(file)


def _opened(path: Path) -> IO[str]:
    return os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT, 0o600), "r+", encoding="ascii")


def _written(file: IO[str]) -> str:
    with suppress(OSError, ValueError):
        file.seek(0)
        return file.readline().strip()
    return ""


def _locked(file: IO[str]) -> bool:
    """Lock the file for this process; tell whether that could be done."""
    try:
        _lock(file.fileno())
    except (BlockingIOError, PermissionError):
        return False
    return True


if os.name == "nt":  # pragma: no cover
    import msvcrt

    def _lock(number: int) -> None:
        os.lseek(number, _LOCKED_BYTE, os.SEEK_SET)
        msvcrt.locking(number, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]
        os.lseek(number, 0, os.SEEK_SET)

else:
    import fcntl

    def _lock(number: int) -> None:
        fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)

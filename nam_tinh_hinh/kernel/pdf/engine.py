"""The parent's side: check the characters, start a child, give it the page, take the PDF or kill it."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from html import unescape
from threading import BoundedSemaphore
from unicodedata import normalize

from nam_tinh_hinh.kernel.pdf import errors
from nam_tinh_hinh.kernel.pdf.exits import Exit, Task
from nam_tinh_hinh.kernel.typeface import missing_characters

_PLACES = BoundedSemaphore(2)
"""Children at work at one time, so that a morning of printing leaves the server its processors and memory."""
_BEHIND_OTHERS = getattr(subprocess, "BELOW_NORMAL_PRIORITY_CLASS", 0)
"""On Windows a child is begun at low priority; elsewhere it lowers its own."""


def render(html: str, *, timeout: float = 20.0, memory_mb: int = 1024) -> bytes:
    """Draw ``html`` as a PDF with the printing font embedded, in a child process that is killed at its limits.

    ``html`` is a whole page whose user text is already escaped; it may read files under ``static/fonts`` and
    ``static/print`` (addressed as ``print/name.png``) and nothing else. ``timeout`` is in seconds and covers waiting
    for a free place and starting the child. ``memory_mb`` (2**20 bytes) is enforced where the system has address space
    limits (Linux, not Windows).

    Raises ``MissingCharacters`` before anything is drawn, ``PdfTooSlow`` at a limit, ``PdfRefused`` for whatever else
    xhtml2pdf warns about: a warning means that something is missing from the paper.
    """
    page = normalize("NFC", html)
    if missing := missing_characters(unescape(page)):
        raise errors.MissingCharacters(missing)
    return done(Task.DRAW, page.encode(), timeout=timeout, memory_mb=memory_mb)


def done(task: Task, given: bytes, *, timeout: float, memory_mb: int) -> bytes:
    """Return the PDF that a child makes of what is ``given`` it, within its limits. Raises as ``render`` does."""
    ends_at = time.monotonic() + timeout
    with _place(timeout):
        child = _run(task, given, seconds=ends_at - time.monotonic(), limit=timeout, memory_mb=memory_mb)
    return _drawn(child, timeout=timeout, memory_mb=memory_mb)


@contextmanager
def _place(seconds: float) -> Iterator[None]:
    if not _PLACES.acquire(timeout=seconds):
        raise errors.no_free_place(seconds)
    try:
        yield
    finally:
        _PLACES.release()


def _run(
    task: Task, given: bytes, *, seconds: float, limit: float, memory_mb: int
) -> subprocess.CompletedProcess[bytes]:
    """Run the child with what is ``given`` on its stdin; kill it after ``seconds``."""
    # -P: a file in the server's working folder must not pose as a library.
    command = [sys.executable, "-P", "-m", "nam_tinh_hinh.kernel.pdf", f"{seconds:.3f}", str(memory_mb), task]
    try:
        return subprocess.run(  # noqa: S603 - a fixed command; what is given travels on stdin
            command, input=given, capture_output=True, timeout=seconds, env=_environment(), check=False,
            creationflags=_BEHIND_OTHERS,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        raise errors.out_of_time(limit) from None


def _environment() -> dict[str, str]:
    """Return this process's environment with its own module path, so that the child finds the very same packages.

    A checkout started from elsewhere, a wheel, a frozen test path: all work alike, as in ``multiprocessing``'s spawn.
    """
    path = os.pathsep.join(os.path.abspath(entry) for entry in sys.path)
    return os.environ | {"PYTHONPATH": path, "PYTHONIOENCODING": "utf-8"}


def _drawn(child: subprocess.CompletedProcess[bytes], *, timeout: float, memory_mb: int) -> bytes:
    """Return the PDF of a ``child`` that ended well; raise what its exit code means otherwise."""
    if child.returncode == Exit.DRAWN and child.stdout.startswith(b"%PDF-"):
        return child.stdout
    if child.returncode == Exit.OUT_OF_MEMORY:
        raise errors.out_of_memory(memory_mb)
    if child.returncode == Exit.OUT_OF_TIME:
        raise errors.out_of_time(timeout)
    if child.returncode == Exit.UNREADABLE:
        raise errors.unreadable(child.stderr.decode(errors="replace").rpartition("\n")[2])
    raise errors.drawn_wrongly(child.stderr.decode(errors="replace").strip())

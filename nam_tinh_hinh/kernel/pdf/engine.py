"""The parent's side: check the characters, start a child, give it the page, take the PDF or kill it."""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from html import unescape
from threading import BoundedSemaphore
from unicodedata import normalize

from nam_tinh_hinh.kernel.pdf import errors
from nam_tinh_hinh.kernel.pdf.exits import Answer, Exit, Task
from nam_tinh_hinh.kernel.pdf.forked import ForkServer
from nam_tinh_hinh.kernel.pdf.starting import answer_of_a_new_one
from nam_tinh_hinh.kernel.typeface import missing_characters

_PLACES = BoundedSemaphore(2)
"""Children at work at one time, so that a morning of printing leaves the server its processors and memory."""
_answer = ForkServer().answer if hasattr(os, "fork") else answer_of_a_new_one


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
    try:
        with _place(timeout):
            answer = _answer(task, given, seconds=ends_at - time.monotonic(), memory_mb=memory_mb)
    except TimeoutError:
        raise errors.out_of_time(timeout) from None
    return _made(answer, timeout=timeout, memory_mb=memory_mb)


@contextmanager
def _place(seconds: float) -> Iterator[None]:
    if not _PLACES.acquire(timeout=seconds):
        raise errors.no_free_place(seconds)
    try:
        yield
    finally:
        _PLACES.release()


def _made(answer: Answer, *, timeout: float, memory_mb: int) -> bytes:
    """Return the PDF of a child that ended well; raise what its answer means otherwise."""
    match answer.exit:
        case Exit.DRAWN if answer.made.startswith(b"%PDF-"):
            return answer.made
        case Exit.OUT_OF_MEMORY:
            raise errors.out_of_memory(memory_mb)
        case Exit.OUT_OF_TIME:
            raise errors.out_of_time(timeout)
        case Exit.UNREADABLE:
            raise errors.unreadable(answer.words.rpartition("\n")[2])
        case _:
            raise errors.drawn_wrongly(answer.words)

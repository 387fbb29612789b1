"""A child started anew for every task: works everywhere, and loads its libraries each time (0.4 s)."""

import os
import subprocess
import sys
from contextlib import suppress

from nam_tinh_hinh.kernel.pdf.exits import Answer, Exit, Task

BEHIND_OTHERS = getattr(subprocess, "BELOW_NORMAL_PRIORITY_CLASS", 0)
"""On Windows a child is begun at low priority; elsewhere it lowers its own."""


def module(name: str, *arguments: str) -> list[str]:
    """Return the command that runs a module of this folder, in a child that finds the very packages we have."""
    # -P: a file in the server's working folder must not pose as a library.
    return [sys.executable, "-P", "-m", f"{__package__}{name}", *arguments]


def environment() -> dict[str, str]:
    """Return this process's environment with its own module path, so that the child finds the very same packages.

    A checkout started from elsewhere, a wheel, a frozen test path: all work alike, as in ``multiprocessing``'s spawn.
    """
    path = os.pathsep.join(os.path.abspath(entry) for entry in sys.path)
    return os.environ | {"PYTHONPATH": path, "PYTHONIOENCODING": "utf-8"}


def answer_of_a_new_one(task: Task, given: bytes, *, seconds: float, memory_mb: int) -> Answer:
    """Return what a new child answers; kill it after ``seconds``. Raises ``TimeoutError`` then."""
    command = module("", f"{seconds:.3f}", str(memory_mb), task)
    try:
        child = subprocess.run(  # noqa: S603 - a fixed command; what is given travels on stdin
            command, input=given, capture_output=True, timeout=seconds, env=environment(), check=False,
            creationflags=BEHIND_OTHERS,
        )  # fmt: skip
    except subprocess.TimeoutExpired as late:
        raise TimeoutError from late
    ended = Exit.BROKEN
    with suppress(ValueError):  # killed, or Python's own 1 and 2
        ended = Exit(child.returncode)
    return Answer(ended, child.stdout, child.stderr.decode(errors="replace").strip())

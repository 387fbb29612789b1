"""What every drill begins with."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.drills.crashing.workshop import Workshop

MEMORY = Path("/dev/shm")


def absent(why: str) -> None:
    """Skip a drill for which this machine lacks something, unless the run must have them all."""
    if os.environ.get("NTH_REQUIRE_DRILLS") == "1":
        pytest.fail(f"NTH_REQUIRE_DRILLS=1, but {why}")
    pytest.skip(why)


@pytest.fixture(scope="module")
def workshop() -> Iterator[Workshop]:
    """A place to kill the program in, in memory where there is such a folder: a killed process loses nothing there."""
    if not hasattr(os, "fork"):
        absent("this system cannot fork a process")
    base = Path(tempfile.mkdtemp(dir=MEMORY if os.access(MEMORY, os.W_OK) else None))
    made = Workshop(base)
    yield made
    made.close()
    shutil.rmtree(base)

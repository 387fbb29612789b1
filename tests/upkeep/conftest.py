"""Copies in a folder of each test's own, and work that has ended before the test does."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from nam_tinh_hinh.upkeep.desk import NAME, Desk

LONG = 60  # seconds: a loaded machine takes its time


@pytest.fixture
def desk(world, folder: Path) -> Iterator[Desk]:
    """The desk of the application, as after a start: nothing was done yet, no copy lies there."""
    found: Desk = world.app.extensions[NAME]
    found.backing_up.run = found.examining.run = None
    yield found
    for job in (found.backing_up, found.examining):
        if job.run and job.run.is_running:
            job.wait(LONG)
        job.run = None
    shutil.rmtree(found.settings.backups, ignore_errors=True)

"""A real server in a process of its own, on a copy of the tests' small commune."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from nam_tinh_hinh.cli.bench import server
from nam_tinh_hinh.kernel.db import db
from tests.reporting.given import Reporting


@pytest.fixture
def reporting(world) -> Reporting:
    return Reporting(world)


@pytest.fixture
def served(world, folder: Path, tmp_path: Path) -> Iterator[Callable[[], tuple[str, Path]]]:
    """Return a function that serves the commune as it is by then, and gives the address and the server's folder."""
    with ExitStack() as stack:

        def start() -> tuple[str, Path]:
            db.session.commit()
            db.session.remove()
            shutil.copy(folder / "nam-tinh-hinh.db", tmp_path / "nam-tinh-hinh.db")
            (tmp_path / "minh-hoa").touch()
            return stack.enter_context(server.running(tmp_path)), tmp_path

        yield start

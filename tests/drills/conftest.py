"""What every drill begins with: a real server on a copy of the tests' small commune, and a place to kill things in."""

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from flask import Flask
from werkzeug.routing import Map

from nam_tinh_hinh.cli.bench import server as bench_server
from nam_tinh_hinh.kernel.db import db
from tests.demonstration import PASSWORD
from tests.drills.crashing.workshop import Workshop
from tests.drills.crawling import Walker
from tests.reporting.given import Reporting

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
            return stack.enter_context(bench_server.running(tmp_path)), tmp_path

        yield start


@pytest.fixture(scope="module")
def routes(app: Flask) -> Map:
    return app.url_map


@pytest.fixture(scope="module")
def walker(server: str, routes: Map) -> Callable[[str], Walker]:
    """Return a function that gives the walk of a signed-in person."""
    return lambda who: Walker(server, routes, who).sign_in(PASSWORD)

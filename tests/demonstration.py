"""The demonstration: filled once in a run, and copied for every journey that needs one of its own."""

import atexit
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import pytest
from flask import Flask

from nam_tinh_hinh import create_app
from nam_tinh_hinh.cli.demonstrate import demo_settings, fill
from nam_tinh_hinh.kernel.db import db

PASSWORD = "con đường hoa giấy"


def copy_to(folder: Path, *, reports: bool = True) -> None:
    """Put the demonstration into ``folder``; without ``reports`` no regime is applied and nothing is due in it."""
    shutil.copytree(_filled(reports), folder, dirs_exist_ok=True)


@contextmanager
def demonstration(folder: Path, *, reports: bool = True) -> Iterator[Flask]:
    """Work on a demonstration of one's own in ``folder`` before its server starts; nothing of it stays open."""
    copy_to(folder, reports=reports)
    app = create_app(demo_settings(folder, "127.0.0.1"))
    with app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()


@cache
def _filled(reports: bool) -> Path:
    folder = Path(tempfile.mkdtemp(prefix="minh-hoa-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    app = create_app(demo_settings(folder, "127.0.0.1"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("NTH_DEMO_PASSWORD", PASSWORD)
        if not reports:
            patch.setattr("nam_tinh_hinh.demo.reporting.build", lambda _units: None)
        fill(app, folder)
    with app.app_context():
        db.engine.dispose()
    return folder

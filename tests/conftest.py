"""One application for the whole run; every test begins on its own copy of a small, real commune."""

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import event

from nam_tinh_hinh import create_app
from nam_tinh_hinh.config import Settings
from nam_tinh_hinh.demo import people as demo_people
from nam_tinh_hinh.emulation import seed as emulation_seed
from nam_tinh_hinh.emulation import services
from nam_tinh_hinh.kernel import clock, passwords, schema
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.history import Machine
from nam_tinh_hinh.kernel.limits import limiter
from nam_tinh_hinh.people import seed as people_seed
from nam_tinh_hinh.reporting import seed as reporting_seed
from nam_tinh_hinh.situation import seed as situation_seed
from tests import databases
from tests.browser import PASSWORD, Browser
from tests.once import Once
from tests.served import chromium, person, prepared, server
from tests.world import World

# Here and nowhere else: one process starts one Chromium.
__all__ = ["chromium", "person", "prepared", "server"]


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("du-lieu")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--database", choices=databases.KINDS, default="sqlite", help="what keeps the tests' data")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Begin with what takes long, so that no process is left alone with it at the end.

    On another database than SQLite, run what has to do with data, and not with SQLite's own files.
    """
    items.sort(key=lambda one: not any(map(one.get_closest_marker, ("journey", "drill"))))
    if config.getoption("--database") == "sqlite":
        return
    touching = [one for one in items if "database" in getattr(one, "fixturenames", ())]
    chosen = [one for one in touching if not one.get_closest_marker("sqlite")]
    config.hook.pytest_deselected(items=[one for one in items if one not in set(chosen)])
    items[:] = chosen


@pytest.fixture(scope="session")
def database(request: pytest.FixtureRequest, folder: Path) -> Iterator[databases.Database]:
    if request.config.getoption("--database") == "sqlite":
        yield databases.Sqlite(folder)
        return
    with databases.cluster() as (server, query):
        yield databases.Postgresql(server, query)


@pytest.fixture(scope="session")
def app(folder: Path, database: databases.Database) -> Flask:
    passwords.configure(time_cost=1, memory_cost=8, parallelism=1)
    settings = Settings(
        folder=folder, database_url=database.url, secret_key="t" * 48, contact_key="c" * 48, testing=True
    )
    app = create_app(settings)
    app.config["PROPAGATE_EXCEPTIONS"] = False
    with app.app_context():
        event.listen(db.engine, "connect", _without_waiting_for_the_disk)
    return app


def _without_waiting_for_the_disk(connection: Any, _record: object) -> None:
    if isinstance(connection, sqlite3.Connection):
        connection.execute("PRAGMA synchronous=OFF")


@pytest.fixture(scope="session")
def commune(app: Flask, database: databases.Database, folder: Path) -> databases.Database:
    """A migrated database with the ward's units, accounts and this year's campaign; no exemplar yet."""
    with app.app_context():
        schema.migrate(folder)
        people_seed.seed()
        emulation_seed.seed()
        situation_seed.seed()
        reporting_seed.seed()
        demo_people.build(PASSWORD)
        year = clock.today().year
        services.open_campaign(actor=Machine(), year=year, opens_on=date(year, 1, 1), closes_on=date(year, 12, 31))
        db.session.commit()
        db.engine.dispose()
    database.keep()
    return database


@pytest.fixture(scope="session")
def once(commune: databases.Database) -> Once:
    return Once(commune)


@pytest.fixture
def fresh(app: Flask, commune: databases.Database, folder: Path, once: Once) -> Iterator[Flask]:
    """The application on a fresh copy of the commune."""
    with app.app_context():
        db.engine.dispose()
    for left in ("uploads", "sao-luu"):
        shutil.rmtree(folder / left, ignore_errors=True)
    commune.renew()
    limiter.reset()
    once.is_untouched = True
    yield app
    with app.app_context():
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def world(fresh: Flask, once: Once) -> Iterator[World]:
    """The commune from inside: make rows by the program's own verbs, read what came of a request."""
    with fresh.app_context():
        yield World(fresh, once)


@pytest.fixture
def sign_in(fresh: Flask) -> Callable[[str], Browser]:
    """Return a function that gives a signed-in browser for a user name."""

    def open_browser(username: str) -> Browser:
        browser = Browser(fresh)
        browser.step_in(username)
        return browser

    return open_browser


@pytest.fixture
def clerk(sign_in: Callable[[str], Browser]) -> Browser:
    return sign_in("canbo")


@pytest.fixture
def stranger(sign_in: Callable[[str], Browser]) -> Browser:
    """A clerk of another unit."""
    return sign_in("canbo2")


@pytest.fixture
def member(sign_in: Callable[[str], Browser]) -> Browser:
    return sign_in("banchidao")


@pytest.fixture
def officer(sign_in: Callable[[str], Browser]) -> Browser:
    return sign_in("phutrach")


@pytest.fixture
def standing(sign_in: Callable[[str], Browser]) -> Browser:
    return sign_in("thuongtruc")

"""The demonstration as everybody's tools find it: every role, every stage, one database for one file of tests."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import event

from nam_tinh_hinh import create_app
from nam_tinh_hinh.config import Settings
from nam_tinh_hinh.demo import build
from nam_tinh_hinh.kernel import passwords, schema
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.limits import limiter
from tests.browser import PASSWORD
from tests.conftest import _without_waiting_for_the_disk
from tests.drills.input.person import Person


@pytest.fixture(scope="session")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """Build the demonstration once; ``demo`` gives each file its own copy of it."""
    folder = tmp_path_factory.mktemp("minh-hoa")
    passwords.configure(time_cost=1, memory_cost=8, parallelism=1)
    app = create_app(Settings(folder=folder, secret_key="t" * 48, contact_key="c" * 48, testing=True))
    app.config["PROPAGATE_EXCEPTIONS"] = False
    with app.app_context():
        event.listen(db.engine, "connect", _without_waiting_for_the_disk)
        schema.migrate(folder)
        build.build(PASSWORD)
        db.session.remove()
        db.engine.dispose()
    shutil.copy(_database(app), folder / "whole.db")
    return app


@pytest.fixture(scope="module")
def demo(demonstration: Flask) -> Iterator[Flask]:
    """The application on a fresh copy of the demonstration."""
    with demonstration.app_context():
        db.engine.dispose()
    shutil.copy(_database(demonstration).with_name("whole.db"), _database(demonstration))
    limiter.reset()
    yield demonstration
    with demonstration.app_context():
        db.session.remove()
        db.engine.dispose()


@pytest.fixture(scope="module")
def person_of(demo: Flask) -> Callable[[str], Person]:
    """Return a function that gives somebody at a browser, signed in, by user name."""
    people: dict[str, Person] = {}

    def one(username: str) -> Person:
        if username not in people:
            people[username] = Person(demo, username)
        return people[username]

    return one


def _database(app: Flask) -> Path:
    return Path(app.config["FOLDER"]) / "nam-tinh-hinh.db"

"""The demonstration as everybody's tools find it: every role, every stage, one database for one file of tests."""

from collections.abc import Callable, Iterator

import pytest
from flask import Flask
from sqlalchemy import event

from nam_tinh_hinh.kernel import passwords
from nam_tinh_hinh.kernel.db import db
from tests import demonstration
from tests.conftest import _without_waiting_for_the_disk
from tests.drills.input.person import Person


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """The application on a demonstration of its own, where a password costs nothing to check."""
    passwords.configure(time_cost=1, memory_cost=8, parallelism=1)
    folder = tmp_path_factory.mktemp("minh-hoa")
    demonstration.copy_to(folder)
    app = demonstration.create_app(demonstration.demo_settings(folder, "127.0.0.1"))
    with app.app_context():
        event.listen(db.engine, "connect", _without_waiting_for_the_disk)
    yield app
    with app.app_context():
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

"""Tests of nam_tinh_hinh.kernel.turns on PostgreSQL; tests.drills.test_many_writers is the proof on both databases."""

import pytest
from sqlalchemy import create_engine, text

from nam_tinh_hinh.kernel import turns
from nam_tinh_hinh.kernel.db import db
from tests.databases import Postgresql


@pytest.fixture
def impatient(monkeypatch, fresh, database):
    """A server that waits for its turn a moment only, and a way to be the writer before it."""
    if not isinstance(database, Postgresql):
        pytest.skip("runs with --database postgresql")
    monkeypatch.setattr(turns, "SETTINGS", ("lock_timeout = '300ms'", "TIME ZONE 'UTC'"))
    other = create_engine(database.url)
    yield lambda: other.connect()
    other.dispose()
    with fresh.app_context():
        db.engine.dispose()


def test_while_another_writes_people_read_on_and_writers_are_told(impatient, clerk, world):
    written = {"name": "Con đường hoa", "content": "Trồng hoa.", "kind": "paragon", "owner_kind": "individual"}
    clerk.get("/dan-van-kheo/dang-ky")
    db.engine.dispose()
    with impatient() as other:
        other.execute(text(turns.TAKE_TURN))
        assert clerk.get("/dan-van-kheo/").status_code == 200
        refused = clerk.post("/dan-van-kheo/dang-ky", written | {"buoc": "nhap"})
        assert refused.status_code == 503
    assert clerk.post("/dan-van-kheo/dang-ky", written | {"buoc": "nhap"}).status_code == 303


def test_what_a_reader_sees_is_of_one_moment(impatient, fresh, world):
    name = text("SELECT name FROM unit ORDER BY id LIMIT 1")
    with fresh.test_request_context(method="GET"):
        before = db.session.scalar(name)
        with impatient() as other:
            other.execute(text("UPDATE unit SET name = 'Tên mới' WHERE id = (SELECT min(id) FROM unit)"))
            other.commit()
        assert db.session.scalar(name) == before
        db.session.rollback()
        assert db.session.scalar(name) == "Tên mới"


def test_another_database_is_refused():
    with pytest.raises(ValueError, match="no way to take turns"):
        turns.watch(type("Engine", (), {"dialect": type("Dialect", (), {"name": "mysql"})}), lambda: True)

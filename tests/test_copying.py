"""``copy-to``: what was in the SQLite file is in PostgreSQL, all of it or nothing, and goes on there."""

import re

import pytest
from click.testing import CliRunner
from sqlalchemy import func, select, text

from nam_tinh_hinh import create_app
from nam_tinh_hinh.cli import group
from nam_tinh_hinh.cli.demonstrate import demo_settings
from nam_tinh_hinh.config import Settings
from nam_tinh_hinh.kernel import copying, history
from nam_tinh_hinh.kernel.db import db
from tests.browser import Browser
from tests.databases import Postgresql
from tests.demonstration import PASSWORD, copy_to

SECRET = "t" * 48


@pytest.fixture
def server(database):
    if not isinstance(database, Postgresql):
        pytest.skip("runs with --database postgresql")
    return database


@pytest.fixture
def office(tmp_path):
    copy_to(tmp_path / "xa")
    return tmp_path / "xa"


def copied(office, url, **environment):
    return CliRunner(env={"NTH_SECRET_KEY": SECRET} | environment).invoke(group, ["copy-to", "--dir", str(office), url])


def on(office, url):
    return create_app(Settings(folder=office, database_url=url, secret_key=SECRET, testing=True))


def rows(app):
    with app.app_context():
        found = {
            one.name: db.session.scalar(select(func.count()).select_from(one)) for one in db.metadata.sorted_tables
        }
        db.session.remove()
        db.engine.dispose()
    return found


def test_everything_is_there_and_goes_on(office, server):
    before, url = rows(create_app(demo_settings(office, "127.0.0.1"))), server.another()
    said = copied(office, url)
    assert said.exit_code == 0, said.output
    assert {name: int(number) for name, number in re.findall(r"^(\w+): (\d+) dòng, khớp$", said.output, re.M)} == before
    assert f"Đã chép và đối chiếu {sum(before.values())} dòng." in said.output

    app = on(office, url)
    clerk = Browser(app)
    assert clerk.sign_in("canbo", PASSWORD).status_code == 303
    assert clerk.get("/bao-cao/").status_code == 200
    with app.app_context():
        known = db.session.scalar(text("SELECT reltuples FROM pg_class WHERE relname = 'event'"))
        assert known == before["event"], "the planner was not told how much there is"
        last = db.session.scalar(select(func.max(history.Event.id)))
        history.record(actor=history.Machine(), action="draft", subject="exemplar")
        db.session.commit()
        assert db.session.scalar(select(func.max(history.Event.id))) == last + 1
        assert list(history.broken_links()) == []
        db.session.remove()
        db.engine.dispose()


def test_what_is_there_already_is_not_mixed_with_it(office, server):
    url = server.another()
    assert copied(office, url).exit_code == 0
    there = rows(on(office, url))
    said = copied(office, url)
    assert (said.exit_code, "Cơ sở dữ liệu đích đã có dữ liệu" in said.output) == (1, True)
    assert rows(on(office, url)) == there


def test_a_table_that_comes_out_otherwise_leaves_nothing_behind(office, server, monkeypatch):
    url, digest = server.another(), copying.digest

    def careless(connection, table):
        if table.name == "unit" and connection.dialect.name == "postgresql":
            connection.execute(text("UPDATE unit SET name = lower(name) WHERE id = 1"))
        return digest(connection, table)

    monkeypatch.setattr(copying, "digest", careless)
    said = copied(office, url)
    assert (said.exit_code, "Bảng unit chép sang không giống bảng gốc" in said.output) == (1, True)
    assert sum(rows(on(office, url)).values()) == 0
    monkeypatch.undo()
    assert copied(office, url).exit_code == 0


def test_letters_in_another_order_are_refused(office, server):
    said = copied(office, server.another("LOCALE_PROVIDER icu ICU_LOCALE 'vi'"))
    assert (said.exit_code, "createdb --template=template0 --encoding=UTF8 --locale=C.UTF-8" in said.output) == (
        1,
        True,
    )


def test_one_that_is_not_there_is_said(office, server):
    said = copied(office, server.url.replace("/nth", "/nope"))
    assert (said.exit_code, "PostgreSQL không nhận" in said.output) == (1, True)


def test_it_goes_from_sqlite_to_postgresql_only(office, tmp_path):
    said = copied(office, f"sqlite:///{tmp_path}/khac.db")
    assert (said.exit_code, "chỉ chép từ SQLite sang PostgreSQL" in said.output) == (1, True)

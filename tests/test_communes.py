"""Several communes in one PostgreSQL database: each sees its own, waits for its own, and knows of no other."""

from threading import Thread

import psycopg
import pytest
from click.testing import CliRunner
from sqlalchemy import func, select, text

from nam_tinh_hinh import create_app
from nam_tinh_hinh.cli import group
from nam_tinh_hinh.config import Settings, UnsafeSettings
from nam_tinh_hinh.kernel import history, schema, turns
from nam_tinh_hinh.kernel.db import db, writing
from nam_tinh_hinh.people.tables import Unit
from nam_tinh_hinh.situation.tables import Observation
from tests.browser import Browser
from tests.databases import Postgresql
from tests.demonstration import PASSWORD, copy_to
from tests.situation.given import Situation
from tests.world import World

SECRET, HERE, THERE = "t" * 48, "minh_hoa", "lan_can"
MARK = "DAUHIEU"
HEARD = f"Cống tắc {MARK} ở ngõ 12."


@pytest.fixture(scope="module")
def address(database):
    if not isinstance(database, Postgresql):
        pytest.skip("runs with --database postgresql")
    return database.another()


def office(folder, url, commune):
    return create_app(
        Settings(folder=folder / commune, database_url=url, commune=commune, secret_key=SECRET, testing=True)
    )


@pytest.fixture(scope="module")
def communes(tmp_path_factory, address):
    """Two that came from SQLite by ``copy-to``, with the same units, people and numbers of rows."""
    tmp_path = tmp_path_factory.mktemp("xa")
    for name in (HERE, THERE):
        copy_to(tmp_path / name, reports=False)
        command = ["copy-to", "--dir", str(tmp_path / name), "--commune", name, address]
        said = CliRunner(env={"NTH_SECRET_KEY": SECRET}).invoke(group, command)
        assert (said.exit_code, f"NTH_COMMUNE={name}" in said.output) == (0, True), said.output
    both = [office(tmp_path, address, name) for name in (HERE, THERE)]
    yield both
    for app in both:
        with app.app_context():
            db.engine.dispose()


def counted(app):
    with app.app_context():
        found = {
            one.name: db.session.scalar(select(func.count()).select_from(one)) for one in db.metadata.sorted_tables
        }
        db.session.remove()
    return found


def test_what_one_writes_is_not_there_for_the_other(communes):
    here, there = communes
    before = counted(there)
    with here.app_context():
        number = Situation(World(here)).confirmed(content=HEARD).id
        db.session.remove()
    assert counted(there) == before
    readers = [Browser(app) for app in communes]
    for reader in readers:
        assert reader.sign_in("lanhdao", PASSWORD).status_code == 303
    # What was asked for stands in the answers too, but in small letters.
    pages = (f"/phan-anh/{number}", "/phan-anh/", "/phan-anh/?tu-khoa=dauhieu", "/tim?q=dauhieu")
    said = [[MARK in reader.get(page).text for page in pages] for reader in readers]
    assert said == [[True] * 4, [False] * 4]
    assert readers[1].get(pages[0]).status_code == 404


def test_a_sign_in_of_one_opens_nothing_at_the_other(communes):
    here, there = (Browser(app) for app in communes)
    here.sign_in("quantri", PASSWORD)
    cookie = here.client.get_cookie("nth")
    there.client.set_cookie("nth", cookie.value)
    assert there.get("/").status_code == 303


def test_each_waits_for_its_own_writers_only(communes):
    here, there = communes
    done = []

    def write(app, name):
        with app.app_context(), writing():
            db.session.execute(db.update(Unit).where(Unit.id == 1).values(short_name=name))
        done.append(name)

    with here.app_context(), db.engine.connect() as connection:
        connection.rollback()
        connection.execute(text(turns.TAKE_TURN))
        mine = Thread(target=write, args=(here, "của đây"))
        mine.start()
        write(there, "của kia")
        mine.join(0.3)
        assert done == ["của kia"]
        connection.rollback()
        mine.join(10)
    assert done == ["của kia", "của đây"]


def test_a_role_of_its_own_reads_nothing_of_the_others(communes, address):
    """The words of docs/operations.md, section 10."""
    plain = address.replace("+psycopg", "")
    with psycopg.connect(plain, autocommit=True) as keeper:
        keeper.execute("DROP ROLE IF EXISTS xa_ba")
        keeper.execute("CREATE ROLE xa_ba LOGIN")
        keeper.execute("CREATE SCHEMA xa_ba AUTHORIZATION xa_ba")
    app = office(communes[0].config["FOLDER"].parent, address.replace("nth@", "xa_ba@"), "xa_ba")
    with app.app_context():
        schema.migrate(None)
        history.record(actor=history.Machine(), action="draft", subject="exemplar")
        db.session.commit()
        assert db.session.scalar(select(func.count(history.Event.id))) == 1
        with pytest.raises(Exception, match="permission denied"):
            db.session.execute(text(f"SELECT * FROM {HERE}.observation"))
        db.session.remove()
        db.engine.dispose()
    with communes[0].app_context():
        assert db.session.scalar(select(func.count(Observation.id)))
        db.session.remove()
    with psycopg.connect(plain, autocommit=True) as keeper:
        keeper.execute("DROP SCHEMA xa_ba CASCADE")
        keeper.execute("DROP ROLE xa_ba")


@pytest.mark.parametrize("name", ["Minh Hòa", "a b", "a;drop", "pg_temp", "public", "1xa", "x" * 41, "a-b"])
def test_a_name_that_could_mean_something_else_is_refused(tmp_path, name):
    with pytest.raises(UnsafeSettings, match="chữ thường không dấu"):
        Settings(folder=tmp_path, database_url="postgresql:///nth", commune=name)


def test_a_file_is_one_communes_own(tmp_path):
    with pytest.raises(UnsafeSettings, match="chung một cơ sở dữ liệu PostgreSQL"):
        Settings(folder=tmp_path, commune=HERE)

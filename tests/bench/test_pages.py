"""``bench pages`` on a small ward: the floor is one by its own measure, nothing stays behind, other data is refused."""

import psycopg
import pytest
from click.testing import CliRunner
from sqlalchemy import func, select

from nam_tinh_hinh.cli import group
from nam_tinh_hinh.cli.bench.pages.command import FLOOR, MOST_SLOWER, Line, as_markdown, as_table, measured, summed
from nam_tinh_hinh.cli.bench.pages.empty import empty_office
from nam_tinh_hinh.cli.bench.pages.places import Place
from nam_tinh_hinh.cli.bench.pages.reading import Reading
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.history import Event
from nam_tinh_hinh.people.tables import SignIn, Unit
from nam_tinh_hinh.situation.tables import Observation
from tests.databases import Postgresql
from tests.demonstration import demonstration


@pytest.fixture(scope="module")
def address(database):
    """The database that has nothing in it yet; "" where each office has a file."""
    return database.another() if isinstance(database, Postgresql) else ""


@pytest.fixture(scope="module")
def lines(tmp_path_factory):
    with demonstration(tmp_path_factory.mktemp("trang")) as app:
        before = db.session.scalar(select(func.count()).select_from(Event))
        db.session.remove()
        found = list(measured(app, "danh bạ", {}))
        assert db.session.scalar(select(func.count()).select_from(SignIn)) == 0
        assert db.session.scalar(select(func.count()).select_from(Event)) == before
        return found


def test_the_floor_comes_first_and_each_page_is_held_against_it(lines):
    assert [line.place.label for line in lines] == ["Trang sàn", "Danh bạ"]
    assert [line.reading.code for line in lines] == [200, 200]
    assert lines[0].reading.statements == 3
    assert lines[1].times == lines[1].reading.half / lines[1].reading.floor


def test_what_misses_an_aim_is_marked():
    empty = Reading(200, 4, 5.0, 6.0, 2048, 5.0)
    good = Line(FLOOR, Reading(200, 8, 20.0, 21.0, 2048, 5.0), None)
    slow = Line(Place("Chậm", "canbo", "/"), Reading(200, 8, 21.0, 22.0, 2048, 5.0), None)
    wordy = Line(Place("Nhiều câu", "canbo", "/"), Reading(200, 9, 5.0, 6.0, 2048, 5.0), None)
    grows = Line(Place("Lớn dần", "canbo", "/"), Reading(200, 4, 8.0, 9.0, 2048, 5.0), empty)
    assert [line.misses for line in (good, slow, wordy, grows)] == [False, True, True, True]
    assert list(as_markdown([grows]))[2] == "| Lớn dần * | 4 | 8.0 | 9.0 | 2 | 1.6 | 5.0 | 1.6 |"
    assert list(as_table([good]))[1].split() == ["Trang", "sàn", "8", "20.0", "21.0", "2", "4.0"]

    assert summed([good, slow, wordy, grows]) == (
        "4 trang; không quá 4 lần trang sàn: 3; không quá 8 câu SQL: 3; "
        "1 trang so được với lúc trống, không chậm quá mức: 0."
    )


def test_the_empty_office_is_of_the_same_kind_and_leaves_nothing(address):
    with empty_office(address) as app, app.app_context():
        assert db.engine.dialect.name == ("postgresql" if address else "sqlite")
        assert db.session.scalar(select(func.count()).select_from(Unit)) > 10
        assert db.session.scalar(select(func.count()).select_from(Observation)) == 0
        commune = app.config["COMMUNE"]
    if address:
        with psycopg.connect(address.replace("+psycopg", "")) as connection:
            asked = "SELECT count(*) FROM pg_namespace WHERE nspname = %s"
            assert connection.execute(asked, [commune]).fetchone() == (0,)


def test_a_province_may_be_slower_than_nothing_by_more():
    empty, full = Reading(200, 4, 5.0, 6.0, 2048, 5.0), Reading(200, 4, 8.0, 9.0, 2048, 5.0)
    assert [Line(FLOOR, full, empty, MOST_SLOWER[kind]).misses for kind in ("sqlite", "postgresql")] == [True, False]


def test_only_data_of_its_own_is_measured(tmp_path):
    answer = CliRunner().invoke(group, ["bench", "pages", "--dir", str(tmp_path)])
    assert (answer.exit_code, "bench data" in answer.output) == (1, True)

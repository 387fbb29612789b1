"""``bench data`` on a small size: every rule of the database is kept, the chain is whole, one seed says one thing."""

from collections import Counter
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest
from click.testing import CliRunner
from flask import Flask
from sqlalchemy import func, select, text

from nam_tinh_hinh.cli import group
from nam_tinh_hinh.cli.bench.data import bench_app, make, stock
from nam_tinh_hinh.cli.bench.data.making import Making
from nam_tinh_hinh.cli.bench.data.sizes import SIZES, Size
from nam_tinh_hinh.kernel import clock, history
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.people.tables import Position, Unit, User
from nam_tinh_hinh.reporting.tables import Report
from nam_tinh_hinh.situation.tables import Observation
from nam_tinh_hinh.upkeep.checks import chain, data, moment, work
from nam_tinh_hinh.upkeep.desk import NAME
from tests.demonstration import demonstration

SMALL = Size(communes=2, years=1, observations=400, reports=600, exemplars=60, users=60)
CHECKS = (
    data.schema_revision,
    data.integrity,
    data.orphan_rows,
    chain.history_chain,
    moment.newest_row,
    work.scheduler,
)


@pytest.fixture(scope="module")
def patterns(tmp_path_factory) -> stock.Stock:
    with demonstration(tmp_path_factory.mktemp("mau")):
        return stock.in_database()


def made(folder: Path, patterns: stock.Stock, seed: int) -> Flask:
    app = bench_app(folder)
    make(app, SMALL, seed, patterns)
    return app


@pytest.fixture(scope="module")
def bench(tmp_path_factory, patterns) -> Flask:
    return made(tmp_path_factory.mktemp("do"), patterns, 1)


def test_as_many_as_were_asked_for(bench):
    with bench.app_context():
        counts = [db.session.scalar(select(func.count()).select_from(table)) for table in (Observation, User)]
        assert counts == [400, 60]
        assert abs(db.session.scalar(select(func.count()).select_from(Report)) - 600) < 120
        units = db.session.scalar(select(func.count()).select_from(Unit))
        assert units == 2 * len([one for one in db.session.scalars(select(Unit)) if one.id <= units // 2])


def test_the_doctor_finds_nothing_in_it(bench):
    with bench.app_context():
        assert [finding for check in CHECKS for finding in check(bench.extensions[NAME].settings)] == []


def test_it_reaches_back_over_the_years_and_never_beyond_now(bench):
    with bench.app_context():
        first, last = db.session.execute(select(func.min(Observation.on_day), func.max(Observation.on_day))).one()
        assert clock.today() - timedelta(weeks=54) < first < clock.today() - timedelta(weeks=50)
        assert last <= clock.today()
        ahead = select(func.count()).where(history.Event.at > clock.now())
        assert db.session.scalar(ahead) == 0
        assert list(db.session.scalars(select(history.Event.at).order_by(history.Event.id))) == sorted(
            db.session.scalars(select(history.Event.at))
        )


def test_moments_lie_near_the_days_they_belong_to(bench):
    with bench.app_context():
        rows = db.session.execute(select(Observation.on_day, Observation.recorded_at, Observation.confirmed_at)).all()
        late = [day for day, *at in rows if any(one and one.date() - day > timedelta(weeks=8) for one in at)]
        assert (len(rows), late) == (400, [])


def test_every_writing_unit_has_its_people_and_words_are_folded(bench):
    with bench.app_context():
        wrote = select(Observation.recorded_by_id, Observation.unit_id).where(Observation.recorded_by_id.is_not(None))
        assert db.session.execute(wrote.limit(1)).first() is not None
        assert db.session.scalar(select(func.count()).where(Observation.folded_content == "")) == 0
        assert db.session.scalar(select(func.count()).select_from(Position)) >= 60


def test_the_same_seed_makes_the_same_rows(bench, tmp_path, patterns):
    asked = select(Observation.id, Observation.content, Observation.unit_id, Observation.on_day).order_by(
        Observation.id
    )
    with bench.app_context():
        first = db.session.execute(asked).all()
    with made(tmp_path, patterns, 1).app_context():
        assert db.session.execute(asked).all() == first


def test_a_database_with_people_in_it_is_refused(bench):
    folder = str(bench.config["FOLDER"])
    answer = CliRunner().invoke(group, ["bench", "data", "--dir", folder, "--share", "0.001"])
    assert answer.exit_code == 1
    assert "đã có dữ liệu" in answer.output
    with bench.app_context():
        assert db.session.scalar(text("SELECT COUNT(*) FROM observation")) == 400


def test_a_share_counts_less_over_as_many_years():
    assert SIZES["commune"].scaled(0.01) == Size(1, 10, 1000, 200, 10, 3)


def test_a_province_has_the_reports_that_its_size_says_each_commune_its_share():
    province, reported = SimpleNamespace(size=SIZES["province"]), SimpleNamespace(each_week=90)
    turns = [Making._turn(province, reported, range(130), week) for week in range(province.size.weeks)]
    number = sum(len(turn) for turn in turns) * (reported.each_week + 5 * 12 / 52)
    assert abs(number - 300_000) < 100
    times = Counter(commune for turn in turns for commune in turn)
    assert set(times) == set(range(130))
    assert max(times.values()) - min(times.values()) <= 1

"""The server's own work, and ``nam-tinh-hinh due``: shows by default, opens by hand when told to."""

from datetime import timedelta

import pytest

from nam_tinh_hinh import create_app
from nam_tinh_hinh.cli import scheduler
from nam_tinh_hinh.config import Settings
from nam_tinh_hinh.kernel import clock
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.people.tables import Unit, UnitKind
from nam_tinh_hinh.reporting.tables import Obligation, Period, Regime, RegimeOwner
from tests.test_cli import first, installed, run  # noqa: F401 - fixtures


@pytest.fixture
def office(installed):  # noqa: F811
    """An installation on which the weekly regime of 14:00 was applied three weeks ago for its Party committee."""
    app = create_app(Settings.read(installed, {}))
    with app.app_context():
        row = db.session.scalars(db.select(Regime).filter_by(code="tt_week_14h00")).one()
        row.valid_from = clock.today() - timedelta(days=21)
        kind = db.select(UnitKind.id).filter_by(code="party_committee").scalar_subquery()
        unit = db.session.scalars(db.select(Unit).where(Unit.kind_id == kind)).one()
        unit.valid_from = row.valid_from
        row.owners = [RegimeOwner(unit_id=unit.id)]
        db.session.commit()
        db.engine.dispose()
    return installed


def rows(folder):
    app = create_app(Settings.read(folder, {}))
    with app.app_context():
        found = [db.session.scalar(db.select(db.func.count()).select_from(kind)) for kind in (Period, Obligation)]
        db.engine.dispose()
    return found


def test_it_shows_and_opens_nothing_unless_told_to(office):
    said = run(office, "due")
    assert (said.exit_code, said.output.splitlines()[:2]) == (
        0, ["Không có kỳ báo cáo nào đang chờ nộp.", "Sắp mở:"]
    )  # fmt: skip
    assert "(Kế hoạch Thuận Thành, II.5.1): mở 00:00 ngày" in said.output
    assert rows(office) == [0, 0]


def test_told_to_it_opens_what_the_server_would_and_only_once(office):
    said = run(office, "due", "--open")
    opened = rows(office)
    assert (said.exit_code, opened[0] in (3, 4), opened[0] == opened[1]) == (0, True, True)
    assert f"Đã mở {opened[0]} kỳ báo cáo." in said.output
    assert "1 đơn vị: 0 đã nộp, 1 chưa nộp, 0 được miễn." in said.output
    assert "quá hạn" in said.output
    again = run(office, "due", "--open")
    assert ("Không có kỳ nào đến lúc mở mà chưa mở." in again.output, rows(office)) == (True, opened)


def test_a_new_installation_says_that_nothing_is_applied(installed):  # noqa: F811
    said = run(installed, "due", "--open")
    assert (said.exit_code, "Chưa áp dụng chế độ báo cáo nào có lịch" in said.output) == (0, True)


def test_the_running_server_opens_by_itself_and_a_failure_stops_nothing(office, caplog):
    app, done = create_app(Settings.read(office, {})), []

    def fail():
        db.session.execute(db.text("UPDATE regime SET plan = 'x'"))
        raise RuntimeError

    jobs = [
        scheduler.Job("fails", fail), scheduler.Job("open", scheduler.open_periods),
        scheduler.Job("day", lambda: done.append(clock.today()), daily=True),
    ]  # fmt: skip
    scheduler.once(app, jobs)
    scheduler.once(app, jobs)
    with app.app_context():
        assert db.session.scalar(db.select(db.func.count()).select_from(Period)) in (3, 4)
        assert db.session.scalar(db.select(Regime.plan).filter_by(code="tt_month")) == "Kế hoạch Thuận Thành"
        db.engine.dispose()
    assert [line.args for line in caplog.records if "own work" in line.msg] == [("fails",)] * 2
    assert done == [clock.today()]


def test_the_daily_work_is_done_once_a_day_whatever_the_clock_does(fresh):
    done, now = [], clock.now()
    job = scheduler.Job("day", lambda: done.append(clock.today()), daily=True)
    for hours in (0, 1, 24, 25, -48, 24):
        with clock.stopped_at(now + timedelta(hours=hours)):
            scheduler.once(fresh, [job])
    assert len(done) in (4, 5)  # today, tomorrow (and the day after), two days back, and again

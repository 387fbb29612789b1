"""Periods open by themselves: once, whatever runs beside; after weeks without a server; past a regime that fails."""

import multiprocessing
import os
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, time, timedelta
from threading import Barrier

import pytest

from nam_tinh_hinh import create_app
from nam_tinh_hinh.config import Settings
from nam_tinh_hinh.kernel import clock, history
from nam_tinh_hinh.kernel.clock import VIETNAM
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.history import Machine
from nam_tinh_hinh.kernel.periods import Cadence
from nam_tinh_hinh.reporting.queries import schedule
from nam_tinh_hinh.reporting.services.scheduling import open_due
from nam_tinh_hinh.reporting.tables import Obligation, Period, Report, Section
from nam_tinh_hinh.reporting.workflow import REGIME
from tests.people.statements import counted

OWNERS = ("ccb", "phu_nu", "nong_dan")
THURSDAY = datetime(2026, 11, 19, 9, 0, tzinfo=VIETNAM)


@pytest.fixture
def weekly(reporting):
    """A weekly regime, due on Thursdays, that opens on Mondays and is valid from Monday 2 November 2026."""
    row = reporting.regime(OWNERS, "mttq")
    row.valid_from = date(2026, 11, 2)
    reporting.save()
    return row


def opened(now, **more):
    found = [period.title for period in open_due(actor=Machine(), now=now, **more)]
    db.session.commit()
    return found


def counts():
    db.session.rollback()
    return [db.session.scalar(db.select(db.func.count()).select_from(kind)) for kind in (Period, Obligation, Report)]


def test_weeks_without_a_server_are_caught_up_with_and_nothing_opens_twice(weekly):
    assert opened(THURSDAY) == [
        "Báo cáo nhanh tuần 02/11 - 08/11/2026", "Báo cáo nhanh tuần 09/11 - 15/11/2026",
        "Báo cáo nhanh tuần 16/11 - 22/11/2026",
    ]  # fmt: skip
    assert (opened(THURSDAY), counts()) == ([], [3, 9, 9])
    assert opened(THURSDAY + timedelta(days=3)) == []
    assert opened(THURSDAY + timedelta(days=4)) == ["Báo cáo nhanh tuần 23/11 - 29/11/2026"]
    kept = db.session.scalars(db.select(Period).order_by(Period.id)).all()
    assert (kept[0].opened_at, clock.moment_text(kept[0].due_at)) == (THURSDAY, "13:30 ngày 05/11/2026")
    assert list(history.broken_links()) == []


def test_a_clock_that_jumps_opens_nothing_twice_and_leaves_nothing_out(weekly):
    opened(THURSDAY)
    assert opened(THURSDAY - timedelta(days=60)) == []
    assert len(opened(THURSDAY + timedelta(days=14))) == 2
    assert opened(THURSDAY) == []
    assert opened(THURSDAY + timedelta(days=14)) == []


def test_a_few_at_a_time_so_that_nobody_waits_long(weekly):
    assert [len(opened(THURSDAY, most=2)) for _ in range(3)] == [2, 1, 0]


def test_a_deadline_before_its_first_day_asks_nobody(weekly):
    weekly.valid_from = date(2026, 11, 6)  # the Friday after the first Thursday
    assert opened(THURSDAY)[0] == "Báo cáo nhanh tuần 09/11 - 15/11/2026"


def test_what_opened_before_the_first_day_and_is_due_after_it_is_asked_for(weekly):
    weekly.valid_from = date(2026, 11, 18)  # the Wednesday; the week opened on Monday
    assert opened(THURSDAY) == ["Báo cáo nhanh tuần 16/11 - 22/11/2026"]


def test_a_plan_of_january_applied_in_november_asks_for_nothing_of_the_past(reporting, weekly):
    weekly.valid_from = date(2026, 1, 1)
    with clock.stopped_at(THURSDAY - timedelta(days=1)):
        history.record(actor=Machine(), action="apply", subject=REGIME, subject_id=weekly.id)
    assert opened(THURSDAY) == ["Báo cáo nhanh tuần 16/11 - 22/11/2026"]


def test_after_its_last_day_a_regime_opens_nothing_more(weekly):
    weekly.valid_to = date(2026, 11, 9)
    assert opened(THURSDAY)[1:] == ["Báo cáo nhanh tuần 09/11 - 15/11/2026"]
    assert schedule.coming_openings(THURSDAY) == []


def test_a_regime_not_valid_yet_opens_nothing(weekly):
    weekly.valid_from = date(2026, 12, 1)
    assert opened(THURSDAY) == []
    ((_regime, slot),) = schedule.coming_openings(THURSDAY)
    assert slot.span.first == date(2026, 11, 30)


def test_a_regime_that_fails_does_not_keep_the_others_from_opening(reporting, weekly, caplog):
    broken = reporting.regime(("ccb",), "mttq", outline="khong-co", label="Hỏng")
    senseless = reporting.regime(("ccb",), "mttq", label="Vô lý")
    broken.valid_from = senseless.valid_from = date(2026, 11, 16)
    senseless.due_number = 9
    last = reporting.regime(("mttq",), "dang_uy", time(14, 0), label="Báo cáo của MTTQ")
    last.valid_from = date(2026, 11, 16)
    reporting.save()
    assert opened(THURSDAY)[2:] == ["Báo cáo nhanh tuần 16/11 - 22/11/2026", "Báo cáo của MTTQ tuần 16/11 - 22/11/2026"]
    told = [line.args for line in caplog.records if "does not open" in line.getMessage()]
    assert [one for one in ((broken.id,), (senseless.id,)) if one not in told] == []


def test_the_number_of_statements_does_not_grow_when_there_is_nothing_to_open(reporting, weekly):
    opened(THURSDAY)
    with counted(reporting.world.app) as one:
        opened(THURSDAY)
    for n in range(5):
        reporting.regime(OWNERS, "mttq", label=f"Chế độ {n}").valid_from = date(2026, 11, 2)
    opened(THURSDAY)
    with counted(reporting.world.app) as six:
        opened(THURSDAY)
    assert len(one) == len(six)


@pytest.fixture
def many(reporting, weekly):
    for day, label in ((5, "Báo cáo tháng"), (10, "Báo cáo tháng hai")):
        row = reporting.regime(OWNERS, "mttq", cadence=Cadence.MONTH, label=label)
        row.valid_from, row.due_number = date(2026, 8, 1), day
    reporting.save()
    db.session.remove()


WANTED = [3 + 4 + 4, 33, 33]


def everything_once():
    assert counts() == WANTED
    assert db.session.scalar(db.select(db.func.count()).select_from(Section)) == 33 * 7
    assert db.session.scalar(db.select(db.func.count(db.distinct(Report.obligation_id)))) == 33
    assert list(history.broken_links()) == []


def test_two_threads_at_once_open_everything_once(world, many):
    ready = Barrier(2)

    def run(_n):
        with world.app.app_context():
            ready.wait()
            found = []
            while some := opened(THURSDAY, most=1):
                found += some
            return found

    with ThreadPoolExecutor(2) as pool:
        first, second = pool.map(run, range(2))
    assert len(first) + len(second) == WANTED[0]
    everything_once()


def work_alone(folder, url, answers):
    """In a process of its own: an application of its own on the same data."""
    app = create_app(Settings(folder=folder, database_url=url, secret_key="t" * 48, contact_key="c" * 48, testing=True))
    with app.app_context():
        found = []
        while some := opened(THURSDAY, most=1):
            found += some
    answers.put((os.getpid(), len(found)))


def test_four_processes_at_once_open_everything_once(world, many, folder, database):
    db.engine.dispose()
    spawned = multiprocessing.get_context("spawn")
    answers = spawned.Queue()
    workers = [spawned.Process(target=work_alone, args=(folder, database.url, answers)) for _ in range(4)]
    for worker in workers:
        worker.start()
    said = dict(answers.get(timeout=60) for _ in workers)
    for worker in workers:
        worker.join(30)
    assert (len(said), sum(said.values())) == (4, WANTED[0])
    everything_once()


def test_what_is_open_and_who_still_owes(reporting, weekly):
    report = reporting.sent("ccb")
    owed = {
        one.unit_id: one for one in db.session.scalars(db.select(Obligation).filter_by(period_id=reporting.week.id))
    }
    exempt = owed[reporting.unit("nong_dan").id]
    exempt.exempted_at, exempt.exception_reason = clock.now(), "Đang tập huấn."
    reporting.save()
    (tally,) = [t for t in schedule.open_periods(clock.now() - timedelta(days=30)) if t.period.id == reporting.week.id]
    assert (tally.owed, tally.sent, tally.exempt, tally.missing) == (3, 1, 1, 1)
    assert report.stage.value == "sent"

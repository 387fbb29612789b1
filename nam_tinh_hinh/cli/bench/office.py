"""The office that is measured: the demonstration ward, with as many units more as officers send a report."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from flask import Flask

from nam_tinh_hinh import create_app
from nam_tinh_hinh.cli.demonstrate import demo_settings, fill
from nam_tinh_hinh.demo import people as demo
from nam_tinh_hinh.demo.ways import of_unit
from nam_tinh_hinh.kernel import clock, history, passwords
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.periods import Cadence, period_of
from nam_tinh_hinh.people import services as people
from nam_tinh_hinh.people.enums import Role
from nam_tinh_hinh.people.tables import Unit
from nam_tinh_hinh.reporting import queries, services
from nam_tinh_hinh.reporting.calendar import Slot
from nam_tinh_hinh.reporting.enums import DueRule, HolidayRule, Receiver, RegimeKind, SectionStage
from nam_tinh_hinh.reporting.seed.outlines import WEEKLY
from nam_tinh_hinh.reporting.tables import Period, Regime, RegimeOwner, Report, Sending
from nam_tinh_hinh.situation.queries import reach_of

LIKE, RECEIVER = "Ban Công tác Mặt trận khu dân cư số 1", "mttq"
PRINTER = "thuongtruc"
DUE_IN = timedelta(days=1)


@dataclass(frozen=True)
class Officer:
    """One who sends a report: his account, the report, and the section he still has to write."""

    username: str
    report_id: int
    section_id: int


@dataclass(frozen=True)
class Office:
    """A filled folder: who sends, and the password of all."""

    folder: Path
    password: str
    officers: tuple[Officer, ...]


@contextmanager
def opened(folder: Path) -> Iterator[Flask]:
    """Work on the folder's database."""
    app = create_app(demo_settings(folder, "127.0.0.1"))
    with app.app_context():
        try:
            yield app
        finally:
            db.session.remove()
            db.engine.dispose()


def build(folder: Path, number: int) -> Office:
    """Fill an empty ``folder`` with the demonstration and ``number`` officers who each owe one report."""
    password = os.environ.get("NTH_DEMO_PASSWORD") or passwords.make_one_time_code()
    with opened(folder) as app:
        _fill(app, folder, password)
        known = passwords.hash_password(password)
        units = [_unit(place, known) for place in range(1, number + 1)]
        period = _period(units)
        officers = tuple(_officer(report) for report in _reports(period))
        db.session.commit()
        return Office(folder, password, officers)


def _fill(app: Flask, folder: Path, password: str) -> None:
    before = os.environ.get("NTH_DEMO_PASSWORD")
    os.environ["NTH_DEMO_PASSWORD"] = password
    try:
        fill(app, folder)
    finally:
        if before is None:
            del os.environ["NTH_DEMO_PASSWORD"]


def _unit(place: int, known: str) -> Unit:
    """Add a unit with its one leader, whose password's hash is ``known``."""
    like = db.session.scalars(db.select(Unit).filter_by(name=LIKE)).one()
    unit = people.add_unit(
        kind=like.kind, level=like.level, parent=like.parent, committee=like.committee, valid_from=demo.FOUNDED,
        name=f"Ban Công tác Mặt trận khu dân cư đo thử số {place:03d}", symbol=f"DT{place:03d}",
    )  # fmt: skip
    user, _code = people.add_user(actor=history.Machine(), username=_name(place), name=f"Trưởng ban số {place:03d}")
    user.password_hash, user.must_change, user.code_expires_at = known, False, None
    people.appoint(user=user, unit=unit, role=Role.LEADER, title="Trưởng ban", valid_from=demo.FOUNDED)
    return unit


def _name(place: int) -> str:
    return f"dothu{place:03d}"


def _period(units: list[Unit]) -> Period:
    """Let ``units`` owe a report that is due tomorrow."""
    now = clock.now()
    to = db.session.scalars(db.select(Unit).filter_by(name=demo.UNITS[RECEIVER][1])).one()
    regime = Regime(
        label="Báo cáo đo thử", kind=RegimeKind.FLASH, cadence=Cadence.WEEK, due_rule=DueRule.WEEKDAY, due_number=3,
        due_time=clock.local(now).time().replace(microsecond=0), holiday_rule=HolidayRule.SAME, grace_minutes=0,
        opens_days=6, receiver=Receiver.UNIT, receiver_unit_id=to.id, outline_code=WEEKLY, valid_from=clock.today(),
    )  # fmt: skip
    regime.owners = [RegimeOwner(unit_id=unit.id) for unit in units]
    db.session.add(regime)
    db.session.flush()
    span, due = period_of(Cadence.WEEK, clock.today()), now + DUE_IN
    slot = Slot(span, due, due, now, now - DUE_IN, due)
    period = services.open_slot(actor=history.Machine(), regime=regime, slot=slot)
    if period is None:
        raise LookupError("the new regime has a period already")
    return period


def _reports(period: Period) -> list[Report]:
    query = db.select(Report).join(Report.obligation).filter_by(period_id=period.id)
    return list(db.session.scalars(query.order_by(Report.id)))


def _officer(report: Report) -> Officer:
    """Return who writes a report of ``_unit``s, with all but one compulsory section said to be nothing."""
    writer = reach_of(of_unit(report.unit, Role.LEADER))
    first, *others = [one for one in queries.sections(report.id) if one.heading.compulsory]
    for section in others:
        services.finish(actor=writer, section=section, stage=SectionStage.NOTHING)
    return Officer(_name(int(report.unit.symbol.removeprefix("DT"))), report.id, first.id)


def sendings(folder: Path) -> dict[int, int]:
    """Return how often each report was sent, by its id, as the database has it."""
    with opened(folder):
        query = db.select(Sending.report_id, db.func.count()).group_by(Sending.report_id)
        return {row[0]: row[1] for row in db.session.execute(query).all()}


def broken(folder: Path) -> list[str]:
    """Return what is wrong with the history and the database file itself."""
    with opened(folder):
        said = db.session.scalars(db.text("PRAGMA integrity_check")).all()
        return [line for line in said if line != "ok"] + list(history.broken_links())

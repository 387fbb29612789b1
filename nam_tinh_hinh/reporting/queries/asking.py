"""Reads about reports outside the calendar: by which regime and outline, what was asked for, who has answered."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import ColumnElement, and_, case, func, or_, select
from sqlalchemy.orm import contains_eager

from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.paging import Page, page_of, page_of_columns
from nam_tinh_hinh.people.tables import Unit
from nam_tinh_hinh.reporting.enums import PeriodKind, RegimeKind
from nam_tinh_hinh.reporting.queries.schedule import still_owes
from nam_tinh_hinh.reporting.tables import Obligation, Outline, Period, Regime, Report, Sending
from nam_tinh_hinh.situation.reach import Reach


@dataclass(frozen=True)
class Asked:
    """One unit of a request: its report, and when it was last sent."""

    report: Report
    sent_at: datetime | None


def ad_hoc_regime(day: date) -> Regime | None:
    """Return the regime that ad hoc reports go by: the first one in force on ``day``, else the first there is."""
    holds = and_(Regime.valid_from <= day, or_(Regime.valid_to.is_(None), Regime.valid_to >= day))
    query = select(Regime).where(Regime.kind == RegimeKind.AD_HOC)
    return db.session.scalar(query.order_by(case((holds, 0), else_=1), Regime.id).limit(1))


def outline_choices() -> list[tuple[str, str]]:
    """Return the outlines a report may be asked for by: (code, label) of the newest edition of each."""
    newest = select(func.max(Outline.id)).group_by(Outline.code)
    query = select(Outline.code, Outline.label).where(Outline.id.in_(newest), Outline.retired_at.is_(None))
    return [(row.code, row.label) for row in db.session.execute(query.order_by(Outline.label))]


def only_report(period_id: int) -> Report:
    """Return the one report of a unit's own period."""
    return db.session.scalars(select(Report).join(Report.obligation).where(Obligation.period_id == period_id)).one()


def unanswered(period_id: int) -> Sequence[Obligation]:
    """Return the obligations of a period for which nothing was sent, those already exempt left out."""
    query = select(Obligation).join(Report, Report.obligation_id == Obligation.id)
    return db.session.scalars(
        query.where(Obligation.period_id == period_id, still_owes()).order_by(Obligation.id)
    ).all()


def _mine(person: Reach) -> tuple[ColumnElement[bool], ...]:
    return Period.kind == PeriodKind.REQUESTED, Period.asked_by_id.in_(person.speaks | person.tops)


def request(person: Reach, period_id: int) -> Period | None:
    """Return a request that one of the person's units made."""
    return db.session.scalar(select(Period).where(Period.id == period_id, *_mine(person)))


def asked_units(period_id: int, number: int) -> Page[Asked]:
    """Return one page of whom a request went to: who has sent nothing yet comes first."""
    sent_at = (
        select(func.max(Sending.sent_at))
        .where(Sending.report_id == Report.id, Sending.recalled_at.is_(None))
        .correlate(Report)
        .scalar_subquery()
    )
    query = select(Report, sent_at).join(Report.obligation).join(Obligation.period)
    query = query.options(contains_eager(Report.obligation).contains_eager(Obligation.period))
    query = query.where(Obligation.period_id == period_id).order_by(case((still_owes(), 0), else_=1), Obligation.id)
    page = page_of_columns(query, number, Report.id)
    return replace(page, rows=[Asked(report, moment) for report, moment in page.rows])


def requests(person: Reach, number: int) -> Page[Period]:
    """Return one page of what the person's units asked for, the newest first."""
    return page_of(select(Period).where(*_mine(person)).order_by(Period.id.desc()), number, Period.id)


def answered(period_ids: Sequence[int]) -> dict[int, tuple[int, int]]:
    """Return (owed, still missing) by period: one statement."""
    missing = func.sum(case((still_owes(), 1), else_=0))
    query = select(Obligation.period_id, func.count(Obligation.id), missing).join(
        Report, Report.obligation_id == Obligation.id
    )
    rows = db.session.execute(query.where(Obligation.period_id.in_(period_ids)).group_by(Obligation.period_id))
    return {period_id: (owed, left) for period_id, owed, left in rows}


def house_name(person: Reach) -> str:
    """Return the name of the unit in whose name a person asks."""
    return db.session.scalar(select(Unit.name).where(Unit.id == person.house_id)) or ""

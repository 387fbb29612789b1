"""What presses: reports a unit has to send, and periods in which a desk still misses some. One statement each."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import contains_eager, joinedload

from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.reporting.enums import PeriodKind, Stage
from nam_tinh_hinh.reporting.queries import reports
from nam_tinh_hinh.reporting.queries.boards.cells import is_missing
from nam_tinh_hinh.reporting.tables import Obligation, Period, Regime, Report
from nam_tinh_hinh.situation.reach import Reach

# More drafts than this nobody works through from his home page; the board has them all.
MOST = 200


@dataclass(frozen=True)
class Awaited:
    """So many reports of one period, due at one moment, that have not come to a desk."""

    period_id: int
    title: str
    last: date
    regime_id: int
    regime: str
    kind: PeriodKind
    due_at: datetime | None
    grace_until: datetime | None
    remind_days: int
    remind_hours: int
    missing: int


def drafts(person: Reach) -> Select[Any]:
    """Return the query for the reports that ``person`` writes or signs and that are still drafts."""
    owed = select(Report).join(Report.obligation).join(Obligation.period).join(Period.regime)
    return owed.where(reports.own(person), Report.stage == Stage.DRAFT, Obligation.exempted_at.is_(None))


def to_send(person: Reach) -> Sequence[Report]:
    """Return those drafts, due latest first."""
    query = (
        drafts(person)
        .options(
            contains_eager(Report.obligation).contains_eager(Obligation.period).contains_eager(Period.regime),
            contains_eager(Report.obligation).joinedload(Obligation.receiver), joinedload(Report.unit),
        )
        .order_by(Obligation.due_at.desc(), Report.id.desc()).limit(MOST)
    )  # fmt: skip
    return db.session.scalars(query).all()


def awaited(person: Reach) -> list[Awaited]:
    """Return what has not come to the desks of ``person``, by period and deadline, due first first."""
    columns = (
        Period.id, Period.title, Period.last, Regime.id, Regime.label, Period.kind, Obligation.due_at,
        Obligation.grace_until, Regime.remind_days, Regime.remind_hours,
    )  # fmt: skip
    query = select(*columns, func.count()).select_from(Report).join(Report.obligation).join(Obligation.period)
    query = query.join(Period.regime).where(reports.received(person), is_missing()).group_by(*columns)
    return [Awaited(*row) for row in db.session.execute(query.order_by(Obligation.due_at, Period.id))]


def to_remind(person: Reach, obligation_ids: Collection[int], period_id: int | None) -> Sequence[Any]:
    """Return the missing obligations among those named, or of a whole period, of which ``person`` may know."""
    query = reports.visible_to(person).with_only_columns(Obligation).join(Obligation.period).where(is_missing())
    named = Obligation.period_id == period_id if period_id else Obligation.id.in_(obligation_ids)
    query = query.where(named).options(contains_eager(Obligation.period)).order_by(Obligation.id)
    return db.session.scalars(query).all()

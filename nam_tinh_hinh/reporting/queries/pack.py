"""The pack of a meeting: which periods have reports to take along, what was sent in them, who has sent nothing."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.looking import there_is
from nam_tinh_hinh.reporting.queries.reports import NOT_RECALLED, latest, sent_to, visible_to
from nam_tinh_hinh.reporting.tables import Obligation, OutlineHeading, Period, Report, Sending, SentSection
from nam_tinh_hinh.situation.reach import Reach

MOST = 40
"""Reports of one pack, those included that were issued: their bytes are only bound."""
MOST_DRAWN = 16
"""Reports of one pack that are not issued yet: each is drawn anew, about two seconds; a browser waits half a minute."""
PERIODS = 40


@dataclass(frozen=True)
class PackPlan:
    """What the chosen periods hold: the sendings that may be taken along, and whose report is owed and not there."""

    sendings: Sequence[Sending]
    absent: Sequence[Obligation]


def periods_to_pack(person: Reach) -> Sequence[Period]:
    """Return the newest periods in which ``person`` may read a sent report, the latest first."""
    sent = visible_to(person).join(Sending, Sending.report_id == Report.id).where(NOT_RECALLED)
    some = sent.where(Obligation.period_id == Period.id).with_only_columns(Sending.id).correlate(Period)
    query = select(Period).where(there_is(some)).order_by(Period.first.desc(), Period.id.desc())
    return db.session.scalars(query.limit(PERIODS)).all()


def plan(person: Reach, period_ids: Collection[int]) -> PackPlan:
    """Return what ``person`` may take along of these periods: a constant number of statements."""
    if not period_ids:
        return PackPlan((), ())
    sent = sent_to(person).join(Sending.report).join(Report.obligation).join(Obligation.period)
    sent = sent.where(latest(), Obligation.period_id.in_(period_ids)).options(*_owed(), joinedload(Sending.paper))
    rows = db.session.scalars(sent.order_by(Period.first.desc(), Period.id, Obligation.unit_id)).all()
    owed = visible_to(person).join(Obligation.period).where(Obligation.period_id.in_(period_ids))
    owed = owed.where(Obligation.exempted_at.is_(None), Report.id.not_in([row.report_id for row in rows]))
    loaded = contains_eager(Report.obligation).contains_eager(Obligation.period)
    absent = db.session.scalars(owed.options(loaded).order_by(Period.first.desc(), Period.id, Obligation.unit_id)).all()
    return PackPlan(rows, [report.obligation for report in absent])


def sendings_to_pack(person: Reach, report_ids: Collection[int]) -> dict[int, Sending]:
    """Return the newest sendings of these reports by report id, as far as ``person`` may read them, ready to print."""
    query = sent_to(person).join(Sending.report).join(Report.obligation).join(Obligation.period)
    query = query.where(latest(), Sending.report_id.in_(report_ids))
    loaded = selectinload(Sending.sections).joinedload(SentSection.heading).selectinload(OutlineHeading.figures)
    rows = db.session.scalars(query.options(*_owed(), loaded, joinedload(Sending.paper)))
    return {row.report_id: row for row in rows}


def _owed() -> tuple[object, ...]:
    owed = contains_eager(Sending.report).contains_eager(Report.obligation)
    return (
        owed.contains_eager(Obligation.period).joinedload(Period.regime), owed.joinedload(Obligation.receiver),
        contains_eager(Sending.report).joinedload(Report.unit),
    )  # fmt: skip

"""Which lower reports a report consolidates."""

from sqlalchemy import ColumnElement, and_, exists, false

from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.reporting.tables import Obligation, Period, Regime, Report


def goes_into(report: Report) -> ColumnElement[bool]:
    """Return the condition that an obligation goes into ``report``: to its unit, as often, for the same span.

    For queries that join Obligation, Period and Regime. A report asked for, or of one's own accord, gathers nothing.
    """
    mine = report.obligation.period
    if mine.regime.cadence is None:
        return false()
    return and_(
        Obligation.receiver_id == report.unit_id, Regime.cadence == mine.regime.cadence, Period.first == mine.first,
        Period.last == mine.last,
    )  # fmt: skip


def has_lower_units(report: Report) -> bool:
    """Tell whether any lower unit owes a report that goes into this one."""
    if report.obligation.period.regime.cadence is None:
        return False
    owed = exists().where(Obligation.period_id == Period.id, Period.regime_id == Regime.id, goes_into(report))
    return bool(db.session.scalar(owed.select()))

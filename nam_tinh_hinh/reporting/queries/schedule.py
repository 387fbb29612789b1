"""Reads of the calendar of regimes: which slots should be open by now, what is open, what comes next."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlalchemy import ColumnElement, and_, case, exists, func, literal_column, or_, select
from sqlalchemy.orm import selectinload

from nam_tinh_hinh.kernel import clock, history
from nam_tinh_hinh.kernel.clock import VIETNAM
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.periods import Cadence, period_of
from nam_tinh_hinh.kernel.workdays import WorkCalendar
from nam_tinh_hinh.people.queries import work_calendar
from nam_tinh_hinh.reporting import calendar
from nam_tinh_hinh.reporting.calendar import Rule, Slot
from nam_tinh_hinh.reporting.enums import PeriodKind
from nam_tinh_hinh.reporting.queries.regimes import rule_of
from nam_tinh_hinh.reporting.tables import Obligation, Period, Regime, Report, Sending
from nam_tinh_hinh.reporting.workflow import REGIME

# A deadline may lie a year after its period, and each period begins where the one before it stopped.
_MARGIN = timedelta(days=800)
_DAY, _INSTANT = timedelta(days=1), timedelta(microseconds=1)
_AHEAD = {Cadence.WEEK: 15, Cadence.MONTH: 62, Cadence.QUARTER: 185, Cadence.HALF_YEAR: 369, Cadence.YEAR: 732}


@dataclass(frozen=True)
class Tally:
    """An open period: how many owe a report in it, how many have sent one, how many are exempt."""

    period: Period
    owed: int
    sent: int
    exempt: int

    @property
    def missing(self) -> int:
        """How many still owe."""
        return self.owed - self.sent - self.exempt


def unsent() -> ColumnElement[bool]:
    """The condition for a Report, by which nothing of it lies with its receiver."""
    # What was accepted lies with him; said first, it leaves a few of all that were ever owed to look through.
    unfinished = Report.stage != literal_column("'accepted'")
    return and_(unfinished, ~exists().where(Sending.report_id == Report.id, Sending.recalled_at.is_(None)))


def still_owes() -> ColumnElement[bool]:
    """The condition for a Report joined to its Obligation, by which the unit still owes it."""
    return and_(unsent(), Obligation.exempted_at.is_(None))


def applied_regimes() -> Sequence[Regime]:
    """Return the regimes with a calendar that have been applied, those that ended included, with their owners."""
    query = select(Regime).where(Regime.valid_from.is_not(None), Regime.cadence.is_not(None))
    return db.session.scalars(query.options(selectinload(Regime.owners)).order_by(Regime.id)).all()


def wide_calendar(regimes: Iterable[Regime], now: datetime) -> WorkCalendar:
    """Return the working days around everything the calendar may ask about these regimes: one statement."""
    today = clock.local(now).date()
    return work_calendar(min([today, *(one.valid_from for one in regimes)]) - _MARGIN, today + _MARGIN)


def beginnings(regimes: Iterable[Regime]) -> dict[int, datetime]:
    """Return from which moment on a deadline counts, by regime: its first day, or later when it was applied later.

    A plan from January that is applied in November asks nobody for the reports of ten months.
    """
    pressed = select(history.Event.subject_id, func.max(history.Event.at)).where(
        history.Event.subject == REGIME, history.Event.action == "apply"
    )
    known = dict(db.session.execute(pressed.group_by(history.Event.subject_id)).all())
    return {one.id: max(_moment(one.valid_from), known.get(one.id) or _moment(one.valid_from)) for one in regimes}


def last_opened(regimes: Iterable[Regime]) -> dict[int, date]:
    """Return the first day of the last period that was opened, by regime."""
    query = select(Period.regime_id, func.max(Period.first)).where(
        Period.kind == PeriodKind.SCHEDULED, Period.regime_id.in_([one.id for one in regimes])
    )
    return dict(db.session.execute(query.group_by(Period.regime_id)).all())


def slots_to_open(regime: Regime, begins: datetime, last: date | None, now: datetime, work: WorkCalendar) -> list[Slot]:
    """Return the slots that opened by ``now`` and are not open yet, oldest first.

    They fall due after ``begins`` and opened while the regime was valid; ``last`` is the first day of the last period
    that was opened. Raises ``ValueError`` for a rule that makes no sense.
    """
    rule = rule_of(regime)
    assert rule
    end = _end(regime)
    until = min(now, end - _INSTANT) if end else now
    since = begins - _DAY * (rule.opens_days + 1)
    if last:
        since = max(since, calendar.slot_of(rule, period_of(rule.cadence, last), work).opens_at)
    return [slot for slot in calendar.opened_by(rule, since, until, work) if slot.due_at >= begins]


def _end(regime: Regime) -> datetime | None:
    """Return the moment at which a regime opens nothing more."""
    return _moment(regime.valid_to + _DAY) if regime.valid_to else None


def _moment(day: date) -> datetime:
    return datetime.combine(day, time(), VIETNAM)


def coming_openings(now: datetime) -> list[tuple[Regime, Slot]]:
    """Return what opens next by itself, the soonest first: one slot for each regime that goes on."""
    regimes = applied_regimes()
    work, begins = wide_calendar(regimes, now), beginnings(regimes)
    found = []
    for regime in regimes:
        rule = rule_of(regime)
        slot = rule and _next(rule, max(now, begins[regime.id] - _DAY * rule.opens_days), begins[regime.id], work)
        end = _end(regime)
        if slot and not (end and slot.opens_at >= end):
            found.append((regime, slot))
    return sorted(found, key=lambda pair: (pair[1].opens_at, pair[0].id))


def _next(rule: Rule, after: datetime, begins: datetime, work: WorkCalendar) -> Slot | None:
    try:
        slots = calendar.opened_by(rule, after, after + _DAY * _AHEAD[rule.cadence], work)
    except ValueError:  # a rule that makes no sense opens nothing; its page says why
        return None
    return next((slot for slot in slots if slot.due_at >= begins), None)


def open_periods(since: datetime) -> list[Tally]:
    """Return the periods in which somebody still owes a report, by deadline: those that fell due after ``since``."""
    gone = Obligation.exempted_at.is_not(None)
    sent, exempt = (func.coalesce(func.sum(case((one, 1), else_=0)), 0) for one in (and_(~unsent(), ~gone), gone))
    query = (
        select(Period, func.count(Obligation.id), sent, exempt)
        .join(Obligation, Obligation.period_id == Period.id)
        .join(Report, Report.obligation_id == Obligation.id)
        .where(or_(Period.due_at.is_(None), Period.due_at >= since))
        .group_by(Period)
    )
    rows = db.session.execute(query.order_by(Period.due_at.is_(None), Period.due_at, Period.id)).all()
    return [tally for row in rows if (tally := Tally(*row)).missing]

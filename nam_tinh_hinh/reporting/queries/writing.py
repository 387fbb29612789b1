"""Reads for those who write reports: the list of their own, how far each is, what the period before said."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, extract, func, or_, select
from sqlalchemy.orm import contains_eager, joinedload

from nam_tinh_hinh.kernel import clock, history
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.enums import Labelled
from nam_tinh_hinh.kernel.paging import Page, page_of
from nam_tinh_hinh.kernel.periods import Cadence
from nam_tinh_hinh.people.queries import work_calendar
from nam_tinh_hinh.reporting.calendar import coming
from nam_tinh_hinh.reporting.enums import FINISHED, OUT, RegimeKind, Stage
from nam_tinh_hinh.reporting.queries.owners import owners_of
from nam_tinh_hinh.reporting.queries.regimes import rule_of
from nam_tinh_hinh.reporting.queries.reports import NOT_RECALLED, latest, own
from nam_tinh_hinh.reporting.tables import (
    Obligation,
    OutlineHeading,
    Period,
    Regime,
    Report,
    Section,
    Sending,
    SentSection,
)
from nam_tinh_hinh.reporting.workflow import REPORT
from nam_tinh_hinh.situation.reach import Reach

# The next deadline of a yearly report lies this far away; its opening is among the next few slots.
LOOK_BACK, LOOK_AHEAD, SLOTS = timedelta(days=430), timedelta(days=830), 3


class Pick(Labelled):
    """How the reports stand to which a list is narrowed; the value stands in the address."""

    TO_DO = "chua-nop", "Chưa nộp"
    OVERDUE = "qua-han", "Quá hạn"
    PROPOSED = "cho-ky", "Chờ ký duyệt"
    RETURNED = "yeu-cau-sua", "Yêu cầu sửa"
    SENT = "da-nop", "Đã nộp"
    ACCEPTED = "da-nhan", "Đã nhận"
    EXEMPT = "mien", "Được miễn"


@dataclass(frozen=True)
class ReportFilters:
    """What the list of own reports is narrowed to; every value comes from the address and goes back into it."""

    cadence: Cadence | None = None
    kind: RegimeKind | None = None
    pick: Pick | None = None
    year: int | None = None

    def as_args(self) -> dict[str, str]:
        """Return the address arguments, empty ones left out."""
        said = {"ky": self.cadence, "loai": self.kind, "tinh-trang": self.pick, "nam": self.year}
        return {name: str(getattr(value, "value", value)) for name, value in said.items() if value}


def waits() -> ColumnElement[bool]:
    """The condition for a report, joined to its obligation, that still has to be sent."""
    return and_(Report.stage.not_in(OUT), Obligation.exempted_at.is_(None))


def own_page(person: Reach, filters: ReportFilters, number: int) -> Page[Report]:
    """Return one page of the reports of the person's units: what has to be sent first, soonest first, then the newest
    periods; two statements.
    """
    query = select(Report).join(Report.obligation).join(Obligation.period).join(Period.regime)
    query = query.where(own(person), *_narrowed(filters))
    order = (case((waits(), 0), else_=1), case((waits(), Obligation.due_at)).asc().nulls_last(), Period.first.desc(),
             Report.id.desc())  # fmt: skip
    period = contains_eager(Obligation.period).contains_eager(Period.regime)
    owed = contains_eager(Report.obligation).options(period, joinedload(Obligation.receiver))
    return page_of(query.order_by(*order).options(owed), number, Report.id)


def _narrowed(filters: ReportFilters) -> list[ColumnElement[bool]]:
    asked = {Regime.cadence: filters.cadence, Regime.kind: filters.kind}
    found = [column == value for column, value in asked.items() if value]
    if filters.year:
        found.append(extract("year", Period.first) == filters.year)
    return [*found, *([_picked(filters.pick)] if filters.pick else [])]


def _picked(pick: Pick) -> ColumnElement[bool]:
    ways: dict[Pick, ColumnElement[bool]] = {
        Pick.TO_DO: waits(), Pick.OVERDUE: and_(waits(), Obligation.due_at < clock.now()),
        Pick.PROPOSED: Report.stage == Stage.PROPOSED, Pick.RETURNED: Report.stage == Stage.RETURNED,
        Pick.SENT: Report.stage == Stage.SENT, Pick.ACCEPTED: Report.stage == Stage.ACCEPTED,
        Pick.EXEMPT: Obligation.exempted_at.is_not(None),
    }  # fmt: skip
    return ways[pick]


def years_of(person: Reach) -> list[int]:
    """Return the years in which the person's units owe reports, newest first."""
    year = extract("year", Period.first)
    query = select(year).join(Obligation.period).join(Report, Report.obligation_id == Obligation.id)
    return list(db.session.scalars(query.where(own(person)).distinct().order_by(year.desc())))


def progress(report_ids: Iterable[int]) -> dict[int, tuple[int, int]]:
    """Return (sections finished, sections in all) by report, of those that may be written."""
    done = func.sum(case((Section.stage.in_(FINISHED), 1), else_=0))
    query = select(Section.report_id, done, func.count()).where(Section.report_id.in_(report_ids), Section.opened)
    return {
        report_id: (done, total) for report_id, done, total in db.session.execute(query.group_by(Section.report_id))
    }


def gone_out(rows: Iterable[Report]) -> set[int]:
    """Return the ids of those reports of which a sending can be read: one that was not recalled."""
    sent = select(Sending.report_id).where(Sending.report_id.in_([row.id for row in rows]), NOT_RECALLED)
    return set(db.session.scalars(sent))


def next_opening(person: Reach) -> tuple[str, datetime] | None:
    """Return (the regime's name, the moment) of the period that opens next for the person's units, if any is known."""
    today, found = clock.today(), list[tuple[datetime, str]]()
    work = work_calendar(today - LOOK_BACK, today + LOOK_AHEAD)
    for regime in db.session.scalars(_in_force()):
        if rule := rule_of(regime):
            owners = {unit.id for unit in owners_of(regime, today)}
            slots = coming(rule, clock.now(), SLOTS, work) if owners & person.own else []
            found += [(slot.opens_at, regime.label) for slot in slots if slot.opens_at > clock.now()]
    return min(found)[::-1] if found else None


def _in_force() -> Select[Any]:
    today = clock.today()
    lasts = or_(Regime.valid_to.is_(None), Regime.valid_to >= today)
    return select(Regime).where(Regime.valid_from <= today, lasts).order_by(Regime.id)


def headings_of(report: Report) -> Sequence[OutlineHeading]:
    """Return all headings of a report's outline, groups too, in order."""
    query = select(OutlineHeading).where(OutlineHeading.outline_id == report.obligation.period.outline_id)
    return db.session.scalars(query.order_by(OutlineHeading.position)).all()


def said_last(report_id: int, action: str) -> history.Event | None:
    """Return the newest event of an action on a report: who sent it back, and when."""
    query = select(history.Event).filter_by(subject=REPORT, subject_id=report_id, action=action)
    return db.session.scalar(query.order_by(history.Event.id.desc()).limit(1))


def before(report: Report, heading: OutlineHeading) -> tuple[SentSection, Period] | None:
    """Return what the same unit sent under the same heading in the newest earlier period of the regime, if it did."""
    period = report.obligation.period
    query = select(SentSection, Period).join(Sending, SentSection.sending_id == Sending.id)
    query = query.join(Sending.report).join(Report.obligation).join(Obligation.period).join(SentSection.heading)
    same = (Report.unit_id == report.unit_id, Period.regime_id == period.regime_id, OutlineHeading.code == heading.code)
    query = query.where(*same, Period.first < period.first, latest())
    found = db.session.execute(query.order_by(Period.first.desc(), Sending.id.desc()).limit(1)).first()
    return (found[0], found[1]) if found else None

"""Reads behind the year's two reports: the office's words, the deadline, what was issued and on which figures."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Select, and_, exists, or_, select

from nam_tinh_hinh.emulation.enums import DeadlineKind, ReportKind
from nam_tinh_hinh.emulation.queries.figures import Figures
from nam_tinh_hinh.emulation.tables import Campaign, CampaignDeadline, CampaignReport
from nam_tinh_hinh.kernel import history
from nam_tinh_hinh.kernel.db import db

SUBJECT = "campaign_report"
DEADLINES = {
    ReportKind.HALF_YEAR: DeadlineKind.HALF_YEAR_REPORT,
    ReportKind.YEAR: DeadlineKind.YEAR_REPORT,
}
SOON = timedelta(days=14)


@dataclass(frozen=True)
class Wanted:
    """One report of a year: its kind, its last day if one is set, and what is written of it so far."""

    kind: ReportKind
    due_on: date | None
    report: CampaignReport | None

    @property
    def is_issued(self) -> bool:
        return self.report is not None and self.report.issued_at is not None

    def days_left(self, today: date) -> int | None:
        """Return how many days are left, negative once late; None without a deadline or when it is issued."""
        return None if self.due_on is None or self.is_issued else (self.due_on - today).days

    def presses(self, today: date) -> bool:
        """Tell whether it is to be issued within two weeks, or was to be already."""
        left = self.days_left(today)
        return left is not None and left <= SOON.days


def report(campaign: Campaign, kind: ReportKind) -> CampaignReport | None:
    """Return what is written of a report of the year, None while nothing is."""
    return db.session.scalar(select(CampaignReport).filter_by(campaign_id=campaign.id, kind=kind))


def wanted(campaign: Campaign) -> list[Wanted]:
    """Return the year's two reports with their deadlines (seed 003, V steps 4 and 5; D7, D8)."""
    written = {row.kind: row for row in db.session.scalars(select(CampaignReport).filter_by(campaign_id=campaign.id))}
    rows = db.session.scalars(select(CampaignDeadline).filter_by(campaign_id=campaign.id))
    due = {row.kind: row.due_on for row in rows}
    return [Wanted(kind, due.get(DEADLINES[kind]), written.get(kind)) for kind in ReportKind]


def pressing(today: date) -> Select[Any]:
    """Return the query for what of ``wanted`` is to be issued now, as (kind of deadline, its day, year).

    Nobody asks for the first half of a year that is over: its year's report tells of it.
    """
    alike = (and_(CampaignReport.kind == report, CampaignDeadline.kind == due) for report, due in DEADLINES.items())
    issued = exists().where(
        CampaignReport.campaign_id == CampaignDeadline.campaign_id, CampaignReport.issued_at.is_not(None), or_(*alike)
    )  # fmt: skip
    this_year = and_(Campaign.year == today.year, CampaignDeadline.kind.in_(DEADLINES.values()))
    last_year = and_(Campaign.year == today.year - 1, CampaignDeadline.kind == DeadlineKind.YEAR_REPORT)
    query = select(CampaignDeadline.kind, CampaignDeadline.due_on, Campaign.year)
    query = query.join(Campaign, Campaign.id == CampaignDeadline.campaign_id).order_by(Campaign.year)
    return query.where(or_(this_year, last_year), CampaignDeadline.due_on <= today + SOON, ~issued)


def changed_since(report: CampaignReport, figures: Figures) -> list[tuple[str, int, int]]:
    """Return (what, in the report, now) for every figure that is another than when ``report`` was issued."""
    issued = [event for event in history.of(SUBJECT, report.id) if event.action == "issue_report"]
    then = ((issued[-1].details or {}).get("after") or {}).get("figures") or {} if issued else {}
    now = figures.main()
    return [(name, then[name], now[name]) for name in now if name in then and then[name] != now[name]]

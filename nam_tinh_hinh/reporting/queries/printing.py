"""What a report says, as its paper needs it: from its sections while it is written, from a sending once it is out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import contains_eager, selectinload

from nam_tinh_hinh.kernel import clock
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.people.actor import Actor
from nam_tinh_hinh.people.queries.issuing import papers_of
from nam_tinh_hinh.people.tables import IssuedPaper
from nam_tinh_hinh.reporting.enums import SectionStage
from nam_tinh_hinh.reporting.queries.lower import goes_into
from nam_tinh_hinh.reporting.queries.reports import headings_of, sections, visible_to
from nam_tinh_hinh.reporting.tables import (
    Obligation,
    OutlineHeading,
    Period,
    Report,
    Section,
    Sending,
    SentSection,
)
from nam_tinh_hinh.reporting.workflow import REPORT
from nam_tinh_hinh.situation.queries import reach_of


@dataclass(frozen=True)
class Written:
    """What stands under one heading."""

    text: str
    figures: Mapping[str, int]
    is_nothing: bool


@dataclass(frozen=True)
class PartFigures:
    """The figures that one lower unit sent, by code of heading and of figure."""

    unit_name: str
    figures: Mapping[tuple[str, str], int]


@dataclass(frozen=True)
class Told:
    """A report as it is to be printed: all headings of its outline, and what stands under each (by heading id)."""

    report: Report
    headings: Sequence[OutlineHeading]
    under: Mapping[int, Written]
    is_nothing: bool
    missing: Sequence[Mapping[str, Any]]
    parts: Sequence[PartFigures] = ()
    is_sent: bool = False


def told(report: Report, sending: Sending | None) -> Told:
    """Return what ``sending`` says, or without one what the sections say now."""
    if sending is None:
        rows = {row.heading_id: _of_section(row) for row in sections(report.id)}
        return Told(report, headings_of(report), rows, report.is_nothing, report.missing, parts_of(report, clock.now()))
    sent = {row.heading_id: Written(row.text, row.figures, row.is_nothing) for row in sending.sections}
    return Told(
        report, headings_of(report), sent, sending.is_nothing, sending.missing, parts_of(report, sending.sent_at), True
    )


def _of_section(row: Section) -> Written:
    return Written(row.text, row.figures, row.stage is SectionStage.NOTHING)


def parts_of(report: Report, moment: datetime) -> list[PartFigures]:
    """Return the figures of the lower units as they were out at ``moment``, in the order of the units' list.

    Those whose report of the same span goes to this report's unit; an ad hoc report has none below it.
    """
    found: dict[int, Sending] = {}
    for sending in db.session.scalars(_lower_sendings(report, moment)):
        found[sending.report_id] = sending  # the newest comes last
    named = [(row.report.obligation.unit_name, _figures(row)) for row in found.values()]
    return [PartFigures(name, figures) for name, figures in named if figures]


def _lower_sendings(report: Report, moment: datetime) -> Any:
    query = select(Sending).join(Sending.report).join(Report.obligation).join(Obligation.period).join(Period.regime)
    loaded = (
        contains_eager(Sending.report).contains_eager(Report.obligation),
        selectinload(Sending.sections).joinedload(SentSection.heading),
    )
    query = query.where(goes_into(report), Sending.sent_at <= moment)
    query = query.where(or_(Sending.recalled_at.is_(None), Sending.recalled_at > moment))
    return query.options(*loaded).order_by(Obligation.unit_id, Sending.round)


def _figures(sending: Sending) -> dict[tuple[str, str], int]:
    return {(one.heading.code, code): number for one in sending.sections for code, number in one.figures.items()}


def papers(report_id: int) -> Sequence[IssuedPaper]:
    """Return the papers issued of a report, the oldest first; the last one is in force."""
    return papers_of(REPORT, [report_id])


def withheld(actor: Actor) -> Select[Any]:
    """Return a query for the ids of the reports whose papers ``actor`` may not open, whatever his role opens besides.

    He may where he knows of the report, and where it was written by his unit or went to it.
    """
    if actor.unit_id is None:
        return select(Report.id)
    person = reach_of(actor)
    seen = visible_to(person).with_only_columns(Report.id)
    owed = select(Report.id).join(Report.obligation)
    return owed.where(
        Report.unit_id.not_in(person.own), Report.id.not_in(seen),
        or_(Obligation.receiver_id.is_(None), Obligation.receiver_id.not_in(person.own)),
    )  # fmt: skip


def usual_layout(unit_id: int) -> str:
    """Return the code of the layout in which a unit issued its newest report, "" before its first."""
    query = select(IssuedPaper.layout_code).filter_by(unit_id=unit_id, subject=REPORT)
    return db.session.scalar(query.order_by(IssuedPaper.id.desc()).limit(1)) or ""


def usual_signers(report: Report) -> list[dict[str, str]]:
    """Return who signs a report: as said for it, else as its unit's newest issued report was signed; [] for nobody."""
    if report.signers:
        return report.signers
    issued = select(Report).join(Sending, Sending.report_id == Report.id).where(Report.unit_id == report.unit_id)
    newest = db.session.scalar(issued.where(Sending.paper_id.is_not(None)).order_by(Sending.paper_id.desc()).limit(1))
    return newest.signers if newest else []

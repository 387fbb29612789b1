"""The figures of the units that report to this one: a sum is shown with its parts, and who is missing is named."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Row, and_, func, select

from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.text import sort_key
from nam_tinh_hinh.people.tables import Unit
from nam_tinh_hinh.reporting.queries.lower import goes_into
from nam_tinh_hinh.reporting.queries.reports import latest
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


@dataclass(frozen=True)
class Lower:
    """What the units below sent under one heading: {figure code: ((unit name, number), …)}, and who sent nothing yet.

    ``is_consolidating``: whether any unit owes this one a report of the same cadence and span.
    """

    parts: Mapping[str, Sequence[tuple[str, int]]] = field(default_factory=dict)
    missing: tuple[str, ...] = ()
    is_consolidating: bool = False


def lower_figures(section: Section) -> Lower:
    """Return the figures of the latest sendings of the lower units under this section's heading: two statements.

    Headings and figures answer to each other by code, as they do from one outline to its superior's.
    """
    rows = _owing(section.report)
    sent = {row.sending_id: row.name for row in rows if row.sending_id}
    parts: dict[str, list[tuple[str, int]]] = {}
    for sending_id, figures in _figures_of(sent, section.heading.code):
        for code, number in figures.items():
            parts.setdefault(code, []).append((sent[sending_id], number))
    missing = tuple(row.name for row in rows if row.sending_id is None and row.exempted_at is None)
    in_order = {code: sorted(each, key=lambda part: sort_key(part[0])) for code, each in parts.items()}
    return Lower(in_order, missing, bool(rows))


def parts_for(section: Section, own: Mapping[str, int] | None = None) -> dict[str, list[tuple[str, int]]]:
    """Return {figure code: [(unit name, number), …]} of a consolidating unit's figures that add up; own ones first.

    ``own``: the unit's own numbers by code. Figures that do not add up, and those nobody below sent, have no parts.
    """
    return parts_of(section, lower_figures(section), own or {})


def parts_of(section: Section, lower: Lower, own: Mapping[str, int]) -> dict[str, list[tuple[str, int]]]:
    """Return the parts as ``parts_for``, from what was read already."""
    mine = section.report.unit.short_name or section.report.unit.name
    adding = [one.code for one in section.heading.figures if one.adds_up and one.code in lower.parts]
    return {code: [*([(mine, own[code])] if code in own else []), *lower.parts[code]] for code in adding}


def missing_from(section: Section) -> tuple[str, ...]:
    """Return the lower units whose report has not come, and is owed: the sums go without them."""
    return lower_figures(section).missing


def _owing(report: Report) -> Sequence[Row[Any]]:
    """Return who owes the report's unit one of the same cadence and span: name, exempted_at, sending_id (or None)."""
    name = func.coalesce(func.nullif(Unit.short_name, ""), Obligation.unit_name).label("name")
    query = (
        select(name, Obligation.exempted_at, Sending.id.label("sending_id"))
        .join(Period, Period.id == Obligation.period_id)
        .join(Regime, Regime.id == Period.regime_id)
        .join(Unit, Unit.id == Obligation.unit_id)
        .join(Report, Report.obligation_id == Obligation.id)
        .outerjoin(Sending, and_(Sending.report_id == Report.id, latest()))
        .where(goes_into(report))
    )
    return sorted(db.session.execute(query), key=lambda row: sort_key(row.name))


def _figures_of(sending_ids: Iterable[int], code: str) -> Sequence[Row[Any]]:
    query = select(SentSection.sending_id, SentSection.figures).join(SentSection.heading)
    wanted = SentSection.sending_id.in_(list(sending_ids)), OutlineHeading.code == code
    return db.session.execute(query.where(*wanted)).all()

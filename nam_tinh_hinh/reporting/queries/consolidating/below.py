"""The words that lower units sent, what a report does with them, and what the period before left over."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import aliased, contains_eager, joinedload

from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.reporting.enums import Fate
from nam_tinh_hinh.reporting.origins import Said
from nam_tinh_hinh.reporting.tables import (
    Obligation,
    OutlineHeading,
    Passage,
    PassageUse,
    Period,
    Report,
    Sending,
)


def passages_of(sendings: Sequence[Sending]) -> Sequence[Passage]:
    """Return the passages of ``sendings`` with their headings, in the order in which they were written."""
    query = select(Passage).join(Passage.heading).where(Passage.sending_id.in_([one.id for one in sendings]))
    query = query.options(contains_eager(Passage.heading), joinedload(Passage.sending))
    return db.session.scalars(query.order_by(Passage.sending_id, OutlineHeading.position, Passage.position)).all()


def said_of(row: Passage) -> Said:
    """Return a passage as it is matched with those of another sending."""
    return Said(row.id, row.sending.report_id, row.heading.code, row.words)


def uses_of(report_id: int) -> Sequence[PassageUse]:
    """Return what a report does with passages and observations, in the order of its marks."""
    query = select(PassageUse).where(PassageUse.report_id == report_id).options(*_whence())
    return db.session.scalars(query.order_by(PassageUse.number)).all()


def use_of(report: Report, number: int) -> PassageUse | None:
    """Return where the sentence marked ``number`` in a report comes from."""
    query = select(PassageUse).where(PassageUse.report_id == report.id, PassageUse.number == number)
    return db.session.scalar(query.options(*_whence()))


def _whence() -> tuple[Any, ...]:
    of_passage = joinedload(PassageUse.passage)
    return (
        of_passage.joinedload(Passage.heading),
        of_passage.joinedload(Passage.sending),
        joinedload(PassageUse.observation),
        joinedload(PassageUse.unit),
    )


def left_over(report: Report) -> Sequence[PassageUse]:
    """Return what the unit's sent report before this one of the same regime left to the next period."""
    mine, other = report.obligation.period, aliased(Period)
    if mine.regime.cadence is None:
        return []
    before = select(Report.id).join(Report.obligation).join(other, other.id == Obligation.period_id)
    before = before.where(
        Report.unit_id == report.unit_id, Report.rounds > 0, other.regime_id == mine.regime_id,
        other.first < mine.first,
    )  # fmt: skip
    last = before.order_by(other.first.desc(), Report.id.desc()).limit(1).scalar_subquery()
    query = select(PassageUse).where(PassageUse.report_id == last, PassageUse.fate == Fate.NEXT_PERIOD)
    return db.session.scalars(query.options(*_whence()).order_by(PassageUse.number)).all()

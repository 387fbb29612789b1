"""The reports that one report is put together from: who owes them, and their newest sendings.

Whoever works on a report reads what was sent to its unit for it; that is why only its obligation is asked here.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import aliased, contains_eager, joinedload

from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.reporting.enums import OUT, Fate, Standing
from nam_tinh_hinh.reporting.queries.lower import goes_into
from nam_tinh_hinh.reporting.queries.reports import newest_sendings
from nam_tinh_hinh.reporting.standing import standing
from nam_tinh_hinh.reporting.tables import (
    Obligation,
    OutlineHeading,
    Passage,
    PassageUse,
    Period,
    Report,
    Sending,
)

DUE_SOON = timedelta(days=1)


@dataclass(frozen=True)
class Lower:
    """A lower unit's obligation, its report, and the newest sending that was not recalled (None: nothing came)."""

    obligation: Obligation
    report: Report
    sending: Sending | None

    @property
    def name(self) -> str:
        return self.obligation.unit.short_name or self.obligation.unit_name

    @property
    def is_awaited(self) -> bool:
        """Nothing came, and it is owed: the report above may go on without it, naming it."""
        return self.sending is None and self.obligation.exempted_at is None

    @property
    def is_mended(self) -> bool:
        """It was given back or taken back: what is shown is what was sent last."""
        return self.sending is not None and self.report.stage not in OUT

    def standing(self, now: datetime) -> Standing:
        """Return how the obligation stands at ``now``."""
        owed, sent_at = self.obligation, self.sending.sent_at if self.sending else None
        return standing(
            owed.due_at, owed.grace_until, owed.exempted_at is not None, sent_at,
            self.report.accepted_round is not None, now, due_soon=DUE_SOON,
        )  # fmt: skip


def lowers(report: Report) -> list[Lower]:
    """Return the reports that go to the unit of ``report`` for the same span of a regime as often; two statements.

    Its obligation and period have to be loaded.
    """
    query = select(Report).join(Report.obligation).join(Obligation.period).join(Period.regime)
    query = query.where(goes_into(report))
    loaded = contains_eager(Report.obligation).joinedload(Obligation.unit)
    rows = db.session.scalars(query.options(loaded).order_by(Obligation.id)).all()
    sent = newest_sendings([row.id for row in rows])
    return [Lower(row.obligation, row, sent.get(row.id)) for row in rows]


def passages_of(sendings: Sequence[Sending]) -> Sequence[Passage]:
    """Return the passages of ``sendings`` with their headings, in the order in which they were written."""
    query = select(Passage).join(Passage.heading).where(Passage.sending_id.in_([one.id for one in sendings]))
    query = query.options(contains_eager(Passage.heading), joinedload(Passage.sending))
    return db.session.scalars(query.order_by(Passage.sending_id, OutlineHeading.position, Passage.position)).all()


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
    """Return what the unit's sent report before this one of the same regime left to the next period; two statements."""
    mine, other = report.obligation.period, aliased(Period)
    if mine.regime.cadence is None:
        return []
    before = select(Report.id).join(Report.obligation).join(other, other.id == Obligation.period_id)
    before = before.where(
        Report.unit_id == report.unit_id, Report.rounds > 0, other.regime_id == mine.regime_id,
        other.first < mine.first,
    )  # fmt: skip
    report_id = db.session.scalar(before.order_by(other.first.desc(), Report.id.desc()).limit(1))
    query = select(PassageUse).where(PassageUse.report_id == report_id, PassageUse.fate == Fate.NEXT_PERIOD)
    return db.session.scalars(query.options(*_whence()).order_by(PassageUse.number)).all()

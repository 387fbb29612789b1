"""The reports that one report is put together from: who owes them, and their newest sendings.

Whoever works on a report reads what was sent to its unit for it; that is why only its obligation is asked here.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, exists, false, select
from sqlalchemy.orm import contains_eager

from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.reporting.enums import OUT, Standing
from nam_tinh_hinh.reporting.queries.reports import newest_sendings
from nam_tinh_hinh.reporting.standing import DUE_SOON, standing
from nam_tinh_hinh.reporting.tables import Obligation, OutlineHeading, Period, Regime, Report, Sending, SentSection


def goes_into(report: Report) -> ColumnElement[bool]:
    """Return the condition that an obligation goes into ``report``: to its unit, as often, for the same span.

    For queries that join Obligation, Period and Regime. A report asked for, or of one's own accord, gathers nothing.
    """
    return and_(Obligation.receiver_id == report.unit_id, _same_span(report))


def takes_in(report: Report) -> ColumnElement[bool]:
    """Return the condition that a report is the one into which the receiver of ``report`` puts it.

    For queries that join Report, Period and Regime: the other way round of ``goes_into``.
    """
    receiver_id = report.obligation.receiver_id
    return false() if receiver_id is None else and_(Report.unit_id == receiver_id, _same_span(report))


def _same_span(report: Report) -> ColumnElement[bool]:
    mine = report.obligation.period
    if mine.regime.cadence is None:
        return false()
    return and_(Regime.cadence == mine.regime.cadence, Period.first == mine.first, Period.last == mine.last)


def has_lower_units(report: Report) -> bool:
    """Tell whether any lower unit owes a report that goes into this one."""
    if report.obligation.period.regime.cadence is None:
        return False
    owed = exists().where(Obligation.period_id == Period.id, Period.regime_id == Regime.id, goes_into(report))
    return bool(db.session.scalar(owed.select()))


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


def figures_under(code: str, rows: Iterable[Lower]) -> list[tuple[Lower, Mapping[str, int]]]:
    """Return who has sent, each with its figures under the heading of ``code``: one statement.

    Headings answer to each other by code, as they do from one outline to its superior's.
    """
    sent = {row.sending.id: row for row in rows if row.sending}
    query = select(SentSection.sending_id, SentSection.figures).join(SentSection.heading)
    found = db.session.execute(query.where(SentSection.sending_id.in_(sent), OutlineHeading.code == code))
    figures = {row.sending_id: row.figures for row in found}
    return [(row, figures.get(sending_id, {})) for sending_id, row in sent.items()]

"""What this room keeps for a unit and hands over when units are merged, split or closed: reports still to be sent.

What was sent stays with the old unit; after a merger or a split its heir reads it by ``Reach.own`` and, where it is
returned, mends it. What lies with a receiver and was not accepted goes to that unit's heir.

An heir owes one report in a period. Where it has its own already, or is the very unit that receives it, the old unit's
stays where it is and is exempt: nobody is late with a report that two units now write as one; after a merger what was
written can still be read and copied. Undoing the decision lifts that exemption. Regimes need nothing: who owes is asked
anew at every opening, among units in force.
"""

from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import joinedload

from nam_tinh_hinh.kernel import clock
from nam_tinh_hinh.kernel.clock import moment_text
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.people.holdings import Holding, register
from nam_tinh_hinh.people.tables import Moved
from nam_tinh_hinh.reporting.enums import OUT, PeriodKind, Stage
from nam_tinh_hinh.reporting.tables import Obligation, Report
from nam_tinh_hinh.reporting.workflow import OBLIGATION

JOINED = "Đơn vị đã nhập vào đơn vị khác: báo cáo chung trong kỳ này."
UNSENT = (Report.stage.not_in(OUT), Obligation.exempted_at.is_(None))
NOT_ACCEPTED = (Report.stage != Stage.ACCEPTED, Obligation.exempted_at.is_(None))


def _title(owed: Obligation) -> str:
    """Name a report to an administrator, who is not to read what somebody asked or told in its title."""
    due = f", hạn {moment_text(owed.due_at)}" if owed.due_at else ""
    if owed.period.kind is PeriodKind.SCHEDULED:
        return f"{owed.period.title}{due}"
    return f"Báo cáo đột xuất số {owed.period_id}{due}"


def _rows(table: Any) -> Callable[[Sequence[int]], dict[int, str]]:
    def titles(ids: Sequence[int]) -> dict[int, str]:
        if table is Report:
            query = select(Report).where(Report.id.in_(ids))
            query = query.options(joinedload(Report.obligation).joinedload(Obligation.period))
            return {row.id: _title(row.obligation) for row in db.session.scalars(query)}
        rows = db.session.scalars(select(table).where(table.id.in_(ids)).options(joinedload(Obligation.period)))
        return {row.id: _title(row) for row in rows}

    return titles


def _open(column: Any, *conditions: ColumnElement[bool]) -> Callable[[Sequence[int]], list[tuple[int, int]]]:
    def open_rows(unit_ids: Sequence[int]) -> list[tuple[int, int]]:
        key = column.class_.id
        query = select(key, column).select_from(Report).join(Report.obligation)
        rows = db.session.execute(query.where(column.in_(unit_ids), *conditions).order_by(key))
        return [(row_id, unit_id) for row_id, unit_id in rows]

    return open_rows


def _hand_over_obligation(obligation_id: int, unit_id: int) -> None:
    owed = db.session.get(Obligation, obligation_id)
    if owed is None:
        return
    if owed.unit_id == unit_id and _is_joined(owed):
        owed.exempted_at, owed.exception_reason = None, ""
    elif owed.receiver_id == unit_id or _has_its_own(owed, unit_id):
        owed.exempted_at, owed.exception_reason = clock.now(), JOINED
    else:
        owed.unit_id = unit_id
        _follow(db.session.scalars(select(Report).filter_by(obligation_id=owed.id)).one())
    db.session.flush()


def _follow(report: Report) -> None:
    """Let whoever owes a report write it: the two never part, whatever is chosen for each."""
    report.unit_id = report.obligation.unit_id
    db.session.flush()


def _has_its_own(owed: Obligation, unit_id: int) -> bool:
    query = select(Obligation.id).filter_by(period_id=owed.period_id, unit_id=unit_id)
    return db.session.scalar(query) is not None


def _is_joined(owed: Obligation) -> bool:
    return owed.exempted_at is not None and owed.exception_reason == JOINED


def _owner_of_obligation(obligation_id: int) -> int | None:
    """Return who owes it now; of one that was joined with the heir's own, that heir: so undoing finds it."""
    owed = db.session.get(Obligation, obligation_id)
    if owed is None or not _is_joined(owed):
        return owed.unit_id if owed else None
    moved = select(Moved.to_unit_id).where(Moved.kind == Obligation.__tablename__, Moved.row_id == owed.id)
    return db.session.scalar(moved.order_by(Moved.id.desc()).limit(1))


def _hand_over_receiver(obligation_id: int, unit_id: int) -> None:
    owed = db.session.get(Obligation, obligation_id)
    if owed and owed.unit_id != unit_id:  # nobody reports to himself
        owed.receiver_id = unit_id
        db.session.flush()


def _receiver(obligation_id: int) -> int | None:
    owed = db.session.get(Obligation, obligation_id)
    return owed.receiver_id if owed else None


def _hand_over_report(report_id: int, _unit_id: int) -> None:
    if report := db.session.get(Report, report_id):
        _follow(report)


def _owner_of_report(report_id: int) -> int | None:
    report = db.session.get(Report, report_id)
    return report.unit_id if report else None


# The receiver goes first: where a unit and its receiver become one, the report to oneself is then seen and exempt. A
# report goes with its obligation; it is named too, so that everything that names a unit is accounted for.
HELD = (
    Holding("obligation_receiver", "báo cáo cấp dưới phải nhận", _open(Obligation.receiver_id, *NOT_ACCEPTED),
            _hand_over_receiver, _rows(Obligation), OBLIGATION, _receiver),
    Holding("obligation", "báo cáo phải nộp", _open(Obligation.unit_id, *UNSENT), _hand_over_obligation,
            _rows(Obligation), OBLIGATION, _owner_of_obligation),
    Holding("report", "báo cáo đang viết", _open(Report.unit_id, *UNSENT), _hand_over_report, _rows(Report), "report",
            _owner_of_report),
)  # fmt: skip


def register_holdings() -> None:
    """Make them known to reorganisations."""
    for holding in HELD:
        register(holding)

"""Exceptions to a deadline: a later one for one unit or for all who have not sent, none at all, and back again.

What the period says stays as it is; an obligation carries its own time. Each exception has a reason and stands in the
history with what was before.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from nam_tinh_hinh.kernel import clock, history
from nam_tinh_hinh.kernel.clock import moment_text
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.workflow import ActionRefused, Refusal
from nam_tinh_hinh.reporting import rules
from nam_tinh_hinh.reporting.enums import OUT
from nam_tinh_hinh.reporting.queries.schedule import still_owes
from nam_tinh_hinh.reporting.tables import Obligation, Period, Report
from nam_tinh_hinh.reporting.workflow import OBLIGATION, PERIOD
from nam_tinh_hinh.situation.reach import Reach

NOT_YOURS = "Chỉ nơi nhận báo cáo được gia hạn, miễn nộp."
NO_REASON = "Ghi lý do."
SENT = "Đơn vị đã nộp báo cáo này nên không gia hạn, không miễn nữa. Cần sửa thêm thì bấm “Yêu cầu sửa”."
NO_DEADLINE = "Báo cáo này không đặt hạn nên không có gì để gia hạn."
NOT_LATER = "Hạn mới phải sau hạn chung của kỳ ({})."
PAST = "Hạn mới phải ở sau lúc này."
EXEMPT = "Đơn vị đang được miễn. Bấm “Trở về hạn chung” trước, rồi gia hạn."
EXEMPT_ALREADY = "Đơn vị đã được miễn từ trước."
AS_IT_WAS = "Đơn vị đang theo hạn chung, không có gì để trở về."
CHANGED = "Hạn nộp đã thay đổi từ khi bạn mở trang."
NOBODY = "Không còn đơn vị nào chưa nộp có hạn sớm hơn hạn mới."


def seen_as(obligation: Obligation) -> str:
    """Return the mark of an obligation as a page showed it: changing it is refused when it changed since."""
    moments = (obligation.due_at, obligation.exempted_at)
    return " ".join(one.isoformat() if one else "-" for one in moments)


def extend(
    *, actor: Reach, report: Report, due_at: datetime, reason: str, seen: str | None = None, key: str | None = None
) -> history.Event:
    """Move the deadline of one unit; it keeps the minutes of grace that the period gives.

    A later extension replaces an earlier one, also by a nearer time, as long as that lies after the period's own
    deadline. The same ``key`` again returns the first's event. Raises ``ActionRefused``: not the receiver, no reason,
    sent already, exempt, without a deadline, not later, or changed since ``seen``.
    """
    if earlier := _replayed(actor, report, "extend", key):
        return earlier
    _check(actor, report, reason, seen)
    owed = report.obligation
    if owed.exempted_at:
        raise ActionRefused(Refusal.INCOMPLETE, EXEMPT)
    _check_time(owed.period, due_at)
    return _change(actor, owed, "extend", reason, key, {"due_at": due_at, "grace_until": _grace(owed.period, due_at)})


def extend_all(
    *, actor: Reach, report: Report, due_at: datetime, reason: str, key: str | None = None
) -> Sequence[Obligation]:
    """Move the deadline of every unit that has not sent in this report's period; return their obligations.

    Only those whose reports ``actor`` receives, that are not exempt and have not got a later time already. The same
    ``key`` again returns none. Raises ``ActionRefused`` as ``extend`` does, and where nobody is left.
    """
    period = report.obligation.period
    if history.replayed(key, actor, PERIOD, action="extend", subject_id=period.id):
        return []
    if not rules.gives_exceptions(actor, report.obligation):
        raise ActionRefused(Refusal.NOT_ALLOWED, NOT_YOURS)
    if not reason:
        raise ActionRefused(Refusal.NO_REASON, NO_REASON)
    _check_time(period, due_at)
    rows = [one for one in waiting(actor, period) if one.due_at and one.due_at < due_at]
    if not rows:
        raise ActionRefused(Refusal.INCOMPLETE, NOBODY)
    values = {"due_at": due_at, "grace_until": _grace(period, due_at)}
    for one in rows:
        _change(actor, one, "extend", reason, None, values)
    history.record(
        actor=actor, action="extend", subject=PERIOD, subject_id=period.id, reason=reason, key=history.unused(key),
        details={"before": {"due": moment_text(period.due_at)},
                 "after": {"due": moment_text(due_at), "units": [one.unit_name for one in rows]}},
    )  # fmt: skip
    return rows


def waiting(actor: Reach, period: Period) -> list[Obligation]:
    """Return the obligations of a period that nothing was sent for yet and on which ``actor`` decides."""
    query = (
        select(Obligation).join(Report, Report.obligation_id == Obligation.id).options(joinedload(Obligation.period))
    )
    query = query.where(Obligation.period_id == period.id, still_owes()).order_by(Obligation.id)
    return [one for one in db.session.scalars(query) if rules.gives_exceptions(actor, one)]


def exempt(
    *, actor: Reach, report: Report, reason: str, seen: str | None = None, key: str | None = None
) -> history.Event:
    """Let one unit owe nothing in this period. Raises ``ActionRefused`` as ``extend`` does."""
    if earlier := _replayed(actor, report, "exempt", key):
        return earlier
    _check(actor, report, reason, seen)
    owed = report.obligation
    if owed.exempted_at:
        raise ActionRefused(Refusal.MOVED_ON, EXEMPT_ALREADY, history.last(OBLIGATION, owed.id))
    return _change(actor, owed, "exempt", reason, key, common_terms(owed) | {"exempted_at": clock.now()})


def take_back(*, actor: Reach, report: Report, seen: str | None = None, key: str | None = None) -> history.Event:
    """Put one unit back under the period's own deadline, whether it had a later one or was exempt.

    Raises ``ActionRefused``: not the receiver, sent already, nothing to take back, or changed since ``seen``.
    """
    if earlier := _replayed(actor, report, "take_back", key):
        return earlier
    _check(actor, report, "-", seen)
    owed = report.obligation
    if not is_exception(owed):
        raise ActionRefused(Refusal.MOVED_ON, AS_IT_WAS, history.last(OBLIGATION, owed.id))
    return _change(actor, owed, "take_back", "", key, common_terms(owed))


def is_exception(owed: Obligation) -> bool:
    """Tell whether a unit is exempt or has a deadline of its own."""
    return owed.exempted_at is not None or owed.due_at != owed.period.due_at


def common_terms(owed: Obligation) -> dict[str, Any]:
    """Return what the period itself asks of everybody."""
    return {"due_at": owed.period.due_at, "grace_until": owed.period.grace_until, "exempted_at": None}


def _replayed(actor: Reach, report: Report, action: str, key: str | None) -> history.Event | None:
    return history.replayed(key, actor, OBLIGATION, action=action, subject_id=report.obligation_id)


def _check(actor: Reach, report: Report, reason: str, seen: str | None) -> None:
    owed = report.obligation
    if not rules.gives_exceptions(actor, owed):
        raise ActionRefused(Refusal.NOT_ALLOWED, NOT_YOURS)
    if report.stage in OUT:
        raise ActionRefused(Refusal.MOVED_ON, SENT)
    if seen not in (None, seen_as(owed)):
        raise ActionRefused(Refusal.MOVED_ON, CHANGED, history.last(OBLIGATION, owed.id))
    if not reason:
        raise ActionRefused(Refusal.NO_REASON, NO_REASON)


def _check_time(period: Period, due_at: datetime) -> None:
    if period.due_at is None:
        raise ActionRefused(Refusal.INCOMPLETE, NO_DEADLINE)
    if due_at <= period.due_at:
        raise ActionRefused(Refusal.INCOMPLETE, NOT_LATER.format(moment_text(period.due_at)))
    if due_at <= clock.now():
        raise ActionRefused(Refusal.INCOMPLETE, PAST)


def _grace(period: Period, due_at: datetime) -> datetime | None:
    if period.grace_until is None or period.due_at is None:
        return None
    return due_at + (period.grace_until - period.due_at)


def _change(
    actor: history.Doer, owed: Obligation, action: str, reason: str, key: str | None, values: dict[str, Any]
) -> history.Event:
    before = _said(owed)
    for name, value in values.items():
        setattr(owed, name, value)
    owed.exception_reason = reason[:500]
    return history.record(
        actor=actor, action=action, subject=OBLIGATION, subject_id=owed.id, reason=reason, key=history.unused(key),
        details={"before": before, "after": _said(owed)},
    )  # fmt: skip


def _said(owed: Obligation) -> dict[str, Any]:
    return {"due": moment_text(owed.due_at), "exempt": owed.exempted_at is not None}

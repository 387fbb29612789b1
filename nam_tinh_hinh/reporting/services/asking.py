"""Reports outside the calendar: asked for by a superior with a time of its own, or of a unit's own accord (R061)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import uuid4

from sqlalchemy import select

from nam_tinh_hinh.kernel import clock, history
from nam_tinh_hinh.kernel.clock import local
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.workflow import ActionRefused, Refusal
from nam_tinh_hinh.people.tables import Unit
from nam_tinh_hinh.reporting import rules
from nam_tinh_hinh.reporting.enums import PeriodKind
from nam_tinh_hinh.reporting.queries import asking as queries
from nam_tinh_hinh.reporting.queries.outlines import newest_outline
from nam_tinh_hinh.reporting.services.opening import owe
from nam_tinh_hinh.reporting.tables import Obligation, Outline, Period, Regime, Report
from nam_tinh_hinh.reporting.workflow import OBLIGATION, PERIOD
from nam_tinh_hinh.situation.audience import Audience
from nam_tinh_hinh.situation.queries import audiences
from nam_tinh_hinh.situation.reach import Reach

# An event of the last days is what such a report is about.
LOOKS_BACK = timedelta(days=7)
NOT_A_SUPERIOR = "Chỉ lãnh đạo, cán bộ tổng hợp, thường trực được yêu cầu đơn vị cấp dưới báo cáo."
NOT_A_WRITER = "Bạn không lập báo cáo thay cho đơn vị nào."
NOT_YOURS = "Chỉ nơi đã yêu cầu được rút yêu cầu."
NOBODY = "Chưa chọn đơn vị nào: đánh dấu ít nhất một đơn vị cấp dưới."
PAST = "Hạn nộp phải ở sau lúc này."
NO_REGIME = "Chưa có chế độ báo cáo đột xuất. Đề nghị quản trị thêm ở trang “Chế độ báo cáo”."
NO_OUTLINE = "Không có đề cương này."
NO_REASON = "Ghi lý do rút yêu cầu."
ALL_SENT = "Không còn đơn vị nào chưa nộp để rút yêu cầu."


@dataclass(frozen=True)
class Request:
    """What a superior asks: a title, what it is about, by which outline, until when."""

    title: str
    words: str
    outline_code: str
    due_at: datetime


def ask(*, actor: Reach, request: Request, audience: Audience, key: str | None = None) -> Period:
    """Ask lower units for a report; it comes back to the unit in whose name ``actor`` asks.

    ``audience``: which units, as ticked; only those below him count. The same ``key`` again returns the first's
    period. Raises ``ActionRefused``: not a superior, nobody chosen, the time has passed, no ad hoc regime or outline.
    """
    if earlier := history.replayed(key, actor, PERIOD, action="ask"):
        return db.session.get_one(Period, earlier.subject_id)
    if not rules.asks_others(actor.actor) or actor.house_id is None:
        raise ActionRefused(Refusal.NOT_ALLOWED, NOT_A_SUPERIOR)
    if request.due_at <= clock.now():
        raise ActionRefused(Refusal.INCOMPLETE, PAST)
    units = _units(actor, audience)
    if not units:
        raise ActionRefused(Refusal.INCOMPLETE, NOBODY)
    outline = _outline(request.outline_code)
    period = _period(PeriodKind.REQUESTED, f"yeu-cau:{key or uuid4().hex}", outline, request.title, request.words)
    period.asked_by_id, period.due_at, period.gathers_to = actor.house_id, request.due_at, request.due_at
    period.last = local(request.due_at).date()
    _open(actor, period, outline, units, "ask", key)
    return period


def own(*, actor: Reach, title: str, words: str, outline_code: str, key: str | None = None) -> Report:
    """Begin a report of one's unit that nobody asked for; it has no deadline and goes where such reports go.

    To the unit's superior or Party committee, as the ad hoc regime says; where it has not that one, to the other. The
    same ``key`` again returns the first's report. Raises ``ActionRefused``.
    """
    if earlier := history.replayed(key, actor, PERIOD, action="own"):
        return queries.only_report(earlier.subject_id)
    if not rules.may_write(actor.actor) or actor.unit_id is None:
        raise ActionRefused(Refusal.NOT_ALLOWED, NOT_A_WRITER)
    outline = _outline(outline_code)
    period = _period(PeriodKind.OWN, f"tu-bao:{key or uuid4().hex}", outline, title, words)
    period.asked_by_id = actor.unit_id
    (report,) = _open(actor, period, outline, [db.session.get_one(Unit, actor.unit_id)], "own", key)
    _receive_somewhere(report.obligation, period)
    return report


def _receive_somewhere(owed: Obligation, period: Period) -> None:
    unit = db.session.get_one(Unit, owed.unit_id)
    if owed.receiver_id is None and period.regime.receiver.value in {"superior", "committee"}:
        owed.receiver_id = unit.parent_id or unit.committee_id
        db.session.flush()


def _units(actor: Reach, audience: Audience) -> list[Unit]:
    ids = [one.unit_id for one in audiences.resolve(actor, audience) if one.unit_id]
    return list(db.session.scalars(select(Unit).where(Unit.id.in_(ids)).order_by(Unit.id)))


def _outline(code: str) -> Outline:
    try:
        return newest_outline(code)
    except LookupError as error:
        raise ActionRefused(Refusal.INCOMPLETE, NO_OUTLINE) from error


def _period(kind: PeriodKind, slot: str, outline: Outline, title: str, words: str) -> Period:
    """Return a period that tells of the last days up to now; a request stretches it to its own deadline."""
    now = clock.now()
    return Period(
        slot=slot, kind=kind, regime_id=_regime().id, outline_id=outline.id, title=title, asked_words=words,
        first=local(now - LOOKS_BACK).date(), last=local(now).date(), opened_at=now, gathers_from=now - LOOKS_BACK,
        gathers_to=now,
    )  # fmt: skip


def _regime() -> Regime:
    if regime := queries.ad_hoc_regime(clock.today()):
        return regime
    raise ActionRefused(Refusal.INCOMPLETE, NO_REGIME)


def _open(
    actor: Reach, period: Period, outline: Outline, units: Collection[Unit], action: str, key: str | None
) -> list[Report]:
    db.session.add(period)
    db.session.flush()
    made = owe(period=period, outline=outline, units=units)
    history.record(actor=actor, action=action, subject=PERIOD, subject_id=period.id, key=history.unused(key))
    return made


def withdraw(*, actor: Reach, period: Period, reason: str, key: str | None = None) -> list[Obligation]:
    """Take a request back: whoever has sent nothing yet owes nothing any more, and reads why.

    What was sent stays. The same ``key`` again returns none. Raises ``ActionRefused``: not the asker, no reason, or
    everybody has sent.
    """
    if history.replayed(key, actor, PERIOD, action="withdraw", subject_id=period.id):
        return []
    if not rules.asks(actor, period) or period.kind is not PeriodKind.REQUESTED:
        raise ActionRefused(Refusal.NOT_ALLOWED, NOT_YOURS)
    if not reason:
        raise ActionRefused(Refusal.NO_REASON, NO_REASON)
    rows = queries.unanswered(period.id)
    if not rows:
        raise ActionRefused(Refusal.MOVED_ON, ALL_SENT, history.last(PERIOD, period.id))
    for one in rows:
        one.exempted_at, one.exception_reason = clock.now(), reason[:500]
        history.record(
            actor=actor, action="exempt", subject=OBLIGATION, subject_id=one.id, reason=reason,
            details={"before": {"exempt": False}, "after": {"exempt": True}},
        )  # fmt: skip
    history.record(
        actor=actor, action="withdraw", subject=PERIOD, subject_id=period.id, reason=reason, key=history.unused(key)
    )
    return rows

"""Reminding receivers of guidance: once a day for each receipt; it stands on their home until all is done."""

from collections.abc import Collection

from sqlalchemy import or_, select, update

from nam_tinh_hinh.kernel import clock, history
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.reminded import Reminded
from nam_tinh_hinh.kernel.workflow import ActionRefused, Refusal
from nam_tinh_hinh.situation import rules
from nam_tinh_hinh.situation.enums import GuidanceStage
from nam_tinh_hinh.situation.queries.guidance_lists import is_pending
from nam_tinh_hinh.situation.reach import Reach
from nam_tinh_hinh.situation.tables import Guidance, Receipt
from nam_tinh_hinh.situation.workflow import GUIDANCE

NOT_YOURS = "Chỉ nơi gửi được nhắc."
ALL_DONE = "Các nơi nhận đều đã làm xong, không còn ai để nhắc."


def remind(
    *, actor: Reach, guidance: Guidance, receipt_ids: Collection[int] | None, key: str | None = None
) -> Reminded:
    """Remind these receivers, or with None all, of what they have not done yet; each at most once a day (Vietnam's).

    The same ``key`` again returns the first's numbers. Raises ``ActionRefused``: not the sender, recalled, or nobody.
    """
    if earlier := history.replayed(key, actor, GUIDANCE, action="remind", subject_id=guidance.id):
        return Reminded(**(earlier.details or {})["after"])
    if not rules.sends(actor, guidance):
        raise ActionRefused(Refusal.NOT_ALLOWED, NOT_YOURS)
    if guidance.stage is not GuidanceStage.SENT:
        raise ActionRefused(Refusal.MOVED_ON, "Chỉ đạo không còn hiệu lực nên không nhắc được.")
    laggards = _laggards(guidance, receipt_ids)
    if not laggards:
        raise ActionRefused(Refusal.INCOMPLETE, ALL_DONE)
    fresh = _stamp(laggards)
    done = Reminded(fresh, len(laggards) - fresh)
    history.record(
        actor=actor, action="remind", subject=GUIDANCE, subject_id=guidance.id, key=history.unused(key),
        details={"after": {"reminded": done.reminded, "left_out": done.left_out}},
    )  # fmt: skip
    return done


def _laggards(guidance: Guidance, receipt_ids: Collection[int] | None) -> list[int]:
    query = select(Receipt.id).join(Receipt.guidance).where(Receipt.guidance_id == guidance.id, is_pending())
    if receipt_ids is not None:
        query = query.where(Receipt.id.in_(receipt_ids))
    return list(db.session.scalars(query.order_by(Receipt.id)))


def _stamp(receipt_ids: Collection[int]) -> int:
    """Note the reminder where there was none today, and return how many that were."""
    now = clock.now()
    morning = clock.local(now).replace(hour=0, minute=0, second=0, microsecond=0)
    fresh = or_(Receipt.reminded_at.is_(None), Receipt.reminded_at < morning)
    change = update(Receipt).where(Receipt.id.in_(receipt_ids), fresh)
    done = db.session.execute(change.values(reminded_at=now, reminders=Receipt.reminders + 1))
    db.session.expire_all()
    return int(done.rowcount)  # type: ignore[attr-defined]

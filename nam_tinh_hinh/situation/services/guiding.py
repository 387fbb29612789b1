"""Writes of guidance by its sender: draft, edit, send, recall."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from nam_tinh_hinh.kernel import clock, history
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.text import fold
from nam_tinh_hinh.kernel.workflow import ActionRefused, Refusal, record_change
from nam_tinh_hinh.situation import audience, rules
from nam_tinh_hinh.situation.enums import GuidanceStage
from nam_tinh_hinh.situation.queries import audiences
from nam_tinh_hinh.situation.queries import guiding as queries
from nam_tinh_hinh.situation.queries.audiences import Receiver
from nam_tinh_hinh.situation.reach import Reach
from nam_tinh_hinh.situation.tables import Guidance, Receipt
from nam_tinh_hinh.situation.workflow import GUIDANCE, guidance_workflow

# What a draft says; ``audience`` is ``situation.audience.Audience.stored``.
FACTS = ("unit_id", "network_id", "case_id", "ask", "title", "content", "due_at", "audience")
NOT_YOURS = "Chỉ lãnh đạo, cán bộ tổng hợp của đơn vị gửi được soạn, sửa chỉ đạo này."
SENT_ALREADY = "Chỉ đạo đã gửi nên không sửa được nữa. Cần đổi thì thu hồi, rồi soạn và gửi bản mới."
MOVED_ON = "Chưa lưu được: bản nháp đã thay đổi từ khi bạn mở trang."
NOBODY = "Chưa gửi được: không có nơi nào nhận. Mở “Sửa” để chọn lại nơi nhận."
OTHERS_NOW = "Chưa gửi: danh sách nơi nhận vừa thay đổi. Xem lại danh sách dưới đây rồi bấm “Gửi” lần nữa."
TOO_LATE = "Chưa gửi được: hạn đã qua. Mở “Sửa” để đặt hạn mới."


def draft(*, actor: Reach, facts: Mapping[str, Any], key: str | None = None) -> Guidance:
    """Begin a guidance in the name of one of the actor's units; the same ``key`` again returns the first.

    ``facts`` are those of ``FACTS``; a draft may lack any but its unit. Raises ``ActionRefused``.
    """
    if earlier := history.replayed(key, actor, GUIDANCE, action="draft"):
        return db.session.get_one(Guidance, earlier.subject_id)
    row = Guidance(stage=GuidanceStage.DRAFT, unit_id=facts["unit_id"])
    _refuse_strangers(actor, row)
    _write(actor, row, facts)
    db.session.add(row)
    db.session.flush()
    history.record(actor=actor, action="draft", subject=GUIDANCE, subject_id=row.id, to_stage=row.stage, key=key)
    return row


def edit(
    *, actor: Reach, guidance: Guidance, facts: Mapping[str, Any], version: int | None, key: str | None = None
) -> Guidance:
    """Change a draft. Raises ``ActionRefused`` when it was sent or changed meanwhile."""
    if history.replayed(key, actor, GUIDANCE, action="edit", subject_id=guidance.id):
        return guidance
    _refuse_strangers(actor, guidance)
    if guidance.stage is not GuidanceStage.DRAFT:
        raise ActionRefused(Refusal.MOVED_ON, SENT_ALREADY, history.last(GUIDANCE, guidance.id))
    if version not in (None, guidance.version):
        raise ActionRefused(Refusal.MOVED_ON, MOVED_ON, history.last(GUIDANCE, guidance.id))
    _write(actor, guidance, facts)
    _refuse_strangers(actor, guidance)
    record_change(MOVED_ON, actor=actor, action="edit", subject=GUIDANCE, subject_id=guidance.id, key=key)
    return guidance


def _refuse_strangers(actor: Reach, row: Guidance) -> None:
    if not rules.sends(actor, row):
        raise ActionRefused(Refusal.NOT_ALLOWED, NOT_YOURS)


def _write(actor: Reach, row: Guidance, facts: Mapping[str, Any]) -> None:
    for name in FACTS:
        if name in facts:
            setattr(row, name, facts[name])
    row.folded_text = fold(f"{row.title or ''} {row.content or ''}")
    row.written_by_id, row.written_by_name, row.edited_at = actor.user_id, actor.name, clock.now()


def receivers_of(actor: Reach, guidance: Guidance) -> list[Receiver]:
    """Return who exactly would get a draft if it were sent now."""
    return audiences.resolve(actor, audience.read(guidance.audience))


def send(
    *, actor: Reach, guidance: Guidance, seen: str, version: int | None = None, key: str | None = None
) -> Sequence[Receipt]:
    """Send a draft: whom it is for becomes its receipts, which nothing changes any more.

    ``seen`` is the mark of those who were shown (``audiences.fingerprint``). Raises ``ActionRefused``: not allowed,
    something missing, the deadline passed, nobody to get it, or others than were shown.
    """
    if history.replayed(key, actor, GUIDANCE, action="send", subject_id=guidance.id):
        return queries.receipts_of(guidance.id)
    action = guidance_workflow.actions["send"]
    guidance_workflow.check(action, actor, guidance, "", version)
    receivers = receivers_of(actor, guidance)
    _refuse_wrong(guidance, receivers, seen)
    guidance.audience = audiences.in_words(actor, audience.read(guidance.audience))
    guidance_workflow.apply(action, actor, guidance, key=key)
    _freeze(guidance, receivers, clock.now())
    return queries.receipts_of(guidance.id)


def _refuse_wrong(guidance: Guidance, receivers: Sequence[Receiver], seen: str) -> None:
    if guidance.due_at and guidance.due_at <= clock.now():
        raise ActionRefused(Refusal.INCOMPLETE, TOO_LATE)
    if not receivers:
        raise ActionRefused(Refusal.INCOMPLETE, NOBODY)
    if audiences.fingerprint(receivers) != seen:
        raise ActionRefused(Refusal.MOVED_ON, OTHERS_NOW)


def _freeze(guidance: Guidance, receivers: Sequence[Receiver], now: datetime) -> None:
    db.session.add_all(
        Receipt(guidance_id=guidance.id, unit_id=one.unit_id, user_id=one.user_id, sent_at=now) for one in receivers
    )
    db.session.flush()


def recall(
    *, actor: Reach, guidance: Guidance, reason: str, version: int | None = None, key: str | None = None
) -> history.Event:
    """Take a guidance back with a reason that its receivers read instead of it. Raises ``ActionRefused``."""
    action = guidance_workflow.actions["recall"]
    return guidance_workflow.apply(action, actor, guidance, reason=reason, version=version, key=key)

"""Writes of guidance by its receivers and in its threads: open, receive, do, take back, reply."""

from datetime import datetime
from typing import Any

from sqlalchemy import update

from nam_tinh_hinh.kernel import clock, history
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.workflow import ActionRefused, Refusal
from nam_tinh_hinh.situation import receipts, rules
from nam_tinh_hinh.situation.enums import Ask, GuidanceStage
from nam_tinh_hinh.situation.queries import guiding as queries
from nam_tinh_hinh.situation.reach import Reach
from nam_tinh_hinh.situation.tables import Guidance, GuidanceReply, Receipt

RECEIPT, REPLY = "guidance_receipt", "guidance_reply"
NOT_YOURS = "Chỉ nơi nhận được thực hiện việc này."
RECALLED = "Chỉ đạo này vừa được thu hồi, không phải làm nữa."
NO_WORDS = "Ghi nội dung trước khi gửi."
TOO_LATE = "Chỉ hoàn tác được trong ngày đã bấm. Cần nói thêm thì viết vào phần trao đổi."
NOTHING = "Không còn gì để hoàn tác. Mở lại trang để xem."
NOT_THERE = "Lời này không còn, hoặc không phải của bạn."


def note_opening(*, actor: Reach, guidance_id: int) -> None:
    """Write down, with the server's time, that a guidance was opened by who receives it, and that news was read.

    The first opening of a receipt counts; one that another person opened meanwhile keeps that one's name.
    """
    row = queries.guidance(actor, guidance_id)
    if row is None or row.stage is not GuidanceStage.SENT:
        return
    for one in queries.own_receipts(actor, row.id):
        if _stamp(one, "opened", actor, clock.now()):
            history.record(actor=actor, action="open", subject=RECEIPT, subject_id=one.id)
    if queries.news_about(actor, [row.id]):
        history.record(actor=actor, action="read", subject=queries.READING, subject_id=row.id)


def _stamp(row: Receipt, step: str, actor: Reach, at: datetime, **more: Any) -> bool:
    """Fill the columns of one step if nobody has; tell whether this was the first time."""
    column = getattr(Receipt, f"{step}_at")
    said = {f"{step}_at": at, f"{step}_by_name": actor.name} | more
    done = db.session.execute(update(Receipt).where(Receipt.id == row.id, column.is_(None)).values(said))
    db.session.refresh(row)
    return bool(done.rowcount)  # type: ignore[attr-defined]


def _refuse_unfit(actor: Reach, row: Receipt) -> None:
    if not rules.receives(actor, row):
        raise ActionRefused(Refusal.NOT_ALLOWED, NOT_YOURS)
    if row.guidance.stage is not GuidanceStage.SENT:
        raise ActionRefused(Refusal.MOVED_ON, RECALLED)


def receive(*, actor: Reach, receipt: Receipt, key: str | None = None) -> bool:
    """Press "Đã nhận"; tell whether this was the first time. Raises ``ActionRefused``."""
    if history.replayed(key, actor, RECEIPT, action="receive", subject_id=receipt.id):
        return True
    _refuse_unfit(actor, receipt)
    now = clock.now()
    _stamp(receipt, "opened", actor, now)
    if not _stamp(receipt, "received", actor, now):
        return False
    history.record(actor=actor, action="receive", subject=RECEIPT, subject_id=receipt.id, key=history.unused(key))
    return True


def finish(*, actor: Reach, receipt: Receipt, words: str, key: str | None = None) -> bool:
    """Press "Đã làm", or report or give an opinion in words; tell whether this was the first time.

    A report and an opinion need words. Raises ``ActionRefused``.
    """
    if history.replayed(key, actor, RECEIPT, action="finish", subject_id=receipt.id):
        return True
    _refuse_unfit(actor, receipt)
    ask = receipt.guidance.ask
    if not ask.needs_doing:
        raise ActionRefused(Refusal.INCOMPLETE, "Việc này chỉ cần bấm “Đã nhận”.")
    if not words and ask is not Ask.CARRY_OUT:
        raise ActionRefused(Refusal.INCOMPLETE, NO_WORDS)
    now = clock.now()
    _stamp(receipt, "opened", actor, now)
    _stamp(receipt, "received", actor, now)
    if not _stamp(receipt, "done", actor, now, done_words=words):
        return False
    history.record(actor=actor, action="finish", subject=RECEIPT, subject_id=receipt.id, key=history.unused(key))
    return True


def take_back(*, actor: Reach, receipt: Receipt, key: str | None = None) -> None:
    """Undo the last of "Đã làm" and "Đã nhận" on the day it was pressed. Raises ``ActionRefused``.

    Words that were reported stay with the receipt, shown to its receiver alone, to be put right and sent again.
    """
    if history.replayed(key, actor, RECEIPT, action="take_back", subject_id=receipt.id):
        return
    _refuse_unfit(actor, receipt)
    step = "done" if receipt.done_at else "received"
    at = getattr(receipt, f"{step}_at")
    if at is None:
        raise ActionRefused(Refusal.MOVED_ON, NOTHING)
    if not receipts.may_take_back(at, clock.now()):
        raise ActionRefused(Refusal.INCOMPLETE, TOO_LATE)
    setattr(receipt, f"{step}_at", None)
    setattr(receipt, f"{step}_by_name", "")
    history.record(
        actor=actor, action="take_back", subject=RECEIPT, subject_id=receipt.id, key=history.unused(key),
        details={"before": {"step": step}},
    )  # fmt: skip


def reply(*, actor: Reach, receipt: Receipt, words: str, key: str | None = None) -> GuidanceReply:
    """Write into the thread of a receipt, as its receiver or as the sender. Raises ``ActionRefused``."""
    if earlier := history.replayed(key, actor, REPLY, action="reply"):
        return db.session.get_one(GuidanceReply, earlier.subject_id)
    guidance = receipt.guidance
    sends = rules.sends(actor, guidance)
    if not (sends or rules.receives(actor, receipt)):
        raise ActionRefused(Refusal.NOT_ALLOWED, "Chỉ nơi gửi và nơi nhận trao đổi ở đây.")
    if guidance.stage is not GuidanceStage.SENT:
        raise ActionRefused(Refusal.MOVED_ON, RECALLED)
    if not words:
        raise ActionRefused(Refusal.INCOMPLETE, NO_WORDS)
    row = GuidanceReply(
        guidance_id=guidance.id, receipt_id=receipt.id, words=words, written_by_id=actor.user_id,
        written_by_name=actor.name, written_unit=_unit_of(actor, guidance, receipt, sends=sends),
        written_at=clock.now(),
    )  # fmt: skip
    db.session.add(row)
    db.session.flush()
    history.record(actor=actor, action="reply", subject=REPLY, subject_id=row.id, key=key)
    return row


def _unit_of(actor: Reach, guidance: Guidance, receipt: Receipt, *, sends: bool) -> str:
    """Return in whose name somebody writes, as it is called today."""
    if sends:
        return guidance.unit.name
    return receipt.unit.name if receipt.unit else actor.unit_name


def remove_reply(*, actor: Reach, reply_row: GuidanceReply, back: bool = False, key: str | None = None) -> None:
    """Take one's own reply back, or with ``back`` put it there again. Raises ``ActionRefused``."""
    action = "restore" if back else "remove"
    if history.replayed(key, actor, REPLY, action=action, subject_id=reply_row.id):
        return
    guidance = db.session.get_one(Guidance, reply_row.guidance_id)
    if reply_row.written_by_id != actor.user_id:
        raise ActionRefused(Refusal.NOT_ALLOWED, NOT_THERE)
    if guidance.stage is not GuidanceStage.SENT:
        raise ActionRefused(Refusal.MOVED_ON, RECALLED)
    reply_row.removed_at = None if back else clock.now()
    history.record(actor=actor, action=action, subject=REPLY, subject_id=reply_row.id, key=history.unused(key))

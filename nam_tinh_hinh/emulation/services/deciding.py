"""A sitting's words and decisions, item by item, and its end: the same workflow as in the queue."""

from nam_tinh_hinh.emulation import agenda, rules
from nam_tinh_hinh.emulation.enums import SittingStage
from nam_tinh_hinh.emulation.services.registrations import act
from nam_tinh_hinh.emulation.services.sitting import SUBJECT
from nam_tinh_hinh.emulation.tables import Sitting, SittingItem
from nam_tinh_hinh.emulation.workflow import WORKFLOW
from nam_tinh_hinh.kernel import clock, history
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.workflow import ActionRefused, Refusal, moved_on, record_change
from nam_tinh_hinh.people.actor import Actor

NOT_OPEN = "Phiên họp chưa khai mạc hoặc đã kết thúc."
OTHERS_WORDS = "Người khác vừa ghi thảo luận của nội dung này. Hãy xem cả hai rồi ghi lại."
CHANGED = "Phiên họp vừa có thay đổi. Hãy đọc lại biên bản rồi kết thúc."


def note(*, actor: Actor, item: SittingItem, discussion: str, seen: str | None = None, key: str | None = None) -> None:
    """Write down what was said; ``seen`` is ``agenda.digest`` of the words its writer had before him.

    Raises ``ActionRefused`` for one who stepped aside, outside an open sitting, and when others wrote meanwhile.
    """
    if item.discussion == discussion:
        return
    _check_open(actor, item)
    if seen is not None and seen != agenda.digest(item.discussion):
        raise ActionRefused(Refusal.MOVED_ON, OTHERS_WORDS)
    item.discussion = discussion
    details = {"after": {"exemplar": item.exemplar.name}}
    history.record(
        actor=actor, action="note_discussion", subject=SUBJECT, subject_id=item.sitting_id, details=details,
        key=history.unused(key),
    )  # fmt: skip


def decide(
    *,
    actor: Actor,
    item: SittingItem,
    action: str,
    reason: str = "",
    version: int | None = None,
    key: str | None = None,
) -> SittingItem:
    """Record what the sitting decided: the workflow's own action, or the decision that a member took before it.

    ``version`` is the exemplar's. An earlier decision that is to be another is taken back first, by whoever may.
    Raises ``ActionRefused``: not a member who is there and judges this item, changed meanwhile, no reason, not his to
    take back; nothing has changed then.
    """
    if history.replayed(key, actor, "exemplar", action=action, subject_id=item.exemplar_id) and item.outcome == action:
        return item
    _check_open(actor, item)
    _check_decides(actor, item, action)
    exemplar = item.exemplar
    if version not in (None, exemplar.version):
        raise moved_on("Hồ sơ đã thay đổi từ khi bạn mở trang.", "exemplar", exemplar.id)
    before = agenda.standing_choice(exemplar)
    if before == action:
        return _confirm(actor, item, action, reason, key)
    if WORKFLOW.actions[action].needs_reason and not reason:
        raise ActionRefused(Refusal.NO_REASON, f"Ghi lý do để thực hiện việc “{WORKFLOW.actions[action].label}”.")
    if before:
        _take_before_back(actor, item)
    event = act(actor=actor, exemplar=exemplar, action=action, reason=reason, key=key)
    item.outcome, item.reason = action, reason
    item.decided_at = agenda.earlier(item.sitting.purpose, exemplar).at or event.at
    db.session.flush()
    return item


def _confirm(actor: Actor, item: SittingItem, action: str, reason: str, key: str | None) -> SittingItem:
    item.outcome, item.decided_at = action, clock.now()
    item.reason = reason or agenda.earlier(item.sitting.purpose, item.exemplar).reason
    history.record(
        actor=actor, action="confirm_item", subject=SUBJECT, subject_id=item.sitting_id, key=history.unused(key),
        details={"after": {"exemplar": item.exemplar.name}},
    )  # fmt: skip
    return item


def _take_before_back(actor: Actor, item: SittingItem) -> None:
    undoing = WORKFLOW.actions[agenda.UNDOING[item.sitting.purpose]]
    if not undoing.allowed(actor, item.exemplar):
        words = (
            "Dự kiến trước của hồ sơ này do thành viên khác ghi. Giữ nguyên dự kiến đó, hoặc mời người đã ghi đổi lại."
        )
        raise ActionRefused(Refusal.NOT_ALLOWED, words, history.last("exemplar", item.exemplar_id))
    act(actor=actor, exemplar=item.exemplar, action=undoing.name)


def take_back(*, actor: Actor, item: SittingItem, version: int | None = None, key: str | None = None) -> None:
    """Make an item undecided again: by the workflow's undoing, or by no longer confirming what was decided before.

    Raises ``ActionRefused`` when the decision is not the actor's to take back or is made known already.
    """
    if history.replayed(key, actor, SUBJECT, subject_id=item.sitting_id, action="reopen_item"):
        return
    _check_open(actor, item)
    if not item.outcome:
        raise moved_on("Nội dung này chưa có quyết định.", SUBJECT, item.sitting_id)
    _check_decides(actor, item, item.outcome)
    if agenda.is_settled(item) and not agenda.is_confirmed(item):
        act(actor=actor, exemplar=item.exemplar, action=agenda.UNDOING[item.sitting.purpose], version=version)
    item.outcome, item.reason, item.decided_at = "", "", None
    history.record(
        actor=actor, action="reopen_item", subject=SUBJECT, subject_id=item.sitting_id, key=history.unused(key),
        details={"after": {"exemplar": item.exemplar.name}},
    )  # fmt: skip


def close(
    *,
    actor: Actor,
    sitting: Sitting,
    conclusion: str,
    ends: str,
    seen: str,
    number_text: str = "",
    paper_id: int | None = None,
    key: str | None = None,
) -> None:
    """End a sitting with its minutes. What is undecided is free for the next one (seed 003, V steps 2 and 5).

    ``seen`` is ``agenda.state_of`` what was read. Raises ``ActionRefused`` when it is no longer that.
    """
    if history.replayed(key, actor, SUBJECT, subject_id=sitting.id, action="close_sitting"):
        return
    check_closing(actor, sitting, seen)
    for item in sitting.items:
        if not agenda.is_settled(item):
            item.outcome, item.reason, item.decided_at = "", "", None
    sitting.conclusion, sitting.ends, sitting.number_text, sitting.paper_id = conclusion, ends, number_text, paper_id
    sitting.stage, sitting.closed_at = SittingStage.CLOSED, clock.now()
    record_change(
        CHANGED, actor=actor, action="close_sitting", subject=SUBJECT, subject_id=sitting.id,
        from_stage=SittingStage.OPEN.value, to_stage=SittingStage.CLOSED.value,
        details={"number": number_text}, key=key,
    )  # fmt: skip


def check_closing(actor: Actor, sitting: Sitting, seen: str) -> None:
    """Raise ``ActionRefused`` unless ``actor`` may end the sitting as he read it."""
    if not rules.issues(actor):
        raise ActionRefused(Refusal.NOT_ALLOWED, "Cơ quan thường trực hoặc Trưởng Ban Chỉ đạo kết thúc phiên họp.")
    if sitting.stage is not SittingStage.OPEN:
        raise moved_on(NOT_OPEN, SUBJECT, sitting.id)
    if seen != agenda.state_of(sitting):
        raise ActionRefused(Refusal.MOVED_ON, CHANGED)


def _check_open(actor: Actor, item: SittingItem) -> None:
    if not agenda.opens(actor, item):
        raise ActionRefused(Refusal.NOT_ALLOWED, "Bạn không tham gia xét nội dung này.")
    if item.sitting.stage is not SittingStage.OPEN:
        raise moved_on(NOT_OPEN, SUBJECT, item.sitting_id)


def _check_decides(actor: Actor, item: SittingItem, action: str) -> None:
    if not agenda.decides(actor, item) or action not in agenda.CHOICES[item.sitting.purpose]:
        words = "Thành viên Ban Chỉ đạo có mặt tại phiên họp ghi quyết định; cơ quan thường trực ghi thảo luận."
        raise ActionRefused(Refusal.NOT_ALLOWED, words)

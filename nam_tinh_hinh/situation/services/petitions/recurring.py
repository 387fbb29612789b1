"""What was answered and has come again (tái diễn): the new observation names the earlier one."""

from nam_tinh_hinh.kernel import history
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.workflow import ActionRefused, Refusal, moved_on, record_change
from nam_tinh_hinh.situation import rules
from nam_tinh_hinh.situation.enums import WAITING_FOR_ANSWER
from nam_tinh_hinh.situation.reach import Reach
from nam_tinh_hinh.situation.tables import Observation, Petition
from nam_tinh_hinh.situation.workflow import OBSERVATION, PETITION

MOVED_ON = "Chưa lưu được: nội dung đã thay đổi từ khi bạn mở trang."


def recur(
    *, actor: Reach, observation: Observation, earlier: Observation | None, version: int | None = None,
    key: str | None = None,
) -> Observation:  # fmt: skip
    """Say that ``observation`` is an ``earlier`` answered one come again; None takes that back.

    The caller has looked that ``actor`` may see both. Raises ``ActionRefused``; the history of both tells of it.
    """
    if history.replayed(key, actor, OBSERVATION, action="recur", subject_id=observation.id):
        return observation
    if not rules.holds(actor, observation):
        raise ActionRefused(Refusal.NOT_ALLOWED, "Chỉ đầu mối đang giữ nội dung này được ghi là tái diễn.")
    if version not in (None, observation.version):
        raise moved_on(MOVED_ON, OBSERVATION, observation.id)
    if earlier is not None:
        _refuse_unfit(observation, earlier)
    before, observation.earlier_id = observation.earlier_id, earlier.id if earlier else None
    details = {"before": {"earlier_id": before}, "after": {"earlier_id": observation.earlier_id}}
    record_change(
        MOVED_ON, actor=actor, action="recur", subject=OBSERVATION, subject_id=observation.id, key=key,
        details=details,
    )  # fmt: skip
    if about := observation.earlier_id or before:
        action = "recurred" if observation.earlier_id else "recurred_not"
        history.record(actor=actor, action=action, subject=PETITION, subject_id=about)
    return observation


def _refuse_unfit(observation: Observation, earlier: Observation) -> None:
    petition = db.session.get(Petition, earlier.id)
    if petition is None or petition.stage in WAITING_FOR_ANSWER:
        raise ActionRefused(
            Refusal.INCOMPLETE, "Nội dung được chọn chưa có kết quả trả lời. Nếu hai nội dung là một việc, hãy gộp lại."
        )
    seen, one = {observation.id}, earlier
    while True:
        if one.id in seen:
            raise ActionRefused(
                Refusal.INCOMPLETE, "Nội dung được chọn chính là nội dung này hoặc có sau nội dung này."
            )
        seen.add(one.id)
        if one.earlier is None:
            return
        one = one.earlier

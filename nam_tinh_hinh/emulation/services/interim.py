"""Writes of step 4: a unit's self-review is drafted, then sent once; late or not is said, never hindered."""

from collections.abc import Mapping
from typing import Any

from nam_tinh_hinh.emulation import rules
from nam_tinh_hinh.emulation.enums import Stage
from nam_tinh_hinh.emulation.enums.carrying import WRITABLE
from nam_tinh_hinh.emulation.queries import interim as queries
from nam_tinh_hinh.emulation.tables import Exemplar, InterimReview
from nam_tinh_hinh.kernel import clock, history
from nam_tinh_hinh.kernel.clock import day_text, moment_text
from nam_tinh_hinh.kernel.workflow import ActionRefused, Refusal, moved_on, record_change
from nam_tinh_hinh.people.actor import Actor

SUBJECT = "interim_review"
FACTS = ("percent", "progress", "results", "difficulties", "proposals")
EDITED = "Sơ kết đã thay đổi từ khi bạn mở trang."
NOT_YOURS = "Chỉ cán bộ, lãnh đạo của đơn vị có mô hình viết và gửi sơ kết."
LACKS = {"percent": "còn thiếu tiến độ phần trăm", "progress": "còn thiếu tiến độ bằng lời"}


def _check(actor: Actor, review: InterimReview, version: int | None) -> None:
    exemplar = review.exemplar
    if not rules.edits(actor, exemplar):
        raise ActionRefused(Refusal.NOT_ALLOWED, NOT_YOURS)
    if review.sent_at is not None:
        words = f"Sơ kết này đã gửi lúc {moment_text(review.sent_at)} nên không sửa được; ghi bổ sung ở lần sơ kết sau."
        raise moved_on(words, SUBJECT, review.id)
    if queries.standing_of(review, exemplar).standing not in WRITABLE:
        raise ActionRefused(Refusal.MOVED_ON, why_closed(review, exemplar))
    if version not in (None, review.version):
        raise moved_on(EDITED, SUBJECT, review.id)


def why_closed(review: InterimReview, exemplar: Exemplar) -> str:
    """Say why a review that was not sent cannot be written now."""
    if exemplar.stage is Stage.UNDERWAY:
        return (
            f"Sơ kết {review.months} tháng mở từ ngày {day_text(review.opens_on)}, hạn gửi {day_text(review.due_on)}."
        )
    if exemplar.ended_at:
        return "Mô hình đã dừng thực hiện nên không gửi sơ kết nữa."
    return "Đơn vị đã gửi báo cáo kết quả nên không gửi sơ kết nữa."


def save_review(
    *, actor: Actor, review: InterimReview, facts: Mapping[str, Any], version: int | None = None, key: str | None = None
) -> None:
    """Keep a draft of an interim review; it may lack anything.

    Raises ``ActionRefused``: not his unit's, not open yet, sent already, or changed meanwhile.
    """
    replayed = history.replayed(key, actor, SUBJECT, subject_id=review.id)
    if replayed and all(getattr(review, name) == facts[name] for name in FACTS):
        return
    _check(actor, review, version)
    before = {"percent": review.percent}
    _fill(review, facts)
    record_change(
        EDITED, actor=actor, action="save_review", subject=SUBJECT, subject_id=review.id, key=key,
        details={"before": before, "after": {"percent": review.percent}},
    )  # fmt: skip


def send_review(
    *, actor: Actor, review: InterimReview, facts: Mapping[str, Any], version: int | None = None, key: str | None = None
) -> None:
    """Send an interim review: from now on it is locked (seed 003, V step 4; R101). A late one is taken too.

    The same ``key`` again changes nothing. Raises ``ActionRefused`` as ``save_review`` does, and for what is missing.
    """
    if history.replayed(key, actor, SUBJECT, action="send_review", subject_id=review.id):
        return
    _check(actor, review, version)
    if missing := [words for name, words in LACKS.items() if facts[name] in (None, "")]:
        raise ActionRefused(Refusal.INCOMPLETE, f"Chưa gửi được sơ kết: {'; '.join(missing)}.")
    _fill(review, facts)
    review.sent_at, review.sent_by_id, review.sent_by_name = clock.now(), actor.user_id, actor.name
    record_change(
        EDITED, actor=actor, action="send_review", subject=SUBJECT, subject_id=review.id, key=key,
        details={"after": {"percent": review.percent, "due": day_text(review.due_on)}},
    )  # fmt: skip


def _fill(review: InterimReview, facts: Mapping[str, Any]) -> None:
    for name in FACTS:
        setattr(review, name, facts[name])

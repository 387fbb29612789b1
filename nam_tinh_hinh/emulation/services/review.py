"""The committee's queue and the release of what it decided."""

from collections.abc import Sequence

from nam_tinh_hinh.emulation import queries, rules
from nam_tinh_hinh.emulation.enums import Mark, Stage
from nam_tinh_hinh.emulation.services.registrations import act
from nam_tinh_hinh.emulation.tables import Exemplar, ReviewMark
from nam_tinh_hinh.emulation.workflow import RELEASES, SUBJECT
from nam_tinh_hinh.kernel import clock, history
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.workflow import ActionRefused, Refusal, moved_on
from nam_tinh_hinh.people.actor import Actor


def mark(*, actor: Actor, exemplar: Exemplar, kind: Mark | None) -> None:
    """Note for this member "Để sau" or "Không xét (liên quan)"; None takes the note away.

    Raises ``ActionRefused``: not his to judge, or judged by another meanwhile.
    """
    if not rules.decides(actor, exemplar):
        raise ActionRefused(Refusal.NOT_ALLOWED, "Chỉ thành viên Ban Chỉ đạo được sắp xếp hàng đợi của mình.")
    if exemplar.stage is not Stage.SUBMITTED:
        raise moved_on("Hồ sơ này không còn chờ xét.", SUBJECT, exemplar.id)
    row = queries.mark_of(actor, exemplar.id)
    if kind is None:
        _unmark(actor, row)
        return
    if row is None:
        row = ReviewMark(exemplar_id=exemplar.id, user_id=actor.user_id)
        db.session.add(row)
    row.mark, row.at = kind, clock.now()
    if kind is Mark.ABSTAIN:
        history.record(actor=actor, action="abstain", subject=SUBJECT, subject_id=exemplar.id)


def _unmark(actor: Actor, row: ReviewMark | None) -> None:
    if row is None:
        return
    if row.mark is Mark.ABSTAIN:
        history.record(actor=actor, action="come_back", subject=SUBJECT, subject_id=row.exemplar_id)
    db.session.delete(row)


def release(*, actor: Actor, seen: Sequence[tuple[int, int]], key: str | None = None) -> int:
    """Make all pending decisions known at once; return how many.

    ``seen`` holds (id, version) of the decisions the person read. Raises ``ActionRefused`` when they are no longer
    exactly those, so that nothing is made known that nobody has read.
    """
    if earlier := history.replayed(key, actor, "release"):
        return int((earlier.details or {})["count"])
    decisions = queries.pending(actor)
    if not rules.has_read(seen, decisions):
        raise ActionRefused(Refusal.MOVED_ON, "Danh sách dự kiến vừa thay đổi. Hãy đọc lại rồi công bố.")
    for item in decisions:
        act(actor=actor, exemplar=item, action=RELEASES[item.stage])
    number = {"count": len(decisions)}
    history.record(actor=actor, action="release", subject="release", details=number, key=history.unused(key))
    return len(decisions)

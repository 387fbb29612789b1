"""The unit's report on what came of its exemplar (seed 003, V step 5)."""

from collections.abc import Mapping
from typing import Any

from nam_tinh_hinh.emulation import rules
from nam_tinh_hinh.emulation.enums import Stage
from nam_tinh_hinh.emulation.queries import recognising as queries
from nam_tinh_hinh.emulation.services.registrations import act
from nam_tinh_hinh.emulation.tables import Exemplar, ResultReport
from nam_tinh_hinh.kernel import clock, history
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.workflow import ActionRefused, Refusal, moved_on, record_change
from nam_tinh_hinh.people.actor import Actor

RESULT = "result"
TOLD = ("results", "benefits", "difficulties", "lessons", "proposal")
CHANGED = "Báo cáo kết quả đã thay đổi từ khi bạn mở trang."


def write_result(
    *, actor: Actor, exemplar: Exemplar, told: Mapping[str, Any], version: int, key: str | None = None
) -> ResultReport:
    """Keep the unit's report on its exemplar, as far as it is written; it is the committee's only once sent.

    ``version`` is the one the person saw, 0 for none yet. Raises ``ActionRefused``: not theirs, sent meanwhile, or
    written by another meanwhile.
    """
    row = queries.result_of(exemplar.id)
    replay = history.replayed(key, actor, RESULT, subject_id=exemplar.id)
    if replay and row and all(getattr(row, name) == told[name] for name in TOLD):
        return row
    if not rules.edits(actor, exemplar):
        raise ActionRefused(Refusal.NOT_ALLOWED, "Chỉ cán bộ, lãnh đạo của đơn vị đăng ký được viết báo cáo này.")
    if exemplar.stage is not Stage.UNDERWAY or version != (row.version if row else 0):
        raise moved_on(CHANGED, RESULT, exemplar.id)
    row = row or ResultReport(exemplar_id=exemplar.id)
    for name in TOLD:
        setattr(row, name, told[name])
    row.edited_at = clock.now()
    db.session.add(row)
    record_change(CHANGED, actor=actor, action="write_result", subject=RESULT, subject_id=exemplar.id, key=key)
    db.session.expire(exemplar, ["result"])
    return row


def send_result(*, actor: Actor, exemplar: Exemplar, key: str | None = None) -> history.Event:
    """Send the report as it was saved: from here it is the committee's to judge. Raises ``ActionRefused``."""
    db.session.expire(exemplar, ["result"])
    return act(actor=actor, exemplar=exemplar, action="report", key=key)

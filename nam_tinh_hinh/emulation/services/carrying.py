"""Writes of step 3: the plan, who helps, how it goes. Nothing of it before the notice, nothing after the report."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from nam_tinh_hinh.emulation import rules
from nam_tinh_hinh.emulation.enums import Stage
from nam_tinh_hinh.emulation.queries import carrying as queries
from nam_tinh_hinh.emulation.tables import ActionPlan, Exemplar, Helper, ProgressEntry
from nam_tinh_hinh.kernel import clock, history
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.workflow import ActionRefused, Refusal, moved_on, record_change
from nam_tinh_hinh.people.actor import Actor

PLAN, HELPER, PROGRESS = "action_plan", "helper", "progress"
PLAN_FACTS = ("measures", "resources", "support")
NOT_NOW = "Mô hình không còn ở bước thực hiện nên không ghi thêm được. Chữ bạn vừa gõ còn ở dưới để chép lại."
NOT_YOURS = "Chỉ cán bộ, lãnh đạo của đơn vị có mô hình được ghi việc này."
NOT_ASSIGNING = "Chỉ Cơ quan thường trực và Trưởng Ban Chỉ đạo phân công người tham gia chỉ đạo."
EDITED = "Kế hoạch đã thay đổi từ khi bạn mở trang."


def _check(allowed: bool, words: str, exemplar: Exemplar) -> None:
    if not allowed:
        raise ActionRefused(Refusal.NOT_ALLOWED, words)
    if exemplar.stage is not Stage.UNDERWAY:
        raise ActionRefused(Refusal.MOVED_ON, NOT_NOW)


def save_plan(
    *, actor: Actor, exemplar: Exemplar, facts: Mapping[str, str], version: int | None = None, key: str | None = None
) -> ActionPlan:
    """Write the plan of an exemplar underway: measures, resources, support (seed 003, V step 3; R098).

    ``version`` is the one the person saw, 0 when there was none. Raises ``ActionRefused``: not his unit's, no longer
    underway, or changed meanwhile.
    """
    plan = queries.plan_of(exemplar.id)
    replayed = history.replayed(key, actor, PLAN, subject_id=exemplar.id)
    if replayed and plan and all(getattr(plan, name) == facts[name] for name in PLAN_FACTS):
        return plan
    _check(rules.edits(actor, exemplar), NOT_YOURS, exemplar)
    if version is not None and version != (plan.version if plan else 0):
        raise moved_on(EDITED, PLAN, exemplar.id)
    plan = plan or ActionPlan(exemplar_id=exemplar.id)
    for name in PLAN_FACTS:
        setattr(plan, name, facts[name])
    plan.edited_at = clock.now()
    db.session.add(plan)
    record_change(EDITED, actor=actor, action="save_plan", subject=PLAN, subject_id=exemplar.id, key=key)
    return plan


def add_helper(
    *, actor: Actor, exemplar: Exemplar, name: str, user_id: int | None = None, post: str = "", organisation: str = "",
    duty: str = "", key: str | None = None,
) -> Helper:  # fmt: skip
    """Assign someone to guide an exemplar (seed 003, V step 3; R099).

    Someone assigned already and not ended is not assigned twice: his row is returned. Raises ``ActionRefused``.
    """
    if earlier := history.replayed(key, actor, HELPER, action="add_helper"):
        return db.session.get_one(Helper, earlier.subject_id)
    _check(rules.issues(actor), NOT_ASSIGNING, exemplar)
    for one in queries.helpers_of(exemplar.id):
        if (one.user_id, one.name, one.organisation) == (user_id, name, organisation):
            return one
    row = Helper(
        exemplar_id=exemplar.id, user_id=user_id, name=name, post=post, organisation=organisation, duty=duty,
        added_at=clock.now(),
    )  # fmt: skip
    db.session.add(row)
    db.session.flush()
    _record(actor, "add_helper", HELPER, row.id, key, {"after": {"name": name}})
    return row


def end_helper(*, actor: Actor, exemplar: Exemplar, helper: Helper, key: str | None = None) -> None:
    """End an assignment; ended already, nothing happens. Raises ``ActionRefused``."""
    _check(rules.issues(actor), NOT_ASSIGNING, exemplar)
    if helper.ended_at is None:
        helper.ended_at = clock.now()
        _record(actor, "end_helper", HELPER, helper.id, key, {"before": {"name": helper.name}})


def resume_helper(*, actor: Actor, exemplar: Exemplar, helper: Helper, key: str | None = None) -> None:
    """Take the end of an assignment back. Raises ``ActionRefused``."""
    _check(rules.issues(actor), NOT_ASSIGNING, exemplar)
    if helper.ended_at is not None:
        helper.ended_at = None
        _record(actor, "resume_helper", HELPER, helper.id, key, {"after": {"name": helper.name}})


def note_progress(
    *, actor: Actor, exemplar: Exemplar, on_day: date, words: str, percent: int | None = None, key: str | None = None
) -> ProgressEntry:
    """Write what was done up to a day, in words and perhaps in percent (R100). Raises ``ActionRefused``."""
    if earlier := history.replayed(key, actor, PROGRESS, action="note_progress"):
        return db.session.get_one(ProgressEntry, earlier.subject_id)
    _check(rules.edits(actor, exemplar), NOT_YOURS, exemplar)
    if not words:
        raise ActionRefused(Refusal.INCOMPLETE, "Ghi đã làm được gì.")
    row = ProgressEntry(
        exemplar_id=exemplar.id, on_day=on_day, percent=percent, words=words, written_by_id=actor.user_id,
        written_by_name=actor.name, written_at=clock.now(),
    )  # fmt: skip
    db.session.add(row)
    db.session.flush()
    _record(actor, "note_progress", PROGRESS, row.id, key, {"after": {"percent": percent}})
    return row


def remove_progress(*, actor: Actor, exemplar: Exemplar, entry: ProgressEntry, key: str | None = None) -> None:
    """Take an entry off; it can be put back. Raises ``ActionRefused``."""
    _check(rules.edits(actor, exemplar), NOT_YOURS, exemplar)
    if entry.removed_at is None:
        entry.removed_at = clock.now()
        _record(actor, "remove_progress", PROGRESS, entry.id, key, None)


def restore_progress(*, actor: Actor, exemplar: Exemplar, entry: ProgressEntry, key: str | None = None) -> None:
    """Put back an entry that was taken off. Raises ``ActionRefused``."""
    _check(rules.edits(actor, exemplar), NOT_YOURS, exemplar)
    if entry.removed_at is not None:
        entry.removed_at = None
        _record(actor, "restore_progress", PROGRESS, entry.id, key, None)


def _record(actor: Actor, action: str, subject: str, row_id: int, key: str | None, details: Any) -> None:
    history.record(
        actor=actor, action=action, subject=subject, subject_id=row_id, key=history.unused(key), details=details
    )

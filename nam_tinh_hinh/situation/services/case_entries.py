"""Writes of a case's timeline: an entry by the focal point or the responsible unit, taken off with a way back."""

from datetime import date

from nam_tinh_hinh.kernel import clock, history
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.workflow import ActionRefused, Refusal, moved_on
from nam_tinh_hinh.situation import rules
from nam_tinh_hinh.situation.enums import CaseEntryKind, CaseStage
from nam_tinh_hinh.situation.reach import Reach
from nam_tinh_hinh.situation.tables import CaseEntry, CaseFile
from nam_tinh_hinh.situation.workflow import CASE

ENTRY = "case_entry"
# A review moves the day of the next one, so it is written by ``services.casework.review`` only and stays.
WRITTEN = (CaseEntryKind.EVENT, CaseEntryKind.MEASURE, CaseEntryKind.FORECAST)
NOT_YOURS = "Chỉ đầu mối đã lập vụ việc và đơn vị chịu trách nhiệm được ghi vào vụ việc này."
NOT_YOUR_ENTRY = "Chỉ đơn vị đã ghi mục này được bỏ hoặc lấy lại."
STAYS = "Lần rà soát đã ghi thì giữ lại, vì ngày xem lại đã đặt theo đó. Ghi một lần rà soát mới nếu cần sửa."
CLOSED = "Vụ việc đã kết thúc nên không ghi thêm được. Chữ bạn vừa gõ còn ở dưới để chép lại."
EMPTY = "Ghi nội dung của mục này."


def write_entry(
    *, actor: Reach, case: CaseFile, kind: CaseEntryKind, on_day: date, words: str, key: str | None = None
) -> CaseEntry:
    """Write what happened, what is done about it, or what may come; the same ``key`` again returns the first.

    Raises ``ActionRefused``: not his case, closed, nothing said, or a review (that has a verb of its own).
    """
    if earlier := history.replayed(key, actor, ENTRY, action="write"):
        return db.session.get_one(CaseEntry, earlier.subject_id)
    _check(actor, case)
    if kind not in WRITTEN:
        raise ActionRefused(Refusal.INCOMPLETE, "Ghi rà soát cùng với ngày xem lại tiếp theo.")
    row = add_entry(actor, case, kind=kind, on_day=on_day, words=words)
    _record(actor, "write", row, key)
    return row


def add_entry(actor: Reach, case: CaseFile, *, kind: CaseEntryKind, on_day: date, words: str) -> CaseEntry:
    """Add a line to the timeline for a verb that has judged the rest. Raises ``ActionRefused`` when it says nothing."""
    if not words:
        raise ActionRefused(Refusal.INCOMPLETE, EMPTY)
    row = CaseEntry(
        case_id=case.id, kind=kind, on_day=on_day, words=words, written_by_id=actor.user_id,
        written_by_name=actor.name, written_unit=actor.unit_name, written_at=clock.now(),
    )  # fmt: skip
    db.session.add(row)
    db.session.flush()
    return row


def remove_entry(*, actor: Reach, case: CaseFile, entry: CaseEntry, key: str | None = None) -> None:
    """Take an entry off; it can be put back. Taken off already, nothing happens. Raises ``ActionRefused``."""
    _check_entry(actor, case, entry)
    if entry.removed_at is None:
        entry.removed_at = clock.now()
        _record(actor, "remove", entry, key)


def restore_entry(*, actor: Reach, case: CaseFile, entry: CaseEntry, key: str | None = None) -> None:
    """Put back an entry that was taken off. Raises ``ActionRefused``."""
    _check_entry(actor, case, entry)
    if entry.removed_at is not None:
        entry.removed_at = None
        _record(actor, "restore", entry, key)


def may_change(actor: Reach, case: CaseFile, entry: CaseEntry) -> bool:
    """Tell whether the files on an entry are the actor's to change now: his unit wrote it, and the case is open."""
    alive = case.stage is not CaseStage.CLOSED and rules.works_on_case(actor, case)
    return alive and entry.written_unit == actor.unit_name


def may_remove(actor: Reach, case: CaseFile, entry: CaseEntry) -> bool:
    """Tell whether an entry is the actor's to take off now."""
    return may_change(actor, case, entry) and entry.kind in WRITTEN


def _check(actor: Reach, case: CaseFile) -> None:
    db.session.refresh(case)
    if not rules.works_on_case(actor, case):
        raise ActionRefused(Refusal.NOT_ALLOWED, NOT_YOURS)
    if case.stage is CaseStage.CLOSED:
        raise moved_on(CLOSED, CASE, case.id)


def _check_entry(actor: Reach, case: CaseFile, entry: CaseEntry) -> None:
    _check(actor, case)
    if entry.written_unit != actor.unit_name:
        raise ActionRefused(Refusal.NOT_ALLOWED, NOT_YOUR_ENTRY)
    if entry.kind not in WRITTEN:
        raise ActionRefused(Refusal.NOT_ALLOWED, STAYS)


def _record(actor: Reach, action: str, row: CaseEntry, key: str | None) -> None:
    history.record(
        actor=actor, action=action, subject=ENTRY, subject_id=row.id, key=history.unused(key),
        details={"after": {"case_id": row.case_id, "kind": row.kind.value}},
    )  # fmt: skip

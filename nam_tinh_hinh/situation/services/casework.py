"""Writes of case files: open, edit, what is in it, every action of the workflow, the next review."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from nam_tinh_hinh.kernel import clock, history
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.workflow import ActionRefused, Refusal, moved_on, record_change
from nam_tinh_hinh.situation import rules
from nam_tinh_hinh.situation.enums import CaseEntryKind, CaseStage
from nam_tinh_hinh.situation.queries.case_items import chosen
from nam_tinh_hinh.situation.queries.casework import house_of
from nam_tinh_hinh.situation.reach import Reach
from nam_tinh_hinh.situation.services.case_entries import add_entry
from nam_tinh_hinh.situation.tables import CaseFile, CaseItem
from nam_tinh_hinh.situation.workflow import CASE, case_workflow

FACTS = ("title", "summary", "topic_id", "area_id", "responsible_unit_id")
# Of these the history keeps what was there before; the others are bodies of text.
SHORT = ("topic_id", "area_id", "responsible_unit_id")
NOT_A_DESK = "Chỉ đầu mối của đơn vị (lãnh đạo, người tổng hợp) được lập vụ việc."
NOT_YOURS = "Chỉ đầu mối đã lập vụ việc được làm việc này."
CLOSED = "Vụ việc đã kết thúc nên không ghi thêm được. Mở lại vụ việc trước."
MOVED_ON = "Chưa lưu được: vụ việc đã thay đổi từ khi bạn mở trang."
NOTHING = (
    "Chưa chọn nội dung nào, hoặc nội dung chưa được đầu mối xác nhận. Đánh dấu nội dung trong danh sách rồi bấm lại."
)
PAST = "Ngày xem lại phải từ hôm nay trở đi."


def open_case(
    *, actor: Reach, facts: Mapping[str, Any], review_on: date, observation_ids: Collection[int] = (),
    key: str | None = None,
) -> CaseFile:  # fmt: skip
    """Make a case of observations in the name of the actor's unit; the same ``key`` again returns the first.

    Raises ``ActionRefused``: not a focal point, or the day of review has passed.
    """
    if earlier := history.replayed(key, actor, CASE, action="open"):
        return db.session.get_one(CaseFile, earlier.subject_id)
    unit_id = house_of(actor)
    if unit_id is None:
        raise ActionRefused(Refusal.NOT_ALLOWED, NOT_A_DESK)
    _refuse_past(review_on)
    row = CaseFile(
        **{name: facts.get(name) for name in FACTS}, unit_id=unit_id, review_on=review_on, stage=CaseStage.OPEN,
        opened_by_id=actor.user_id, opened_at=clock.now(),
    )  # fmt: skip
    db.session.add(row)
    db.session.flush()
    ids = _put_in(actor, row, observation_ids)
    after = {name: facts.get(name) for name in SHORT} | {"review_on": review_on.isoformat(), "observation_ids": ids}
    history.record(
        actor=actor, action="open", subject=CASE, subject_id=row.id, to_stage=row.stage, key=key,
        details={"after": after},
    )  # fmt: skip
    return row


def _refuse_past(day: date) -> None:
    if day < clock.today():
        raise ActionRefused(Refusal.INCOMPLETE, PAST)


def _put_in(actor: Reach, case: CaseFile, observation_ids: Collection[int]) -> list[int]:
    inside = set(db.session.scalars(db.select(CaseItem.observation_id).filter_by(case_id=case.id)))
    new = [row.id for row in chosen(actor, observation_ids) if row.id not in inside]
    now = clock.now()
    db.session.add_all(
        CaseItem(case_id=case.id, observation_id=one, added_at=now, added_by_name=actor.name) for one in new
    )
    db.session.flush()
    return new


def hold(actor: Reach, case: CaseFile, *, stale: int | None = None) -> None:
    """Hold a case for its focal point's change until the end of the transaction; two never change it at once.

    Raises ``ActionRefused``: not his, closed, or not the version ``stale`` that he saw.
    """
    db.session.refresh(case)
    if not rules.leads_case(actor, case):
        raise ActionRefused(Refusal.NOT_ALLOWED, NOT_YOURS)
    if case.stage is CaseStage.CLOSED:
        raise moved_on(CLOSED, CASE, case.id)
    if stale not in (None, case.version):
        raise moved_on(MOVED_ON, CASE, case.id)


def edit_case(
    *, actor: Reach, case: CaseFile, facts: Mapping[str, Any], version: int | None, key: str | None = None
) -> CaseFile:
    """Change what a case says of itself and who is responsible; never the day of review. Raises ``ActionRefused``."""
    if history.replayed(key, actor, CASE, action="edit", subject_id=case.id):
        return case
    hold(actor, case, stale=version)
    changed = {name: facts[name] for name in FACTS if name in facts and facts[name] != getattr(case, name)}
    before = {name: getattr(case, name) for name in changed if name in SHORT}
    for name, value in changed.items():
        setattr(case, name, value)
    after = {name: changed[name] for name in before} | {"rewritten": [name for name in changed if name not in SHORT]}
    record_change(
        MOVED_ON, actor=actor, action="edit", subject=CASE, subject_id=case.id, key=key,
        details={"before": before, "after": after},
    )  # fmt: skip
    return case


def add_items(*, actor: Reach, case: CaseFile, observation_ids: Collection[int], key: str | None = None) -> int:
    """Put observations that the actor may see into a case and return how many were not there yet.

    The responsible unit reads them from now on. Raises ``ActionRefused``: not his case, closed, nothing to put in.
    """
    if earlier := history.replayed(key, actor, CASE, action="add_items", subject_id=case.id):
        return len((earlier.details or {})["after"]["observation_ids"])
    hold(actor, case)
    if not chosen(actor, observation_ids):
        raise ActionRefused(Refusal.INCOMPLETE, NOTHING)
    ids = _put_in(actor, case, observation_ids)
    history.record(
        actor=actor, action="add_items", subject=CASE, subject_id=case.id, key=history.unused(key),
        details={"after": {"observation_ids": ids}},
    )  # fmt: skip
    return len(ids)


def take_out(*, actor: Reach, case: CaseFile, observation_id: int, key: str | None = None) -> None:
    """Take an observation out of a case; out already, nothing happens. Raises ``ActionRefused``."""
    if history.replayed(key, actor, CASE, action="take_out", subject_id=case.id):
        return
    hold(actor, case)
    item = db.session.scalar(db.select(CaseItem).filter_by(case_id=case.id, observation_id=observation_id))
    if item is None:
        return
    db.session.delete(item)
    history.record(
        actor=actor, action="take_out", subject=CASE, subject_id=case.id, key=history.unused(key),
        details={"before": {"observation_id": observation_id}},
    )  # fmt: skip


def review(
    *, actor: Reach, case: CaseFile, words: str, review_on: date, version: int | None, key: str | None = None
) -> None:
    """Write down what a review found and set the day of the next: the day moves by no other way.

    Raises ``ActionRefused``: not his case, closed, changed meanwhile, nothing said, or a day that has passed.
    """
    if history.replayed(key, actor, CASE, action="review", subject_id=case.id):
        return
    hold(actor, case, stale=version)
    _refuse_past(review_on)
    before, case.review_on = case.review_on, review_on
    add_entry(actor, case, kind=CaseEntryKind.REVIEW, on_day=clock.today(), words=words)
    days = {"before": {"review_on": before.isoformat()}, "after": {"review_on": review_on.isoformat()}}
    record_change(MOVED_ON, actor=actor, action="review", subject=CASE, subject_id=case.id, key=key, details=days)


def act(
    *, actor: Reach, case: CaseFile, action: str, reason: str = "", review_on: date | None = None,
    version: int | None = None, key: str | None = None,
) -> history.Event:  # fmt: skip
    """Carry out one action of the workflow; one reopened is given the day of its next review, ``review_on``.

    Raises ``ActionRefused``; nothing has changed then.
    """
    before = case.review_on
    with db.session.no_autoflush:  # the day goes to the database with the stage, after everything was judged
        if review_on and case.stage is CaseStage.CLOSED and rules.leads_case(actor, case):
            _refuse_past(review_on)
            case.review_on = review_on
        try:
            return case_workflow.apply(
                case_workflow.actions[action], actor, case, reason=reason, version=version, key=key
            )
        except ActionRefused:
            if case.review_on != before:
                case.review_on = before
            raise

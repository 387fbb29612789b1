"""What a team writes down at an exemplar, and the minutes that close it."""

from collections.abc import Mapping
from typing import Any

from nam_tinh_hinh.emulation import rules, visits
from nam_tinh_hinh.emulation.services.inspecting import CANCELLED, VISIT
from nam_tinh_hinh.emulation.tables import Inspection
from nam_tinh_hinh.kernel import clock, history
from nam_tinh_hinh.kernel.clock import day_text
from nam_tinh_hinh.kernel.workflow import ActionRefused, Refusal, moved_on, record_change
from nam_tinh_hinh.people.actor import Actor

FOUND = ("visited_on", "received_by", "findings", "shortcomings", "advice", "verdict")
EDITED = "Kết quả kiểm tra đã thay đổi từ khi bạn mở trang."
CLOSED = "Đã ban hành biên bản nên kết quả kiểm tra không sửa được nữa."
INVOLVED = "Mô hình này của đơn vị bạn nên bạn không ghi, không xem kết quả kiểm tra cho đến khi có biên bản."
NOT_YOURS = "Chỉ người của đoàn kiểm tra, Ban Chỉ đạo và Cơ quan thường trực ghi kết quả kiểm tra."


def why_closed(visit: Inspection) -> str:
    """Say why nothing more can be written down at a visit; an empty sentence while something can."""
    return CLOSED if visit.paper_id else CANCELLED if visit.team.cancelled_at else ""


def record(
    *, actor: Actor, visit: Inspection, found: Mapping[str, Any], version: int | None = None, key: str | None = None
) -> None:
    """Write down what was found; with a verdict the visit counts as recorded, without one as begun.

    Raises ``ActionRefused``: not theirs or their own unit's, closed by the minutes, changed meanwhile, or a verdict
    without day and findings.
    """
    replay = history.replayed(key, actor, VISIT, subject_id=visit.id)
    if replay and all(getattr(visit, name) == found[name] for name in FOUND):
        return
    refuse_writing(actor, visit)
    if version not in (None, visit.version):
        raise moved_on(EDITED, VISIT, visit.id)
    if found["verdict"] and not (found["visited_on"] and found["findings"]):
        raise ActionRefused(Refusal.INCOMPLETE, "Có kết luận thì phải ghi ngày kiểm tra và kết quả kiểm tra.")
    before = _said(visit)
    _fill(visit, found, actor)
    record_change(
        EDITED, actor=actor, action="record_visit", subject=VISIT, subject_id=visit.id, key=key,
        details={"before": before, "after": _said(visit)},
    )  # fmt: skip


def refuse_writing(actor: Actor, visit: Inspection) -> None:
    """Raise ``ActionRefused`` for who may not write here: a stranger, someone of the unit, or anyone once closed."""
    if rules.is_involved(actor, visit.exemplar):
        raise ActionRefused(Refusal.NOT_ALLOWED, INVOLVED)
    if not visits.records(actor, visit.team, visit.exemplar):
        raise ActionRefused(Refusal.NOT_ALLOWED, NOT_YOURS)
    if why := why_closed(visit):
        raise moved_on(why, VISIT, visit.id)


def _fill(visit: Inspection, found: Mapping[str, Any], actor: Actor) -> None:
    for name in FOUND:
        setattr(visit, name, found[name])
    done = bool(visit.verdict)
    visit.recorded_at = clock.now() if done else None
    visit.recorded_by_id, visit.recorded_by_name = (actor.user_id, actor.name) if done else (None, "")


def _said(visit: Inspection) -> dict[str, str]:
    return {"visited_on": day_text(visit.visited_on), "verdict": visit.verdict.label if visit.verdict else ""}


def refuse_unclosable(actor: Actor, visit: Inspection, version: int | None = None) -> None:
    """Raise ``ActionRefused`` when minutes of this visit cannot be issued, or not of the ``version`` seen."""
    if not rules.issues(actor) or rules.is_involved(actor, visit.exemplar):
        words = "Cơ quan thường trực, Trưởng Ban Chỉ đạo ban hành biên bản; không ai ban hành cho đơn vị của mình."
        raise ActionRefused(Refusal.NOT_ALLOWED, words)
    if why := why_closed(visit):
        raise ActionRefused(Refusal.MOVED_ON, why)
    if version not in (None, visit.version):
        raise moved_on(EDITED, VISIT, visit.id)
    if not visit.recorded_at:
        raise ActionRefused(Refusal.INCOMPLETE, "Chưa ghi kết luận của đoàn. Ghi kết quả kiểm tra trước.")


def close(
    *, actor: Actor, visit: Inspection, version: int, paper_id: int, number_text: str, key: str | None = None
) -> None:
    """Close a visit with its issued minutes (requirement R123): from then on the unit reads it, nobody changes it."""
    refuse_unclosable(actor, visit, version)
    visit.paper_id = paper_id
    record_change(
        EDITED, actor=actor, action="close_visit", subject=VISIT, subject_id=visit.id, key=key,
        details={"after": {"number": number_text}},
    )  # fmt: skip

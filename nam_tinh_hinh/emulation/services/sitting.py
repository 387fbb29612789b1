"""A sitting before and beside its decisions: planned, its agenda and attendance, opened, and who steps aside."""

from collections.abc import Mapping
from typing import Any

from nam_tinh_hinh.emulation import agenda, rules
from nam_tinh_hinh.emulation.enums import Mark, SittingPurpose, SittingStage, Stage
from nam_tinh_hinh.emulation.queries import sitting as queries
from nam_tinh_hinh.emulation.services.review import mark
from nam_tinh_hinh.emulation.tables import Attendance, Campaign, Exemplar, Sitting, SittingItem, SteppedAside
from nam_tinh_hinh.kernel import clock, history
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.workflow import ActionRefused, Refusal, moved_on, record_change
from nam_tinh_hinh.people.actor import Actor

SUBJECT = "sitting"
FACTS = (
    "held_on", "begins", "place", "chaired_by", "chaired_by_post", "recorded_by", "recorded_by_post", "guests",
)  # fmt: skip
CHANGED = "Phiên họp đã thay đổi từ khi bạn mở trang."
OF_OWN_UNIT = "Mô hình của đơn vị mình"
CHOSE_BEFORE = "Đã chọn “Không xét (liên quan)” trong hàng đợi"


def plan(
    *, actor: Actor, campaign: Campaign, purpose: SittingPurpose, facts: Mapping[str, Any], key: str | None = None
) -> Sitting:
    """Prepare a sitting with the whole committee and all that is ready; the same ``key`` again returns the first.

    Raises ``ActionRefused`` for anyone but the standing office and the chair (seed 003, VI.1).
    """
    if earlier := history.replayed(key, actor, SUBJECT, action="plan_sitting"):
        return db.session.get_one(Sitting, earlier.subject_id)
    _check_prepares(actor)
    made = Sitting(campaign_id=campaign.id, purpose=purpose, created_at=clock.now(), **facts)
    made.attendances = [
        Attendance(user_id=one.user_id, name=one.name, post=one.post, position=n)
        for n, one in enumerate(queries.members(campaign, made.held_on), start=1)
    ]
    found = queries.ready(actor, campaign, purpose)
    made.items = [SittingItem(exemplar_id=one.id, position=n) for n, one in enumerate(found, start=1)]
    db.session.add(made)
    db.session.flush()
    _put_aside(made)
    history.record(
        actor=actor, action="plan_sitting", subject=SUBJECT, subject_id=made.id, key=history.unused(key),
        details={"after": {"held_on": f"{made.held_on:%d/%m/%Y}", "purpose": purpose.label}},
    )  # fmt: skip
    return made


def edit(
    *, actor: Actor, sitting: Sitting, facts: Mapping[str, Any], version: int | None, key: str | None = None
) -> None:
    """Change what is said of a sitting that is not closed; raises ``ActionRefused`` when it changed meanwhile."""
    if history.replayed(key, actor, SUBJECT, subject_id=sitting.id):
        return
    _check_prepares(actor)
    if sitting.stage is SittingStage.CLOSED or version not in (None, sitting.version):
        raise moved_on(CHANGED, SUBJECT, sitting.id)
    before = {name: getattr(sitting, name) for name in FACTS if getattr(sitting, name) != facts[name]}
    for name in before:
        setattr(sitting, name, facts[name])
    said = {name: [str(value) for value in (before[name], facts[name])] for name in before if name != "guests"}
    details = {"before": {n: pair[0] for n, pair in said.items()}, "after": {n: pair[1] for n, pair in said.items()}}
    record_change(
        CHANGED, actor=actor, action="edit_sitting", subject=SUBJECT, subject_id=sitting.id, details=details, key=key
    )


def attend(*, actor: Actor, sitting: Sitting, there: Mapping[int, tuple[bool, str]], key: str | None = None) -> int:
    """Note who is there; ``there`` holds (present, why away) by attendance id. Return how many are there."""
    if not history.replayed(key, actor, SUBJECT, subject_id=sitting.id, action="note_attendance"):
        _check_prepares(actor)
        _check_not_closed(sitting)
        before = _away(sitting)
        for one in sitting.attendances:
            one.present, why = there.get(one.id, (one.present, one.absent_why))
            one.absent_why = "" if one.present else why
        history.record(
            actor=actor, action="note_attendance", subject=SUBJECT, subject_id=sitting.id, key=history.unused(key),
            details={"before": before, "after": _away(sitting)},
        )  # fmt: skip
    return sum(one.present for one in sitting.attendances)


def _away(sitting: Sitting) -> dict[str, str]:
    return {"absent": ", ".join(one.name for one in sitting.attendances if not one.present)}


def add_item(*, actor: Actor, sitting: Sitting, exemplar: Exemplar) -> SittingItem:
    """Put an exemplar at the end of the agenda of a sitting being prepared; one that is on it stays where it is."""
    _check_planned(actor, sitting)
    if found := next((one for one in sitting.items if one.exemplar_id == exemplar.id), None):
        return found
    if exemplar.stage not in agenda.open_stages(sitting.purpose):
        raise ActionRefused(Refusal.MOVED_ON, f"“{exemplar.name}” không còn chờ xét.")
    made = SittingItem(exemplar=exemplar, position=len(sitting.items) + 1)
    sitting.items.append(made)
    db.session.flush()
    _put_aside(sitting)
    _note(actor, "add_item", sitting, exemplar)
    return made


def remove_item(*, actor: Actor, sitting: Sitting, item: SittingItem) -> None:
    """Take an item off the agenda of a sitting being prepared."""
    _check_planned(actor, sitting)
    _note(actor, "remove_item", sitting, item.exemplar)
    sitting.items.remove(item)
    _renumber(sitting)


def move_item(*, actor: Actor, sitting: Sitting, item: SittingItem, by: int) -> None:
    """Move an item ``by`` places down (up when negative), no further than the ends."""
    _check_planned(actor, sitting)
    order = sorted(sitting.items, key=lambda one: one.position)
    place = min(max(order.index(item) + by, 0), len(order) - 1)
    order.remove(item)
    order.insert(place, item)
    for n, one in enumerate(order, start=1):
        one.position = n
    _note(actor, "move_item", sitting, item.exemplar)
    db.session.expire(sitting, ["items"])


def _renumber(sitting: Sitting) -> None:
    for n, one in enumerate(sitting.items, start=1):
        one.position = n
    db.session.flush()


def open_sitting(*, actor: Actor, sitting: Sitting, key: str | None = None) -> None:
    """Open a sitting: from now on its items can be opened, by those who have not stepped aside.

    Raises ``ActionRefused`` when it is not being prepared, when nobody attends, or with an empty agenda.
    """
    if history.replayed(key, actor, SUBJECT, subject_id=sitting.id, action="open_sitting"):
        return
    _check_planned(actor, sitting)
    if not sitting.items:
        raise ActionRefused(Refusal.INCOMPLETE, "Chương trình họp chưa có mô hình nào. Đưa mô hình vào rồi khai mạc.")
    if not any(one.present for one in sitting.attendances):
        raise ActionRefused(Refusal.INCOMPLETE, "Chưa ghi ai có mặt. Ghi thành phần dự họp rồi khai mạc.")
    _put_aside(sitting)
    _step(actor, sitting, SittingStage.OPEN, "open_sitting", key)


def prepare_again(*, actor: Actor, sitting: Sitting, key: str | None = None) -> None:
    """Take the opening back while nothing is decided."""
    if history.replayed(key, actor, SUBJECT, subject_id=sitting.id, action="prepare_again"):
        return
    _check_prepares(actor)
    if sitting.stage is not SittingStage.OPEN or any(one.outcome for one in sitting.items):
        raise moved_on("Phiên họp đã có quyết định nên không trở lại chuẩn bị được.", SUBJECT, sitting.id)
    _step(actor, sitting, SittingStage.PLANNED, "prepare_again", key)


def _step(actor: Actor, sitting: Sitting, stage: SittingStage, action: str, key: str | None) -> None:
    before, sitting.stage = sitting.stage, stage
    record_change(
        CHANGED, actor=actor, action=action, subject=SUBJECT, subject_id=sitting.id, from_stage=before.value,
        to_stage=stage.value, key=key,
    )  # fmt: skip


def _put_aside(sitting: Sitting) -> None:
    """Put aside whoever may not judge an item of his own unit, or chose so in the queue (before content opens)."""
    user_ids = [one.user_id for one in sitting.attendances if one.user_id]
    units = queries.unit_ids_of(user_ids, clock.today())
    chosen = queries.abstentions([item.exemplar_id for item in sitting.items])
    for item in sitting.items:
        there = {one.user_id for one in item.aside}
        unit_id = db.session.get_one(Exemplar, item.exemplar_id).unit_id
        for one in sitting.attendances:
            own = unit_id in units.get(one.user_id or 0, ())
            if one.user_id not in there and (own or (item.exemplar_id, one.user_id) in chosen):
                why = OF_OWN_UNIT if own else CHOSE_BEFORE
                item.aside.append(SteppedAside(user_id=one.user_id, name=one.name, why=why))
    db.session.flush()


def step_aside(*, actor: Actor, item: SittingItem, user_id: int | None, why: str, key: str | None = None) -> None:
    """Let a member take no part in an item: he says so himself, or the standing office or the chair notes it.

    In his queue the item is put aside too. Raises ``ActionRefused`` without a why, for somebody else's wish, and when
    the item is decided.
    """
    sitting = item.sitting
    if history.replayed(key, actor, SUBJECT, subject_id=sitting.id, action="step_aside"):
        return
    member = next((one for one in sitting.attendances if one.user_id == (user_id or actor.user_id)), None)
    _check_may_speak_for(actor, member)
    _check_undecided(item)
    if not why:
        raise ActionRefused(Refusal.NO_REASON, "Ghi vì sao xin không tham gia xét.")
    assert member is not None
    if any(one.user_id == member.user_id for one in item.aside):
        return
    item.aside.append(SteppedAside(user_id=member.user_id, name=member.name, why=why))
    if member.user_id == actor.user_id and rules.decides(actor, item.exemplar):
        _mark(actor, item, Mark.ABSTAIN)
    _note(actor, "step_aside", sitting, item.exemplar, key, member.name)


def rejoin(*, actor: Actor, item: SittingItem, user_id: int | None, key: str | None = None) -> None:
    """Take a declaration back while the item is undecided; what the program put aside stays so."""
    sitting = item.sitting
    if history.replayed(key, actor, SUBJECT, subject_id=sitting.id, action="rejoin"):
        return
    member = next((one for one in sitting.attendances if one.user_id == (user_id or actor.user_id)), None)
    _check_may_speak_for(actor, member)
    _check_undecided(item)
    assert member is not None
    found = next((one for one in item.aside if one.user_id == member.user_id), None)
    if found is None:
        return
    if found.why == OF_OWN_UNIT:
        raise ActionRefused(Refusal.NOT_ALLOWED, f"{member.name} thuộc đơn vị đăng ký nên không tham gia xét.")
    item.aside.remove(found)
    if member.user_id == actor.user_id and rules.decides(actor, item.exemplar):
        _mark(actor, item, None)
    _note(actor, "rejoin", sitting, item.exemplar, key, member.name)


def _mark(actor: Actor, item: SittingItem, kind: Mark | None) -> None:
    if item.exemplar.stage is Stage.SUBMITTED:
        mark(actor=actor, exemplar=item.exemplar, kind=kind)


def _check_may_speak_for(actor: Actor, member: Attendance | None) -> None:
    if member is None:
        raise ActionRefused(Refusal.NOT_ALLOWED, "Chỉ thành viên dự phiên họp mới xin không tham gia xét.")
    if member.user_id != actor.user_id and not rules.issues(actor):
        raise ActionRefused(Refusal.NOT_ALLOWED, "Bạn chỉ ghi được cho chính mình.")


def _check_undecided(item: SittingItem) -> None:
    if item.sitting.stage is SittingStage.CLOSED or agenda.is_settled(item):
        raise moved_on("Nội dung này đã có quyết định của phiên họp.", SUBJECT, item.sitting_id)


def _check_prepares(actor: Actor) -> None:
    if not rules.issues(actor):
        raise ActionRefused(Refusal.NOT_ALLOWED, "Cơ quan thường trực và Trưởng Ban Chỉ đạo chuẩn bị phiên họp.")


def _check_not_closed(sitting: Sitting) -> None:
    if sitting.stage is SittingStage.CLOSED:
        raise moved_on("Phiên họp đã kết thúc nên không sửa được nữa.", SUBJECT, sitting.id)


def _check_planned(actor: Actor, sitting: Sitting) -> None:
    _check_prepares(actor)
    if sitting.stage is not SittingStage.PLANNED:
        raise moved_on("Phiên họp đã khai mạc nên chương trình không đổi được nữa.", SUBJECT, sitting.id)


def _note(
    actor: Actor, action: str, sitting: Sitting, exemplar: Exemplar, key: str | None = None, who: str = ""
) -> None:
    details = {"after": {"exemplar": exemplar.name} | ({"member": who} if who else {})}
    history.record(
        actor=actor, action=action, subject=SUBJECT, subject_id=sitting.id, details=details, key=history.unused(key)
    )

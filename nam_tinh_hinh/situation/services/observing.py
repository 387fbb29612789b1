"""Writes of observations: record, edit, correct, join, pass upward, and every action of the workflow."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import update

from nam_tinh_hinh.kernel import clock, history
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.workflow import ActionRefused, Refusal, record_change
from nam_tinh_hinh.situation import rules
from nam_tinh_hinh.situation.enums import GATHERED, ObservationKind, PetitionStage, Stage
from nam_tinh_hinh.situation.reach import Reach
from nam_tinh_hinh.situation.services.petitions import drop_petition, open_petition
from nam_tinh_hinh.situation.tables import Observation, Passing, Petition
from nam_tinh_hinh.situation.workflow import OBSERVATION, workflow

# What a person writes down; ``correct`` changes those of them that a focal point may put right.
FACTS = (
    "channel_id", "area_id", "topic_id", "group_id", "kind", "severity", "content", "source", "on_day", "voices",
    "occasion_id", "earlier_id",
)  # fmt: skip
CORRECTED = ("topic_id", "area_id", "channel_id", "group_id", "kind", "severity", "voices", "on_day")
EDITABLE = frozenset({Stage.WAITING, Stage.RETURNED})
NOT_NOW = "Nội dung đã được đầu mối xử lý nên không sửa được nữa. Mở lại trang để xem, hoặc báo đầu mối sửa giúp."
MOVED_ON = "Chưa lưu được: nội dung đã thay đổi từ khi bạn mở trang."


def record(*, actor: Reach, facts: Mapping[str, Any], key: str | None = None) -> Observation:
    """Write down one observation for the actor's unit; the same ``key`` again returns the first.

    A focal point's own is confirmed at once: there is nobody else to ask. A petition is followed from then on.
    """
    if earlier := history.replayed(key, actor, OBSERVATION, action="record"):
        return db.session.get_one(Observation, earlier.subject_id)
    unit_id, now = actor.unit_id, clock.now()
    row = Observation(
        **{name: facts.get(name) for name in FACTS if name in facts}, unit_id=unit_id, holder_id=unit_id,
        recorded_by_id=actor.user_id, recorded_at=now, edited_at=now, stage=Stage.WAITING,
    )  # fmt: skip
    db.session.add(row)
    db.session.flush()
    history.record(actor=actor, action="record", subject=OBSERVATION, subject_id=row.id, to_stage=row.stage, key=key)
    if rules.holds(actor, row):
        act(actor=actor, observation=row, action="confirm")
    return row


def edit(
    *, actor: Reach, observation: Observation, facts: Mapping[str, Any], version: int | None, key: str | None = None
) -> Observation:
    """Change what was written down while no focal point has dealt with it; one returned goes back to the queue.

    Raises ``ActionRefused`` when it was dealt with or changed meanwhile.
    """
    if history.replayed(key, actor, OBSERVATION, action="edit", subject_id=observation.id):
        return observation
    if not rules.wrote(actor, observation):
        raise ActionRefused(Refusal.NOT_ALLOWED, "Chỉ người ghi và đơn vị của người ghi được sửa nội dung này.")
    if observation.stage not in EDITABLE:
        raise ActionRefused(Refusal.MOVED_ON, NOT_NOW, history.last(OBSERVATION, observation.id))
    _refuse_stale(observation, version)
    for name in FACTS:
        if name in facts:
            setattr(observation, name, facts[name])
    observation.edited_at = clock.now()
    record_change(MOVED_ON, actor=actor, action="edit", subject=OBSERVATION, subject_id=observation.id, key=key)
    if observation.stage is Stage.RETURNED:
        act(actor=actor, observation=observation, action="resend")
    return observation


def correct(
    *, actor: Reach, observation: Observation, facts: Mapping[str, Any], version: int | None, key: str | None = None
) -> Observation:
    """Put right how an observation was sorted (topic, place, kind …), never its words; by the focal point.

    Raises ``ActionRefused``. A kind that becomes "kiến nghị" begins to be followed.
    """
    if history.replayed(key, actor, OBSERVATION, action="correct", subject_id=observation.id):
        return observation
    if not rules.holds(actor, observation):
        raise ActionRefused(Refusal.NOT_ALLOWED, "Chỉ đầu mối đang giữ nội dung này được sửa phân loại.")
    _refuse_stale(observation, version)
    changed = {name: facts[name] for name in CORRECTED if name in facts and facts[name] != getattr(observation, name)}
    before = {name: _said(getattr(observation, name)) for name in changed}
    for name, value in changed.items():
        setattr(observation, name, value)
    details = {"before": before, "after": {name: _said(value) for name, value in changed.items()}}
    record_change(
        MOVED_ON, actor=actor, action="correct", subject=OBSERVATION, subject_id=observation.id, key=key,
        details=details,
    )  # fmt: skip
    _follow_petition(actor, observation)
    return observation


def _said(value: Any) -> Any:
    return value.isoformat() if hasattr(value, "isoformat") else value


def _refuse_stale(observation: Observation, version: int | None) -> None:
    if version not in (None, observation.version):
        raise ActionRefused(Refusal.MOVED_ON, MOVED_ON, history.last(OBSERVATION, observation.id))


def act(
    *,
    actor: Reach,
    observation: Observation,
    action: str,
    reason: str = "",
    version: int | None = None,
    key: str | None = None,
) -> history.Event:
    """Carry out one action of the workflow. Raises ``ActionRefused``; nothing has changed then."""
    if action in ("unconfirm", "join"):
        _stop_following(actor, observation)
    if action == "unconfirm":
        _refuse_root(observation)
    if action == "untake":
        observation.going_to_id = _taken_from(observation)
    event = workflow.apply(workflow.actions[action], actor, observation, reason=reason, version=version, key=key)
    if action in ("take", "give_back", "recall"):
        _settle_passing(actor, observation, action, reason)
    elif action == "untake":
        _open_again(observation)
    _follow_petition(actor, observation)
    return event


def join(
    *, actor: Reach, observation: Observation, to: Observation, version: int | None = None, key: str | None = None
) -> history.Event:
    """Join an observation to one that says the same; what was joined to it before goes along.

    Raises ``ActionRefused`` also when ``to`` is itself joined to another (joins are one deep), or not confirmed yet:
    what hangs on a row that is returned or withdrawn would be lost.
    """
    if to.stage is Stage.JOINED:
        raise ActionRefused(Refusal.INCOMPLETE, "Nội dung được chọn đã gộp vào nội dung khác. Hãy chọn nội dung gốc.")
    if to.stage not in GATHERED:
        raise ActionRefused(Refusal.INCOMPLETE, "Nội dung được chọn chưa xác nhận. Hãy xác nhận nội dung đó trước.")
    observation.going_to_id = to.id
    event = act(actor=actor, observation=observation, action="join", version=version, key=key)
    db.session.execute(update(Observation).where(Observation.joined_to_id == observation.id).values(joined_to_id=to.id))
    return event


def pass_up(
    *,
    actor: Reach,
    observation: Observation,
    to_unit_id: int,
    reason: str,
    version: int | None = None,
    key: str | None = None,
) -> history.Event:
    """Hand an observation to a superior because it is above this level's powers. Raises ``ActionRefused``."""
    from_unit_id = observation.holder_id
    observation.going_to_id = to_unit_id
    event = act(actor=actor, observation=observation, action="pass_up", reason=reason, version=version, key=key)
    if observation.came_from_id == from_unit_id and not _open_passing(observation):
        db.session.add(
            Passing(
                observation_id=observation.id, from_unit_id=from_unit_id, to_unit_id=to_unit_id, reason=reason,
                passed_at=clock.now(), passed_by_name=actor.name,
            )
        )  # fmt: skip
        db.session.flush()
    return event


def _open_passing(observation: Observation) -> Passing | None:
    query = db.select(Passing).filter_by(observation_id=observation.id, taken_at=None, given_back_at=None)
    return db.session.scalar(query.order_by(Passing.id.desc()).limit(1))


def _last_taken(observation: Observation) -> Passing | None:
    query = db.select(Passing).filter_by(observation_id=observation.id, to_unit_id=observation.holder_id)
    return db.session.scalar(query.where(Passing.taken_at.is_not(None)).order_by(Passing.id.desc()).limit(1))


def _taken_from(observation: Observation) -> int | None:
    passing = _last_taken(observation)
    return passing.from_unit_id if passing else None


def _open_again(observation: Observation) -> None:
    if passing := _last_taken(observation):
        passing.taken_at, passing.taken_by_name = None, ""
        db.session.flush()


def _settle_passing(actor: Reach, observation: Observation, action: str, reason: str) -> None:
    if (passing := _open_passing(observation)) is None:
        return
    if action == "take":
        passing.taken_at, passing.taken_by_name = clock.now(), actor.name
    else:
        passing.given_back_at, passing.back_reason = clock.now(), reason or "Đơn vị gửi lấy về"
    db.session.flush()


def _follow_petition(actor: Reach, observation: Observation) -> None:
    """Begin to follow a confirmed petition; what is followed and was passed upward is followed where it is taken."""
    if observation.stage is not Stage.CONFIRMED:
        return
    petition = db.session.get(Petition, observation.id)
    if petition is None:
        if observation.kind is ObservationKind.PETITION:
            open_petition(actor=actor, observation=observation)
    elif petition.unit_id != observation.holder_id:
        petition.unit_id = observation.holder_id
        db.session.flush()


def _refuse_root(observation: Observation) -> None:
    """Keep what others were joined to: returned or withdrawn it would take them along."""
    joined = db.select(Observation.id).where(Observation.joined_to_id == observation.id).limit(1)
    if db.session.scalar(joined):
        raise ActionRefused(
            Refusal.INCOMPLETE, "Có nội dung khác đã gộp vào nội dung này. Hãy tách các nội dung đó ra trước."
        )


def _stop_following(actor: Reach, observation: Observation) -> None:
    """Let a confirmed petition be taken back or joined to another only while nothing was done about it."""
    petition = db.session.get(Petition, observation.id)
    if petition is None or not rules.holds(actor, observation):
        return
    if petition.stage is not PetitionStage.RECEIVED or petition.paused_on:
        raise ActionRefused(
            Refusal.INCOMPLETE,
            "Kiến nghị này đã được chuyển xử lý, phải theo đến khi có kết quả. Hãy gộp nội dung kia vào nội dung này.",
        )
    drop_petition(petition=petition)

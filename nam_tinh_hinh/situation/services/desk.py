"""Taking back what was decided at the desk: one press undoes one decision, whatever it was."""

from nam_tinh_hinh.kernel import history
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.workflow import ActionRefused, Refusal
from nam_tinh_hinh.situation.enums import Stage
from nam_tinh_hinh.situation.reach import Reach
from nam_tinh_hinh.situation.services.observing import act
from nam_tinh_hinh.situation.tables import Observation
from nam_tinh_hinh.situation.workflow import OBSERVATION, workflow

# decision: what takes it back, first to last; the second only when the decision also confirmed.
UNDONE_BY = {
    "confirm": ("unconfirm",), "return": ("resend",), "join": ("separate", "unconfirm"),
    "pass_up": ("recall", "unconfirm"), "take": ("untake",),
}  # fmt: skip
NOTHING = "Không còn gì để hoàn tác: nội dung đã được xử lý tiếp."


def decision_of(observation: Observation) -> history.Event | None:
    """Return the decision that brought an observation where it is, if it can be taken back at all."""
    standing: list[history.Event] = []
    for event in history.of(OBSERVATION, observation.id):
        if standing and event.action == UNDONE_BY.get(standing[-1].action, ("",))[0]:
            standing.pop()
        elif event.from_stage != event.to_stage:
            standing.append(event)
    last = standing[-1] if standing else None
    return last if last and last.action in UNDONE_BY and last.to_stage == observation.stage.value else None


def may_undo(actor: Reach, observation: Observation) -> bool:
    """Tell whether ``actor`` may take back the last decision on an observation."""
    event = decision_of(observation)
    return event is not None and workflow.actions[UNDONE_BY[event.action][0]].allowed(actor, observation)


def undo(*, actor: Reach, observation: Observation, version: int | None, key: str | None = None) -> history.Event:
    """Bring an observation back to where it was before its last decision.

    Raises ``ActionRefused`` when it is not the actor's, moved on meanwhile, or nothing can be taken back.
    """
    if earlier := _undone(actor, observation, key):
        return earlier
    decision = decision_of(observation)
    if decision is None:
        raise ActionRefused(Refusal.MOVED_ON, NOTHING, history.last(OBSERVATION, observation.id))
    steps = UNDONE_BY[decision.action][: 2 if decision.from_stage == Stage.WAITING.value else 1]
    event = act(actor=actor, observation=observation, action=steps[0], version=version, key=key)
    for step in steps[1:]:
        event = act(actor=actor, observation=observation, action=step)
    return event


def _undone(actor: Reach, observation: Observation, key: str | None) -> history.Event | None:
    same = {"subject_id": observation.id, "key": key}
    first = {steps[0] for steps in UNDONE_BY.values()}
    query = db.select(history.Event).filter_by(subject=OBSERVATION, actor_id=actor.user_id, **same)
    return db.session.scalar(query.where(history.Event.action.in_(first))) if key else None

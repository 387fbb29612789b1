"""Writes of urgent word: send it to the superior concerned with a copy to the direct one, and its receipt."""

from collections.abc import Collection

from nam_tinh_hinh.kernel import clock, history
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.workflow import ActionRefused, Refusal
from nam_tinh_hinh.situation import rules
from nam_tinh_hinh.situation.enums import Severity
from nam_tinh_hinh.situation.queries import alerts as queries
from nam_tinh_hinh.situation.reach import Reach
from nam_tinh_hinh.situation.tables import Alert, Observation

ALERT = "alert"


def send(
    *, actor: Reach, observation: Observation, to_unit_ids: Collection[int], key: str | None = None
) -> list[Alert]:
    """Send urgent word of an observation; the direct superior gets a copy (seed 004, IV.2). Who has it stays as it is.

    Raises ``ActionRefused`` when it is not the actor's to send, not urgent, or none of the superiors was chosen.
    """
    if history.replayed(key, actor, ALERT, action="send", subject_id=observation.id):
        return list(queries.alerts_of(observation.id))
    _refuse_unfit(actor, observation)
    known = {one.id: one.is_direct for one in queries.superiors(observation.unit_id)}
    chosen = [one for one in dict.fromkeys(to_unit_ids) if one in known]
    if not chosen:
        raise ActionRefused(Refusal.INCOMPLETE, "Chọn cấp trên nhận tin cấp bách.")
    there = {alert.to_unit_id for alert in queries.alerts_of(observation.id)}
    copies = [one for one, is_direct in known.items() if is_direct and one not in chosen]
    for to_unit_id in [*chosen, *copies]:
        if to_unit_id not in there:
            _add(actor, observation, to_unit_id, is_copy=to_unit_id in copies)
    db.session.flush()
    history.record(
        actor=actor, action="send", subject=ALERT, subject_id=observation.id, key=history.unused(key),
        details={"after": {"unit_ids": [*chosen, *copies]}},
    )  # fmt: skip
    return list(queries.alerts_of(observation.id))


def _refuse_unfit(actor: Reach, observation: Observation) -> None:
    if not (rules.wrote(actor, observation) or rules.holds(actor, observation)):
        raise ActionRefused(Refusal.NOT_ALLOWED, "Chỉ người ghi và đầu mối của nội dung này được báo cấp bách.")
    if observation.severity is not Severity.URGENT:
        raise ActionRefused(Refusal.INCOMPLETE, "Chỉ báo thẳng cấp trên nội dung có mức độ “Cấp bách”.")


def _add(actor: Reach, observation: Observation, to_unit_id: int, *, is_copy: bool) -> None:
    db.session.add(
        Alert(
            observation_id=observation.id, to_unit_id=to_unit_id, is_copy=is_copy, sent_at=clock.now(),
            sent_by_name=actor.name,
        )
    )  # fmt: skip


def see(*, actor: Reach, observation: Observation) -> bool:
    """Write down, once and with the server's time, that the receiving unit has seen it; tell whether that is news."""
    mine = [a for a in queries.alerts_of(observation.id) if a.to_unit_id in actor.speaks and a.seen_at is None]
    for alert in mine:
        alert.seen_at, alert.seen_by_name = clock.now(), actor.name
    if mine:
        history.record(actor=actor, action="see", subject=ALERT, subject_id=observation.id)
    return bool(mine)

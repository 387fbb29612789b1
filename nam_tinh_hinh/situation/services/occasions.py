"""Writes of meetings: keep one so that the next item comes from it too, and put its name and its speakers right."""

from nam_tinh_hinh.kernel import clock, history
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.workflow import ActionRefused, Refusal
from nam_tinh_hinh.situation import rules
from nam_tinh_hinh.situation.reach import Reach
from nam_tinh_hinh.situation.tables import Observation, Occasion

OCCASION = "occasion"


def keep(*, actor: Reach, observation: Observation) -> Occasion:
    """Return the meeting an observation comes from, opened with its channel, place and day when it names none yet.

    Asked again it returns the same one, so that a double click opens no second meeting.
    """
    if observation.occasion is not None:
        return observation.occasion
    occasion = Occasion(
        unit_id=observation.unit_id, channel_id=observation.channel_id, area_id=observation.area_id,
        on_day=observation.on_day, recorded_by_id=actor.user_id, recorded_at=clock.now(),
    )  # fmt: skip
    observation.occasion = occasion
    db.session.flush()
    history.record(actor=actor, action="open", subject=OCCASION, subject_id=occasion.id)
    return occasion


def describe(*, actor: Reach, occasion: Occasion, title: str, speakers: int | None, key: str | None = None) -> Occasion:
    """Name a meeting and say how many spoke there (PRACTICE.md §2.5); the same ``key`` again changes nothing.

    Raises ``ActionRefused`` for anyone but who keeps it and those who write for the same unit.
    """
    if history.replayed(key, actor, OCCASION, action="describe", subject_id=occasion.id):
        return occasion
    if not rules.wrote(actor, occasion):
        raise ActionRefused(Refusal.NOT_ALLOWED, "Chỉ người ghi và đơn vị của người ghi được sửa cuộc này.")
    before = {"title": occasion.title, "speakers": occasion.speakers}
    occasion.title, occasion.speakers = title, speakers
    history.record(
        actor=actor, action="describe", subject=OCCASION, subject_id=occasion.id, key=history.unused(key),
        details={"before": before, "after": {"title": title, "speakers": speakers}},
    )  # fmt: skip
    return occasion

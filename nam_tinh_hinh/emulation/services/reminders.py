"""Reminding units: once a day for each matter; it stands on the unit's home until what it asks for is done."""

from collections.abc import Iterable

from nam_tinh_hinh.emulation import rules
from nam_tinh_hinh.emulation.enums import ReminderAbout
from nam_tinh_hinh.emulation.queries import interim as queries
from nam_tinh_hinh.emulation.tables import Campaign, Reminder
from nam_tinh_hinh.kernel import clock, history
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.workflow import ActionRefused, Refusal
from nam_tinh_hinh.people.actor import Actor


def remind(
    *, actor: Actor, campaign: Campaign, unit_ids: Iterable[int], about: ReminderAbout, exemplar_id: int | None = None
) -> int:
    """Remind units of something and return how many were; one reminded of it today already is left alone.

    Raises ``ActionRefused`` for whoever does not serve the committee (seed 003, VI.3).
    """
    if not rules.serves_committee(actor):
        raise ActionRefused(Refusal.NOT_ALLOWED, "Chỉ Ban Chỉ đạo và Cơ quan thường trực nhắc các đơn vị.")
    done = queries.reminded_on(campaign.id, about, exemplar_id, clock.today())
    fresh = [unit_id for unit_id in dict.fromkeys(unit_ids) if unit_id not in done]
    for unit_id in fresh:
        row = Reminder(
            campaign_id=campaign.id, unit_id=unit_id, about=about, exemplar_id=exemplar_id, by_id=actor.user_id,
            by_name=actor.name, at=clock.now(),
        )  # fmt: skip
        db.session.add(row)
        db.session.flush()
        history.record(actor=actor, action="remind", subject="reminder", subject_id=row.id,
                       details={"after": {"about": about.label}})  # fmt: skip
    return len(fresh)

"""The two ways in which a petition changes: along its workflow, or where it stands. Both leave history, both replay."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from nam_tinh_hinh.kernel import clock, history
from nam_tinh_hinh.kernel.clock import day_text
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.workflow import ActionRefused, Refusal, moved_on, record_change
from nam_tinh_hinh.situation.reach import Reach
from nam_tinh_hinh.situation.tables import Petition
from nam_tinh_hinh.situation.workflow import PETITION, petition_workflow

MOVED_ON = "Chưa lưu được: kiến nghị đã thay đổi từ khi bạn mở trang."


def sent_before(actor: Reach, petition: Petition, action: str, key: str | None) -> bool:
    """Tell whether this form was sent and carried out already: a double click changes nothing twice."""
    return history.replayed(key, actor, PETITION, action=action, subject_id=petition.id) is not None


def move(
    *, actor: Reach, petition: Petition, action: str, facts: Mapping[str, Any], version: int | None, key: str | None,
    reason: str = "",
) -> None:  # fmt: skip
    """Write ``facts`` and carry out an action of the workflow in one go. Raises ``ActionRefused``: nothing is written.

    The columns must change together with the stage, so nothing is sent to the database in between.
    """
    db.session.flush()
    with db.session.no_autoflush:
        for name, value in facts.items():
            setattr(petition, name, value)
        try:
            petition_workflow.apply(
                petition_workflow.actions[action], actor, petition, reason=reason, version=version, key=key
            )
        except ActionRefused:
            if petition in db.session:
                db.session.expire(petition)
            raise


def change(
    *, actor: Reach, petition: Petition, action: str, allowed: Callable[[Any, Any], bool], label: str,
    facts: Mapping[str, Any], version: int | None, key: str | None, details: dict[str, Any] | None = None,
) -> None:  # fmt: skip
    """Write ``facts`` where the petition stands; raises ``ActionRefused`` for a stranger and for a stale page."""
    check_change(actor, petition, allowed, label, version)
    for name, value in facts.items():
        setattr(petition, name, value)
    record_change(
        MOVED_ON, actor=actor, action=action, subject=PETITION, subject_id=petition.id, key=key, details=details
    )


def check_change(
    actor: Reach, petition: Petition, allowed: Callable[[Any, Any], bool], label: str, version: int | None
) -> None:
    """Raise ``ActionRefused`` for a stranger, and for who saw another version: permission comes first."""
    if not allowed(actor, petition):
        raise ActionRefused(Refusal.NOT_ALLOWED, f"Bạn không được thực hiện việc “{label}” ở kiến nghị này.")
    if version not in (None, petition.version):
        raise moved_on(MOVED_ON, PETITION, petition.id)


def refuse_day(day: date, not_before: date, what: str) -> None:
    """Raise ``ActionRefused`` for a day that has not come, or that lies before ``not_before``."""
    if day > clock.today():
        raise ActionRefused(Refusal.INCOMPLETE, f"Không ghi {what} sau hôm nay ({day_text(clock.today())}).")
    if day < not_before:
        raise ActionRefused(Refusal.INCOMPLETE, f"Không ghi {what} trước ngày {day_text(not_before)}.")

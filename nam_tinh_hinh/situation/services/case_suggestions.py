"""Writes about suggested cases: a unit says why it makes none, and may take that back."""

from collections.abc import Collection

from sqlalchemy import delete, select

from nam_tinh_hinh.kernel import clock, history
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.workflow import ActionRefused, Refusal
from nam_tinh_hinh.situation.queries.case_suggestions import dismissal
from nam_tinh_hinh.situation.queries.casework import house_of
from nam_tinh_hinh.situation.reach import Reach
from nam_tinh_hinh.situation.services.casework import NOT_A_DESK
from nam_tinh_hinh.situation.suggesting import Suggestion
from nam_tinh_hinh.situation.tables import CaseDismissal

DISMISSAL = "case_dismissal"


def dismiss(*, actor: Reach, suggestion: Suggestion, reason: str, key: str | None = None) -> None:
    """Say why no case is made; it is suggested again only when the matter has come more often than now.

    Every observation of the matter is marked, so that it stays known when the first ones grow old. Raises
    ``ActionRefused``: not a focal point, or no reason.
    """
    if history.replayed(key, actor, DISMISSAL, action="dismiss"):
        return
    unit_id = _unit_of(actor)
    if not reason:
        raise ActionRefused(Refusal.NO_REASON, "Ghi lý do không lập vụ việc.")
    _forget(unit_id, suggestion.ids)
    now = clock.now()
    db.session.add_all(
        CaseDismissal(
            unit_id=unit_id, observation_id=one, times=suggestion.times, reason=reason, dismissed_by_name=actor.name,
            dismissed_at=now,
        )
        for one in suggestion.ids
    )  # fmt: skip
    history.record(
        actor=actor, action="dismiss", subject=DISMISSAL, subject_id=suggestion.first, reason=reason, key=key,
        details={"after": {"times": suggestion.times}},
    )  # fmt: skip


def suggest_again(*, actor: Reach, first: int, key: str | None = None) -> None:
    """Take a dismissal back; taken back already, nothing happens. Raises ``ActionRefused``."""
    unit_id = _unit_of(actor)
    if marked := dismissal(unit_id, first):
        together = select(CaseDismissal.observation_id).filter_by(unit_id=unit_id, dismissed_at=marked.dismissed_at)
        _forget(unit_id, db.session.scalars(together).all())
        history.record(
            actor=actor, action="suggest_again", subject=DISMISSAL, subject_id=first, key=history.unused(key)
        )


def _unit_of(actor: Reach) -> int:
    if (unit_id := house_of(actor)) is None:
        raise ActionRefused(Refusal.NOT_ALLOWED, NOT_A_DESK)
    return unit_id


def _forget(unit_id: int, observation_ids: Collection[int]) -> None:
    db.session.execute(
        delete(CaseDismissal).where(
            CaseDismissal.unit_id == unit_id,
            CaseDismissal.observation_id.in_(observation_ids),
        )
    )

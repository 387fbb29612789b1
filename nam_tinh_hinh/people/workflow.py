"""What happens to a unit's list of officers: sent, returned with a reason, sent again, approved (R034, R151)."""

from datetime import datetime
from typing import Any

from nam_tinh_hinh.kernel.history import Doer
from nam_tinh_hinh.kernel.workflow import Action, Workflow
from nam_tinh_hinh.people.actor import Actor
from nam_tinh_hinh.people.enums import RosterStage
from nam_tinh_hinh.people.rules import composes_rosters, is_admin

ROSTER = "roster"


def _may_send(actor: Actor, roster: Any) -> bool:
    return composes_rosters(actor) and roster.unit_id == actor.unit_id


def _may_decide(actor: Actor, _roster: Any) -> bool:
    return is_admin(actor)


def _sent(roster: Any, actor: Doer, at: datetime, _reason: str) -> None:
    roster.submitted_at, roster.submitted_by_id, roster.return_reason = at, actor.user_id, ""


def _returned(roster: Any, _actor: Doer, _at: datetime, reason: str) -> None:
    roster.return_reason = reason


def _approved(roster: Any, actor: Doer, at: datetime, _reason: str) -> None:
    roster.approved_at, roster.approved_by_id = at, actor.user_id


WAITING = frozenset({RosterStage.SUBMITTED})
OPEN = WAITING | {RosterStage.RETURNED}
ROSTERS = Workflow[RosterStage](
    ROSTER,
    (
        Action("send_again", "gui-lai", "Gửi lại danh sách", "Đã gửi lại danh sách", OPEN, RosterStage.SUBMITTED,
               _may_send, effect=_sent),
        Action("approve", "duyet", "Duyệt danh sách", "Đã duyệt danh sách", WAITING, RosterStage.APPROVED,
               _may_decide, effect=_approved, tone="primary"),
        Action("return", "tra-lai", "Trả lại", "Đã trả lại danh sách", WAITING, RosterStage.RETURNED,
               _may_decide, needs_reason=True, effect=_returned),
    ),
)  # fmt: skip

"""What people and places put on "Việc của tôi"."""

from collections.abc import Iterator
from functools import partial

from sqlalchemy import select

from nam_tinh_hinh.kernel import history
from nam_tinh_hinh.kernel.clock import moment_text, now
from nam_tinh_hinh.kernel.matters import Matter
from nam_tinh_hinh.kernel.tasks import Task
from nam_tinh_hinh.people.actor import Actor
from nam_tinh_hinh.people.enums import RosterStage
from nam_tinh_hinh.people.queries import rosters as queries
from nam_tinh_hinh.people.rules import composes_rosters, is_admin
from nam_tinh_hinh.people.tables import Roster
from nam_tinh_hinh.people.workflow import ROSTER


def matters(actor: Actor) -> Iterator[Matter]:
    """Yield what ``actor`` may have to do about people and places."""
    if is_admin(actor):
        yield Matter(_clock_put_back)
        yield Matter(_lists_to_approve, select(Roster.id).where(Roster.stage == RosterStage.SUBMITTED))
    if composes_rosters(actor):
        returned = Roster.unit_id == actor.unit_id, Roster.stage == RosterStage.RETURNED
        yield Matter(partial(_list_returned, actor.unit_id or 0), select(Roster.id).where(*returned))


def _clock_put_back() -> Iterator[Task]:
    """Deadlines go by the server's clock: whoever looks after it has to know when it contradicts the history."""
    if latest := history.newest_ahead():
        yield Task(
            "Kiểm tra ngày giờ của máy chủ", "people.chronicle", {}, "Giờ máy chủ chạy sai", "overdue",
            waits_text=f"nhật ký đã ghi đến {moment_text(latest)}, còn giờ máy chủ là {moment_text(now())}",
        )  # fmt: skip


def _lists_to_approve() -> Iterator[Task]:
    number, longest = queries.waiting_rosters()
    if not longest:
        return
    first, one = longest[0], number == 1
    yield Task(
        "Duyệt danh sách cán bộ phụ trách địa bàn", "people.roster" if one else "people.rosters",
        {"roster_id": first.id} if one else {}, RosterStage.SUBMITTED.label, RosterStage.SUBMITTED.tone,
        count=None if one else number, waits_text=first.unit.name if one else f"{number} đơn vị đang chờ",
        due_text=f"lâu nhất từ {moment_text(first.submitted_at)}",
    )  # fmt: skip


def _list_returned(unit_id: int) -> Iterator[Task]:
    roster = queries.open_roster(unit_id)
    if roster is None or roster.stage is not RosterStage.RETURNED:
        return
    event = history.last(ROSTER, roster.id)
    yield Task(
        "Sửa, gửi lại danh sách cán bộ phụ trách địa bàn", "people.compose_roster", {}, roster.stage.label,
        roster.stage.tone, waits_text=roster.return_reason, due_text=f"trả lại {moment_text(event and event.at)}",
    )  # fmt: skip

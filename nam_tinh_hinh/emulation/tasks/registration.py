"""What emulation puts on "Việc của tôi"."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from sqlalchemy import Select, select

from nam_tinh_hinh.emulation import queries
from nam_tinh_hinh.emulation.enums import Stage
from nam_tinh_hinh.emulation.queries import in_hand, preparing, review
from nam_tinh_hinh.emulation.tables import Exemplar
from nam_tinh_hinh.kernel import clock, history
from nam_tinh_hinh.kernel.clock import moment_text
from nam_tinh_hinh.kernel.matters import Matter
from nam_tinh_hinh.kernel.tasks import Task
from nam_tinh_hinh.people.actor import Actor
from nam_tinh_hinh.people.enums import Role
from nam_tinh_hinh.people.rules import is_committee, is_standing, works_for_unit

RESULT_IS_NEWS = timedelta(days=7)


def matters(actor: Actor) -> Iterator[Matter]:
    """Yield what ``actor`` may have to do about registrations, the most pressing first."""
    if works_for_unit(actor):
        yield from _of_unit(actor)
    if is_committee(actor):
        yield Matter(_of_committee, figures=review.waiting_figures(actor))
    if is_standing(actor):
        yield Matter(_of_standing_office, figures=review.pending_figures(actor))
    if actor.role is Role.COMPILER:
        yield Matter(_list_of_the_year)


def own(actor: Actor, *stages: Stage) -> Select[Any]:
    """Return the query for the ids of what the unit of ``actor`` has in one of ``stages``."""
    return select(Exemplar.id).where(Exemplar.unit_id == actor.unit_id, Exemplar.stage.in_(stages))


def _of_unit(actor: Actor) -> Iterator[Matter]:
    if actor.role is Role.LEADER:
        yield Matter(partial(_of_leader, actor), own(actor, *preparing.FOR_LEADER))
    yield Matter(partial(_drafts, actor), own(actor, Stage.DRAFT))
    yield Matter(partial(_to_mend, actor), own(actor, Stage.RETURNED))
    yield Matter(_to_send, figures=queries.count_own(actor, Stage.APPROVED))
    since = clock.now() - RESULT_IS_NEWS
    made_known = own(actor, Stage.AGREED, Stage.DECLINED).where(Exemplar.released_at > since)
    yield Matter(partial(_released, actor, since), made_known)


def _list_of_the_year() -> Iterator[Task]:
    year = clock.today().year
    yield Task(f"Danh sách đăng ký năm {year}", "emulation.index", {"nam": year}, "Xem, in, tải Excel")


def _released(actor: Actor, since: datetime) -> Iterator[Task]:
    for item in queries.released_since(actor, since):
        yield Task(
            f"Kết quả xét: {item.name}", "emulation.show", {"exemplar_id": item.id}, item.stage.label, item.stage.tone,
            due_text=f"công bố {moment_text(item.released_at)}",
        )  # fmt: skip


def _to_mend(actor: Actor) -> Iterator[Task]:
    """Yield what came back to the unit."""
    said = in_hand.came_back(actor)
    for item in in_hand.in_hand(actor).at(Stage.RETURNED)[: queries.TASKS_SHOWN]:
        yield _sent_back(item, said[item.id]) if item.id in said else _returned(item)


def _to_send(approved: int) -> Iterator[Task]:
    """Yield what the unit's list waits for."""
    if approved:
        yield Task(
            "Đã duyệt, chờ gửi danh sách", "emulation.unit_list", stage_label="Chờ gửi", tone="attention",
            count=approved, waits_text="Ban Chỉ đạo chưa nhận được",
        )  # fmt: skip


def _drafts(actor: Actor) -> Iterator[Task]:
    """Yield what is not finished; what the leader sent back says so."""
    drafts, said = in_hand.in_hand(actor).at(Stage.DRAFT), in_hand.came_back(actor)
    newest = sorted(drafts, key=lambda item: item.edited_at, reverse=True)[: queries.TASKS_SHOWN]
    for item in newest:
        yield _sent_back(item, said[item.id]) if item.id in said else _unfinished(item)
    if more := len(drafts) - len(newest):
        listed = {"giai-doan": Stage.DRAFT.value}
        yield Task(f"… và {more} bản nháp nữa", "emulation.index", listed, Stage.DRAFT.label)


def _of_leader(actor: Actor) -> Iterator[Task]:
    waiting = in_hand.in_hand(actor).at(*preparing.FOR_LEADER)
    for item in waiting[: queries.TASKS_SHOWN]:
        yield Task(
            f"Duyệt: {item.name}", "emulation.show", {"exemplar_id": item.id}, item.stage.label, "attention",
            due_text=f"sửa {moment_text(item.edited_at)}",
        )  # fmt: skip
    if (more := len(waiting) - queries.TASKS_SHOWN) > 0:
        listed = {"giai-doan": Stage.PROPOSED.value}
        yield Task(f"… và {more} hồ sơ nữa chờ duyệt", "emulation.index", listed, Stage.PROPOSED.label, "attention")


def _sent_back(item: Exemplar, event: history.Event) -> Task:
    return Task(
        f"Lãnh đạo trả lại: {item.name}", "emulation.edit", {"exemplar_id": item.id}, "Sửa lại", "attention",
        waits_text=event.reason or "", due_text=f"trả lại {moment_text(event.at)}",
    )  # fmt: skip


def _unfinished(item: Exemplar) -> Task:
    return Task(
        f"Viết tiếp: {item.name or 'mô hình chưa có tên'}", "emulation.edit", {"exemplar_id": item.id},
        Stage.DRAFT.label, due_text=f"sửa {moment_text(item.edited_at)}",
    )  # fmt: skip


def _returned(item: Exemplar) -> Task:
    return Task(
        f"Bổ sung: {item.name}", "emulation.edit", {"exemplar_id": item.id}, Stage.RETURNED.label, "attention",
        waits_text=item.decision_reason, due_text=f"trả lại {moment_text(item.decided_at)}",
    )  # fmt: skip


def _of_committee(waiting: int, longest: datetime | None) -> Iterator[Task]:
    if waiting:
        yield Task(
            "Xét đăng ký mô hình, điển hình", "emulation.queue", stage_label=Stage.SUBMITTED.label, tone="waiting",
            count=waiting, due_text=f"lâu nhất từ {moment_text(longest)}",
        )  # fmt: skip


def _of_standing_office(decided: int) -> Iterator[Task]:
    today = clock.today()
    if queries.campaign(today.year) is None:
        yield Task(f"Mở đợt đăng ký năm {today.year}", "emulation.campaigns", stage_label="Chưa mở", tone="attention")
    if decided:
        yield Task(
            "Công bố kết quả xét", "emulation.release", stage_label="Dự kiến", tone="attention", count=decided,
            waits_text="Các đơn vị đang chờ kết quả",
        )  # fmt: skip

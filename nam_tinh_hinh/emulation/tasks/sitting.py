"""What sittings and notices put on "Việc của tôi"."""

from collections.abc import Iterator
from functools import partial

from sqlalchemy import select

from nam_tinh_hinh.emulation import queries, rules
from nam_tinh_hinh.emulation.enums import ReminderAbout, SittingStage, Stage
from nam_tinh_hinh.emulation.queries import board, receipts
from nam_tinh_hinh.emulation.queries import sitting as sittings
from nam_tinh_hinh.emulation.tables import Exemplar, Sitting
from nam_tinh_hinh.emulation.tasks.said import reminded_text
from nam_tinh_hinh.kernel import clock
from nam_tinh_hinh.kernel.clock import day_text
from nam_tinh_hinh.kernel.matters import Matter
from nam_tinh_hinh.kernel.tasks import Task
from nam_tinh_hinh.people.actor import Actor
from nam_tinh_hinh.people.rules import works_for_unit


def matters(actor: Actor) -> Iterator[Matter]:
    """Yield the notices a unit has not confirmed, the sittings ahead, and the notice that waits to be issued."""
    if works_for_unit(actor):
        yield Matter(partial(_to_confirm, actor), receipts.unconfirmed_ids(actor))
    if rules.serves_committee(actor):
        yield Matter(partial(_sittings, actor), select(Sitting.id).where(Sitting.stage != SittingStage.CLOSED))
    if rules.issues(actor):
        yield Matter(partial(_to_issue, actor), select(Exemplar.id).where(Exemplar.stage == Stage.AGREED))


def _to_confirm(actor: Actor) -> Iterator[Task]:
    waiting = receipts.unconfirmed(actor)
    campaigns = {notice.campaign_id: notice.campaign for _receipt, notice in waiting}
    about = ReminderAbout.RECEIPT
    said = {id_: board.last_reminder(actor.unit_id or 0, one, about) for id_, one in campaigns.items()}
    for _receipt, notice in waiting:
        reminder = said[notice.campaign_id]
        number = f" số {notice.number_text}" if notice.number_text else f" ngày {day_text(notice.day)}"
        yield Task(
            f"{notice.kind.label}{number}: xác nhận đã nhận", "emulation.notices", {"nam": notice.campaign.year},
            "Chờ xác nhận", "attention", due_text=f"ban hành {day_text(notice.day)}",
            waits_text=reminded_text(reminder) if reminder and reminder.at > notice.issued_at else "",
        )  # fmt: skip


def _sittings(actor: Actor) -> Iterator[Task]:
    for one in sittings.unfinished(actor):
        when = ", ".join(part for part in (one.begins, day_text(one.held_on)) if part)
        yield Task(
            one.purpose.label, "emulation.sitting", {"sitting_id": one.id}, one.stage.label, one.stage.tone,
            waits_text=one.place, due_text=when,
        )  # fmt: skip


def _to_issue(actor: Actor) -> Iterator[Task]:
    campaign = queries.campaign(clock.today().year)
    agreed = queries.to_assign(actor, campaign) if campaign else ()
    if agreed:
        yield Task(
            "Ban hành thông báo giao nhiệm vụ", "emulation.notice_compose", stage_label="Đã thống nhất",
            tone="attention", count=len(agreed), waits_text="Các đơn vị chờ thông báo để triển khai",
        )  # fmt: skip

"""What steps 5 and 6 put on "Việc của tôi"."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from functools import partial

from sqlalchemy import select

from nam_tinh_hinh.emulation import rules
from nam_tinh_hinh.emulation.enums import ReminderAbout, Stage
from nam_tinh_hinh.emulation.queries import in_hand
from nam_tinh_hinh.emulation.queries import recognising as queries
from nam_tinh_hinh.emulation.tables import Exemplar, Recognition, Reminder
from nam_tinh_hinh.emulation.tasks.registration import RESULT_IS_NEWS, own
from nam_tinh_hinh.emulation.tasks.said import reminded_text
from nam_tinh_hinh.kernel import clock
from nam_tinh_hinh.kernel.clock import day_text, moment_text
from nam_tinh_hinh.kernel.matters import Matter
from nam_tinh_hinh.kernel.tasks import Task
from nam_tinh_hinh.people.actor import Actor
from nam_tinh_hinh.people.enums import Role
from nam_tinh_hinh.people.rules import is_committee, works_for_unit

REPORT_AHEAD, RECOGNITION_AHEAD = timedelta(days=30), timedelta(days=14)
SHOWN = 10


def matters(actor: Actor) -> Iterator[Matter]:
    """Yield what ``actor`` may have to do about results, assessments and recognition."""
    if works_for_unit(actor):
        yield Matter(partial(_of_unit, actor), own(actor, Stage.UNDERWAY))
        since = clock.now() - RESULT_IS_NEWS
        published = select(Recognition.id).where(Recognition.issued_at > since)
        yield Matter(partial(_published, actor, since), published)
    if is_committee(actor):
        yield Matter(_to_assess, figures=queries.to_assess_figures(actor))
    if rules.issues(actor):
        unsettled = select(Exemplar.id).where(Exemplar.stage.in_([Stage.REPORTED, *queries.UNPUBLISHED]))
        yield Matter(_of_issuers, unsettled)


def _to_assess(number: int) -> Iterator[Task]:
    if number:
        yield Task(
            f"Đánh giá: {number} mô hình", "emulation.assessing", stage_label="Đánh giá", tone="waiting", count=number,
            waits_text="Đơn vị đã báo cáo kết quả",
        )  # fmt: skip


def _of_unit(actor: Actor) -> Iterator[Task]:
    held, returned = in_hand.in_hand(actor), in_hand.came_back(actor)
    reminders = in_hand.reminded(actor)[ReminderAbout.RESULT]
    for item in held.underway[:SHOWN]:
        said = reminders.get(item.id)
        if event := returned.get(item.id):
            again = f" · {reminded_text(said)}" if said and said.at > event.at else ""
            yield Task(
                f"Bổ sung báo cáo kết quả: {item.name}", "emulation.result", {"exemplar_id": item.id}, "Cần bổ sung",
                "attention", waits_text=f"{event.reason}{again}", due_text=f"trả lại {moment_text(event.at)}",
            )  # fmt: skip
        elif task := _to_report(actor, item, held.year_reports.get(item.campaign_id), said):
            yield task


def _published(actor: Actor, since: datetime) -> Iterator[Task]:
    for item in queries.published_since(actor, since):
        yield Task(
            f"Kết quả: {item.name}", "emulation.result", {"exemplar_id": item.id}, item.stage.label, item.stage.tone,
            due_text="vừa có quyết định" if item.award else "vừa có kết quả xét",
        )  # fmt: skip


def _to_report(actor: Actor, item: Exemplar, year_report: date | None, said: Reminder | None) -> Task | None:
    """Return the task of reporting: from thirty days before it ends, before the year's report is due, or reminded."""
    due, today = year_report or item.ends_on, clock.today()
    assert item.ends_on, "sent with its days"
    assert due, "sent with its days"
    if said is None and today < min(due, item.ends_on) - REPORT_AHEAD:
        return None
    verb = "Gửi báo cáo kết quả" if actor.role is Role.LEADER else "Viết báo cáo kết quả"
    late = today > due
    return Task(
        f"{verb}: {item.name}", "emulation.result", {"exemplar_id": item.id}, "Quá hạn" if late else "Cần báo cáo",
        "overdue" if late else "attention", waits_text=reminded_text(said) if said else "",
        due_text=f"hạn {day_text(due)}",
    )  # fmt: skip


def _of_issuers() -> Iterator[Task]:
    for campaign, due_on, judged, reported in queries.campaigns_to_settle():
        if clock.today() < due_on - RECOGNITION_AHEAD:
            continue
        late = clock.today() > due_on
        waits = f"{judged} chờ ban hành, {reported} chưa kết luận" if reported else "Các đơn vị đang chờ quyết định"
        yield Task(
            f"Ban hành quyết định công nhận năm {campaign.year}", "emulation.recognition", {"nam": campaign.year},
            "Quá hạn" if late else "Công nhận", "overdue" if late else "attention", judged + reported, waits,
            f"hạn {day_text(due_on)}",
        )  # fmt: skip

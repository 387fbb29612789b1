"""Interim reviews to send, exemplars one helps to guide, late units one follows, and the year's reports."""

from collections.abc import Iterator
from datetime import date
from functools import partial
from typing import Any

from sqlalchemy import Select, select

from nam_tinh_hinh.emulation import queries as registrations
from nam_tinh_hinh.emulation import rules
from nam_tinh_hinh.emulation.enums import ReminderAbout, ReportKind
from nam_tinh_hinh.emulation.enums.carrying import Standing
from nam_tinh_hinh.emulation.queries import carrying, in_hand, interim, reports
from nam_tinh_hinh.emulation.queries.interim import Pick
from nam_tinh_hinh.emulation.tables import Exemplar, Helper, InterimReview
from nam_tinh_hinh.emulation.tasks.said import reminded_text
from nam_tinh_hinh.kernel import clock
from nam_tinh_hinh.kernel.clock import day_text, moment_text
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.matters import Matter
from nam_tinh_hinh.kernel.tasks import Task
from nam_tinh_hinh.people.actor import Actor
from nam_tinh_hinh.people.rules import is_committee, is_standing, works_for_unit

SLUGS = dict(zip(reports.DEADLINES, ("6-thang", "nam"), strict=True))


def matters(actor: Actor) -> Iterator[Matter]:
    """Yield what steps 3 and 4 may ask of ``actor``."""
    today = clock.today()
    if works_for_unit(actor):
        own = interim.unsent().where(Exemplar.unit_id == actor.unit_id, InterimReview.opens_on <= today)
        yield Matter(partial(_reviews_to_send, actor), own)
    if is_committee(actor) or is_standing(actor):
        followed = not is_standing(actor)
        yield Matter(partial(_late_reviews, followed), figures=interim.overdue_count(actor, followed=followed))
    if rules.issues(actor):
        pressing = reports.pressing(today)
        yield Matter(partial(_reports_to_issue, pressing, today), pressing)
    if rules.may_look(actor):
        helping = select(Helper.id).where(Helper.user_id == actor.user_id, Helper.ended_at.is_(None))
        yield Matter(partial(_guided, actor), helping)


def _reviews_to_send(actor: Actor) -> Iterator[Task]:
    waiting = in_hand.reviews_to_send(actor)
    shown = waiting[: registrations.TASKS_SHOWN]
    newest = in_hand.reminded(actor)[ReminderAbout.REVIEW] if waiting else {}
    reminders = interim.counted_reminders(shown, newest)
    for one in shown:
        stands, reminder = interim.standing_of(one, one.exemplar), reminders.get(one.id)
        late = stands.standing is Standing.OVERDUE
        yield Task(
            f"Sơ kết {one.months} tháng: {one.exemplar.name}", "emulation.interim_write",
            {"exemplar_id": one.exemplar_id, "months": one.months}, stands.standing.label, stands.standing.tone,
            waits_text=reminded_text(reminder) if reminder else "",
            due_text=stands.words.lower() if late else f"hạn {day_text(one.due_on)}",
        )  # fmt: skip
    if more := len(waiting) - len(shown):
        yield Task(f"… và {more} sơ kết nữa", "emulation.reviews", {}, Standing.OPEN.label, Standing.OPEN.tone)


def _late_reviews(followed: bool, late: int) -> Iterator[Task]:
    """A member is told of the units he follows, the standing office of all (seed 003, VI.1 and VI.3)."""
    if late:
        yield Task(
            "Sơ kết quá hạn ở đơn vị bạn phụ trách" if followed else "Sơ kết quá hạn của các đơn vị",
            "emulation.reviews", {"loc": Pick.OVERDUE.value, **({"phu-trach": 1} if followed else {})},
            Standing.OVERDUE.label, "attention", count=late, waits_text="Nhắc đơn vị gửi",
        )  # fmt: skip


def _reports_to_issue(pressing: Select[Any], today: date) -> Iterator[Task]:
    kinds = {due: kind for kind, due in reports.DEADLINES.items()}
    rows = [(year, kinds[due], due_on) for due, due_on, year in db.session.execute(pressing)]
    for year, kind, due_on in sorted(rows, key=lambda row: (row[0], list(ReportKind).index(row[1]))):
        yield _report(kind, year, due_on, today)


def _report(kind: ReportKind, year: int, due_on: date, today: date) -> Task:
    days, what = (today - due_on).days, kind.label
    return Task(
        f"Ban hành {what[0].lower()}{what[1:]} {year}", "emulation.report", {"year": year, "slug": SLUGS[kind]},
        "Quá hạn" if days > 0 else "Sắp đến hạn", "overdue" if days > 0 else "attention",
        due_text=f"quá hạn {days} ngày" if days > 0 else f"hạn {day_text(due_on)}",
    )  # fmt: skip


def _guided(actor: Actor) -> Iterator[Task]:
    helping = carrying.guided_by(actor)
    names = carrying.names_of([one.exemplar_id for one in helping]) if helping else {}
    for one in helping:
        yield Task(
            f"Tham gia chỉ đạo: {names[one.exemplar_id]}", "emulation.carrying", {"exemplar_id": one.exemplar_id},
            "Đang thực hiện", waits_text=one.duty, due_text=f"từ {moment_text(one.added_at)}",
        )  # fmt: skip

"""Guidance to receive and to carry out, reminders, and answers to read."""

from collections.abc import Iterator

from nam_tinh_hinh.kernel import clock
from nam_tinh_hinh.kernel.clock import moment_text, short_day
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.tasks import Task
from nam_tinh_hinh.situation import receipts, rules
from nam_tinh_hinh.situation.enums.guiding import ReceiptStanding
from nam_tinh_hinh.situation.queries import guidance_lists as queries
from nam_tinh_hinh.situation.queries.guidance_lists import Box, Pick
from nam_tinh_hinh.situation.reach import Reach
from nam_tinh_hinh.situation.tables import Receipt

SHOWN = 8


def guidance_tasks(person: Reach) -> Iterator[Task]:
    """Yield what guidance asks of ``person`` now: overdue first, then unread, then to do; then what to read."""
    if not rules.may_look(person.actor):
        return
    rows = db.session.scalars(queries.pending(person).limit(SHOWN + 1)).all()
    yield from map(_task, rows[:SHOWN])
    if len(rows) > SHOWN:
        yield Task("… và những chỉ đạo khác chưa làm xong", "situation.guidances", {"loc": Pick.OPEN.value}, "Chỉ đạo")
    yield from _news(person)


def _task(row: Receipt) -> Task:
    one = row.guidance
    label, tone = _pressing(row)
    reminded = f"nhắc {short_day(row.reminded_at)}" if row.reminded_at else ""
    to = (row.unit.short_name or row.unit.name) if row.unit else "bạn"
    waits = " · ".join(part for part in (f"{one.unit.short_name or one.unit.name} gửi {to}", reminded) if part)
    left = receipts.time_left(one.due_at, clock.now())
    return Task(
        f"{one.ask.label}: {one.title}", "situation.guidance", {"guidance_id": one.id}, label, tone, waits_text=waits,
        due_text=left if tone == "overdue" else f"hạn {moment_text(one.due_at)}" if one.due_at else "",
    )  # fmt: skip


def _pressing(row: Receipt) -> tuple[str, str]:
    """Return the word and the tone of one line: overdue, reminded, not received yet, or to do."""
    one = row.guidance
    stands = receipts.standing(one.ask, one.due_at, row, clock.now())
    if stands is ReceiptStanding.OVERDUE:
        return stands.label, stands.tone
    if row.reminded_at:
        return "Được nhắc", "attention"
    return ("Chưa nhận", "waiting") if row.received_at is None else ("Cần làm", "attention")


def _news(person: Reach) -> Iterator[Task]:
    if rules.may_guide(person.actor) and (number := queries.news_count(person, Box.SENT)):
        yield Task(
            "Báo cáo lại, trao đổi mới về chỉ đạo đã gửi", "situation.guidances",
            {"hop": Box.SENT.value, "loc": Pick.NEWS.value}, "Cần đọc", "waiting", count=number,
        )  # fmt: skip
    if number := queries.news_count(person, Box.RECEIVED):
        yield Task(
            "Có trao đổi mới về chỉ đạo nhận được", "situation.guidances", {"loc": Pick.NEWS.value}, "Cần đọc",
            "waiting", count=number,
        )  # fmt: skip

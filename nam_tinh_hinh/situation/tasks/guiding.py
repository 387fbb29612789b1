"""Guidance to receive and to carry out, reminders, and answers to read."""

from collections.abc import Iterator
from functools import partial
from typing import Any

from sqlalchemy import Select

from nam_tinh_hinh.kernel import clock
from nam_tinh_hinh.kernel.clock import moment_text, short_day
from nam_tinh_hinh.kernel.db import db
from nam_tinh_hinh.kernel.matters import Matter
from nam_tinh_hinh.kernel.tasks import Task
from nam_tinh_hinh.situation import receipts, rules
from nam_tinh_hinh.situation.enums.guiding import ReceiptStanding
from nam_tinh_hinh.situation.queries import guidance_lists as queries
from nam_tinh_hinh.situation.queries.guidance_lists import Box, Pick
from nam_tinh_hinh.situation.reach import Reach
from nam_tinh_hinh.situation.tables import Receipt

SHOWN = 8


def matters(person: Reach) -> Iterator[Matter]:
    """Yield what guidance may ask of ``person``: overdue first, then unread, then to do; then what to read."""
    if not rules.may_look(person.actor):
        return
    pending = queries.pending(person)
    yield Matter(partial(_pending, pending), pending)
    boxes = (Box.SENT, Box.RECEIVED) if rules.may_guide(person.actor) else (Box.RECEIVED,)
    for box in boxes:
        yield Matter(partial(_news, box), figures=queries.news_count(person, box))


def _pending(pending: Select[Any]) -> Iterator[Task]:
    rows = db.session.scalars(pending.limit(SHOWN + 1)).all()
    yield from map(_task, rows[:SHOWN])
    if len(rows) > SHOWN:
        yield Task("… và những chỉ đạo khác chưa làm xong", "situation.guidances", {"loc": Pick.OPEN.value}, "Chỉ đạo")


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


def _news(box: Box, number: int) -> Iterator[Task]:
    sent = box is Box.SENT
    what = "Báo cáo lại, trao đổi mới về chỉ đạo đã gửi" if sent else "Có trao đổi mới về chỉ đạo nhận được"
    where = {"hop": box.value} if sent else {}
    if number:
        listed = {**where, "loc": Pick.NEWS.value}
        yield Task(what, "situation.guidances", listed, "Cần đọc", "waiting", count=number)

"""What urgent word and the focal point's queue put on "Việc của tôi"."""

from collections.abc import Iterator
from functools import partial
from typing import Any

from nam_tinh_hinh.kernel.clock import day_text, local, moment_text
from nam_tinh_hinh.kernel.matters import Matter
from nam_tinh_hinh.kernel.tasks import Task
from nam_tinh_hinh.situation.queries import alerts, desk
from nam_tinh_hinh.situation.reach import Reach

# More than these at once are counted on one line.
ALERTS_SHOWN, TITLE = 5, 90


def matters(person: Reach) -> Iterator[Matter]:
    """Yield urgent word nobody has seen yet, what a superior gave back, and what waits at the desk."""
    if person.speaks:
        yield Matter(partial(_unseen, person), alerts.unseen_ones(person))
    if person.desks:
        yield Matter(partial(_given_back, person), desk.lately_given_back(person))
        yield Matter(_waiting, figures=desk.load(person))


def _unseen(person: Reach) -> Iterator[Task]:
    waiting = alerts.unseen(person)
    for alert in waiting[:ALERTS_SHOWN]:
        said = alert.observation.content
        yield Task(
            said if len(said) <= TITLE else f"{said[:TITLE].rsplit(' ', 1)[0]}…", "situation.urgent",
            {"_anchor": f"tin-{alert.id}"}, "Tin cấp bách", "overdue",
            waits_text=alert.observation.unit.name, due_text=f"gửi lúc {moment_text(alert.sent_at)}",
        )  # fmt: skip
    if len(waiting) > ALERTS_SHOWN:
        yield Task("Tin cấp bách khác chưa xem", "situation.urgent", {}, "Tin cấp bách", "overdue",
                   count=len(waiting) - ALERTS_SHOWN)  # fmt: skip


def _given_back(person: Reach) -> Iterator[Task]:
    for passing in desk.given_back(person):
        yield Task(
            f"Cấp trên trả lại: {passing.back_reason[:TITLE]}", "situation.queue", {"xem": passing.observation_id},
            "Trả lại", "attention", waits_text=passing.to_unit.name,
            due_text=f"từ {moment_text(passing.given_back_at)}",
        )  # fmt: skip


def _waiting(*figures: Any) -> Iterator[Task]:
    load = desk.Load(*figures)
    if not load.count or load.since is None:
        return
    yield Task(
        "Nội dung chờ đầu mối xử lý", "situation.queue", stage_label="Chờ xác nhận",
        tone="attention" if load.urgent else "waiting", count=load.count,
        waits_text=f"Có {load.urgent} nội dung cấp bách" if load.urgent else "",
        due_text=f"chờ lâu nhất từ {day_text(local(load.since).date())}",
    )  # fmt: skip

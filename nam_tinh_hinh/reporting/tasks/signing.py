"""What came back with a reason, what waits for a signature, what waits to be received."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from typing import Any

from sqlalchemy import Select

from nam_tinh_hinh.kernel import clock
from nam_tinh_hinh.kernel.clock import moment_text
from nam_tinh_hinh.kernel.matters import Matter
from nam_tinh_hinh.kernel.tasks import Task
from nam_tinh_hinh.reporting import rules
from nam_tinh_hinh.reporting.enums import Stage
from nam_tinh_hinh.reporting.queries import receiving, signing
from nam_tinh_hinh.reporting.reminding import Press, due_words, press
from nam_tinh_hinh.reporting.tables import Report
from nam_tinh_hinh.reporting.tasks.reminders import SOON, lower
from nam_tinh_hinh.situation.reach import Reach

# More than these at once are counted on one line.
SHOWN, LONGEST = 8, 140


def matters(person: Reach) -> Iterator[Matter]:
    """Yield what may have come back to ``person``, wait for his signature, or wait to be received."""
    for waits, task in ((signing.sent_back(person), _came_back), (signing.to_sign(person), _to_sign)):
        yield Matter(partial(_rows, waits, task), waits)
    if rules.may_receive(person.actor):
        yield Matter(_to_receive, figures=receiving.load(person))


def _rows(waits: Select[Any], task: Callable[[Report], Task]) -> Iterator[Task]:
    reports = signing.due_first(waits)
    yield from map(task, reports[:SHOWN])
    if more := reports[SHOWN:]:
        first = task(more[0])
        yield replace(first, title=f"… và báo cáo khác: {first.stage_label.lower()}", count=len(more), waits_text="")


def _came_back(report: Report) -> Task:
    declined = report.stage is Stage.DECLINED
    why = report.decline_reason if declined else report.return_reason
    receiver = report.obligation.receiver
    by = "Lãnh đạo đơn vị" if declined or receiver is None else receiver.short_name or receiver.name
    return Task(
        f"{report.obligation.period.title}: {_shortened(why)}", "reporting.show", {"report_id": report.id},
        "Lãnh đạo trả lại" if declined else "Yêu cầu sửa", waits_text=f"{by} trả lại", **_pressed(report, "attention"),
    )  # fmt: skip


def _to_sign(report: Report) -> Task:
    return Task(
        f"Ký duyệt {lower(report.obligation.period.title)}", "reporting.check", {"report_id": report.id}, "Chờ ký",
        waits_text=f"{report.proposed_by_name} trình lúc {moment_text(report.proposed_at)}",
        **_pressed(report, "waiting"),
    )  # fmt: skip


def _to_receive(*figures: Any) -> Iterator[Task]:
    load = receiving.Load(*figures)
    if load.count and load.since:
        yield Task(
            "Báo cáo chờ nhận", "reporting.queue", stage_label="Chờ nhận", tone="waiting", count=load.count,
            waits_text=f"Có {load.again} báo cáo nộp lại sau khi sửa" if load.again else "",
            due_text=f"chờ lâu nhất từ {moment_text(load.since)}",
        )  # fmt: skip


def _pressed(report: Report, tone: str) -> dict[str, Any]:
    """Return tone and deadline of a row; what has to be mended was sent once, so it is not late."""
    owed, regime, now = report.obligation, report.obligation.period.regime, clock.now()
    if owed.due_at is None:
        return {"tone": tone}
    if report.return_reason:
        return {"tone": tone, "due_text": f"Hạn {moment_text(owed.due_at)}" if now <= owed.due_at else ""}
    how = press(owed.due_at, owed.grace_until, now, days=regime.remind_days, hours=regime.remind_hours)
    return {
        "tone": "overdue" if how is Press.PAST else tone, "soon": how in SOON,
        "due_text": due_words(owed.due_at, owed.grace_until, now),
    }  # fmt: skip


def _shortened(words: str) -> str:
    return words if len(words) <= LONGEST else f"{words[:LONGEST].rsplit(' ', 1)[0]}…"

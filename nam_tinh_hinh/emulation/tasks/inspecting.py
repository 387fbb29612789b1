"""What inspecting puts on "Việc của tôi": teams that still have something to visit."""

from collections.abc import Iterator
from functools import partial

from sqlalchemy import select

from nam_tinh_hinh.emulation import rules
from nam_tinh_hinh.emulation.queries import inspecting as queries
from nam_tinh_hinh.emulation.tables import Inspection
from nam_tinh_hinh.kernel import clock
from nam_tinh_hinh.kernel.clock import day_text
from nam_tinh_hinh.kernel.matters import Matter
from nam_tinh_hinh.kernel.tasks import Task
from nam_tinh_hinh.people.actor import Actor


def matters(actor: Actor) -> Iterator[Matter]:
    """Yield what ``actor`` may have to inspect."""
    if rules.may_look(actor):
        unrecorded = select(Inspection.id).where(Inspection.recorded_at.is_(None))
        yield Matter(partial(_teams, actor), unrecorded)


def _teams(actor: Actor) -> Iterator[Task]:
    """Yield the teams of ``actor`` (for the standing office all) that have not recorded every visit."""
    for row in queries.to_visit(actor):
        late = row.planned_on is not None and row.planned_on < clock.today()
        day = f" ngày {day_text(row.planned_on)}" if row.planned_on else ""
        yield Task(
            f"Kiểm tra{day}: {row.left} mô hình", "emulation.team", {"team_id": row.id}, "Kiểm tra",
            "overdue" if late else "waiting", waits_text=row.name, due_text="quá ngày dự kiến" if late else "",
        )  # fmt: skip
